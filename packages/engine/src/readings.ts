import type { Issue } from '@rungs/model'
import { oneOf, unknownKeys } from './check-parts.js'
import { describe, isObject } from './refusal.js'

/**
 * Where sources leave a choice of meaning open, the reading to follow. The first value of each is the default,
 * the one that the README describes.
 */
export interface Readings {
  /**
   * Whether something that is exactly N months old is inside a rolling window of N months: `left`, no (the window
   * is half-open); `counts`, yes, at that one instant.
   */
  rollingEdge?: 'left' | 'counts'
  /**
   * What a `refund` does to `points.balance`: `lowers` it, as points that are taken back; `raises` it, as points
   * that are handed back for a cancelled reward (Wix: the transaction REFUND).
   */
  refund?: 'lowers' | 'raises'
  /**
   * Whether a negative `adjust` lowers `points.earned`: it `counts`, signed (Wix: points earned and adjusted); or
   * it is `ignored` there, and lowers the balance alone.
   */
  negativeAdjustment?: 'counts' | 'ignored'
  /**
   * What becomes of what a member does while the ladder is not active (only a history of ladders tells when): it
   * `counts` afterwards; or it is `ignored`, and changes no metric at all.
   */
  pausedActivity?: 'counts' | 'ignored'
  /**
   * Where a drop that was put off by grace or extension leads: `higher`, to what the review said or to what
   * qualifies when it falls due, whichever is higher; `as_reviewed`; or `as_due` (under `requalify`; the other
   * policies go where the review said).
   */
  pendingDrop?: 'higher' | 'as_reviewed' | 'as_due'
  /**
   * What a failing review does to a member who is below the floor already: he `stays`; `drops`, as if there were
   * no floor; or is `lifted` to the floor.
   */
  belowFloor?: 'stays' | 'drops' | 'lifted'
  /**
   * Whom a lapse by inactivity spares under `one_step` and `to_base`: `qualified`, members whose metrics still
   * meet their tier; or `nobody`.
   */
  lapseSpares?: 'qualified' | 'nobody'
  /**
   * When an edit of the ladder counts for its members under continuous review: `at_once`; or at the
   * `next_change` of a metric of theirs (VINR tiers page: the account's next balance change). Members of a
   * deleted tier fall back at once in both.
   */
  edits?: 'at_once' | 'next_change'
  /** When a tier that an edit adds counts: `as_edits` say; or `at_once`. */
  newTiers?: 'as_edits' | 'at_once'
}

/** Every reading, chosen. */
export type ChosenReadings = Required<Readings>

const values: {
  readonly [name in keyof ChosenReadings]: readonly [ChosenReadings[name], ...ChosenReadings[name][]]
} = {
  rollingEdge: ['left', 'counts'],
  refund: ['lowers', 'raises'],
  negativeAdjustment: ['counts', 'ignored'],
  pausedActivity: ['counts', 'ignored'],
  pendingDrop: ['higher', 'as_reviewed', 'as_due'],
  belowFloor: ['stays', 'drops', 'lifted'],
  lapseSpares: ['qualified', 'nobody'],
  edits: ['at_once', 'next_change'],
  newTiers: ['as_edits', 'at_once'],
}

const defaults: ChosenReadings = {
  rollingEdge: 'left',
  refund: 'lowers',
  negativeAdjustment: 'counts',
  pausedActivity: 'counts',
  pendingDrop: 'higher',
  belowFloor: 'stays',
  lapseSpares: 'qualified',
  edits: 'at_once',
  newTiers: 'as_edits',
}

/** What is wrong with readings. */
export function readingIssues(readings: unknown): Issue[] {
  if (readings === undefined) return []
  if (!isObject(readings)) {
    return [{ path: 'readings', message: `expected an object, got ${describe(readings)}` }]
  }
  return [
    ...unknownKeys(readings, Object.keys(values), 'readings'),
    ...Object.entries(values).flatMap(([name, allowed]) =>
      oneOf(readings[name], allowed, `readings.${name}`, true),
    ),
  ]
}

/** Checked readings, with the defaults for what was not chosen. */
export function chosen(readings: Readings = {}): ChosenReadings {
  const given = Object.entries(readings).filter(([, value]) => value !== undefined)
  return { ...defaults, ...Object.fromEntries(given) }
}
