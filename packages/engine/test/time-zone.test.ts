import type { Lifecycle, Window } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { type LadderLike, standingAt, type TierLike } from '../src/index.js'
import { at, earn, idAt, tier } from './build.js'

/*
 * The calendar of a ladder that names a time zone: years, months, days and their ends are those of its clocks.
 */
const silver = tier('silver', 1, 100, 'points.earned')
const zoned = (timeZone: string, window: Window): LadderLike => ({ timeZone, window, tiers: [silver] })
const justBefore = (instant: string) => new Date(Date.parse(instant) - 1).toISOString()

describe('years begin at midnight there', () => {
  it.each<[string, Window, string, string]>([
    ['Europe/Berlin', { kind: 'calendar_year' }, '2025-06-01T00:00:00Z', '2025-12-31T23:00:00Z'],
    ['America/New_York', { kind: 'calendar_year' }, '2025-06-01T00:00:00Z', '2026-01-01T05:00:00Z'],
    // Earned on New Year's Eve in UTC, in the new year there.
    ['Pacific/Auckland', { kind: 'calendar_year' }, '2025-12-31T12:00:00Z', '2026-12-31T11:00:00Z'],
    // Summer time began at midnight: the day, and with it the year, began at 01:00.
    [
      'America/Sao_Paulo',
      { kind: 'fixed_year', month: 10, day: 15 },
      '2017-01-01T00:00:00Z',
      '2017-10-15T03:00:00Z',
    ],
    // Midnight came twice: the year begins with the first.
    [
      'America/Havana',
      { kind: 'fixed_year', month: 11, day: 3 },
      '2024-06-01T00:00:00Z',
      '2024-11-03T04:00:00Z',
    ],
    [
      'Europe/Berlin',
      { kind: 'fixed_year', month: 2, day: 29 },
      '2025-01-01T00:00:00Z',
      '2025-02-27T23:00:00Z',
    ],
    // There was no 30 December 2011: the year that starts on it started on the 31st.
    [
      'Pacific/Apia',
      { kind: 'fixed_year', month: 12, day: 30 },
      '2011-06-01T00:00:00Z',
      '2011-12-30T10:00:00Z',
    ],
  ])('%s, %j: earned %s, out at %s', (timeZone, window, earned, out) => {
    const ladder = zoned(timeZone, window)
    expect(idAt(ladder, [earn(earned, 100)], justBefore(out))).toBe('silver')
    expect(idAt(ladder, [earn(earned, 100)], out)).toBeNull()
    expect(at(ladder, [earn(earned, 100)], earned).keep?.until).toBe(out)
  })
})

describe('a rolling window opens at the same day and time there', () => {
  it.each([
    // 13:00 in winter, 13:00 in summer.
    ['Europe/Berlin', '2026-02-28T12:00:00Z', 2, '2026-04-28T11:00:00Z'],
    // 31 January there, though not yet in UTC: out when February is over.
    ['Asia/Tokyo', '2026-01-30T20:00:00Z', 1, '2026-02-28T15:00:00Z'],
    ['UTC', '2026-01-30T20:00:00Z', 1, '2026-03-01T00:00:00Z'],
    // 02:30 is skipped on 29 March 2026: out when the clocks go on, at 03:00.
    ['Europe/Berlin', '2025-03-29T01:30:00Z', 12, '2026-03-29T01:00:00Z'],
    // 02:30 comes twice on 25 October 2026: out at the first.
    ['Europe/Berlin', '2025-10-25T00:30:00Z', 12, '2026-10-25T00:30:00Z'],
    // The second 02:30 of 26 October 2025: older than nothing that is shown before 03:00.
    ['Europe/Berlin', '2025-10-26T01:30:00Z', 1, '2025-11-26T02:00:00Z'],
    ['Europe/Berlin', '2025-10-26T00:30:00Z', 1, '2025-11-26T01:30:00Z'],
    // Half an hour of daylight saving.
    ['Australia/Lord_Howe', '2026-03-05T00:00:00Z', 1, '2026-04-05T00:30:00Z'],
  ])('%s: earned %s, %i months, out at %s', (timeZone, earned, months, out) => {
    const ladder = zoned(timeZone, { kind: 'rolling', months })
    expect(idAt(ladder, [earn(earned, 100)], justBefore(out))).toBe('silver')
    expect(idAt(ladder, [earn(earned, 100)], out)).toBeNull()
  })
})

it.each([
  ['Europe/Berlin', '2025-01-15T11:00:00Z', 6, '2025-07-15T10:00:00Z', true],
  // Never exactly so old: its day and time are skipped, or were shown a second time.
  ['Europe/Berlin', '2025-03-29T01:30:00Z', 12, '2026-03-29T01:00:00Z', false],
  ['Europe/Berlin', '2025-10-26T01:30:00Z', 1, '2025-11-26T02:00:00Z', false],
  ['UTC', '2026-01-31T10:00:00Z', 1, '2026-03-01T00:00:00Z', false],
] as const)(
  '%s: whether what was earned %s may count when it is exactly %i months old',
  (timeZone, earned, months, out, may) => {
    const ladder = zoned(timeZone, { kind: 'rolling', months })
    const held = (instant: string) =>
      standingAt({ ladder, activity: [earn(earned, 100)], at: instant, readings: { rollingEdge: 'counts' } })
        .tier
    expect(held(justBefore(out))).not.toBeNull()
    expect(held(out) !== null).toBe(may)
    expect(held(new Date(Date.parse(out) + 1).toISOString())).toBeNull()
  },
)

describe('reviews', () => {
  const given = (start: string) => [{ at: start, type: 'set_tier', tier: 'silver' } as const]
  const lost = (lifecycle: Lifecycle, start: string, over: Partial<LadderLike> = {}) =>
    at({ ...zoned('Europe/Berlin', { kind: 'calendar_year' }), lifecycle, ...over }, given(start), start).keep
      ?.until

  it.each([
    ['P1M', '2026-03-15T11:00:00Z', '2026-04-15T10:00:00Z'],
    ['P1M', '2026-01-31T11:00:00Z', '2026-02-28T11:00:00Z'],
    // Days are 24 hours: an hour later by the clock.
    ['P31D', '2026-03-15T11:00:00Z', '2026-04-15T11:00:00Z'],
    // 02:30 is skipped: an hour after 01:30.
    ['P1M', '2026-02-28T01:30:00Z', '2026-03-28T01:30:00Z'],
    ['P28D', '2026-03-01T01:30:00Z', '2026-03-29T01:30:00Z'],
  ])('a quiet time of %s from %s is over at %s', (inactivity, start, end) => {
    expect(lost({ review: 'inactivity', inactivity, downgrade: { policy: 'requalify' } }, start)).toBe(end)
  })

  it('a period ends, is extended and put off by the clock', () => {
    const lifecycle: Lifecycle = { review: 'period_end', downgrade: { policy: 'requalify' } }
    const start = '2026-05-01T00:00:00Z'
    expect(lost(lifecycle, start)).toBe('2026-12-31T23:00:00Z')
    expect(lost({ ...lifecycle, extendMonths: 4 }, start)).toBe('2027-04-30T22:00:00Z')
    const grace = { policy: 'requalify', graceDays: 100 } as const
    expect(lost({ ...lifecycle, downgrade: grace }, start)).toBe('2027-04-10T23:00:00Z')
  })

  it('a validity ends with the day there, and its month-end check with the month', () => {
    const tiers: TierLike[] = [{ ...silver, validity: { anchor: 'entry', months: 12 } }]
    const lifecycle: Lifecycle = { review: 'period_end', downgrade: { policy: 'to_base' } }
    const ladder: LadderLike = { timeZone: 'Europe/Berlin', tiers, lifecycle }
    // 15 April 2024 there, though not yet in UTC.
    const activity = [earn('2024-04-14T22:30:00Z', 100)]
    expect(at(ladder, activity, '2024-05-01T00:00:00Z').expiresAt).toBe('2025-04-14T21:59:59Z')
    expect(at({ ...ladder, timeZone: 'UTC' }, activity, '2024-05-01T00:00:00Z').expiresAt).toBe(
      '2025-04-13T23:59:59Z',
    )
    expect(at(ladder, activity, '2025-04-14T22:00:00Z').expiresAt).toBe('2025-05-14T21:59:59Z')
    const monthEnd: LadderLike = { ...ladder, lifecycle: { ...lifecycle, reviewClock: 'month_end' } }
    expect(at(monthEnd, activity, '2025-04-30T21:59:59Z').expiresAt).toBe('2025-04-14T21:59:59Z')
    expect(at(monthEnd, activity, '2025-04-30T22:00:00Z').expiresAt).toBe('2025-05-31T21:59:59Z')
  })
})

it('offsets with seconds', () => {
  // Monrovia was 44 minutes and 30 seconds behind until 1972.
  const ladder = zoned('Africa/Monrovia', { kind: 'calendar_year' })
  const { keep } = at(ladder, [earn('1960-06-01T00:00:00Z', 100)], '1960-06-02T00:00:00Z')
  expect(keep?.until).toBe('1961-01-01T00:44:30Z')
})
