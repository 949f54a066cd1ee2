/** An instant as RFC 3339 text, written by us in UTC with a `Z`, for example `2026-03-01T09:30:00Z`. */
export type Instant = string

/** An ISO 8601 duration, for example `P90D`, `P1M` or `PT2160H`. */
export type Duration = string

const rfc3339 =
  /^\d{4}-\d\d-\d\d[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/** The first instant of year 0, and the first after year 9999. */
const earliest = -62_167_219_200_000
const latest = 253_402_300_800_000

/**
 * Milliseconds since 1970 of RFC 3339 text, or `undefined` when it is none: a day or hour that is not, a leap
 * second, no offset, or an instant that in UTC is outside the years 0000 to 9999. Digits below the
 * millisecond are cut off.
 */
export function parseInstant(text: string): number | undefined {
  if (text.length > 40 || !rfc3339.test(text)) return undefined
  const year = two(text, 0) * 100 + two(text, 2)
  const month = two(text, 5)
  const day = two(text, 8)
  if (day < 1 || day > daysIn(year, month)) return undefined
  const minutes = daysBefore(year, month, day) * 1440 + two(text, 11) * 60 + two(text, 14)
  const instant = (minutes - offsetMinutes(text)) * 60_000 + two(text, 17) * 1000 + fractionMs(text)
  return instant >= earliest && instant < latest ? instant : undefined
}

/** Two digits of text that has them there. */
function two(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528
}

/** Days of a month of the proleptic Gregorian calendar; 0 for a month that is none. */
function daysIn(year: number, month: number): number {
  if (month < 1 || month > 12) return 0
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** Days from 1970 to a date, counted in years that begin in March, so that 29 February is a last day. */
function daysBefore(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1
  const months = month > 2 ? month - 3 : month + 9
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400)
  return years * 365 + leaps + Math.floor((months * 153 + 2) / 5) + day - 719_469
}

/** How far RFC 3339 text is ahead of UTC. */
function offsetMinutes(text: string): number {
  const sign = text.charCodeAt(text.length - 6)
  // `+` or `-`; where the text ends in Z there is never a sign.
  if (sign !== 43 && sign !== 45) return 0
  const minutes = two(text, text.length - 5) * 60 + two(text, text.length - 2)
  return sign === 43 ? minutes : -minutes
}

/** The milliseconds of RFC 3339 text. */
function fractionMs(text: string): number {
  if (text.charCodeAt(19) !== 46) return 0
  let ms = 0
  for (let at = 20, unit = 100; unit >= 1; at += 1, unit /= 10) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return ms
    ms += digit * unit
  }
  return ms
}

/**
 * RFC 3339 text in UTC of milliseconds since 1970, without a fraction when it is zero.
 * @throws RangeError when `ms` is no finite number, or more than 8.64e15 away from 0.
 */
export function formatInstant(ms: number): Instant {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}

/** How we write an instant, but for a fraction that is zero. */
const canonical = /^[^t]{19}(\.\d\d\d)?Z$/

/** RFC 3339 text in the form in which we write it; `undefined` when it is none. */
export function toInstant(text: string): Instant | undefined {
  const ms = parseInstant(text)
  if (ms === undefined) return undefined
  // Vendors mostly write it as we do, and to write it anew would cost more than all the rest.
  return canonical.test(text) && !text.endsWith('.000Z') ? text : formatInstant(ms)
}
