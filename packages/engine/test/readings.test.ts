import type { Activity, Lifecycle } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { type LadderLike, type Readings, standingAt } from '../src/index.js'
import { earn, tier } from './build.js'

/*
 * Where sources leave a choice open: the default, and the other readings by their names. Those of Wix and VINR
 * (rollingEdge, refund, negativeAdjustment, pausedActivity, edits, newTiers) are among the worked examples.
 */
const tiers = [
  tier('bronze', 1, 100, 'points.earned'),
  tier('silver', 2, 500, 'points.earned'),
  tier('gold', 3, 1000, 'points.earned'),
]
const yearly = (over: Partial<Lifecycle>): LadderLike => ({
  tiers,
  window: { kind: 'calendar_year' },
  lifecycle: { review: 'period_end', downgrade: { policy: 'requalify' }, ...over },
})
const holds = (ladder: LadderLike, activity: Activity[], at: string, readings?: Readings) =>
  standingAt({ ladder, activity, at, ...(readings === undefined ? {} : { readings }) }).tier?.id ?? null

describe('L8: where a drop that was put off leads', () => {
  const ladder = yearly({ downgrade: { policy: 'requalify', graceDays: 60 } })
  const due = '2027-03-02T00:00:00Z'
  // Gold by 2025; 150 in 2026 are bronze at the review of 2027.
  const start = [earn('2025-06-01T00:00:00Z', 1000), earn('2026-06-01T00:00:00Z', 150)]

  it.each<[string, Readings | undefined, number, string | null]>([
    ['by default, what the review said', undefined, 0, 'bronze'],
    ['by default, what qualifies if that is higher', undefined, 600, 'silver'],
    ['higher', { pendingDrop: 'higher' }, 600, 'silver'],
    ['as_reviewed', { pendingDrop: 'as_reviewed' }, 600, 'bronze'],
    ['as_due: lower', { pendingDrop: 'as_due' }, 0, null],
    ['as_due: higher', { pendingDrop: 'as_due' }, 600, 'silver'],
  ])('%s', (_name, readings, points, expected) => {
    const activity = [...start, earn('2027-02-01T00:00:00Z', points)]
    expect(holds(ladder, activity, '2027-03-01T23:59:59.999Z', readings)).toBe('gold')
    expect(holds(ladder, activity, due, readings)).toBe(expected)
  })

  it('as_due ends at the floor, and says nothing of one_step', () => {
    const readings: Readings = { pendingDrop: 'as_due' }
    const floored = yearly({ downgrade: { policy: 'requalify', graceDays: 60, floor: 'bronze' } })
    expect(holds(floored, start, due, readings)).toBe('bronze')
    const stepping = yearly({ downgrade: { policy: 'one_step', graceDays: 60 } })
    expect(holds(stepping, start, due, readings)).toBe('silver')
  })
})

describe('L11: a member below the floor whose review fails', () => {
  const ladder = (policy: Lifecycle['downgrade']['policy']) =>
    yearly({ downgrade: { policy, floor: 'gold' } })
  const activity = [earn('2025-06-01T00:00:00Z', 500)]
  const after = '2027-01-01T00:00:00Z'

  it.each<[string, Readings | undefined, string | null]>([
    ['stays by default', undefined, 'silver'],
    ['stays', { belowFloor: 'stays' }, 'silver'],
    ['drops', { belowFloor: 'drops' }, null],
    ['is lifted', { belowFloor: 'lifted' }, 'gold'],
  ])('%s', (_name, readings, expected) => {
    expect(holds(ladder('requalify'), activity, '2026-12-31T00:00:00Z', readings)).toBe('silver')
    expect(holds(ladder('requalify'), activity, after, readings)).toBe(expected)
  })

  it('drops by one step, and is not lifted from the base tier', () => {
    expect(holds(ladder('one_step'), activity, after, { belowFloor: 'drops' })).toBe('bronze')
    const touched: Activity[] = [{ at: '2025-06-01T00:00:00Z', type: 'touch' }]
    expect(holds(ladder('requalify'), touched, after, { belowFloor: 'lifted' })).toBeNull()
  })
})

describe('L13: whom a lapse by inactivity spares', () => {
  const quiet = (policy: Lifecycle['downgrade']['policy'], graceDays = 0): LadderLike => ({
    tiers,
    lifecycle: { review: 'inactivity', inactivity: 'P30D', downgrade: { policy, graceDays } },
  })
  const activity = [earn('2026-01-01T00:00:00Z', 1000)]

  it.each<[Lifecycle['downgrade']['policy'], string | null]>([
    ['requalify', 'gold'],
    ['one_step', 'silver'],
    ['to_base', null],
    ['hold', 'gold'],
  ])('%s', (policy, expected) => {
    const lapse = '2026-01-31T00:00:00Z'
    expect(holds(quiet(policy), activity, lapse)).toBe('gold')
    expect(holds(quiet(policy), activity, lapse, { lapseSpares: 'qualified' })).toBe('gold')
    expect(holds(quiet(policy), activity, lapse, { lapseSpares: 'nobody' })).toBe(expected)
  })

  it('nobody: neither when grace is over; the next event raises again', () => {
    const readings: Readings = { lapseSpares: 'nobody' }
    const ladder = quiet('one_step', 5)
    expect(holds(ladder, activity, '2026-02-04T23:59:59.999Z', readings)).toBe('gold')
    expect(holds(ladder, activity, '2026-02-05T00:00:00Z', readings)).toBe('silver')
    const touched: Activity[] = [...activity, { at: '2026-02-06T00:00:00Z', type: 'touch' }]
    expect(holds(ladder, touched, '2026-02-06T00:00:00Z', readings)).toBe('gold')
  })
})
