import type { Window } from '@rungs/model'
import { Temporal } from 'temporal-polyfill'

/*
 * Dates in the plainest way: of UTC by `Date`, of other zones by Temporal. A wall time is the milliseconds since
 * 1970 of the same date and time in UTC. What was asked before is looked up: Temporal takes its time.
 */

const looked = new Map<string, number>()

function once(key: string, find: () => number): number {
  const known = looked.get(key)
  if (known !== undefined) return known
  if (looked.size > 500_000) looked.clear()
  const found = find()
  looked.set(key, found)
  return found
}

const zoned = (ms: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
const plain = (wall: number) => zoned(wall, 'UTC').toPlainDateTime()

function wallAt(ms: number, zone: string): number {
  if (zone === 'UTC') return ms
  return once(
    `w${zone}${ms}`,
    () => zoned(ms, zone).toPlainDateTime().toZonedDateTime('UTC').epochMilliseconds,
  )
}

/** The instant of a wall time: the first of two, or after a gap by as much as the wall time is in it. */
function instantOf(wall: number, zone: string): number {
  if (zone === 'UTC') return wall
  return once(`i${zone}${wall}`, () => plain(wall).toZonedDateTime(zone).epochMilliseconds)
}

/** The end, in wall time, of the stretch that an instant shows for the second time; 0 where it is no such instant. */
function endOfRepeat(ms: number, zone: string): number {
  if (zone === 'UTC') return 0
  return once(`r${zone}${ms}`, () => {
    if (instantOf(wallAt(ms, zone), zone) === ms) return 0
    const change = zoned(ms + 1, zone).getTimeZoneTransition('previous')?.epochMilliseconds ?? 0
    return wallAt(change - 1, zone) + 1
  })
}

/** The latest wall time that was shown up to an instant. */
function latestWall(ms: number, zone: string): number {
  const end = endOfRepeat(ms, zone)
  return end === 0 ? wallAt(ms, zone) : end - 1
}

const parts = (wall: number) => {
  const date = new Date(wall)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() }
}
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
const midnight = (wall: number) => new Date(wall).setUTCHours(0, 0, 0, 0)

/** So many months later, clamped to the month's end. */
export function monthsLater(ms: number, months: number, zone: string): number {
  if (months === 0) return ms
  const wall = wallAt(ms, zone)
  const { year, month, day } = parts(wall)
  const date = Date.UTC(year, month + months, Math.min(day, lastDay(year, month + months)))
  return instantOf(date + (wall - midnight(wall)), zone)
}

/** The start of a day: its first instant. */
function dayStart(wall: number, zone: string): number {
  if (zone === 'UTC') return midnight(wall)
  return once(
    `d${zone}${midnight(wall)}`,
    () => plain(wall).toPlainDate().toZonedDateTime(zone).epochMilliseconds,
  )
}

export const startOfDay = (ms: number, zone: string) => dayStart(wallAt(ms, zone), zone)

export function startOfNextMonth(ms: number, zone: string): number {
  const { year, month } = parts(wallAt(ms, zone))
  return dayStart(Date.UTC(year, month + 1, 1), zone)
}

type Years = Exclude<Window, { kind: 'lifetime' | 'rolling' }>

function yearWall(year: number, window: Years): number {
  if (window.kind === 'calendar_year') return Date.UTC(year, 0, 1)
  const month = window.month - 1
  return Date.UTC(year, month, Math.min(window.day, lastDay(year, month)))
}

const starts = new WeakMap<Window, Map<string, number[]>>()

/** Every start of a window's years from 2020 to 2033. */
export function yearStarts(window: Window, zone: string): number[] {
  const byZone = starts.get(window) ?? new Map<string, number[]>()
  starts.set(window, byZone)
  const found = byZone.get(zone) ?? listStarts(window, zone)
  byZone.set(zone, found)
  return found
}

function listStarts(window: Window, zone: string): number[] {
  if (window.kind === 'lifetime' || window.kind === 'rolling') return []
  return Array.from({ length: 14 }, (_, index) => dayStart(yearWall(2020 + index, window), zone))
}

/** Whether something of an instant counts at another one: by where the window opens, not by when it is left. */
export function isInside(window: Window, zone: string, edge: boolean, at: number, now: number): boolean {
  if (window.kind === 'lifetime') return true
  const shown = latestWall(now, zone)
  if (window.kind !== 'rolling') {
    const year = (wall: number) => {
      const { year } = parts(wall)
      return wall >= yearWall(year, window) ? year : year - 1
    }
    return year(latestWall(at, zone)) === year(shown)
  }
  const { year, month, day } = parts(shown)
  const repeated = endOfRepeat(at, zone)
  const wall = repeated === 0 ? wallAt(at, zone) : repeated
  // Where the month lacks the day the window opens when that month is over.
  if (day > lastDay(year, month - window.months)) return wall >= Date.UTC(year, month - window.months + 1, 1)
  const opening = Date.UTC(year, month - window.months, day) + (shown - midnight(shown))
  if (wall === opening) return edge && repeated === 0 && endOfRepeat(now, zone) === 0
  return wall > opening
}

/** Instants at which something might leave a window, and some at which nothing does. */
export function leaving(window: Window, zone: string, at: number): number[] {
  if (window.kind === 'lifetime') return []
  if (window.kind !== 'rolling') return yearStarts(window, zone).filter((start) => start > at)
  return [wallAt(at, zone), endOfRepeat(at, zone)].flatMap((wall) => {
    if (wall === 0) return []
    const { year, month, day } = parts(wall)
    const target = Date.UTC(year, month + window.months, day) + (wall - midnight(wall))
    const found = [instantOf(target, zone), dayStart(Date.UTC(year, month + window.months + 1, 1), zone)]
    return found.flatMap((ms) => [ms, ms + 1, ...changeNear(ms, zone)])
  })
}

function changeNear(ms: number, zone: string): number[] {
  if (zone === 'UTC') return []
  const change = once(`c${zone}${ms}`, () => {
    const found = zoned(ms + 1, zone).getTimeZoneTransition('previous')?.epochMilliseconds ?? 0
    return ms - found < 2 * 86_400_000 ? found : 0
  })
  return change === 0 ? [] : [change]
}
