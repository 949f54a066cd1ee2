import type { Activity, AmountInput, Metric } from '@rungs/model'
import { type EngineStanding, type LadderLike, standingAt, type TierLike } from '../src/index.js'

/** A tier that is reached at so much of a metric. */
export function tier(
  id: string,
  rank: number,
  value: AmountInput,
  metric: Metric = 'points.balance',
): TierLike {
  return { id, rank, rule: { metric, op: '>=', value } }
}

/** Silver from 1000 and gold from 5000 points earned, with whatever else a test is about. */
export function ladderOf(over: Partial<LadderLike> = {}): LadderLike {
  return {
    tiers: [tier('silver', 1, 1000, 'points.earned'), tier('gold', 2, 5000, 'points.earned')],
    ...over,
  }
}

/** What an app asks most: who, at an instant. */
export function at(ladder: LadderLike, activity: readonly Activity[], instant: string): EngineStanding {
  return standingAt({ ladder, activity, at: instant })
}

/** The id of the tier held at an instant; `null` for the base tier. */
export function idAt(ladder: LadderLike, activity: readonly Activity[], instant: string): string | null {
  return at(ladder, activity, instant).tier?.id ?? null
}

export function earn(instant: string, points: AmountInput): Activity {
  return { at: instant, type: 'earn', points }
}
