import { type Json, type JsonObject, parseInstant } from '@rungs/model'
import * as z from 'zod/mini'

const id = z.string().check(z.minLength(1))
const text = z.nullish(z.string())
const number = z.nullish(z.number())
const integer = z.nullish(z.int())
const flag = z.nullish(z.boolean())
const isInstant = z.refine<string>((at) => parseInstant(at) !== undefined, 'expected an RFC 3339 instant')
const instant = z.nullish(z.string().check(isInstant))
/** A whole number; the transport hands over those past 2^53 as text, so that no digit is lost. */
const whole = z.nullish(z.union([z.int(), z.string().check(z.regex(/^-?\d{16,}$/))]))
/** Decimal text by the pages; unsigned 64 bits. */
const revision = z.union([id, z.int()])
const dates = { createdDate: instant, updatedDate: instant }

const image = z.looseObject({ id: text, url: text, filename: text, height: number, width: number })
const definition = z.nullish(z.looseObject({ name: text, description: text, icon: z.nullish(image) }))

/** A tier (Wix Tier Object page). Unknown fields pass. */
const tier = z.looseObject({
  id,
  tierDefinition: definition,
  requiredPoints: z.nullish(z.int().check(z.gte(0))),
  revision,
  ...dates,
})

/** The settings of the tiers program (Wix Tiers Program Settings page). */
const programSettings = z.looseObject({
  status: id,
  rollingWindow: z.looseObject({ durationInMonths: z.int().check(z.gte(1), z.lte(1200)) }),
  baseTierDefinition: definition,
  revision,
  ...dates,
})

const balances = { balance: whole, earned: whole, adjusted: whole, redeemed: whole, expired: whole }
/** A loyalty account (Wix Account Object page). `tier` may be missing; without an id it is the base tier. */
const account = z.looseObject({
  id,
  points: z.nullish(z.looseObject(balances)),
  tier: z.nullish(z.looseObject({ id: text, points: whole, updatedDate: instant })),
  revision: z.nullish(revision),
  ...dates,
})

/** A movement of points (Wix Loyalty Transaction Object page). */
const transaction = z.looseObject({
  id,
  createdDate: z.string().check(isInstant),
  transactionType: id,
  amount: integer,
  adjustInfo: z.nullish(z.looseObject({ amountBefore: integer, amountAfter: integer })),
})

const outcome = { id: text, originalIndex: number, success: flag }
const error = z.nullish(z.looseObject({ code: text, description: text }))
const item = z.looseObject({ itemMetadata: z.looseObject({ ...outcome, error }), item: z.nullish(tier) })
const cursors = z.nullish(z.looseObject({ next: text, prev: text }))
const pagingMetadata = z.nullish(z.looseObject({ count: number, hasNext: flag, cursors }))

/** What a reply holds in a wrapper of this name. */
const inside = <Schema extends z.core.$ZodType>(name: string, schema: Schema) =>
  z.pipe(
    z.looseObject({ [name]: schema }),
    z.transform((reply) => reply[name] as z.output<Schema>),
  )

/** Replies of tiers (Wix tiers pages). */
export const tierReply = inside('tier', tier)
export const tiersReply = z.looseObject({ tiers: z.array(tier) })
export const settingsReply = inside('programSettings', programSettings)
export const programReply = z.looseObject({ tiers: z.array(tier), programSettings })
export const bulkReply = z.looseObject({ results: z.array(item) })

/** Replies of accounts (Wix accounts pages). The page of Query shows `accounts`, Wix's SDK reads `loyaltyAccounts`. */
export const accountReply = inside('account', account)
export const pointsReply = z.looseObject({ account, transactionId: text })
const accounts = z.nullish(z.array(account))
export const accountsReply = z.looseObject({ loyaltyAccounts: accounts, accounts, pagingMetadata })
export const transactionReply = inside('loyaltyTransaction', transaction)
export const transactionsReply = z.looseObject({ loyaltyTransactions: z.array(transaction), pagingMetadata })
export const countReply = z.looseObject({ count: z.int() })
const totals = z.array(z.looseObject({ id: text, numberOfAccounts: number }))
export const totalsReply = z.looseObject({ tierTotals: z.nullish(totals) })
/** Any object: what no page describes further. */
export const objectReply = z.looseObject({})
/** A reply of which nothing is read. */
export const nothing = z.transform((): void => {})

// As Wix returns them.
export type WixTier = z.output<typeof tier>
export type WixDefinition = NonNullable<z.output<typeof definition>>
export type WixProgramSettings = z.output<typeof programSettings>
export type WixAccount = z.output<typeof account>
export type WixTransaction = z.output<typeof transaction>
export type WixPointsReply = z.output<typeof pointsReply>

// As Wix takes them. More fields than are typed are sent as they are.
/** A tier (Wix Create Tier page): 0 to 9,999,999 `requiredPoints`; an update needs the current `revision`, decimal text. */
export type TierParams = Partial<WixTier>
/** What changes of the settings of the tiers program; `baseTierDefinition: null` clears the base tier. */
export type SettingsChange = Partial<WixProgramSettings>
/** The settings: an update needs the current `revision`, and empties the base tier where `baseTierDefinition` is left out. */
export type SettingsParams = SettingsChange & Pick<WixProgramSettings, 'status' | 'rollingWindow'>
/** Points that are earned (Wix Earn Points page), 1 to 9,999,999. A repetition with the same key books nothing. */
export type EarnParams = { [field: string]: Json; amount: number; appId: string; idempotencyKey: string }
/** Points that are adjusted, under the account's revision: by `amount`, signed, or to `balance`, which wins. */
export type AdjustParams = { [field: string]: unknown; revision: string; amount?: number; balance?: number }
/** Which accounts are listed (Wix List Accounts page): of these contacts, or all. */
export type PageQuery = { contactIds?: readonly string[]; limit?: number; cursor?: string }
/** A query of accounts or transactions, at most 100 a page, 50 when absent; the next page asks by its cursor alone. */
export interface CursorQuery {
  filter?: JsonObject
  sort?: { fieldName: string; order?: 'ASC' | 'DESC' }[]
  cursorPaging?: { limit?: number; cursor?: string }
}
