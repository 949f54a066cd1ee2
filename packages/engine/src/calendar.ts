import type { Window } from '@rungs/model'
import { Zone } from './zone.js'

const dayMs = 86_400_000

/** The yearly windows. */
export type YearWindow = Extract<Window, { kind: 'calendar_year' | 'fixed_year' }>

/** The dates of a time zone, and arithmetic with them. All instants are milliseconds since 1970. */
export class Calendar {
  private readonly zone: Zone | undefined

  /** @throws RangeError when the runtime does not know the zone. */
  constructor(timeZone = 'UTC') {
    this.zone = /^(etc\/)?utc$/i.test(timeZone) ? undefined : new Zone(timeZone)
  }

  /**
   * When something of an instant leaves a rolling window of so many calendar months: when the clocks show its day
   * and time that many months later or, where that month has no such day, when that month ends. So the opening of
   * the window never moves backwards, and nothing that has aged out comes back; what is older never leaves later.
   * `edge`: whether what is exactly so old still counts.
   */
  agesOutAt(ms: number, months: number, edge: boolean): number {
    const { zone } = this
    const wall = zone?.onward(ms) ?? ms
    const date = new Date(wall)
    const year = date.getUTCFullYear()
    const month = date.getUTCMonth() + months
    const day = date.getUTCDate()
    if (day > daysIn(year, month)) return this.first(utc(year, month + 1, 1, 0))
    const target = utc(year, month, day, timeOfDay(wall))
    const out = this.first(target)
    const exact = zone === undefined || (zone.wall(ms) === wall && zone.wall(out) === target)
    return edge && exact ? out + 1 : out
  }

  /**
   * So many calendar months later, at the same time of day; a day that the month lacks becomes its last, and a
   * time that the clocks skip or show twice is what `Zone.instant` says.
   */
  addMonths(ms: number, months: number): number {
    if (months === 0) return ms
    const { zone } = this
    const wall = zone?.wall(ms) ?? ms
    const date = new Date(wall)
    const year = date.getUTCFullYear()
    const month = date.getUTCMonth() + months
    const target = utc(year, month, Math.min(date.getUTCDate(), daysIn(year, month)), timeOfDay(wall))
    return zone?.instant(target) ?? target
  }

  /** The first start of a window's year that lies after an instant. */
  nextYearStart(ms: number, window: YearWindow): number {
    const year = this.year(ms)
    for (let candidate = year; ; candidate += 1) {
      const start = this.yearStart(candidate, window)
      if (start > ms) return start
    }
  }

  /** When the day of an instant begins. */
  startOfDay(ms: number): number {
    const wall = this.zone?.wall(ms) ?? ms
    return this.first(wall - timeOfDay(wall))
  }

  /** When the month after that of an instant begins. */
  nextMonthStart(ms: number): number {
    const date = new Date(this.zone?.wall(ms) ?? ms)
    return this.first(utc(date.getUTCFullYear(), date.getUTCMonth() + 1, 1, 0))
  }

  /** How many months a year-and-month of one instant lies after that of another. */
  monthsBetween(from: number, to: number): number {
    const [a, b] = [from, to].map((ms) => new Date(this.zone?.wall(ms) ?? ms)) as [Date, Date]
    return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
  }

  private year(ms: number): number {
    return new Date(this.zone?.wall(ms) ?? ms).getUTCFullYear()
  }

  /** A fixed year that starts on a day which a month lacks starts on that month's last day. */
  private yearStart(year: number, window: YearWindow): number {
    if (window.kind === 'calendar_year') return this.first(utc(year, 0, 1, 0))
    const month = window.month - 1
    return this.first(utc(year, month, Math.min(window.day, daysIn(year, month)), 0))
  }

  private first(wall: number): number {
    return this.zone?.first(wall) ?? wall
  }
}

/** Milliseconds since 1970 of a date and time of day in UTC; months and days may run over. */
function utc(year: number, month: number, day: number, time: number): number {
  // `Date.UTC` takes years below 100 for those of the twentieth century.
  if (year >= 100) return Date.UTC(year, month, day) + time
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date.getTime() + time
}

function timeOfDay(ms: number): number {
  return ((ms % dayMs) + dayMs) % dayMs
}

/** How many days a month has, counted from 0; it may run over into later years. */
function daysIn(year: number, month: number): number {
  const index = month % 12
  if (index !== 1) return index === 3 || index === 5 || index === 8 || index === 10 ? 30 : 31
  const leap = year + Math.floor(month / 12)
  return leap % 4 === 0 && (leap % 100 !== 0 || leap % 400 === 0) ? 29 : 28
}
