import { describe, expect, it } from 'vitest'
import { checkLadder, compileLadder, type LadderLike, type TierLike } from '../src/index.js'
import { ladderOf, tier } from './build.js'

const warned = (ladder: LadderLike) => {
  const { issues, warnings } = checkLadder(ladder)
  expect(issues).toEqual([])
  expect(compileLadder(ladder)).toBeDefined()
  return warnings.map(({ path }) => path)
}
const all = (spend: number, visits: number) =>
  ({
    all: [
      { metric: 'spend', op: '>=', value: spend },
      { metric: 'visits', op: '>=', value: visits },
    ],
  }) as const
const ruled = (...rules: TierLike['rule'][]): LadderLike => ({
  tiers: rules.map((rule, index) => ({
    id: `t${index}`,
    rank: index + 1,
    ...(rule === undefined ? {} : { rule }),
  })),
})

it('says of a wrong ladder what the engine would refuse it for, and throws at nothing', () => {
  expect(checkLadder({ tiers: [tier('a', 1, 1), tier('b', 1, 2)] })).toEqual({
    issues: [{ path: 'tiers[1].rank', message: expect.stringContaining('tiers[0] has 1 too') }],
    warnings: [],
  })
  const nonsense: unknown[] = [undefined, null, 7, 'ladder', [], {}]
  for (const given of nonsense) expect(checkLadder(given as LadderLike).issues).not.toEqual([])
})

it('finds nothing to say of an ordinary ladder', () => {
  expect(warned(ladderOf())).toEqual([])
})

describe('tiers that nobody holds by qualifying', () => {
  it.each<[string, LadderLike, string[]]>([
    ['thresholds that fall', { tiers: [tier('a', 1, 500), tier('b', 2, 100)] }, ['tiers[0].rule']],
    ['equal thresholds', { tiers: [tier('a', 1, '500'), tier('b', 2, '500.0')] }, ['tiers[0].rule']],
    ['in any order of the list', { tiers: [tier('b', 2, 100), tier('a', 1, 500)] }, ['tiers[1].rule']],
    [
      'two below one',
      { tiers: [tier('a', 1, 5), tier('b', 2, 6), tier('c', 3, 5)] },
      ['tiers[0].rule', 'tiers[1].rule'],
    ],
    ['all of several, each at least as much', ruled(all(100, 5), all(100, 4)), ['tiers[0].rule']],
    [
      'all of several against one of them',
      ruled(all(100, 5), { metric: 'visits', op: '>=', value: 5 }),
      ['tiers[0].rule'],
    ],
  ])('%s', (_name, ladder, expected) => {
    expect(warned(ladder)).toEqual(expected)
  })

  it.each<[string, LadderLike]>([
    ['rising', ruled(all(100, 4), all(100, 5))],
    ['crossing', ruled(all(100, 5), all(200, 4))],
    ['of other metrics', { tiers: [tier('a', 1, 500, 'spend'), tier('b', 2, 5, 'visits')] }],
    ['assigned by hand', ruled({ metric: 'spend', op: '>=', value: 5 }, undefined)],
    [
      'with another operator',
      ruled({ metric: 'spend', op: '>=', value: 5 }, { metric: 'spend', op: '>', value: 5 }),
    ],
    ['a draft above', { tiers: [tier('a', 1, 500), { ...tier('b', 2, 100), status: 'draft' }] }],
  ])('not: %s', (_name, ladder) => {
    expect(warned(ladder)).toEqual([])
  })
})

describe('settings without an effect', () => {
  const validity = { anchor: 'entry', months: 12 } as const
  const periods = { review: 'period_end', downgrade: { policy: 'requalify' } } as const
  const years = { window: { kind: 'calendar_year' } } as const
  const nights = (over: Partial<LadderLike>): LadderLike => ({
    tiers: [tier('a', 1, 5, 'counter:nights')],
    ...over,
  })
  it.each<[string, LadderLike, string[]]>([
    ['a validity under another review', { tiers: [{ ...tier('a', 1, 1), validity }] }, ['tiers[0].validity']],
    [
      'a start that is not fixed',
      {
        tiers: [{ ...tier('a', 1, 1), validity: { ...validity, start: '2026-01-01T00:00:00Z' } }],
        lifecycle: periods,
      },
      ['tiers[0].validity.start'],
    ],
    [
      'months from registration',
      {
        tiers: [{ ...tier('a', 1, 1), validity: { anchor: 'registration', months: 6 } }],
        lifecycle: periods,
      },
      ['tiers[0].validity.months'],
    ],
    [
      'a day that the month never has',
      { ...ladderOf(), window: { kind: 'fixed_year', month: 4, day: 31 } },
      ['window.day'],
    ],
    ['periods that never end', { ...ladderOf(), lifecycle: periods }, ['lifecycle.review']],
    [
      'a quiet time that nobody waits for',
      { ...ladderOf(years), lifecycle: { ...periods, inactivity: 'P30D' } },
      ['lifecycle.inactivity'],
    ],
    [
      'a month-end check of years',
      { ...ladderOf(years), lifecycle: { ...periods, reviewClock: 'month_end' } },
      ['lifecycle.reviewClock'],
    ],
    [
      'an extension of nothing',
      { ...ladderOf(), lifecycle: { ...periods, review: 'never', extendMonths: 1 } },
      ['lifecycle.extendMonths'],
    ],
    [
      'grace under hold',
      { ...ladderOf(years), lifecycle: { ...periods, downgrade: { policy: 'hold', graceDays: 3 } } },
      ['lifecycle.downgrade.graceDays'],
    ],
    [
      'a floor that is a draft',
      {
        tiers: [{ ...tier('a', 1, 1), status: 'draft' }, tier('b', 2, 2)],
        ...years,
        lifecycle: { ...periods, downgrade: { policy: 'requalify', floor: 'a' } },
      },
      ['lifecycle.downgrade.floor'],
    ],
    [
      'a rollover without years',
      nights({
        lifecycle: { ...periods, review: 'never', rollover: { mode: 'reset', counters: ['nights'] } },
      }),
      ['lifecycle.rollover'],
    ],
    [
      'a counter that nothing tests',
      nights({
        ...years,
        lifecycle: { ...periods, rollover: { mode: 'excess', counters: ['nights', 'days'] } },
      }),
      ['lifecycle.rollover.counters[1]'],
    ],
    [
      'a key that is the id of another',
      { tiers: [{ ...tier('a', 1, 1), key: 'b' }, tier('b', 2, 2)] },
      ['tiers[0].key'],
    ],
  ])('%s', (_name, ladder, expected) => {
    expect(warned(ladder)).toEqual(expected)
  })

  it('29 February is a day', () => {
    expect(warned({ ...ladderOf(), window: { kind: 'fixed_year', month: 2, day: 29 } })).toEqual([])
  })
})
