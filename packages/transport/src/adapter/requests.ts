import type { JsonObject } from '@rungs/model'
import type { Idempotency, Pairs, WireRequest } from '../types.js'
import { goneAfterLoss } from './truthful.js'

/** Query parameters by the vendor's names; those that are `undefined` are not sent, and a list repeats its name. */
export interface Query {
  [name: string]: string | number | boolean | readonly string[] | undefined
}

/** Query parameters as they are sent. */
export function pairsOf(query: Query): Pairs {
  const pairs: [string, string][] = []
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const one of value) pairs.push([name, one])
    else if (value !== undefined) pairs.push([name, `${value}`])
  }
  return pairs
}

/** A read by GET; parameters that are `undefined` are left out. */
export function get(path: string, query: Query = {}): WireRequest {
  return { method: 'GET', path, query: pairsOf(query) }
}

/** A DELETE that answers with nothing. One whose first reply was lost finds that it was carried out. */
export function remove(path: string, howToFindOut: string, query: Query = {}): WireRequest {
  const request = { method: 'DELETE', path, query: pairsOf(query), howToFindOut } as const
  return { ...request, idempotency: 'idempotent', expect: 'empty', accept: goneAfterLoss }
}

/** A read that the vendor takes as a POST of JSON. */
export function ask(path: string, json: JsonObject): WireRequest {
  return { method: 'POST', path, body: { json }, idempotency: 'safe' }
}

/**
 * A write of JSON, or of nothing.
 * @param howToFindOut a sentence for `outcome_unknown`.
 * @param idempotency `idempotent` where the vendor's own rules (a unique name, a revision, a key in the body) keep a
 * repetition from changing anything more.
 */
export function write(
  method: 'POST' | 'PATCH' | 'PUT',
  path: string,
  json: JsonObject | undefined,
  howToFindOut: string,
  idempotency: Exclude<Idempotency, 'safe'> = 'idempotent',
): WireRequest {
  const request = { method, path, idempotency, howToFindOut }
  return json === undefined ? request : { ...request, body: { json } }
}
