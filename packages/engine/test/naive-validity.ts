import type { LadderLike, TierLike } from '../src/index.js'
import { monthsLater, startOfDay, startOfNextMonth } from './naive-calendar.js'

/*
 * Validities, from the lines C1 to C5 of the semantics: lists of dates are made and looked through.
 */

export interface NaiveCycle {
  start: number
  ends: number
  check: number
}

interface Member {
  ladder: LadderLike
  registered: number
}

/** The cycle that begins when a tier is entered, or when it outlived a check. */
export function naiveCycle(
  tier: TierLike,
  at: number,
  renewed: boolean,
  { ladder, registered }: Member,
): NaiveCycle | undefined {
  const { validity } = tier
  if (validity === undefined || ladder.lifecycle?.review !== 'period_end') return undefined
  const zone = ladder.timeZone ?? 'UTC'
  const monthEnd = ladder.lifecycle.reviewClock === 'month_end'
  const start = renewed ? at : startOfDay(at, zone)
  const later = (months: number) => startOfDay(monthsLater(start, months, zone), zone)
  const { anchor, months = 12, minimumMonths = 0 } = validity
  const least = renewed ? 0 : minimumMonths
  if (anchor === 'entry' || anchor === 'entry_cyclic') {
    const step = anchor === 'entry' && renewed ? 1 : months
    let length = step
    while (length < least) length += anchor === 'entry' ? 1 : step
    const ends = later(length)
    const monthIsOver = startOfNextMonth(ends - 1, zone)
    return { start, ends, check: monthEnd && monthIsOver > ends ? monthIsOver : ends }
  }
  const origin = startOfDay(anchor === 'fixed' ? Date.parse(validity.start ?? '') : registered, zone)
  for (let count = anchor === 'fixed' ? 0 : 1; ; count += 1) {
    const date = startOfDay(monthsLater(origin, count * (anchor === 'fixed' ? months : 12), zone), zone)
    const ends = monthEnd ? startOfNextMonth(date, zone) : date
    const wanted = renewed ? ends > at : date > start && date >= later(least)
    if (wanted) return { start, ends, check: ends }
  }
}
