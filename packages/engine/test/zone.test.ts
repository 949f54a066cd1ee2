import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { Calendar } from '../src/calendar.js'
import { Zone } from '../src/zone.js'
import { zoneName, zoneNames } from './zones.js'

/*
 * The zone's arithmetic against Temporal, which is written apart from it: wall times, their instants, months,
 * starts of days.
 */
const numRuns = Number(process.env.RUNGS_RUNS ?? 3000)
const zones = new Map(zoneNames.map((name) => [name, new Zone(name)]))
const calendars = new Map(zoneNames.map((name) => [name, new Calendar(name)]))
const zoneOf = (name: string) => zones.get(name) as Zone
const calendarOf = (name: string) => calendars.get(name) as Calendar

const at = (ms: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
const wallOf = (plain: Temporal.PlainDateTime) => plain.toZonedDateTime('UTC').epochMilliseconds

/** Instants around changes of the clocks of a zone, and any others. */
const moment = zoneName.chain((zone) => {
  const any = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2040, 0, 1) })
  const near = fc
    .tuple(any, fc.integer({ min: -90, max: 90 }), fc.constantFrom(-1, 0, 1))
    .map(([ms, minutes, rest]) => {
      const change = at(ms, zone).getTimeZoneTransition('next')
      return (change?.epochMilliseconds ?? ms) + minutes * 60_000 + rest
    })
  return fc.oneof(any, near, near).map((ms) => ({ zone, ms }))
})

describe(`against Temporal, ${numRuns} instants`, () => {
  it('the wall time of an instant', () => {
    fc.assert(
      fc.property(moment, ({ zone, ms }) => {
        expect(zoneOf(zone).wall(ms)).toBe(wallOf(at(ms, zone).toPlainDateTime()))
      }),
      { numRuns },
    )
  }, 600_000)

  it('the instant of a wall time, skipped and shown twice among them', () => {
    fc.assert(
      fc.property(moment, ({ zone, ms }) => {
        const plain = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC').toPlainDateTime()
        const wall = wallOf(at(ms, zone).toPlainDateTime())
        for (const [shown, given] of [
          [ms, plain],
          [wall, at(ms, zone).toPlainDateTime()],
        ] as const) {
          const expected = given.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
          expect(zoneOf(zone).instant(shown)).toBe(expected)
        }
      }),
      { numRuns },
    )
  }, 600_000)

  it('the first instant that shows a wall time or what comes after it', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -180, max: 180 }), ({ zone, ms }, minutes) => {
        const wall = zoneOf(zone).wall(ms) + minutes * 60_000
        const first = zoneOf(zone).first(wall)
        expect(zoneOf(zone).wall(first)).toBeGreaterThanOrEqual(wall)
        // Nothing before it does, for the half day before.
        for (const back of [1, 1000, 60_000, 1_800_000, 3_600_000, 7_200_000, 43_200_000])
          expect(wallOf(at(first - back, zone).toPlainDateTime())).toBeLessThan(wall)
      }),
      { numRuns },
    )
  }, 600_000)

  it('clocks that never go back', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 7_200_000 }), ({ zone, ms }, later) => {
        const onward = zoneOf(zone).onward(ms)
        expect(zoneOf(zone).onward(ms + later)).toBeGreaterThanOrEqual(onward)
        const wall = at(ms, zone).toPlainDateTime()
        const change = at(ms + 1, zone).getTimeZoneTransition('previous')?.epochMilliseconds
        const again = wall.toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds !== ms
        const shownLast = change === undefined ? 0 : wallOf(at(change - 1, zone).toPlainDateTime()) + 1
        expect(onward).toBe(again ? shownLast : wallOf(wall))
      }),
      { numRuns },
    )
  }, 600_000)

  it('months later, starts of days, months and years', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 30 }), ({ zone, ms }, months) => {
        const zoned = at(ms, zone)
        const calendar = calendarOf(zone)
        const plus = zoned.toPlainDateTime().add({ months }).toZonedDateTime(zone).epochMilliseconds
        expect(calendar.addMonths(ms, months)).toBe(months === 0 ? ms : plus)
        expect(calendar.startOfDay(ms)).toBe(zoned.startOfDay().epochMilliseconds)
        const start = (date: Temporal.PlainDate) => date.toZonedDateTime(zone).startOfDay().epochMilliseconds
        const date = zoned.toPlainDate()
        expect(calendar.nextMonthStart(ms)).toBe(start(date.with({ day: 1 }).add({ months: 1 })))
        const year = calendar.nextYearStart(ms, { kind: 'calendar_year' })
        expect(year).toBe(start(date.with({ month: 1, day: 1 }).add({ years: 1 })))
        for (const [month, day] of [
          [2, 29],
          [3, 31],
          [11, 1],
          [10, 15],
        ] as const) {
          const starts = [-1, 0, 1, 2].map((n) => {
            const first = Temporal.PlainDate.from({ year: date.year + n, month, day: 1 })
            return start(first.with({ day: Math.min(day, first.daysInMonth) }))
          })
          expect(calendar.nextYearStart(ms, { kind: 'fixed_year', month, day })).toBe(
            starts.find((candidate) => candidate > ms),
          )
        }
      }),
      { numRuns },
    )
  }, 600_000)
})

it('knows no zone that is none', () => {
  expect(() => new Zone('Europe/Atlantis')).toThrow(RangeError)
})

it('reads the years around 0 as the runtime does', () => {
  const before = Date.parse('0000-06-01T00:00:00Z')
  expect(zoneOf('UTC').wall(before)).toBe(before)
  expect(zoneOf('UTC').wall(Date.parse('-000001-06-01T00:00:00Z'))).toBe(
    Date.parse('-000001-06-01T00:00:00Z'),
  )
})
