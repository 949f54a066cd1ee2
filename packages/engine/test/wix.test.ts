import type { Activity } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import type { LadderLike } from '../src/index.js'
import { at, earn, idAt, tier } from './build.js'

/*
 * Wix, introduction to loyalty tiers: points earned and adjusted inside the rolling window decide; redeeming does
 * not lower them; what was earned before the window does not count, whatever the balance; a base tier without id.
 */
const ladder: LadderLike = {
  window: { kind: 'rolling', months: 12 },
  baseTier: { name: 'Basic' },
  tiers: [tier('silver', 1, 200, 'points.earned'), tier('gold', 2, 400, 'points.earned')],
}

describe('Wix tier assignment', () => {
  it('redeeming leaves the tier points as they are, though the balance falls below the threshold', () => {
    const activity: Activity[] = [
      earn('2026-01-10T00:00:00Z', 400),
      { at: '2026-02-10T00:00:00Z', type: 'redeem', points: 390 },
    ]
    expect(at(ladder, activity, '2026-03-01T00:00:00Z')).toMatchObject({
      tier: { id: 'gold' },
      metrics: { 'points.balance': '10', 'points.earned': '400' },
    })
  })

  it('points from before the window do not count, though the balance is above the threshold', () => {
    expect(at(ladder, [earn('2025-01-10T08:00:00Z', 500)], '2026-01-10T08:00:00Z')).toMatchObject({
      tier: null,
      reason: 'none',
      metrics: { 'points.balance': '500', 'points.earned': '0' },
      since: '2026-01-10T08:00:00Z',
    })
  })

  it('adjustments count, W3 negative ones too', () => {
    const adjusted = (points: number): Activity[] => [
      earn('2026-01-10T00:00:00Z', 150),
      { at: '2026-01-11T00:00:00Z', type: 'adjust', points },
    ]
    expect(idAt(ladder, adjusted(50), '2026-02-01T00:00:00Z')).toBe('silver')
    expect(at(ladder, adjusted(-20), '2026-02-01T00:00:00Z').metrics['points.earned']).toBe('130')
  })

  it('W1: equality qualifies', () => {
    expect(idAt(ladder, [earn('2026-01-10T00:00:00Z', 200)], '2026-01-10T00:00:00Z')).toBe('silver')
    expect(idAt(ladder, [earn('2026-01-10T00:00:00Z', 199)], '2026-01-10T00:00:00Z')).toBeNull()
  })

  it('W4: refunds and expiry do not change the tier points', () => {
    const activity: Activity[] = [
      earn('2026-01-10T00:00:00Z', 200),
      { at: '2026-01-11T00:00:00Z', type: 'refund', points: 100 },
      { at: '2026-01-12T00:00:00Z', type: 'expire', points: 100 },
    ]
    expect(idAt(ladder, activity, '2026-02-01T00:00:00Z')).toBe('silver')
  })

  it.each([
    ['paused', 'paused'],
    ['disabled', 'disabled'],
    ['draft', 'disabled'],
    ['archived', 'disabled'],
  ] as const)('L19, W5: a program that is %s has everybody on the base tier', (status, reason) => {
    const standing = at({ ...ladder, status }, [earn('2026-01-10T00:00:00Z', 400)], '2026-02-01T00:00:00Z')
    expect(standing).toMatchObject({ tier: null, reason, metrics: { 'points.earned': '400' } })
    expect(standing).not.toHaveProperty('since')
  })

  it('W6: points earned in a pause count afterwards', () => {
    const activity = [earn('2026-01-10T00:00:00Z', 400)]
    expect(idAt({ ...ladder, status: 'paused' }, activity, '2026-02-01T00:00:00Z')).toBeNull()
    expect(idAt(ladder, activity, '2026-02-02T00:00:00Z')).toBe('gold')
  })

  it('says until when the tier is safe and what would then be missing', () => {
    const activity = [earn('2025-06-10T00:00:00Z', 150), earn('2026-01-10T00:00:00Z', 100)]
    expect(at(ladder, activity, '2026-02-01T00:00:00Z')).toMatchObject({
      tier: { id: 'silver' },
      next: { tier: { id: 'gold' }, remaining: '150' },
      keep: { until: '2026-06-10T00:00:00Z', remaining: '100' },
    })
  })
})
