import * as z from 'zod/mini'
import { type AmountInput, toAmount } from '../amount.js'
import type { Json } from '../json.js'
import type { Metric, Operator } from '../rule.js'
import { formatInstant, parseInstant } from '../time.js'

/** Text of 1 to `max` characters that is more than white space. */
export const text = (max: number) =>
  z
    .string()
    .check(z.minLength(1), z.maxLength(max), z.regex(/\S/, { error: 'expected more than white space' }))

/** A number or decimal text, made canonical. */
export const amount = z.pipe(
  z.union([z.number(), z.string().check(z.maxLength(101))]).check(
    z.refine((value: AmountInput) => toAmount(value) !== undefined, {
      error: 'expected a number, or decimal text such as "0.3"; integers past 2^53 as text, no exponent',
    }),
  ),
  z.transform((value: AmountInput) => toAmount(value) ?? '0'),
)

/** RFC 3339, made UTC. */
export const instant = z.pipe(
  z.string().check(
    z.refine((value) => parseInstant(value) !== undefined, {
      error: 'expected an RFC 3339 instant such as 2026-03-01T09:30:00Z',
    }),
  ),
  z.transform((value: string) => formatInstant(parseInstant(value) ?? 0)),
)

/** An ISO 8601 duration. */
export const duration = z.string().check(
  z.regex(/^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/, {
    error: 'expected an ISO 8601 duration such as P90D or PT2160H',
  }),
)

/** A whole number from `min` to `max`. */
export const whole = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max))

/** Calendar months. */
export const months = whole(1, 1200)

/** A key that people choose. */
export const key = z.string().check(
  z.minLength(1),
  z.maxLength(100),
  z.regex(/^[a-z][a-z0-9_]*$/, {
    error: 'expected lower case letters, digits and _, starting with a letter',
  }),
)

/** A metric's name. */
export const metric = z.custom<Metric>(
  (value) =>
    typeof value === 'string' &&
    /^(points\.balance|points\.earned|spend|visits|counter:.{1,100})$/.test(value),
  { error: "expected 'points.balance', 'points.earned', 'spend', 'visits' or 'counter:<key>'" },
)

/** The five operators. */
export const operator: z.ZodMiniType<Operator, Operator> = z.literal(['>=', '>', '==', '<=', '<'])

/** Plain JSON. */
export const json: z.ZodMiniType<Json, Json> = z.json()

/** A colour. */
export const color = z.string().check(z.regex(/^#[0-9A-Fa-f]{6}$/, { error: 'expected #RRGGBB' }))

/** Vendor-only fields, by provider name; each provider checks its own part. */
export const vendor = z.record(z.string(), json)
