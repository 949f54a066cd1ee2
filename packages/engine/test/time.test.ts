import type { Activity } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { type LadderLike, timeline } from '../src/index.js'
import { at, earn, idAt, ladderOf, tier } from './build.js'

const rolling = (months: number): LadderLike => ({
  window: { kind: 'rolling', months },
  tiers: [tier('silver', 1, 100, 'points.earned')],
})

describe('T1, T2: half-open: what is exactly so old is out', () => {
  it.each([
    ['2025-06-15T12:00:00Z', 12, '2026-06-15T11:59:59.999Z', 'silver'],
    ['2025-06-15T12:00:00Z', 12, '2026-06-15T12:00:00Z', null],
    ['2025-06-15T12:00:00Z', 12, '2025-06-15T12:00:00Z', 'silver'],
  ])('earned %s, %i months, asked %s: %s', (earned, months, asked, expected) => {
    expect(idAt(rolling(months), [earn(earned, 100)], asked)).toBe(expected)
  })

  it('a year belongs to its own first instant', () => {
    const ladder: LadderLike = { ...rolling(1), window: { kind: 'calendar_year' } }
    const activity = [earn('2025-12-31T23:59:59.999Z', 100)]
    expect(idAt(ladder, activity, '2025-12-31T23:59:59.999Z')).toBe('silver')
    expect(idAt(ladder, activity, '2026-01-01T00:00:00Z')).toBeNull()
    expect(idAt(ladder, [earn('2026-01-01T00:00:00Z', 100)], '2026-12-31T23:59:59.999Z')).toBe('silver')
  })

  it('changes by time come before the events of the same instant, and only the outcome is a change', () => {
    const activity = [earn('2025-01-31T00:00:00Z', 100), earn('2025-03-01T00:00:00Z', 100)]
    const changes = timeline({
      ladder: rolling(1),
      activity,
      from: '2025-01-01T00:00:00Z',
      to: '2025-12-31T00:00:00Z',
    })
    expect(changes.map(({ at, to }) => [at, to?.id ?? null])).toEqual([
      ['2025-01-31T00:00:00Z', 'silver'],
      ['2025-04-01T00:00:00Z', null],
    ])
  })
})

describe('T3: a rolling window opens at the same day and time so many months ago, or where that month ends', () => {
  it.each([
    // The day exists: the same day and time.
    ['2026-01-15T10:30:00Z', 1, '2026-02-15T10:30:00Z'],
    ['2024-02-29T10:00:00Z', 1, '2024-03-29T10:00:00Z'],
    ['2026-01-01T00:00:00Z', 12, '2027-01-01T00:00:00Z'],
    // It does not: when the month ends, since the window of 28 February opens on 28 January, that of 1 March on 1 February.
    ['2026-01-29T10:00:00Z', 1, '2026-03-01T00:00:00Z'],
    ['2026-01-31T10:00:00Z', 1, '2026-03-01T00:00:00Z'],
    ['2024-01-29T10:00:00Z', 1, '2024-02-29T10:00:00Z'],
    ['2024-01-30T10:00:00Z', 1, '2024-03-01T00:00:00Z'],
    ['2024-02-29T10:00:00Z', 12, '2025-03-01T00:00:00Z'],
    ['2024-02-29T10:00:00Z', 48, '2028-02-29T10:00:00Z'],
    ['2026-05-31T23:59:59.999Z', 1, '2026-07-01T00:00:00Z'],
    ['2025-12-31T08:00:00Z', 2, '2026-03-01T00:00:00Z'],
  ])('earned %s, %i months: out at %s', (earned, months, out) => {
    const justBefore = new Date(Date.parse(out) - 1).toISOString()
    expect(idAt(rolling(months), [earn(earned, 100)], justBefore)).toBe('silver')
    expect(idAt(rolling(months), [earn(earned, 100)], out)).toBeNull()
    expect(at(rolling(months), [earn(earned, 100)], earned).keep?.until).toBe(out)
  })

  it.each([
    '2025-03-28T23:00:00Z',
    '2025-03-29T01:00:00Z',
    '2025-03-30T01:00:00Z',
    '2025-03-31T01:00:00Z',
    '2025-04-01T01:00:00Z',
  ])('points that aged out on 28 March do not return on the mornings of 29 to 31 March (%s)', (asked) => {
    expect(idAt(rolling(1), [earn('2025-02-28T22:00:00Z', 100)], asked)).toBeNull()
  })
})

describe('T4: a fixed year that starts on a day which its month lacks starts on the last day', () => {
  const ladder = (month: number, day: number): LadderLike => ({
    ...rolling(1),
    window: { kind: 'fixed_year', month, day },
  })

  it.each([
    ['2025-02-28T00:00:00Z', '2026-02-28T00:00:00Z', 2, 29],
    ['2023-03-01T00:00:00Z', '2024-02-29T00:00:00Z', 2, 29],
    ['2024-02-29T00:00:00Z', '2025-02-28T00:00:00Z', 2, 29],
    ['2025-04-30T00:00:00Z', '2026-04-30T00:00:00Z', 4, 31],
    ['2025-02-01T00:00:00Z', '2026-02-01T00:00:00Z', 2, 1],
    ['2025-01-31T23:59:59Z', '2025-02-01T00:00:00Z', 2, 1],
  ])('earned %s, out at %s with a year from month %i day %i', (earned, out, month, day) => {
    expect(at(ladder(month, day), [earn(earned, 100)], earned).keep?.until).toBe(out)
    expect(idAt(ladder(month, day), [earn(earned, 100)], out)).toBeNull()
  })
})

describe('T7: events of one instant are one batch, in list order, judged once after the last', () => {
  const instant = '2026-03-01T09:00:00Z'

  it('what comes and goes within an instant is never held', () => {
    const activity: Activity[] = [
      { at: instant, type: 'counter', counter: 'nights', set: 30 },
      { at: instant, type: 'counter', counter: 'nights', set: 2 },
    ]
    const ladder: LadderLike = { tiers: [tier('gold', 1, 10, 'counter:nights')] }
    const span = { from: '2026-01-01T00:00:00Z', to: '2026-12-31T00:00:00Z' }
    expect(timeline({ ladder, activity, ...span })).toEqual([])
    expect(timeline({ ladder, activity: activity.toReversed(), ...span })).toMatchObject([
      { to: { id: 'gold' } },
    ])
  })

  it('a set_tier wins over what the batch qualifies for, the last one of several', () => {
    const activity: Activity[] = [
      { at: instant, type: 'set_tier', tier: 'gold' },
      { at: instant, type: 'set_tier', tier: 'silver' },
      earn(instant, 9000),
    ]
    expect(at(ladderOf(), activity, instant)).toMatchObject({ tier: { id: 'silver' }, reason: 'manual' })
  })

  it('equal events are separate events', () => {
    expect(idAt(ladderOf(), [earn(instant, 500), earn(instant, 500)], instant)).toBe('silver')
  })
})

describe('T8: an offset is converted to UTC first', () => {
  it('counts in the year that it is in UTC', () => {
    const ladder: LadderLike = { ...rolling(1), window: { kind: 'calendar_year' } }
    const activity = [earn('2025-12-31T23:30:00-01:00', 100)]
    expect(idAt(ladder, activity, '2026-06-01T00:00:00Z')).toBe('silver')
    expect(at(ladder, activity, '2026-06-01T02:00:00+02:00')).toMatchObject({
      asOf: '2026-06-01T00:00:00Z',
      since: '2026-01-01T00:30:00Z',
    })
  })
})

it('T9: the order of the list makes no difference', () => {
  const activity = [earn('2026-03-01T00:00:00Z', 600), earn('2026-01-01T00:00:00Z', 500)]
  const later = at(ladderOf(), activity, '2026-04-01T00:00:00Z')
  expect(later).toEqual(at(ladderOf(), activity.toReversed(), '2026-04-01T00:00:00Z'))
  expect(later.since).toBe('2026-03-01T00:00:00Z')
})
