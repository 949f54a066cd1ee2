import { type ProviderCall, RungsError } from '@rungs/model'
import type { Base } from './base-url.js'
import { addHeaders } from './headers.js'
import type { Idempotency, Pairs, WireRequest } from './types.js'

/** A request with everything that is equal on all its attempts. */
export interface Prepared {
  readonly request: WireRequest
  readonly url: string
  /** Without the credentials. */
  readonly headers: Record<string, string>
  readonly body: string | undefined
  /** Whether it changes nothing. */
  readonly safe: boolean
  /** Whether carrying it out twice is the same as once. */
  readonly repeatable: boolean
}

/** Builds what is sent. @throws RungsError `invalid_input` for what cannot be sent; nothing was sent then. */
export function prepare(
  request: WireRequest,
  call: ProviderCall,
  base: Base,
  shared: Record<string, string>,
  provider: string,
): Prepared {
  const giver = { code: 'invalid_input', at: 'headers', provider } as const
  const headers: Record<string, string> = { ...shared }
  if (request.headers !== undefined) addHeaders(headers, request.headers, giver)
  const { body, idempotency = defaultIdempotency(request) } = request
  if (body !== undefined) {
    headers['content-type'] = 'form' in body ? 'application/x-www-form-urlencoded' : 'application/json'
  }
  if (typeof idempotency === 'object') headers[idempotency.header.toLowerCase()] = keyOf(call, provider)
  const query = request.query === undefined || request.query.length === 0 ? '' : `?${encode(request.query)}`
  return {
    request,
    url: base.prefix + request.path + query,
    headers,
    body: body === undefined ? undefined : 'form' in body ? encode(body.form) : JSON.stringify(body.json),
    safe: idempotency === 'safe',
    repeatable: idempotency !== 'none',
  }
}

function defaultIdempotency({ method }: WireRequest): Idempotency {
  if (method === 'GET') return 'safe'
  return method === 'PUT' || method === 'DELETE' ? 'idempotent' : 'none'
}

function encode(pairs: Pairs): string {
  for (const [name, value] of pairs) {
    if (!name.isWellFormed() || !value.isWellFormed()) {
      throw invalid(name, 'expected well-formed Unicode, got half of a surrogate pair')
    }
  }
  return new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()
}

function keyOf(call: ProviderCall, provider: string): string {
  const key = call.idempotencyKey
  if (/^[\x21-\x7e]+$/.test(key)) return key
  throw invalid('idempotencyKey', 'expected visible ASCII characters, to be sent as a header', provider)
}

function invalid(path: string, message: string, provider?: string): RungsError {
  return new RungsError({
    code: 'invalid_input',
    message: `${path}: ${message}. Nothing was sent.`,
    provider,
    issues: [{ path, message }],
  })
}
