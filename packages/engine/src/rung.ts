import type { TierRef } from '@rungs/model'
import type { RuleNode } from './rule.js'
import type { PlannedValidity } from './validity.js'

/** One tier that counts. */
export interface Rung {
  /** Its place among the tiers that count, ascending from 0. */
  index: number
  ref: TierRef
  rule?: RuleNode
  validity?: PlannedValidity
}

/** The place of what is held: -1 for the base tier. */
export function placeOf(rung: Rung | null): number {
  return rung?.index ?? -1
}

/** The higher of two. */
export function higher(a: Rung | null, b: Rung | null): Rung | null {
  return placeOf(a) >= placeOf(b) ? a : b
}

/** Whether two are the same tier, of two ladders perhaps: by id or by key. */
export function same({ ref: a }: Rung, { ref: b }: Rung): boolean {
  return a.id === b.id || (a.key !== undefined && a.key === b.key)
}

/** What a tier of another ladder is in this one; `undefined` where it is none that counts. */
export function counterpart(rung: Rung, rungs: readonly Rung[]): Rung | undefined {
  return rungs.find(({ ref }) => ref.id === rung.ref.id) ?? rungs.find((one) => same(rung, one))
}
