import * as z from 'zod/mini'

/** Seconds since 1970, up to the year 9999: what RFC 3339 can write. */
const seconds = z.nullish(z.int().check(z.gte(0), z.lte(253_402_300_799)))
const id = z.string().check(z.minLength(1))
const points = z.int().check(z.gte(0))
// The transport hands over whole numbers past 2^53 as text, so that no digit is lost.
const balance = z.union([z.int(), z.string().check(z.regex(/^-?\d{16,}$/))])
const flag = z.nullish(z.boolean())

/** A tier (VINR tiers page). Unknown fields pass. */
export const tierSchema = z.looseObject({
  id,
  name: z.string(),
  min_points: points,
  benefits: z.nullish(z.array(z.string())),
  created: seconds,
})

/** What a deleted tier leaves behind (VINR tiers page). */
export const deletedSchema = z.looseObject({ id, deleted: z.literal(true) })

/** A loyalty account (VINR loyalty accounts page); `tier` is an id, or an object when expanded. */
export const accountSchema = z.looseObject({
  id,
  points_balance: balance,
  tier: z.nullish(
    z.union([id, z.looseObject({ id, name: z.nullish(z.string()), min_points: z.nullish(points) })]),
  ),
  programme_id: z.nullish(z.string()),
  created: seconds,
})

/** A points transaction (VINR points transactions page). */
export const transactionSchema = z.looseObject({
  id,
  amount: z.nullish(balance),
  type: z.nullish(z.string()),
  points_after: z.nullish(balance),
  reason: z.nullish(z.string()),
  created: seconds,
})

/** A list. Most pages show `has_more` at the top; the general paging page nests it in `page`. */
export const listSchema = <Item extends z.core.$ZodType>(item: Item) =>
  z.looseObject({
    data: z.array(item),
    has_more: flag,
    page: z.nullish(z.looseObject({ has_more: flag, next_cursor: z.nullish(z.string()) })),
  })

export const tierListSchema = listSchema(tierSchema)
export const accountListSchema = listSchema(accountSchema)
export const transactionListSchema = listSchema(transactionSchema)

/** A tier as VINR returns it. */
export type VinrTier = z.output<typeof tierSchema>
/** A deleted tier as VINR returns it. */
export type VinrDeletedTier = z.output<typeof deletedSchema>
/** A loyalty account as VINR returns it. */
export type VinrLoyaltyAccount = z.output<typeof accountSchema>
/** A points transaction as VINR returns it. */
export type VinrPointsTransaction = z.output<typeof transactionSchema>
/** A list as VINR returns it. */
export interface VinrList<Item> {
  data: Item[]
  has_more?: boolean | null | undefined
  page?: { has_more?: boolean | null | undefined; next_cursor?: string | null | undefined } | null | undefined
  [field: string]: unknown
}
