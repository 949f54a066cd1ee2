import * as z from 'zod/mini'

/*
 * Everything is plain JSON, its fields made in the order of these schemas, so that a restored state is the same text.
 * Records keep the order in which their entries were made; no GUID is read as an index.
 */

const id = z.string().check(z.regex(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/))
const text = z.string()
const instant = z.int()
const whole = z.int()

const iconSchema = z.strictObject({
  id: text,
  url: text,
  height: whole,
  width: whole,
  altText: z.nullable(text),
  filename: z.nullable(text),
})

const definitionSchema = z.strictObject({ name: text, description: text, icon: z.nullable(iconSchema) })

const tierSchema = z.strictObject({
  id,
  definition: definitionSchema,
  requiredPoints: whole,
  revision: whole,
  created: instant,
  updated: instant,
})

const settingsSchema = z.strictObject({
  status: z.enum(['UNKNOWN', 'DISABLED', 'DRAFT', 'ACTIVE', 'PAUSED']),
  windowMonths: whole,
  revision: whole,
  /** Null: reset to empty. */
  baseTier: z.nullable(definitionSchema),
  created: instant,
  updated: instant,
})

const kinds = ['EARN', 'ADJUST', 'REDEEM', 'REFUND', 'EXPIRE'] as const

const postingSchema = z.strictObject({
  id,
  kind: z.enum(kinds),
  /** Positive but for adjustments, which are signed. */
  amount: whole,
  at: instant,
  /** The balance around it. */
  before: whole,
  after: whole,
  appId: z.nullable(text),
  idempotencyKey: z.nullable(text),
  description: z.nullable(text),
  activityType: z.nullable(text),
  orderId: z.nullable(text),
})

const accountSchema = z.strictObject({
  id,
  contactId: id,
  memberId: z.nullable(id),
  /** What a free text search looks at. */
  name: z.nullable(text),
  balance: whole,
  earned: whole,
  adjusted: whole,
  redeemed: whole,
  expired: whole,
  /** What the last recalculation found. */
  tier: z.strictObject({ id: z.nullable(id), points: whole, updated: instant }),
  rewardAvailable: z.boolean(),
  revision: whole,
  created: instant,
  updated: instant,
  lastActivity: z.nullable(instant),
  postings: z.array(postingSchema),
  /** The transactions of earlier requests by their idempotency keys, prefixed so that no key is read as an index. */
  keys: z.record(z.string(), id),
})

const jobSchema = z.strictObject({
  id,
  status: z.enum(['INITIALIZED', 'FINISHED']),
  adjustment: z.union([z.strictObject({ balance: whole }), z.strictObject({ amount: whole })]),
  accounts: z.array(id),
  succeeded: whole,
  failed: whole,
  created: instant,
  updated: instant,
})

export const stateSchema = z.strictObject({
  tiers: z.record(z.string(), tierSchema),
  settings: z.nullable(settingsSchema),
  accounts: z.record(z.string(), accountSchema),
  jobs: z.record(z.string(), jobSchema),
  /** The quarter of an hour whose recalculation was the last. */
  recalculated: instant,
  /** The number of the last event. */
  events: whole,
})

export type WixState = z.infer<typeof stateSchema>
export type Tier = z.infer<typeof tierSchema>
export type TierDefinition = z.infer<typeof definitionSchema>
export type Icon = z.infer<typeof iconSchema>
export type Settings = z.infer<typeof settingsSchema>
export type Account = z.infer<typeof accountSchema>
export type Job = z.infer<typeof jobSchema>
export type Posting = z.infer<typeof postingSchema>

/** The entry of an id, also when the id is the name of something that every object inherits. */
export const entryOf = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
