import type { Lifecycle } from '@rungs/model'
import { parseDuration, type Span } from './duration.js'
import type { Rung } from './rung.js'
import type { LadderLike } from './types.js'

/** A lifecycle, resolved to tiers and spans. */
export interface PlannedLifecycle {
  review: Lifecycle['review']
  policy: Lifecycle['downgrade']['policy']
  /** Nobody drops below it. */
  floor?: Rung
  graceMs: number
  extendMonths: number
  /** The quiet time of an inactivity review. */
  quiet?: Span
  rollover?: { mode: 'reset' | 'excess'; counters: readonly string[] }
}

const dayMs = 86_400_000

/** Resolves a checked lifecycle; without one, review is continuous with `requalify`. */
export function planLifecycle(
  { lifecycle }: LadderLike,
  named: ReadonlyMap<string, Rung | null>,
): PlannedLifecycle {
  const { review = 'continuous', downgrade, extendMonths = 0, inactivity, rollover } = lifecycle ?? {}
  const planned: PlannedLifecycle = {
    review,
    policy: downgrade?.policy ?? 'requalify',
    graceMs: (downgrade?.graceDays ?? 0) * dayMs,
    extendMonths,
  }
  const floor = downgrade?.floor === undefined ? undefined : named.get(downgrade.floor)
  if (floor != null) planned.floor = floor
  const quiet = inactivity === undefined ? undefined : parseDuration(inactivity)
  if (review === 'inactivity' && quiet !== undefined) planned.quiet = quiet
  if (rollover !== undefined) planned.rollover = rollover
  return planned
}
