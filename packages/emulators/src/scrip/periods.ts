import type { Lifecycle } from './state.js'

const MINUTE_MS = 60_000

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate()

/** The same day and time some months later, at the month's end where it has no such day. */
export const addMonths = (at: number, months: number): number => {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  date.setUTCDate(Math.min(day, lastDayOf(date.getUTCFullYear(), date.getUTCMonth())))
  return date.getTime()
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** The start of a year, in which a day that the month lacks is its last one. */
const startIn = (year: number, month: number, day: number): number => {
  const start = new Date(0)
  start.setUTCFullYear(year, month, Math.min(day, lastDayOf(year, month)))
  return start.getTime()
}

/**
 * The first end of a qualification period after an instant: 1 January, or the start of a fixed year. Undefined for a
 * lifecycle without periods. `offset` is the zone in minutes east of UTC.
 */
export const nextPeriodEnd = (lifecycle: Lifecycle, after: number, offset: number): number | undefined => {
  const { retention, qualification_period: period } = lifecycle
  if (retention.mode !== 'PERIOD_BASED' || period === undefined || period.type === 'NONE') return undefined
  const fixed = period.type === 'FIXED_YEAR'
  const month = fixed ? clamp(period.start_month ?? 1, 1, 12) - 1 : 0
  const day = fixed ? clamp(period.start_day ?? 1, 1, 31) : 1
  const local = after + offset * MINUTE_MS
  const year = new Date(local).getUTCFullYear()
  for (const candidate of [year, year + 1]) {
    const start = startIn(candidate, month, day)
    if (start > local) return start - offset * MINUTE_MS
  }
  return undefined
}
