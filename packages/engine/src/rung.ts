import type { TierRef } from '@rungs/model'
import type { RuleNode } from './rule.js'

/** One tier that counts. */
export interface Rung {
  /** Its place among the tiers that count, ascending from 0. */
  index: number
  ref: TierRef
  rule?: RuleNode
}

/** The place of what is held: -1 for the base tier. */
export function placeOf(rung: Rung | null): number {
  return rung?.index ?? -1
}

/** The higher of two. */
export function higher(a: Rung | null, b: Rung | null): Rung | null {
  return placeOf(a) >= placeOf(b) ? a : b
}
