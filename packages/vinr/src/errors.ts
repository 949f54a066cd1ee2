import type { ErrorCode, Issue, Json, JsonObject, RungsErrorInit } from '@rungs/model'
import { failuresOf, type Reply } from '@rungs/transport'

/**
 * Vendor codes that say more than the status. All other statuses mean what the transport takes them for: 400
 * `invalid_input`, 401 `authentication`, 403 `permission`, 404 `not_found`, 409 `conflict`, 422 `rejected`, 429
 * `rate_limited`, 5xx `unavailable` (VINR errors page). The error's `type` is never looked at: VINR's own pages
 * disagree about it.
 */
const codes: { readonly [statusAndCode: string]: ErrorCode } = {
  '400 resource_missing': 'not_found',
  '400 resource_already_exists': 'conflict',
}

/** VINR's parameters by their place in the common model. */
const paths: { readonly [param: string]: string } = {
  min_points: 'rule.value',
  starting_after: 'cursor',
  customer: 'memberId',
  loyalty_account: 'memberId',
  amount: 'points',
  programme_id: 'settings.programmeId',
}

const hints: { readonly [status: number]: string } = {
  401: ' Check apiKey, or VINR_SECRET_KEY; test keys work only against the sandbox.',
}

/** What VINR means by a reply that is not 2xx (VINR errors page). Nothing where it does not say. */
export function explain({ status, body }: Reply): Partial<RungsErrorInit> {
  const error = objectAt(body, 'error')
  if (error === undefined) return {}
  const [vendorCode, message, param, requestId] = ['code', 'message', 'param', 'request_id'].map((key) =>
    textAt(error, key),
  )
  const said = message ?? vendorCode ?? 'no reason given'
  const path = param === undefined ? undefined : pathOf(param)
  const issues: Issue[] = path === undefined ? [] : [{ path, message: said }]
  const code = codes[`${status} ${vendorCode}`]
  return {
    ...(code === undefined ? {} : { code }),
    message: `VINR answered ${status}${path === undefined ? '' : ` about ${path}`}: ${said}${hints[status] ?? ''}`,
    vendorCode,
    requestId,
    issues,
  }
}

/** `benefits[1]` and `benefits[]` name a benefit; what is unknown keeps VINR's name. */
function pathOf(param: string): string {
  const benefit = /^benefits\[(\d*)\]$/.exec(param)
  if (benefit !== null) return benefit[1] === '' ? 'benefits' : `benefits[${benefit[1]}].label`
  return Object.hasOwn(paths, param) ? (paths[param] ?? param) : param
}

/** An error of this adapter. With issues, they make the message. */
export const failure = failuresOf('vinr')

function objectAt(value: Json | undefined, key: string): JsonObject | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const inner = value[key]
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : undefined
}

function textAt(value: JsonObject, key: string): string | undefined {
  const text = value[key]
  return typeof text === 'string' && text !== '' ? text : undefined
}
