import type { Activity, Lifecycle } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { explain, type LadderLike, standingAt, type TierLike, timeline } from '../src/index.js'
import { at, earn, idAt, tier } from './build.js'
import { edited } from './examples/example.js'

/*
 * Validities beyond Capillary's own examples: what the semantics settle in C1 to C7, and how they go together with
 * grace, extension, floors, years and assignments.
 */
type Validity = NonNullable<TierLike['validity']>

const renewal = { metric: 'points.earned', op: '>=', value: 100 } as const
const yearly: Validity = { anchor: 'entry', months: 12, renewal }
const ladder = (
  validity: Validity,
  over: Partial<Lifecycle> = {},
  more: Partial<LadderLike> = {},
): LadderLike => ({
  tiers: [tier('silver', 1, 500, 'points.earned'), { ...tier('gold', 2, 1000, 'points.earned'), validity }],
  lifecycle: { review: 'period_end', downgrade: { policy: 'one_step' }, ...over },
  ...more,
})
const start = '2024-01-15T15:00:00Z'
const given: Activity = { at: start, type: 'set_tier', tier: 'gold' }
const moves = (on: LadderLike, activity: readonly Activity[]) =>
  timeline({ ladder: on, activity, from: '2020-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z' }).map(
    ({ at, to, reason }) => [at, to?.id ?? null, reason],
  )

describe('C1: the check is at the midnight that ends the day of the expiry, or its month', () => {
  it.each([
    ['daily', '2025-01-15T00:00:00Z'],
    ['month_end', '2025-02-01T00:00:00Z'],
  ] as const)('%s', (reviewClock, check) => {
    expect(moves(ladder(yearly, { reviewClock }), [given])[1]).toEqual([check, 'silver', 'kept'])
  })
})

describe('C5: what renews is measured over the cycle', () => {
  it.each<[string, string, string]>([
    ['on the day of entry, before it', '2024-01-15T00:00:00Z', 'gold'],
    ['the day before', '2024-01-14T23:59:59.999Z', 'silver'],
    ['in the last millisecond', '2025-01-14T23:59:59.999Z', 'gold'],
    ['at the check', '2025-01-15T00:00:00Z', 'silver'],
  ])('%s', (_name, when, expected) => {
    expect(idAt(ladder(yearly), [given, earn(when, 100)], '2025-01-15T12:00:00Z')).toBe(expected)
  })

  it('whatever the window, which is for qualifying', () => {
    const rolling = ladder(yearly, {}, { window: { kind: 'rolling', months: 1 } })
    expect(idAt(rolling, [given, earn('2024-03-01T00:00:00Z', 100)], '2025-01-15T00:00:00Z')).toBe('gold')
  })

  it('the balance and counters are those of the check', () => {
    const counter = { metric: 'counter:nights', op: '>=', value: 5 } as const
    const nights = ladder({ ...yearly, renewal: counter })
    const early: Activity = { at: '2023-05-01T00:00:00Z', type: 'counter', counter: 'nights', set: 5 }
    const reset: Activity = { at: '2024-05-01T00:00:00Z', type: 'counter', counter: 'nights', set: 4 }
    expect(idAt(nights, [given, early], '2025-01-15T00:00:00Z')).toBe('gold')
    expect(idAt(nights, [given, early, reset], '2025-01-15T00:00:00Z')).toBe('silver')
  })

  it('a tier that is entered by a downgrade starts a cycle of its own that day', () => {
    const both: LadderLike = {
      ...ladder(yearly),
      tiers: ladder(yearly).tiers.map((one) => ({ ...one, validity: yearly })),
    }
    expect(moves(both, [given]).slice(1)).toEqual([
      ['2025-01-15T00:00:00Z', 'silver', 'kept'],
      ['2026-01-15T00:00:00Z', null, 'none'],
    ])
  })
})

it('C7: under requalify a member who meets the held threshold stays and is extended, though the renewal failed', () => {
  const on = ladder(yearly, { downgrade: { policy: 'requalify' } })
  const activity = [earn('2024-01-15T15:00:00Z', 1000)]
  expect(at(on, activity, '2025-02-15T00:00:00Z')).toMatchObject({
    tier: { id: 'gold' },
    expiresAt: '2025-03-14T23:59:59Z',
  })
})

describe('under the other policies the renewal alone decides', () => {
  it.each<[Lifecycle['downgrade']['policy'], number, string | null]>([
    ['one_step', 0, 'silver'],
    ['to_base', 0, null],
    ['one_step', 10, 'silver'],
    ['to_base', 10, null],
  ])(
    '%s, %i days of grace: the tier is lost though its threshold is met; the next event raises again',
    (policy, graceDays, expected) => {
      const on = ladder(yearly, { downgrade: { policy, graceDays } })
      const activity: Activity[] = [earn(start, 1000), { at: '2026-01-01T00:00:00Z', type: 'touch' }]
      // The first cycle has the points; the month of its extension has none.
      const due = graceDays === 0 ? '2025-02-15T00:00:00Z' : '2025-02-25T00:00:00Z'
      expect(moves(on, activity).slice(1, 3)).toEqual([
        [due, expected, expected === null ? 'none' : 'met'],
        ['2026-01-01T00:00:00Z', 'gold', 'met'],
      ])
    },
  )
})

describe('C4: minimumMonths', () => {
  it.each<[string, Validity, string]>([
    ['entry: not before it', { anchor: 'entry', months: 6, minimumMonths: 8 }, '2024-09-14T23:59:59Z'],
    [
      'entry: no later than need be',
      { anchor: 'entry', months: 6, minimumMonths: 6 },
      '2024-07-14T23:59:59Z',
    ],
    ['cyclic: whole cycles', { anchor: 'entry_cyclic', months: 6, minimumMonths: 8 }, '2025-01-14T23:59:59Z'],
    [
      'fixed: the first date on or after it',
      { anchor: 'fixed', start: '2024-03-15T00:00:00Z', months: 3, minimumMonths: 5 },
      '2024-06-14T23:59:59Z',
    ],
    [
      'fixed: the next one otherwise',
      { anchor: 'fixed', start: '2024-03-14T00:00:00Z', months: 3, minimumMonths: 5 },
      '2024-09-13T23:59:59Z',
    ],
  ])('%s', (_name, validity, expires) => {
    expect(at(ladder(validity), [given], start).expiresAt).toBe(expires)
  })
})

describe('fixed dates', () => {
  it('are counted from the start, clamped to the ends of months, and not before it', () => {
    const monthly: Validity = { anchor: 'fixed', start: '2024-03-31T00:00:00Z', months: 1 }
    const expiry = (when: string) => at(ladder(monthly), [given], when).expiresAt
    expect(expiry(start)).toBe('2024-03-30T23:59:59Z')
    expect(expiry('2024-03-31T00:00:00Z')).toBe('2024-04-29T23:59:59Z')
    expect(expiry('2024-04-30T00:00:00Z')).toBe('2024-05-30T23:59:59Z')
    expect(expiry('2025-02-01T00:00:00Z')).toBe('2025-02-27T23:59:59Z')
  })

  it('on the day of entry count from the next one', () => {
    const fixed: Validity = { anchor: 'fixed', start: '2020-01-15T00:00:00Z', months: 12, renewal }
    expect(at(ladder(fixed), [given], start)).toMatchObject({
      tier: { id: 'gold' },
      expiresAt: '2025-01-14T23:59:59Z',
    })
  })
})

describe('with what other lifecycles have', () => {
  it('extension and grace put the drop off, and the expiry shows it', () => {
    const on = ladder(yearly, { extendMonths: 1, downgrade: { policy: 'one_step', graceDays: 10 } })
    expect(moves(on, [given])[1]).toEqual(['2025-02-25T00:00:00Z', 'silver', 'kept'])
    expect(at(on, [given], '2025-02-20T00:00:00Z')).toMatchObject({
      tier: { id: 'gold' },
      reason: 'grace',
      expiresAt: '2025-02-24T23:59:59Z',
      keep: { until: '2025-02-25T00:00:00Z', remaining: '100' },
    })
  })

  it('in grace, what renews the running cycle cancels the drop', () => {
    const on = ladder(yearly, { downgrade: { policy: 'one_step', graceDays: 10 } })
    expect(idAt(on, [given, earn('2025-01-20T00:00:00Z', 99)], '2025-01-25T00:00:00Z')).toBe('silver')
    expect(idAt(on, [given, earn('2025-01-20T00:00:00Z', 100)], '2025-01-25T00:00:00Z')).toBe('gold')
  })

  it('no drop ends below the floor', () => {
    const on = ladder(yearly, { downgrade: { policy: 'to_base', floor: 'silver' } })
    expect(moves(on, [given])).toEqual([
      [start, 'gold', 'manual'],
      ['2025-01-15T00:00:00Z', 'silver', 'floor'],
    ])
  })

  it('a tier without one is reviewed at the ends of years, one with it is not', () => {
    const on = ladder(yearly, {}, { window: { kind: 'calendar_year' } })
    expect(moves(on, [given])).toEqual([
      [start, 'gold', 'manual'],
      ['2025-01-15T00:00:00Z', 'silver', 'kept'],
      ['2026-01-01T00:00:00Z', null, 'none'],
    ])
  })

  it('an assignment shows its own end, and is removed to the base tier there', () => {
    const until = '2024-06-01T00:00:00Z'
    const short: Activity[] = [{ at: start, type: 'set_tier', tier: 'gold', until }]
    expect(at(ladder(yearly), short, start).expiresAt).toBe(until)
    expect(at(ladder(yearly), short, until)).toMatchObject({ tier: null, since: until })
  })

  it('has no effect but with a review at the period end', () => {
    const on = ladder(yearly, { review: 'never' })
    expect(moves(on, [given])).toHaveLength(1)
    expect(at(on, [given], start)).not.toHaveProperty('expiresAt')
  })

  it('goes when an edit takes it from the tier', () => {
    const without = { ...ladder(yearly), tiers: ladder(yearly).tiers.map(({ validity: _, ...one }) => one) }
    const on = edited(ladder(yearly), '2024-06-01T00:00:00Z', without)
    expect(standingAt({ ladder: on, activity: [given], at: '2024-05-01T00:00:00Z' }).expiresAt).toBeDefined()
    for (const when of ['2024-06-01T00:00:00Z', '2026-05-01T00:00:00Z']) {
      const later = standingAt({ ladder: on, activity: [given], at: when })
      expect(later).toMatchObject({ tier: { id: 'gold' } })
      expect(later).not.toHaveProperty('expiresAt')
    }
  })
})

it('keep looks past the checks that renew, to the one that fails', () => {
  const activity = [given, earn('2024-03-01T00:00:00Z', 100)]
  const keep = { until: '2025-02-15T00:00:00Z', remaining: '100' }
  expect(at(ladder(yearly), activity, '2024-06-01T00:00:00Z').keep).toEqual(keep)
  expect(at(ladder(yearly), activity, '2025-01-20T00:00:00Z').keep).toEqual(keep)
})

it('explains what renews, since when and until when', () => {
  const activity = [given, earn('2024-05-01T00:00:00Z', 40)]
  expect(explain({ ladder: ladder(yearly), activity, at: '2024-06-01T00:00:00Z' }).renewal).toEqual({
    from: '2024-01-15T00:00:00Z',
    checkedAt: '2025-01-15T00:00:00Z',
    rule: { ...renewal, value: '100', actual: '40', met: false, missing: '60' },
  })
  const always = ladder({ anchor: 'entry', months: 12 }, { reviewClock: 'month_end' })
  expect(explain({ ladder: always, activity, at: '2024-06-01T00:00:00Z' }).renewal).toEqual({
    from: '2024-01-15T00:00:00Z',
    checkedAt: '2025-02-01T00:00:00Z',
  })
  expect(explain({ ladder: always, activity: [], at: '2024-06-01T00:00:00Z' })).not.toHaveProperty('renewal')
})

it('checks that change nothing are no work, however far ahead one looks', () => {
  const on = ladder({ anchor: 'entry', months: 1 }, {}, { window: { kind: 'calendar_year' } })
  expect(at(on, [given], start)).not.toHaveProperty('keep')
  expect(at(on, [given], '2124-01-15T00:00:00Z')).toMatchObject({
    tier: { id: 'gold' },
    expiresAt: '2124-02-14T23:59:59Z',
  })
})
