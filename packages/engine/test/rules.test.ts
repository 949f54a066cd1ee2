import type { Activity, Operator } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { type LadderLike, type RuleLike, standingAt } from '../src/index.js'
import { at, earn, idAt, ladderOf, tier } from './build.js'

const now = '2026-06-01T00:00:00Z'
const spent = (spend: string): Activity[] => [{ at: '2026-01-01T00:00:00Z', type: 'purchase', spend }]
const visits = (count: number): Activity[] =>
  Array.from({ length: count }, () => ({ at: '2026-01-01T00:00:00Z', type: 'visit' }))

describe('R1: equality is exact; text is compared by value', () => {
  it.each<[Operator, string, string, string]>([
    ['>=', '99.99', '100', '100.01'],
    ['>', '100', '100.01', '200'],
    ['==', '99.99', '100', '100.00'],
    ['<=', '100.01', '100', '0'],
    ['<', '100', '99.99', '0'],
  ])('spend %s 100: not with %s, but with %s and %s', (op, fails, meets, meetsToo) => {
    const ladder: LadderLike = {
      tiers: [{ id: 'gold', rank: 1, rule: { metric: 'spend', op, value: '100.00' } }],
    }
    expect(idAt(ladder, spent(fails), now)).toBeNull()
    expect(idAt(ladder, spent(meets), now)).toBe('gold')
    expect(idAt(ladder, spent(meetsToo), now)).toBe('gold')
  })
})

describe('rules are trees', () => {
  const a: RuleLike = { metric: 'spend', op: '>=', value: 10 }
  const b: RuleLike = { metric: 'visits', op: '>=', value: 2 }
  const c: RuleLike = { metric: 'points.balance', op: '>=', value: 5 }
  const holds = (rule: RuleLike, activity: Activity[]) =>
    idAt({ tiers: [{ id: 'gold', rank: 1, rule }] }, activity, now) === 'gold'
  const points = [earn('2026-01-01T00:00:00Z', 5)]

  it.each<[string, RuleLike, boolean, boolean, boolean, boolean]>([
    ['all', { all: [a, b, c] }, false, false, false, true],
    ['any', { any: [a, b, c] }, false, true, true, true],
    ['at least 2', { atLeast: 2, of: [a, b, c] }, false, false, true, true],
    ['at least 1', { atLeast: 1, of: [a, b, c] }, false, true, true, true],
    ['nested', { all: [c, { any: [a, b] }] }, false, false, false, true],
    ['nested at least', { atLeast: 2, of: [{ all: [a, b] }, c, a] }, false, false, true, true],
  ])('%s', (_name, rule, none, one, two, three) => {
    expect(holds(rule, [])).toBe(none)
    expect(holds(rule, spent('10'))).toBe(one)
    expect(holds(rule, [...spent('10'), ...visits(2)])).toBe(two)
    expect(holds(rule, [...spent('10'), ...visits(2), ...points])).toBe(three)
  })
})

it('R2: the highest rank whose own rule holds wins, whether or not lower ones do', () => {
  const ladder: LadderLike = { tiers: [tier('frequent', 1, 5, 'visits'), tier('big', 2, 100, 'spend')] }
  expect(idAt(ladder, spent('100'), now)).toBe('big')
})

it('R3: a tier without a rule never qualifies and is skipped in next', () => {
  const ladder: LadderLike = {
    tiers: [tier('silver', 1, 1000), { id: 'invited', rank: 2 }, tier('gold', 3, 5000)],
  }
  const standing = at(ladder, [earn('2026-01-01T00:00:00Z', 1000)], now)
  expect(standing).toMatchObject({
    tier: { id: 'silver' },
    next: { tier: { id: 'gold' }, remaining: '4000' },
  })
  const topless = at({ tiers: [tier('silver', 1, 10), { id: 'invited', rank: 2 }] }, [earn(now, 10)], now)
  expect(topless.next).toBeNull()
})

it('R5: of equal thresholds the higher rank is held', () => {
  expect(idAt({ tiers: [tier('b', 2, 10), tier('a', 1, 10)] }, [earn(now, 10)], now)).toBe('b')
})

describe('R6: next and what remains', () => {
  it('is one amount for a single >=', () => {
    expect(at(ladderOf(), [earn('2026-01-01T00:00:00Z', '1200.5')], now).next).toEqual({
      tier: { id: 'gold', name: 'gold', rank: 2 },
      remaining: '3799.5',
    })
  })

  it('is an object of the unmet criteria for an all of >=, the larger of two on one metric', () => {
    const rule: RuleLike = {
      all: [
        { metric: 'spend', op: '>=', value: 10 },
        { metric: 'visits', op: '>=', value: 2 },
        { metric: 'visits', op: '>=', value: 5 },
      ],
    }
    const ladder: LadderLike = { tiers: [{ id: 'gold', rank: 1, rule }] }
    expect(at(ladder, spent('3.5'), now).next?.remaining).toEqual({ spend: '6.5', visits: '5' })
    expect(at(ladder, [...spent('12'), ...visits(2)], now).next?.remaining).toEqual({ visits: '3' })
  })

  it.each<[string, RuleLike]>([
    ['>', { metric: 'spend', op: '>', value: 10 }],
    ['any', { any: [{ metric: 'spend', op: '>=', value: 10 }] }],
    [
      'an all with another operator',
      {
        all: [
          { metric: 'spend', op: '>=', value: 10 },
          { metric: 'visits', op: '<', value: 0 },
        ],
      },
    ],
  ])('is absent for %s', (_name, rule) => {
    expect(at({ tiers: [{ id: 'gold', rank: 1, rule }] }, [], now).next).toEqual({
      tier: { id: 'gold', name: 'gold', rank: 1 },
    })
  })

  it('is never below zero, and null at the top', () => {
    const activity: Activity[] = [
      earn('2026-01-01T00:00:00Z', 6000),
      { at: now, type: 'set_tier', tier: 'silver' },
    ]
    expect(at(ladderOf(), activity, now).next).toMatchObject({ tier: { id: 'gold' }, remaining: '0' })
    expect(at(ladderOf(), activity.slice(0, 1), now).next).toBeNull()
  })
})

it('gives a tier as others refer to it, named by its key where there is no id', () => {
  const ladder: LadderLike = {
    tiers: [{ key: 'gold', name: 'Gold', rank: 7, rule: { metric: 'visits', op: '>=', value: 0 } }],
  }
  expect(at(ladder, [], now).tier).toEqual({ id: 'gold', key: 'gold', name: 'Gold', rank: 7 })
})

it('since is the entry, else the membership, else absent', () => {
  const ladder: LadderLike = { tiers: [tier('bronze', 1, 0)] }
  const memberSince = '2025-05-01T00:00:00Z'
  expect(at(ladder, [], now)).not.toHaveProperty('since')
  expect(standingAt({ ladder, activity: [], at: now, memberSince })).toMatchObject({ since: memberSince })
})
