import type { ActivityDraft, Amount, Metric } from '@rungs/model'
import { compareAmounts, toAmount } from '@rungs/model'
import type { Failure } from './failure.js'

/** What an activity changes: by which amount, where that stands in it, and which metrics, up or down. */
export interface Changes {
  /** Where the amount stands: `points`; `type` for activities without one. */
  path: string
  /** How much, as it was given; `1` for a visit. */
  amount: Amount
  /** Each metric that it changes, and whether up or down. */
  metrics: readonly (readonly [Metric, 1 | -1])[]
}

/**
 * What an activity changes, in the terms of the common model: earning and adjusting change the points earned, and every
 * movement the balance; a visit counts as one, and a touch changes nothing.
 */
export function changesOf(activity: ActivityDraft): Changes {
  switch (activity.type) {
    case 'earn':
    case 'adjust': {
      const metrics = [
        ['points.balance', 1],
        ['points.earned', 1],
      ] as const
      return { path: 'points', amount: activity.points, metrics }
    }
    case 'redeem':
    case 'expire':
    case 'refund':
      return { path: 'points', amount: activity.points, metrics: [['points.balance', -1]] }
    case 'purchase':
      return { path: 'spend', amount: activity.spend, metrics: [['spend', 1]] }
    case 'counter':
      return { path: 'add', amount: activity.add ?? '0', metrics: [[`counter:${activity.counter}`, 1]] }
    case 'visit':
      return { path: 'type', amount: '1', metrics: [['visits', 1]] }
    case 'touch':
      return { path: 'type', amount: '0', metrics: [] }
  }
}

/**
 * Refuses to take more points than there are, for a vendor that does not say so by a status of its own.
 * @param balance where the vendor tells none, nothing is refused.
 * @throws RungsError `rejected` at `points`.
 */
export function refuseOverdraft(balance: unknown, taken: Amount, message: string, failure: Failure): void {
  const held = toAmount(balance)
  if (held !== undefined && compareAmounts(taken, held) > 0) {
    throw failure('rejected', [{ path: 'points', message }])
  }
}
