import * as z from 'zod/mini'
import { eligibilitySchema, kpiTypes, upgradeTypes, validitySchema } from './fields.js'

/*
 * Everything is plain JSON; instants are milliseconds since 1970, amounts are decimal text. Programs and customers are
 * filed under their numbers.
 */

const text = z.string()
const instant = z.number()
const amount = text.check(z.regex(/^-?\d+(\.\d+)?$/, 'expected decimal text'))

const programSchema = z.strictObject({
  id: z.int(),
  kpiType: z.enum(kpiTypes),
  slabUpgradeMode: z.enum(upgradeTypes),
  hasUpgradeStrategy: z.boolean(),
  hasDowngradeStrategy: z.boolean(),
  dailyDowngradeEnabled: z.boolean(),
  isDowngradeOnReturnEnabled: z.boolean(),
  isDowngradeOnPartnerProgramExpiryEnabled: z.boolean(),
  retainPoints: z.boolean(),
  reminders: z.array(z.unknown()),
  /** The last number given in a `tierUniqueId`. */
  sequence: z.int(),
})

const statuses = [
  'DRAFT',
  'PENDING_APPROVAL',
  'REJECTED',
  'ACTIVE',
  'PUBLISH_FAILED',
  'SNAPSHOT',
  'DELETED',
] as const

/** One version of a tier: a record of the maker-checker store, or, without an object id, a row of the engine alone. */
const recordSchema = z.strictObject({
  objectId: z.nullable(text),
  tierUniqueId: z.nullable(text),
  programId: z.int(),
  slabId: z.nullable(z.int()),
  parentId: z.nullable(text),
  version: z.int(),
  status: z.enum(statuses),
  serialNumber: z.int(),
  name: text,
  description: z.nullable(text),
  color: z.nullable(text),
  eligibility: z.nullable(eligibilitySchema),
  validity: z.nullable(validitySchema),
  /** Shown on rows that were made outside this API. */
  tierStartDate: z.nullable(instant),
  createdBy: z.nullable(text),
  updatedBy: z.nullable(text),
  createdAt: instant,
  updatedAt: instant,
  comments: z.nullable(text),
})

const standingSchema = z.strictObject({
  serial: z.int(),
  /** When this tier was entered. */
  since: instant,
  /** From when on renewal is measured. */
  cycleStart: instant,
  /** The midnight that ends the tier's validity, one second after the expiry that is shown; null: it does not end. */
  endsAt: z.nullable(instant),
  /** The end is an anchor date (FIXED, FIXED_CUSTOMER_REGISTRATION), whose own month a month-end check waits for. */
  anchored: z.boolean(),
  /** When an assignment by hand is taken back to the base tier. */
  removedAt: z.nullable(instant),
})

const changeSchema = z.strictObject({
  programId: z.int(),
  type: z.enum(['UPGRADE', 'DOWNGRADE', 'RENEWAL']),
  from: text,
  to: text,
  at: instant,
  notes: text,
})

const entrySchema = z.strictObject({
  at: instant,
  kind: z.enum(['points', 'purchase', 'numVisits', 'tracker']),
  tracker: z.nullable(text),
  amount,
})

const customerSchema = z.strictObject({
  userId: z.int(),
  externalId: text,
  registeredAt: instant,
  currentPoints: amount,
  earnedPoints: amount,
  redeemed: amount,
  expired: amount,
  returned: amount,
  adjusted: amount,
  spend: amount,
  visits: amount,
  /** By the name of the tracker. */
  trackers: z.record(text, amount),
  /** What renewal conditions are measured on. */
  log: z.array(entrySchema),
  /** By program. */
  standings: z.record(text, standingSchema),
  history: z.array(changeSchema),
})

const replaySchema = z.strictObject({
  payload: text,
  status: z.int(),
  body: text,
  at: z.number(),
})

export const stateSchema = z.strictObject({
  orgId: z.int(),
  /** Everything that falls due by time alone has been done up to here. */
  evaluatedAt: instant,
  lastSlabId: z.int(),
  lastUserId: z.int(),
  programs: z.record(text, programSchema),
  /** Every version of every tier, in the order of their creation. */
  tiers: z.array(recordSchema),
  customers: z.record(text, customerSchema),
  /** By whose idempotency key it is, and the key. */
  replays: z.record(text, replaySchema),
})

export type CapillaryState = z.infer<typeof stateSchema>
export type Program = z.infer<typeof programSchema>
export type TierRecord = z.infer<typeof recordSchema>
export type Standing = z.infer<typeof standingSchema>
export type Change = z.infer<typeof changeSchema>
export type Entry = z.infer<typeof entrySchema>
export type Customer = z.infer<typeof customerSchema>

/** The entry of a key, also when the key is the name of something that every object inherits. */
export const entryOf = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
