import type { Activity, Lifecycle, Window } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { type LadderLike, type TierLike, timeline } from '../src/index.js'
import { at, earn, idAt, tier } from './build.js'

const four: TierLike[] = [
  tier('bronze', 1, 100, 'points.earned'),
  tier('silver', 2, 500, 'points.earned'),
  tier('gold', 3, 1000, 'points.earned'),
  tier('black', 4, 5000, 'points.earned'),
]
const ladder = (lifecycle: Lifecycle, window: Window = { kind: 'calendar_year' }): LadderLike => ({
  tiers: four,
  lifecycle,
  window,
})
const yearly = (downgrade: Lifecycle['downgrade'], over: Partial<Lifecycle> = {}): LadderLike =>
  ladder({ review: 'period_end', downgrade, ...over })
const requalify = { policy: 'requalify' } as const

const moves = (on: LadderLike, activity: Activity[]) =>
  timeline({ ladder: on, activity, from: '2020-01-01T00:00:00Z', to: '2035-01-01T00:00:00Z' }).map(
    ({ at, to, reason }) => [at, to?.id ?? null, reason],
  )

describe('L2: raised only, and only by an event', () => {
  it('a bare event raises too, time does not', () => {
    const given: Activity[] = [
      { at: '2026-01-01T00:00:00Z', type: 'set_tier', tier: null },
      earn('2026-01-01T00:00:00Z', 1000),
    ]
    expect(idAt(yearly(requalify), given, '2026-12-31T00:00:00Z')).toBeNull()
    expect(
      idAt(
        yearly(requalify),
        [...given, { at: '2026-06-01T00:00:00Z', type: 'touch' }],
        '2026-12-31T00:00:00Z',
      ),
    ).toBe('gold')
  })

  it('points that leave a rolling window lower nobody', () => {
    const rolling = ladder({ review: 'never', downgrade: requalify }, { kind: 'rolling', months: 1 })
    expect(at(rolling, [earn('2026-01-01T00:00:00Z', 1000)], '2027-01-01T00:00:00Z')).toMatchObject({
      tier: { id: 'gold' },
      reason: 'kept',
      metrics: { 'points.earned': '0' },
    })
  })

  it('a member who has done nothing holds nothing, though the lowest tier asks for nothing', () => {
    const open: LadderLike = {
      tiers: [tier('open', 1, 0)],
      lifecycle: { review: 'never', downgrade: requalify },
    }
    expect(idAt(open, [], '2026-01-01T00:00:00Z')).toBeNull()
    expect(idAt(open, [{ at: '2026-01-01T00:00:00Z', type: 'touch' }], '2026-01-01T00:00:00Z')).toBe('open')
  })
})

it('L3: a review that is passed renews until the next one', () => {
  const activity = [earn('2025-06-01T00:00:00Z', 1000), earn('2026-06-01T00:00:00Z', 1000)]
  expect(moves(yearly(requalify), activity)).toEqual([
    ['2025-06-01T00:00:00Z', 'gold', 'met'],
    ['2028-01-01T00:00:00Z', null, 'none'],
  ])
  expect(at(yearly(requalify), activity, '2027-03-01T00:00:00Z')).toMatchObject({
    reason: 'kept',
    keep: { until: '2028-01-01T00:00:00Z', remaining: '1000' },
  })
})

describe('L4, L5: rollover', () => {
  const nights = (value: number, when = '2025-06-01T00:00:00Z'): Activity => ({
    at: when,
    type: 'counter',
    counter: 'nights',
    set: value,
  })
  const tiers: TierLike[] = [
    { id: 'silver', rank: 1, rule: { metric: 'counter:nights', op: '>=', value: 10 } },
    {
      id: 'gold',
      rank: 2,
      rule: {
        any: [
          { metric: 'counter:nights', op: '>=', value: 20 },
          {
            all: [
              { metric: 'counter:nights', op: '>', value: 30 },
              { metric: 'counter:nights', op: '<', value: 99 },
            ],
          },
        ],
      },
    },
    { id: 'invited', rank: 3 },
  ]
  const on = (over: Partial<Lifecycle>): LadderLike => ({
    tiers,
    window: { kind: 'calendar_year' },
    lifecycle: {
      review: 'period_end',
      downgrade: requalify,
      rollover: { mode: 'excess', counters: ['nights'] },
      ...over,
    },
  })
  const after = (lifecycle: Partial<Lifecycle>, activity: Activity[], when = '2026-01-01T00:00:00Z') =>
    at(on(lifecycle), activity, when).metrics['counter:nights']

  it('the review sees the closed period, then the counter rolls over', () => {
    expect(moves(on({}), [nights(25)])).toEqual([
      ['2025-06-01T00:00:00Z', 'gold', 'met'],
      // 25 pass the first review; no excess above 30 is left, and none passes the second.
      ['2027-01-01T00:00:00Z', null, 'none'],
    ])
  })

  it('excess is counted from the largest threshold that the held tier sets with >=, > or ==', () => {
    expect(after({}, [nights(35)])).toBe('5')
    expect(after({}, [nights(25)])).toBe('0')
    expect(after({}, [nights(14)])).toBe('4')
  })

  it('is 0 for a member without a tier, and for a counter that the tier does not test', () => {
    expect(after({}, [nights(9)])).toBe('0')
    const invited: Activity = { at: '2025-07-01T00:00:00Z', type: 'set_tier', tier: 'invited' }
    expect(after({}, [nights(9), invited])).toBe('0')
  })

  it('is counted from the tier held during the period, also where an assignment ends with it', () => {
    const given: Activity = {
      at: '2025-07-01T00:00:00Z',
      type: 'set_tier',
      tier: 'silver',
      until: '2026-01-01T00:00:00Z',
    }
    for (const review of ['period_end', 'inactivity', 'continuous'] as const) {
      expect(
        after({ review, ...(review === 'inactivity' ? { inactivity: 'P9Y' } : {}) }, [nights(14), given]),
      ).toBe('4')
    }
  })

  it('is not put off by grace or extension, and happens under hold too', () => {
    const failing = [nights(25), nights(12, '2025-07-01T00:00:00Z')]
    expect(after({ extendMonths: 6, downgrade: { ...requalify, graceDays: 30 } }, failing)).toBe('0')
    expect(after({ downgrade: { policy: 'hold' } }, [nights(35)])).toBe('5')
    expect(after({ review: 'inactivity', inactivity: 'P9Y' }, [nights(35)])).toBe('5')
    expect(after({ review: 'continuous' }, [nights(35)])).toBe('5')
  })

  it('what is not listed stays', () => {
    expect(after({ rollover: { mode: 'reset', counters: ['points'] } }, [nights(35)])).toBe('35')
  })
})

describe('L6: a drop takes effect at the period end, plus extension, plus days of grace', () => {
  it.each([
    ['neither', {}, 0, '2027-01-01T00:00:00Z'],
    ['grace', {}, 45, '2027-02-15T00:00:00Z'],
    ['both, months first', { extendMonths: 1 }, 28, '2027-03-01T00:00:00Z'],
    ['fourteen months', { extendMonths: 14 }, 0, '2028-03-01T00:00:00Z'],
  ])('%s', (_name, over, graceDays, lost) => {
    const on = yearly({ ...requalify, graceDays }, over)
    const activity = [earn('2025-06-01T00:00:00Z', 1000)]
    expect(moves(on, activity).at(-1)).toEqual([lost, null, 'none'])
    expect(at(on, activity, '2025-06-01T00:00:00Z').keep?.until).toBe(lost)
  })

  it('T5: the extension is clamped to the end of a shorter month', () => {
    const on = ladder(
      { review: 'period_end', downgrade: requalify, extendMonths: 1 },
      { kind: 'fixed_year', month: 1, day: 31 },
    )
    expect(moves(on, [earn('2025-06-01T00:00:00Z', 1000)]).at(-1)).toEqual([
      '2027-02-28T00:00:00Z',
      null,
      'none',
    ])
  })
})

describe('L7: an event after which the held tier is met cancels the drop', () => {
  const on = yearly({ ...requalify, graceDays: 60 })
  const start = earn('2025-06-01T00:00:00Z', 1000)

  it.each([
    ['enough for the tier', earn('2027-01-10T00:00:00Z', 1000), 'gold'],
    ['enough for more', earn('2027-01-10T00:00:00Z', 5000), 'black'],
    ['not enough', earn('2027-01-10T00:00:00Z', 999), 'silver'],
    ['a touch', { at: '2027-01-10T00:00:00Z', type: 'touch' } as const, null],
  ])('%s', (_name, event, expected) => {
    expect(idAt(on, [start, event], '2027-06-01T00:00:00Z')).toBe(expected)
  })

  it('in inactivity any event does', () => {
    const quiet = ladder(
      { review: 'inactivity', inactivity: 'P31D', downgrade: { ...requalify, graceDays: 10 } },
      { kind: 'rolling', months: 1 },
    )
    const activity: Activity[] = [
      earn('2026-01-01T00:00:00Z', 1000),
      { at: '2026-02-05T00:00:00Z', type: 'touch' },
    ]
    expect(at(quiet, activity.slice(0, 1), '2026-02-04T00:00:00Z')).toMatchObject({
      tier: { id: 'gold' },
      reason: 'grace',
    })
    expect(idAt(quiet, activity, '2026-02-20T00:00:00Z')).toBe('gold')
    expect(moves(quiet, activity).at(-1)).toEqual(['2026-03-18T00:00:00Z', null, 'none'])
  })

  it('a tier given by hand takes its place too', () => {
    const given: Activity = { at: '2027-01-10T00:00:00Z', type: 'set_tier', tier: 'gold' }
    expect(idAt(on, [start, given], '2027-12-31T00:00:00Z')).toBe('gold')
  })
})

describe('L8: a drop that was put off goes where its review said, or to what qualifies by then if that is higher', () => {
  const on = yearly({ ...requalify, graceDays: 60 })
  // 1000 in 2025 pass the review of 2026; 600 in 2026 do not pass that of 2027.
  const activity = [earn('2025-06-01T00:00:00Z', 1000), earn('2026-06-01T00:00:00Z', 600)]

  it('the closed period said silver, though the new one has nothing yet', () => {
    expect(moves(on, activity).slice(0, 2)).toEqual([
      ['2025-06-01T00:00:00Z', 'gold', 'met'],
      ['2027-03-02T00:00:00Z', 'silver', 'kept'],
    ])
  })

  it('what qualifies by now is higher', () => {
    const more = [earn('2025-06-01T00:00:00Z', 1000), earn('2027-02-01T00:00:00Z', 550)]
    expect(moves(on, more)[1]).toEqual(['2027-03-02T00:00:00Z', 'silver', 'met'])
  })
})

describe('L9: one step, and to the base', () => {
  it('one_step goes to the next lower rank there is, at every review that fails, down to the base', () => {
    expect(moves(yearly({ policy: 'one_step' }), [earn('2025-06-01T00:00:00Z', 1000)])).toEqual([
      ['2025-06-01T00:00:00Z', 'gold', 'met'],
      ['2027-01-01T00:00:00Z', 'silver', 'kept'],
      ['2028-01-01T00:00:00Z', 'bronze', 'kept'],
      ['2029-01-01T00:00:00Z', null, 'none'],
    ])
  })

  it('to_base goes to the base whatever qualifies; the next event may raise again', () => {
    const activity: Activity[] = [
      earn('2025-06-01T00:00:00Z', 1000),
      earn('2026-06-01T00:00:00Z', 600),
      earn('2027-06-01T00:00:00Z', 600),
    ]
    expect(moves(yearly({ policy: 'to_base' }), activity).slice(1, 3)).toEqual([
      ['2027-01-01T00:00:00Z', null, 'none'],
      ['2027-06-01T00:00:00Z', 'silver', 'met'],
    ])
  })
})

describe('L10, L11: the floor', () => {
  const on = yearly({ ...requalify, floor: 'silver' })

  it('no drop ends below it, and the reason says so', () => {
    expect(moves(on, [earn('2025-06-01T00:00:00Z', 1000)])).toEqual([
      ['2025-06-01T00:00:00Z', 'gold', 'met'],
      ['2027-01-01T00:00:00Z', 'silver', 'floor'],
    ])
    expect(at(on, [earn('2025-06-01T00:00:00Z', 1000)], '2030-01-01T00:00:00Z')).toMatchObject({
      reason: 'floor',
    })
  })

  it('lifts nobody, and leaves one who is below where they are', () => {
    expect(moves(on, [earn('2025-06-01T00:00:00Z', 100)])).toEqual([
      ['2025-06-01T00:00:00Z', 'bronze', 'met'],
    ])
    expect(idAt(on, [{ at: '2025-06-01T00:00:00Z', type: 'touch' }], '2027-06-01T00:00:00Z')).toBeNull()
  })
})

describe('L12, L13: inactivity', () => {
  const quiet = (over: Partial<Lifecycle['downgrade']> = {}, inactivity = 'P30D'): LadderLike =>
    ladder(
      { review: 'inactivity', inactivity, downgrade: { ...requalify, ...over } },
      { kind: 'rolling', months: 1 },
    )

  it('runs from the last activity of any kind, assignments too, and begins anew at the lapse', () => {
    const given: Activity[] = [{ at: '2026-01-01T00:00:00Z', type: 'set_tier', tier: 'gold' }]
    expect(moves(quiet({ policy: 'one_step' }), given)).toEqual([
      ['2026-01-01T00:00:00Z', 'gold', 'manual'],
      ['2026-01-31T00:00:00Z', 'silver', 'kept'],
      ['2026-03-02T00:00:00Z', 'bronze', 'kept'],
      ['2026-04-01T00:00:00Z', null, 'none'],
    ])
  })

  it('T1: a lapse comes before the events of its instant', () => {
    const falling: LadderLike = {
      tiers: [{ id: 'calm', rank: 1, rule: { metric: 'visits', op: '<=', value: 0 } }],
      lifecycle: { review: 'inactivity', inactivity: 'P30D', downgrade: requalify },
    }
    const activity: Activity[] = [
      { at: '2026-01-01T00:00:00Z', type: 'touch' },
      { at: '2026-01-31T00:00:00Z', type: 'visit' },
    ]
    expect(moves(falling, activity)).toEqual([
      ['2026-01-01T00:00:00Z', 'calm', 'met'],
      ['2026-03-02T00:00:00Z', null, 'none'],
    ])
  })

  it('the timer runs from the lapse, not from the drop that grace put off', () => {
    const given: Activity[] = [{ at: '2026-01-01T00:00:00Z', type: 'set_tier', tier: 'silver' }]
    expect(moves(quiet({ policy: 'one_step', graceDays: 7 }), given).slice(1)).toEqual([
      ['2026-02-07T00:00:00Z', 'bronze', 'kept'],
      ['2026-03-09T00:00:00Z', null, 'none'],
    ])
  })

  it.each(['requalify', 'one_step', 'to_base', 'hold'] as const)(
    'a member whose metrics still qualify keeps the tier under %s',
    (policy) => {
      const lifetime: LadderLike = { ...quiet({ policy }), window: { kind: 'lifetime' } }
      expect(moves(lifetime, [earn('2026-01-01T00:00:00Z', 1000)])).toEqual([
        ['2026-01-01T00:00:00Z', 'gold', 'met'],
      ])
    },
  )

  it.each([
    ['P1M', '2026-01-31T10:00:00Z', '2026-02-28T10:00:00Z'],
    ['P1Y', '2024-02-29T00:00:00Z', '2025-02-28T00:00:00Z'],
    ['P1M1DT1H', '2026-01-31T00:00:00Z', '2026-03-01T01:00:00Z'],
    ['P2W', '2026-01-01T00:00:00Z', '2026-01-15T00:00:00Z'],
    ['PT36H', '2026-01-01T00:00:00Z', '2026-01-02T12:00:00Z'],
    ['PT90M', '2026-01-01T00:00:00Z', '2026-01-01T01:30:00Z'],
    ['PT1S', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z'],
  ])('T5, T6: %s from %s is %s', (inactivity, from, lapse) => {
    const given: Activity[] = [{ at: from, type: 'set_tier', tier: 'bronze' }]
    expect(moves(quiet({}, inactivity), given)).toEqual([
      [from, 'bronze', 'manual'],
      [lapse, null, 'none'],
    ])
  })

  it('a second of quiet over ten years is no work', () => {
    const held = quiet({ policy: 'hold' }, 'PT1S')
    const activity = [earn('2020-01-01T00:00:00.5Z', 1000), earn('2030-01-01T00:00:00Z', 1)]
    expect(at(held, activity, '2034-01-01T00:00:00Z')).toMatchObject({ tier: { id: 'gold' }, reason: 'kept' })
    const lowered: LadderLike = {
      ...held,
      lifecycle: { review: 'inactivity', inactivity: 'PT7S', downgrade: requalify },
    }
    // The points leave the window on 1 February; the quiet time that is running then ends within seven seconds.
    expect(moves(lowered, activity.slice(0, 1)).at(-1)).toEqual(['2020-02-01T00:00:03.500Z', null, 'none'])
  })
})

describe('L14, L15, L22: assignments under reviews', () => {
  const given = (id: string | null, until?: string): Activity[] => [
    { at: '2026-03-01T00:00:00Z', type: 'set_tier', tier: id, ...(until === undefined ? {} : { until }) },
  ]

  it('hold until an event that qualifies for more, and are judged at the review like any other', () => {
    expect(
      moves(yearly(requalify), [...given('silver'), earn('2026-04-01T00:00:00Z', 400)]).slice(1),
    ).toEqual([
      ['2027-01-01T00:00:00Z', 'bronze', 'kept'],
      ['2028-01-01T00:00:00Z', null, 'none'],
    ])
    expect(moves(yearly(requalify), [...given('silver'), earn('2026-04-01T00:00:00Z', 1000)])[1]).toEqual([
      '2026-04-01T00:00:00Z',
      'gold',
      'met',
    ])
  })

  it('are removed to the base tier at their end, though a tier is met; the next event raises', () => {
    const activity = [earn('2026-01-01T00:00:00Z', 600), ...given('gold', '2026-05-01T00:00:00Z')]
    expect(moves(yearly(requalify), activity).slice(1, 3)).toEqual([
      ['2026-03-01T00:00:00Z', 'gold', 'manual'],
      ['2026-05-01T00:00:00Z', null, 'none'],
    ])
    const touched: Activity[] = [...activity, { at: '2026-06-01T00:00:00Z', type: 'touch' }]
    expect(moves(yearly(requalify), touched)[3]).toEqual(['2026-06-01T00:00:00Z', 'silver', 'met'])
  })

  it('end with the review that they pass: the end that was set no longer counts', () => {
    const activity = [
      ...given('silver', '2028-06-01T00:00:00Z'),
      earn('2026-04-01T00:00:00Z', 500),
      earn('2027-04-01T00:00:00Z', 500),
    ]
    expect(moves(yearly(requalify), activity).at(-1)).toEqual(['2029-01-01T00:00:00Z', null, 'none'])
  })
})

describe('L16, L18: continuous with grace, floor or hold', () => {
  const on = (downgrade: Lifecycle['downgrade']): LadderLike =>
    ladder({ review: 'continuous', downgrade }, { kind: 'rolling', months: 1 })
  const activity = [earn('2026-01-01T00:00:00Z', 1000), earn('2026-01-20T00:00:00Z', 600)]

  it('the drop comes so many days after the first shortfall, to what qualifies then', () => {
    expect(moves(on({ ...requalify, graceDays: 10 }), activity)).toEqual([
      ['2026-01-01T00:00:00Z', 'gold', 'met'],
      ['2026-02-11T00:00:00Z', 'silver', 'met'],
      ['2026-03-02T00:00:00Z', null, 'none'],
    ])
    expect(at(on({ ...requalify, graceDays: 10 }), activity, '2026-02-05T00:00:00Z')).toMatchObject({
      reason: 'grace',
    })
  })

  it('recovery in between clears it', () => {
    const recovered = [...activity, earn('2026-02-05T00:00:00Z', 400)]
    expect(moves(on({ ...requalify, graceDays: 10 }), recovered)[1]).toEqual([
      '2026-03-02T00:00:00Z',
      'bronze',
      'met',
    ])
  })

  it('never below the floor once at or above it', () => {
    expect(moves(on({ ...requalify, floor: 'silver' }), activity.slice(0, 1))).toEqual([
      ['2026-01-01T00:00:00Z', 'gold', 'met'],
      ['2026-02-01T00:00:00Z', 'silver', 'floor'],
    ])
    expect(moves(on({ ...requalify, floor: 'gold' }), activity.slice(1)).at(-1)).toEqual([
      '2026-02-20T00:00:00Z',
      null,
      'none',
    ])
  })

  it('hold never lowers', () => {
    expect(moves(on({ policy: 'hold' }), activity)).toEqual([['2026-01-01T00:00:00Z', 'gold', 'met']])
    expect(at(on({ policy: 'hold' }), activity, '2030-01-01T00:00:00Z')).toMatchObject({ reason: 'kept' })
  })
})

it('keep says nothing where nothing takes the tier away', () => {
  const activity = [earn('2026-01-01T00:00:00Z', 1000)]
  for (const downgrade of [{ policy: 'hold' }, { ...requalify, floor: 'black' }] as const)
    expect(at(yearly(downgrade), activity, '2026-02-01T00:00:00Z')).not.toHaveProperty('keep')
})
