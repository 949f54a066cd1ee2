import type { Activity } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { type LadderLike, standingAt } from '../src/index.js'

/** The three tiers of the VINR tiers page. */
const vinr: LadderLike = {
  tiers: [
    { id: 'tier_bronze', name: 'Bronze', rank: 1, rule: { metric: 'points.balance', op: '>=', value: 0 } },
    { id: 'tier_silver', name: 'Silver', rank: 2, rule: { metric: 'points.balance', op: '>=', value: 1000 } },
    { id: 'tier_gold', name: 'Gold', rank: 3, rule: { metric: 'points.balance', op: '>=', value: 5000 } },
  ],
}

const earned = (points: number): Activity[] =>
  points === 0 ? [] : [{ at: '2026-01-05T10:00:00Z', type: 'earn', points }]

describe('VINR worked example 1: the bound is inclusive', () => {
  it.each([
    [0, 'Bronze', 'Silver', '1000'],
    [999, 'Bronze', 'Silver', '1'],
    [1000, 'Silver', 'Gold', '4000'],
    [4999, 'Silver', 'Gold', '1'],
    [5000, 'Gold', undefined, undefined],
  ])('a balance of %i is %s', (points, tier, next, remaining) => {
    const standing = standingAt({ ladder: vinr, activity: earned(points), at: '2026-02-01T00:00:00Z' })
    expect(standing.tier?.name).toBe(tier)
    expect(standing.reason).toBe('met')
    expect(standing.next?.tier.name).toBe(next)
    expect(standing.next?.remaining).toBe(remaining)
    expect(standing.next === null).toBe(next === undefined)
  })
})

it('Wix: redeeming does not lower points earned, and what left the rolling window does not count', () => {
  const ladder: LadderLike = {
    window: { kind: 'rolling', months: 12 },
    tiers: [{ id: 'gold', rank: 1, rule: { metric: 'points.earned', op: '>=', value: 500 } }],
  }
  const activity: Activity[] = [
    { at: '2025-03-10T08:00:00Z', type: 'earn', points: 500 },
    { at: '2025-04-10T08:00:00Z', type: 'redeem', points: 400 },
  ]
  const at = (instant: string) => standingAt({ ladder, activity, at: instant })
  expect(at('2026-03-10T07:59:59.999Z')).toMatchObject({
    tier: { id: 'gold' },
    since: '2025-03-10T08:00:00Z',
    metrics: { 'points.balance': '100', 'points.earned': '500' },
    keep: { until: '2026-03-10T08:00:00Z', remaining: '500' },
    next: null,
  })
  expect(at('2026-03-10T08:00:00Z')).toMatchObject({
    tier: null,
    reason: 'none',
    since: '2026-03-10T08:00:00Z',
    metrics: { 'points.balance': '100', 'points.earned': '0' },
  })
})
