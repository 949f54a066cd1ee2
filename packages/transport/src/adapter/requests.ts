import type { JsonObject } from '@rungs/model'
import type { WireRequest } from '../types.js'

/** A read by GET; parameters that are `undefined` are left out. */
export function get(path: string, query: { readonly [name: string]: string | undefined } = {}): WireRequest {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return { method: 'GET', path, query: pairs }
}

/** A read that the vendor takes as a POST of JSON. */
export function ask(path: string, json: JsonObject): WireRequest {
  return { method: 'POST', path, body: { json }, idempotency: 'safe' }
}

/**
 * A write of JSON.
 * @param howToFindOut a sentence for `outcome_unknown`.
 * @param idempotency `idempotent` where the vendor's own rules (a unique name, a revision, a key in the body) keep a
 * repetition from changing anything more.
 */
export function write(
  method: 'POST' | 'PATCH' | 'PUT',
  path: string,
  json: JsonObject,
  howToFindOut: string,
  idempotency: 'idempotent' | 'none' = 'idempotent',
): WireRequest {
  return { method, path, body: { json }, idempotency, howToFindOut }
}
