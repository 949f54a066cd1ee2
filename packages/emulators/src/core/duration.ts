import { invalidInput } from './error.js'
import { isWritable } from './instant.js'

const pattern =
  /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)W)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?!$)(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/

const unitMs = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000]

const addMonths = (at: number, months: number): number => {
  if (months === 0) return at
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
  return date.getTime()
}

/**
 * The instant (milliseconds since 1970) that lies an ISO 8601 duration after `at`. Years and months are calendar
 * steps in UTC, clamped to the end of the month; weeks, days and the rest are exact. Throws `EmulatorError`.
 */
export const addDuration = (at: number, duration: string, path = 'advance'): number => {
  const match = pattern.exec(duration)
  if (match === null)
    throw invalidInput(path, `expected an ISO 8601 duration such as P1M, P30D or PT90S, got "${duration}"`)
  const [, years = '0', months = '0', ...rest] = match
  const exact = unitMs.reduce(
    (sum, ms, index) => sum + Number((rest[index] ?? '0').replace(',', '.')) * ms,
    0,
  )
  const result = addMonths(at, Number(years) * 12 + Number(months)) + Math.round(exact)
  if (!isWritable(result))
    throw invalidInput(path, `"${duration}" leads past the year 9999, the last that RFC 3339 can write`)
  return result
}
