import type { Activity, Metric } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import type { LadderLike } from '../src/index.js'
import { at, earn, idAt, tier } from './build.js'

const jan = '2026-01-10T00:00:00Z'
const feb = '2026-02-10T00:00:00Z'
const mar = '2026-03-10T00:00:00Z'

const all: Activity[] = [
  { at: jan, type: 'earn', points: 1000 },
  { at: jan, type: 'adjust', points: -100 },
  { at: jan, type: 'redeem', points: 300 },
  { at: jan, type: 'expire', points: 50 },
  { at: jan, type: 'refund', points: 25 },
  { at: jan, type: 'purchase', spend: '19.90' },
  { at: jan, type: 'visit' },
  { at: jan, type: 'visit' },
  { at: jan, type: 'touch' },
  { at: jan, type: 'counter', counter: 'nights', add: 3 },
]

const ladder = (metric: Metric, value: string | number, over: Partial<LadderLike> = {}): LadderLike => ({
  tiers: [tier('gold', 1, value, metric)],
  ...over,
})

it('M1, M2, M4: each activity counts where the design page says, and nowhere else', () => {
  expect(at(ladder('visits', 1), all, feb).metrics).toEqual({
    'points.balance': '525',
    'points.earned': '900',
    spend: '19.9',
    visits: '2',
    'counter:nights': '3',
  })
})

it('M1: redeem, expire and refund never lower points earned; a negative adjustment does', () => {
  const activity: Activity[] = [earn(jan, 100), { at: feb, type: 'redeem', points: 100 }]
  expect(idAt(ladder('points.earned', 100), activity, mar)).toBe('gold')
  expect(
    idAt(ladder('points.earned', 100), [earn(jan, 100), { at: feb, type: 'adjust', points: -1 }], mar),
  ).toBeNull()
})

it('M2: spend, visits and points earned leave the window; M3, M4: the balance and counters do not', () => {
  const rolling = at(ladder('visits', 1, { window: { kind: 'rolling', months: 1 } }), all, mar)
  expect(rolling.metrics).toEqual({
    'points.balance': '525',
    'points.earned': '0',
    spend: '0',
    visits: '0',
    'counter:nights': '3',
  })
  const year = at(ladder('visits', 1, { window: { kind: 'calendar_year' } }), all, '2027-01-01T00:00:00Z')
  expect(year.metrics).toEqual(rolling.metrics)
})

describe('M3, M6: counters', () => {
  it('a missing counter is 0', () => {
    const lowest: LadderLike = {
      tiers: [{ id: 'quiet', rank: 1, rule: { metric: 'counter:complaints', op: '<=', value: 0 } }],
    }
    expect(at(lowest, [], jan)).toMatchObject({
      tier: { id: 'quiet' },
      metrics: { 'counter:complaints': '0' },
    })
  })

  it('set is absolute, and later adds go on from there', () => {
    const activity: Activity[] = [
      { at: jan, type: 'counter', counter: 'nights', add: 9 },
      { at: feb, type: 'counter', counter: 'nights', set: '2.5' },
      { at: mar, type: 'counter', counter: 'nights', add: '-0.5' },
    ]
    expect(at(ladder('counter:nights', 9), activity, mar).metrics['counter:nights']).toBe('2')
    expect(at(ladder('counter:nights', 9), activity, jan).tier?.id).toBe('gold')
  })
})

it('M4: the balance has no floor at zero', () => {
  expect(
    at(ladder('spend', 1), [{ at: jan, type: 'redeem', points: 7 }], feb).metrics['points.balance'],
  ).toBe('-7')
})

it('M7: an event counts from its own instant on', () => {
  expect(idAt(ladder('visits', 1), [{ at: feb, type: 'visit' }], feb)).toBe('gold')
  expect(idAt(ladder('visits', 1), [{ at: feb, type: 'visit' }], '2026-02-09T23:59:59.999Z')).toBeNull()
})

describe('exact decimals', () => {
  it.each([
    [['0.1', '0.2'], '0.3', 'gold', '0.3'],
    [[0.1, 0.2], 0.3, 'gold', '0.3'],
    [['0.1', '0.19999999999999999999'], '0.3', null, '0.29999999999999999999'],
    [['9007199254740992', '1'], '9007199254740993', 'gold', '9007199254740993'],
    [['9007199254740992'], '9007199254740993', null, '9007199254740992'],
    [[2147483646, 1], 2147483647, 'gold', '2147483647'],
    [[2147483647], '2147483647.01', null, '2147483647'],
    [['99999999999999999999999999999999.99', '0.01'], '1'.padEnd(33, '0'), 'gold', '1'.padEnd(33, '0')],
  ])('%j against %s is %s', (amounts, threshold, expected, total) => {
    const activity: Activity[] = amounts.map((spend) => ({ at: jan, type: 'purchase', spend }))
    const standing = at(ladder('spend', threshold), activity, feb)
    expect(standing.tier?.id ?? null).toBe(expected)
    expect(standing.metrics.spend).toBe(total)
  })

  it('ten dimes a thousand times are a hundred exactly', () => {
    const activity: Activity[] = Array.from({ length: 1000 }, () => ({
      at: jan,
      type: 'purchase',
      spend: 0.1,
    }))
    expect(at(ladder('spend', 100), activity, feb)).toMatchObject({
      tier: { id: 'gold' },
      metrics: { spend: '100' },
    })
  })
})
