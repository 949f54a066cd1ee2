import { type ProviderCall, RungsError } from '@rungs/model'
import { addHeaders } from './headers.js'
import type { Shared } from './shared.js'
import type { Idempotency, Pairs, WireRequest } from './types.js'

/** A request with everything that is equal on all its attempts, the credentials not among it. */
export interface Prepared {
  readonly url: string
  /** Beside those that all requests have; `undefined` when there are none. */
  readonly headers: Record<string, string> | undefined
  readonly body: string | undefined
}

/** Builds what is sent. @throws RungsError `invalid_input` for what cannot be sent; nothing was sent then. */
export function prepare(
  request: WireRequest,
  idempotency: Idempotency,
  call: ProviderCall,
  { base, provider }: Shared,
): Prepared {
  const { body, query } = request
  const search = query === undefined || query.length === 0 ? '' : `?${encode(query)}`
  return {
    url: base.prefix + request.path + search,
    headers: headersOf(request, idempotency, call, provider),
    body: body === undefined ? undefined : 'form' in body ? encode(body.form) : JSON.stringify(body.json),
  }
}

function headersOf(
  { headers: own, body }: WireRequest,
  idempotency: Idempotency,
  call: ProviderCall,
  provider: string,
): Record<string, string> | undefined {
  if (own === undefined && body === undefined && typeof idempotency !== 'object') return undefined
  const headers: Record<string, string> = {}
  if (own !== undefined) addHeaders(headers, own, { code: 'invalid_input', at: 'headers', provider })
  if (body !== undefined) {
    headers['content-type'] = 'form' in body ? 'application/x-www-form-urlencoded' : 'application/json'
  }
  if (typeof idempotency === 'object') headers[idempotency.header.toLowerCase()] = keyOf(call)
  return headers
}

/** What repeating the request does: as it says, or by its method (RFC 9110, section 9.2). */
export function idempotencyOf({ idempotency, method }: WireRequest): Idempotency {
  if (idempotency !== undefined) return idempotency
  if (method === 'GET') return 'safe'
  return method === 'PUT' || method === 'DELETE' ? 'idempotent' : 'none'
}

function encode(pairs: Pairs): string {
  const search = new URLSearchParams()
  for (const [name, value] of pairs) {
    if (!name.isWellFormed() || !value.isWellFormed()) {
      throw invalid(name.toWellFormed(), 'expected well-formed Unicode, got half of a surrogate pair')
    }
    search.append(name, value)
  }
  return search.toString()
}

function keyOf({ idempotencyKey }: ProviderCall): string {
  if (/^[\x21-\x7e]+$/.test(idempotencyKey)) return idempotencyKey
  throw invalid('idempotencyKey', 'expected visible ASCII characters without blanks, to be sent as a header')
}

function invalid(path: string, message: string): RungsError {
  return new RungsError({
    code: 'invalid_input',
    message: `${path}: ${message}. Nothing was sent.`,
    issues: [{ path, message }],
  })
}
