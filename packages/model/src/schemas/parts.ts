import type * as z from 'zod/mini'
import { type Amount, type AmountInput, toAmount } from '../amount.js'
import type { Json, JsonObject } from '../json.js'
import type { Metric } from '../rule.js'
import { type Duration, type Instant, toInstant } from '../time.js'
import type { VendorInput } from '../vendor.js'
import { isRecord, leaf, words } from './leaf.js'
import { plainIssues } from './plain.js'

/** Text that `pattern` matches. */
const matching = <Text extends string = string>(
  expected: string,
  pattern: RegExp,
): z.ZodMiniType<Text, Text> => {
  const fits = (value: unknown): value is Text => typeof value === 'string' && pattern.test(value)
  return leaf(expected, { type: 'string', pattern: pattern.source }, (value) =>
    fits(value) ? value : undefined,
  )
}

/** Text of up to `max` characters (code points) that is more than white space. */
export const text = (max: number): z.ZodMiniType<string, string> => textAs(max, (value) => value)

/** {@link text}, made into something else. */
export const textAs = <Out>(max: number, make: (value: string) => Out): z.ZodMiniType<Out, string> =>
  leaf(`text of 1 to ${max} characters`, { type: 'string', maxLength: max, pattern: '\\S' }, (value) =>
    isText(value, max) && /\S/.test(value) ? make(value) : undefined,
  )

/** Text of up to `max` characters (code points), which may be empty. */
export const freeText = (max: number): z.ZodMiniType<string, string> =>
  leaf(`text of at most ${max} characters`, { type: 'string', maxLength: max }, (value) =>
    isText(value, max) ? value : undefined,
  )

/** An amount as people write it, made canonical. `pattern` narrows it; `json` says so of numbers. */
const amountLike = (
  expected: string,
  pattern: RegExp,
  json: JsonObject = { type: ['number', 'string'], minimum: Number.MIN_SAFE_INTEGER },
): z.ZodMiniType<Amount, AmountInput> =>
  leaf(
    expected,
    { ...json, maximum: Number.MAX_SAFE_INTEGER, pattern: pattern.source, maxLength: 102 },
    (value) => {
      const found = toAmount(value)
      return found !== undefined && pattern.test(found) ? found : undefined
    },
  )

/** A number or decimal text, made canonical. */
export const amount = amountLike(
  'a number, or decimal text such as "0.3" (no exponent; whole numbers past 2^53 as text)',
  /^-?\d+(\.\d+)?$/,
)

/** An amount of 0 or more. */
export const notNegative = amountLike('an amount of 0 or more', /^(?!-[0.]*[1-9])-?\d+(\.\d+)?$/, {
  type: ['number', 'string'],
  minimum: 0,
})

/** Points that move in a direction which the activity says: whole, more than 0. */
export const points = amountLike('a whole number of points, 1 or more', /^0*[1-9]\d*(\.0+)?$/, {
  type: ['integer', 'string'],
  minimum: 1,
})

/** Points with a sign of their own: whole. */
export const signedPoints = amountLike('a whole number of points', /^-?\d+(\.0+)?$/, {
  type: ['integer', 'string'],
  minimum: Number.MIN_SAFE_INTEGER,
})

/** RFC 3339, made UTC. */
export const instant: z.ZodMiniType<Instant, Instant> = leaf(
  'an RFC 3339 instant such as 2026-03-01T09:30:00Z',
  { type: 'string', format: 'date-time' },
  (value) => (typeof value === 'string' ? toInstant(value) : undefined),
)

/** An ISO 8601 duration in whole units of at most nine digits. */
export const duration = matching<Duration>(
  'an ISO 8601 duration such as P90D or PT2160H',
  /^P(?=.)(\d{1,9}Y)?(\d{1,9}M)?(\d{1,9}W)?(\d{1,9}D)?(T(?=\d)(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}S)?)?$/,
)

/** A whole number from `min` to `max`. */
export const whole = (min: number, max: number): z.ZodMiniType<number, number> =>
  leaf(`a whole number from ${min} to ${max}`, { type: 'integer', minimum: min, maximum: max }, (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined,
  )

/** Calendar months. */
export const months = whole(1, 1200)

/** A key that people choose. */
export const key = matching(
  '1 to 100 lower case letters, digits and _, the first a letter',
  /^[a-z][a-z0-9_]{0,99}$/,
)

/** A metric's name. */
export const metric = matching<Metric>(
  "'points.balance', 'points.earned', 'spend', 'visits' or 'counter:<key>'",
  /^(points\.balance|points\.earned|spend|visits|counter:.{1,100})$/,
)

/** The five operators. */
export const operator = words('>=', '>', '==', '<=', '<')

/** Plain JSON. */
export const json: z.ZodMiniType<Json, Json> = leaf('plain JSON', {}, (value) =>
  isJson(value) ? value : undefined,
)

/** A colour. */
export const color = matching('#RRGGBB', /^#[0-9A-Fa-f]{6}$/)

/** An IANA time zone that this machine knows. */
export const timeZone = leaf(
  'an IANA time zone such as Europe/Berlin',
  { type: 'string', minLength: 1 },
  (value) => (typeof value === 'string' && isTimeZone(value) ? value : undefined),
)

/** Vendor-only fields, by provider name; each provider checks its own part. */
export const vendor: z.ZodMiniType<JsonObject, VendorInput & JsonObject> = leaf(
  'an object of plain JSON',
  { type: 'object' },
  (value) => (isJson(value) && isRecord(value) ? value : undefined),
)

/** Counting the code points of a huge text would take long, and its length says enough. */
function isText(value: unknown, max: number): value is string {
  return (
    typeof value === 'string' && value.length <= 2 * max && (value.length <= max || [...value].length <= max)
  )
}

function isJson(value: unknown): value is Json {
  return value !== undefined && plainIssues(value).length === 0
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
