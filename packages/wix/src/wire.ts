import { parseInstant } from '@rungs/model'
import * as z from 'zod/mini'

const id = z.string().check(z.minLength(1))
const text = z.nullish(z.string())
const number = z.nullish(z.number())
const isInstant = z.refine<string>(
  (value) => parseInstant(value) !== undefined,
  'expected an RFC 3339 instant',
)
const instant = z.nullish(z.string().check(isInstant))
/** A whole number; the transport hands over those past 2^53 as text, so that no digit is lost. */
const whole = z.nullish(z.union([z.int(), z.string().check(z.regex(/^-?\d{16,}$/))]))
/** Decimal text by the pages; unsigned 64 bits. */
const revision = z.union([id, z.int()])
const dates = { createdDate: instant, updatedDate: instant }

const imageSchema = z.looseObject({ id: text, url: text, filename: text, height: number, width: number })
const definitionSchema = z.looseObject({ name: text, description: text, icon: z.nullish(imageSchema) })

/** A tier (Wix Tier Object page). Unknown fields pass. */
const tierSchema = z.looseObject({
  id,
  tierDefinition: z.nullish(definitionSchema),
  requiredPoints: z.nullish(z.int().check(z.gte(0))),
  revision,
  ...dates,
})

/** The settings of the tiers program (Wix Tiers Program Settings page). */
const settingsSchema = z.looseObject({
  status: id,
  rollingWindow: z.looseObject({ durationInMonths: z.int().check(z.gte(1), z.lte(1200)) }),
  baseTierDefinition: z.nullish(definitionSchema),
  revision,
  ...dates,
})

/** A loyalty account (Wix Account Object page). `tier` may be missing; without an id it is the base tier. */
const accountSchema = z.looseObject({
  id,
  points: z.nullish(
    z.looseObject({ balance: whole, earned: whole, adjusted: whole, redeemed: whole, expired: whole }),
  ),
  tier: z.nullish(z.looseObject({ id: text, points: whole, updatedDate: instant })),
  revision: z.nullish(revision),
  ...dates,
})

/** A movement of points (Wix Loyalty Transaction Object page). */
const transactionSchema = z.looseObject({
  id,
  createdDate: z.string().check(isInstant),
  transactionType: id,
  amount: z.nullish(z.int()),
  adjustInfo: z.nullish(z.looseObject({ amountBefore: number, amountAfter: number })),
})

const itemSchema = z.looseObject({
  itemMetadata: z.looseObject({
    id: text,
    originalIndex: number,
    success: z.nullish(z.boolean()),
    error: z.nullish(z.looseObject({ code: text, description: text })),
  }),
  item: z.nullish(tierSchema),
})
const cursors = z.nullish(z.looseObject({ next: text, prev: text }))
const paging = z.looseObject({ count: number, hasNext: z.nullish(z.boolean()), cursors })

/** Replies of tiers (Wix tiers pages): each is wrapped in the name of what it holds. */
export const tierReply = z.looseObject({ tier: tierSchema })
export const tiersReply = z.looseObject({ tiers: z.array(tierSchema) })
export const settingsReply = z.looseObject({ programSettings: settingsSchema })
export const programReply = z.looseObject({ tiers: z.array(tierSchema), programSettings: settingsSchema })
export const bulkReply = z.looseObject({ results: z.array(itemSchema) })

/** Replies of accounts (Wix accounts pages). The page of Query shows `accounts`, Wix's SDK reads `loyaltyAccounts`. */
export const accountReply = z.looseObject({ account: accountSchema })
export const pointsReply = z.looseObject({ account: accountSchema, transactionId: text })
export const accountsReply = z.looseObject({
  loyaltyAccounts: z.nullish(z.array(accountSchema)),
  accounts: z.nullish(z.array(accountSchema)),
  pagingMetadata: z.nullish(paging),
})
export const transactionsReply = z.looseObject({
  loyaltyTransactions: z.array(transactionSchema),
  pagingMetadata: z.nullish(paging),
})
export const countReply = z.looseObject({ count: z.int() })
export const totalsReply = z.looseObject({
  tierTotals: z.nullish(z.array(z.looseObject({ id: text, numberOfAccounts: number }))),
})
/** Any object: what no page describes further. */
export const objectReply = z.looseObject({})

/** A tier as Wix returns it. */
export type WixTier = z.output<typeof tierSchema>
/** Name, description and icon of a tier as Wix returns them. */
export type WixDefinition = z.output<typeof definitionSchema>
/** The settings of the tiers program as Wix returns them. */
export type WixProgramSettings = z.output<typeof settingsSchema>
/** A loyalty account as Wix returns it. */
export type WixAccount = z.output<typeof accountSchema>
/** A movement of points as Wix returns it. */
export type WixTransaction = z.output<typeof transactionSchema>
/** The answer to points that were earned or adjusted. */
export type WixPointsReply = z.output<typeof pointsReply>
