import type { Window } from '@rungs/model'

/** Milliseconds since 1970 of a UTC date and time of day; months and days may run over. */
function utc(year: number, month: number, day: number, timeOfDay: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date.getTime() + timeOfDay
}

const dayMs = 86_400_000

function timeOfDay(ms: number): number {
  return ((ms % dayMs) + dayMs) % dayMs
}

function daysIn(year: number, month: number): number {
  return new Date(utc(year, month + 1, 0, 0)).getUTCDate()
}

/**
 * When something of instant `ms` leaves a rolling window of so many calendar months: at the same day and time
 * that many months later or, where that month has no such day, when that month ends. So the opening of the
 * window never moves backwards, and nothing that has aged out comes back.
 */
export function agesOutAt(ms: number, months: number): number {
  const date = new Date(ms)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth() + months
  const day = date.getUTCDate()
  if (day > daysIn(year, month)) return utc(year, month + 1, 1, 0)
  return utc(year, month, day, timeOfDay(ms))
}

/** So many calendar months later, at the same time of day; a day that the month lacks becomes its last. */
export function addMonths(ms: number, months: number): number {
  if (months === 0) return ms
  const date = new Date(ms)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth() + months
  return utc(year, month, Math.min(date.getUTCDate(), daysIn(year, month)), timeOfDay(ms))
}

/** The yearly windows. */
export type YearWindow = Extract<Window, { kind: 'calendar_year' | 'fixed_year' }>

/** The first start of a window's year that lies after `ms`. */
export function nextYearStart(ms: number, window: YearWindow): number {
  const year = new Date(ms).getUTCFullYear()
  const candidates = [yearStart(year, window), yearStart(year + 1, window)]
  return candidates.find((start) => start > ms) ?? yearStart(year + 2, window)
}

/** A fixed year that starts on a day which a month lacks starts on that month's last day. */
function yearStart(year: number, window: YearWindow): number {
  if (window.kind === 'calendar_year') return utc(year, 0, 1, 0)
  const month = window.month - 1
  return utc(year, month, Math.min(window.day, daysIn(year, month)), 0)
}
