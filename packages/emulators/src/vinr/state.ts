import * as z from 'zod/mini'

/*
 * Everything is plain JSON, its fields made in the order of these schemas, so that a restored state is the same text.
 * Records keep the order in which their entries were made, which is the order of creation within one second; every id
 * begins with letters, so that no engine sorts it as an index.
 */

const id = z.string().check(z.regex(/^[A-Za-z_]/))
const text = z.string()
const seconds = z.int()
const points = z.int()

const tierSchema = z.strictObject({
  id,
  name: text,
  min_points: points,
  benefits: z.array(text),
  created: seconds,
})

const accountSchema = z.strictObject({
  id,
  customer: id,
  points_balance: points,
  tier: z.nullable(text),
  programme_id: text,
  created: seconds,
  /** The tier was set by hand and holds against balance changes (switch `override_holds`). */
  pinned: z.boolean(),
})

const transactionSchema = z.strictObject({
  id,
  loyalty_account: id,
  amount: points,
  type: z.enum(['credit', 'debit']),
  points_after: points,
  reason: z.nullable(text),
  created: seconds,
})

const customerSchema = z.strictObject({
  id,
  email: z.nullable(text),
  name: z.nullable(text),
  phone: z.nullable(text),
  created: seconds,
})

/** What a shape is made of; nothing is nested deeper. */
const plain = z.union([text, z.number(), z.boolean(), z.null(), z.array(text)])

const eventSchema = z.strictObject({
  id,
  type: text,
  data: z.strictObject({ object: z.record(z.string(), plain) }),
  created: seconds,
})

const endpointSchema = z.strictObject({
  id,
  url: text,
  status: z.enum(['enabled', 'disabled']),
  enabled_events: z.array(text),
  created: seconds,
})

const replaySchema = z.strictObject({ payload: text, status: z.int(), body: text, at: z.number() })

const byId = <T extends z.ZodMiniType>(schema: T) => z.record(z.string(), schema)

export const stateSchema = z.strictObject({
  tiers: byId(tierSchema),
  customers: byId(customerSchema),
  accounts: byId(accountSchema),
  transactions: byId(transactionSchema),
  events: byId(eventSchema),
  webhook_endpoints: byId(endpointSchema),
  /** Ids of deleted tiers, customers and webhook endpoints (switch `second_delete`). */
  deleted: z.array(text),
  /** By method, path and idempotency key. */
  replays: byId(replaySchema),
})

export type VinrState = z.infer<typeof stateSchema>
export type Tier = z.infer<typeof tierSchema>
export type Account = z.infer<typeof accountSchema>
export type Transaction = z.infer<typeof transactionSchema>
export type Customer = z.infer<typeof customerSchema>
export type Endpoint = z.infer<typeof endpointSchema>
export type VinrEvent = z.infer<typeof eventSchema>

/** The entry of an id, also when the id is the name of something that every object inherits. */
export const entryOf = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
