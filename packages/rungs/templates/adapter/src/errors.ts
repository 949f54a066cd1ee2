import type { ErrorCode, Issue, RungsErrorInit } from '@rungs/model'
import { failuresOf, isJsonObject, type Reply } from '@rungs/transport'

/**
 * Acme's codes that say more than the status. All other statuses mean what the transport takes them for: 400
 * `invalid_input`, 401 `authentication`, 403 `permission`, 404 `not_found`, 409 `conflict`, 429 `rate_limited`,
 * other 4xx `rejected`, 5xx `unavailable`.
 */
const codes: { readonly [vendorCode: string]: ErrorCode } = {}

/** Acme's fields by their place in the common model, for example `min_points: 'rule.value'`. */
const paths: { readonly [field: string]: string } = {}

/**
 * What Acme means by a reply that is not 2xx; nothing where it does not say. It reads
 * `{ "error": { "code", "message", "field" } }`: change it to what Acme sends.
 */
export function explain({ status, body }: Reply): Partial<RungsErrorInit> {
  const error = isJsonObject(body) ? body.error : undefined
  if (!isJsonObject(error)) return {}
  const { code: vendorCode, message: said = vendorCode, field } = error
  const path = typeof field === 'string' ? (paths[field] ?? field) : undefined
  const message = typeof said === 'string' ? said : 'no reason given'
  const issues: Issue[] = path === undefined ? [] : [{ path, message }]
  const code = typeof vendorCode === 'string' ? codes[vendorCode] : undefined
  return {
    ...(code === undefined ? {} : { code }),
    ...(typeof vendorCode === 'string' ? { vendorCode } : {}),
    message: `Acme answered ${status}${path === undefined ? '' : ` about ${path}`}: ${message}`,
    issues,
  }
}

/** An error of this adapter. With issues, they make the message. */
export const failure = failuresOf('acme')
