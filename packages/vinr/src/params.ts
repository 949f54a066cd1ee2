import type { Pairs } from '@rungs/transport'
import type { VinrScalar } from './vendor.js'

/** Parameters of a request under VINR's own names. */
export interface Params {
  [name: string]: VinrScalar | readonly VinrScalar[] | undefined
}

/**
 * Parameters as VINR's form encoding has them: a list repeats its bracketed name (`benefits[]`, VINR tiers page);
 * an empty list is the empty scalar, which clears.
 */
export function toPairs(params: Params): Pairs {
  return Object.entries(params).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return []
    if (typeof value !== 'object') return [[name, String(value)]]
    if (value.length === 0) return [[name, '']]
    return value.map((item) => [`${name}[]`, String(item)])
  })
}
