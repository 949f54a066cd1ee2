import type { Activity } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { type LadderLike, timeline } from '../src/index.js'
import { at, earn, idAt, tier } from './build.js'

/*
 * VINR tiers page: automatic promotion and demotion on the points balance, by `min_points`; the three tiers of its
 * list. Its edits wait for the account's next balance change, which one ladder alone cannot tell: those examples
 * belong to a backend with a history of ladders.
 */
const bronze = tier('tier_bronze', 1, 0)
const silver = tier('tier_silver', 2, 1000)
const gold = tier('tier_gold', 3, 5000)
const ladder: LadderLike = { tiers: [bronze, silver, gold] }

const jan = '2026-01-05T10:00:00Z'
const feb = '2026-02-05T10:00:00Z'
const mar = '2026-03-05T10:00:00Z'

describe('VINR worked examples', () => {
  it.each([
    [0, 'tier_bronze', 'tier_silver', '1000'],
    [999, 'tier_bronze', 'tier_silver', '1'],
    [1000, 'tier_silver', 'tier_gold', '4000'],
    [4999, 'tier_silver', 'tier_gold', '1'],
    [5000, 'tier_gold', undefined, undefined],
  ])('1: a balance of %i is %s: the bound is inclusive', (points, expected, next, remaining) => {
    const standing = at(ladder, points === 0 ? [] : [earn(jan, points)], feb)
    expect(standing).toMatchObject({ tier: { id: expected }, reason: 'met' })
    expect(standing.next?.tier.id).toBe(next)
    expect(standing.next?.remaining).toBe(remaining)
  })

  it('2: one credit of 6000 leads from Bronze to Gold directly', () => {
    const activity = [earn(jan, 200), earn(feb, 6000)]
    const changes = timeline({ ladder, activity, from: jan, to: mar })
    expect(changes).toMatchObject([
      { at: feb, from: { id: 'tier_bronze' }, to: { id: 'tier_gold' }, reason: 'met' },
    ])
  })

  it('3: a debit of 300 leads from 5200 in Gold to 4900 in Silver', () => {
    const activity: Activity[] = [earn(jan, 5200), { at: feb, type: 'redeem', points: 300 }]
    expect(idAt(ladder, activity, jan)).toBe('tier_gold')
    expect(at(ladder, activity, feb)).toMatchObject({
      tier: { id: 'tier_silver' },
      since: feb,
      metrics: { 'points.balance': '4900' },
    })
  })

  it('6: without Gold, 6000 points are Silver', () => {
    expect(idAt({ tiers: [bronze, silver] }, [earn(jan, 6000)], feb)).toBe('tier_silver')
  })

  it('7, V4: without Bronze, 300 points are no tier at all', () => {
    expect(at({ tiers: [silver, gold] }, [earn(jan, 300)], feb)).toMatchObject({ tier: null, reason: 'none' })
  })

  it('9, V5: of two tiers at 1000, the later created one, which has the higher rank', () => {
    expect(idAt({ tiers: [silver, tier('tier_new', 3, 1000)] }, [earn(jan, 1200)], feb)).toBe('tier_new')
  })

  it('V6: an override holds until the next balance change; V1: a touch is none', () => {
    const activity: Activity[] = [
      earn(jan, 200),
      { at: feb, type: 'set_tier', tier: 'tier_gold' },
      { at: '2026-02-20T00:00:00Z', type: 'touch' },
      earn(mar, 1),
    ]
    expect(at(ladder, activity, '2026-03-01T00:00:00Z')).toMatchObject({
      tier: { id: 'tier_gold' },
      reason: 'manual',
    })
    expect(at(ladder, activity, mar)).toMatchObject({ tier: { id: 'tier_bronze' }, reason: 'met' })
  })
})
