import { toAmount } from '@rungs/model'
import * as z from 'zod/mini'

// The transport hands over numbers that JavaScript cannot hold exactly as text, so that no digit is lost.
const isAmount = z.refine((value) => toAmount(value) !== undefined, 'expected an amount')
const amount = z.nullish(z.union([z.number(), z.string()]).check(isAmount))
const text = z.nullish(z.string())
const whole = z.nullish(z.int())
/** `"12"` in the read view, `12` in the record view; what is no number of months, such as -1, stands for none. */
const months = z.nullish(z.union([z.number(), z.string()]))

const tracker = { value: amount, trackerName: text, trackerId: whole }
const trackers = z.nullish(z.array(z.looseObject(tracker)))
const renewal = {
  conditions: z.nullish(
    z.looseObject({ purchase: amount, numVisits: amount, points: amount, tracker: trackers }),
  ),
  expressionRelation: text,
  expressionRelationAIRA: text,
}

/** `validity` of the record view; the read view has the same and its renewal, flattened, as `renewal`. */
const validity = z.looseObject({
  periodType: text,
  periodValue: months,
  startDate: text,
  minimumDuration: whole,
  ...renewal,
  renewal: z.nullish(z.looseObject(renewal)),
})

/** A tier in either of Capillary's shapes: all but name and status may be missing (Create, Get, Submit Tier pages). */
export const tierSchema = z.looseObject({
  name: z.string(),
  status: z.string(),
  tierUniqueId: text,
  objectId: text,
  slabId: whole,
  description: text,
  color: text,
  serialNumber: whole,
  eligibility: z.nullish(
    z.looseObject({
      kpiType: text,
      threshold: amount,
      expressionRelation: text,
      conditions: z.nullish(z.array(z.looseObject({ type: z.string(), ...tracker }))),
    }),
  ),
  validity: z.nullish(validity),
  renewal: z.nullish(validity),
  meta: z.nullish(z.looseObject({ createdAt: text, updatedAt: text })),
})

/** What the envelope of the tiers API holds. */
const inEnvelope = <Data extends z.core.$ZodType>(data: Data) =>
  z.pipe(
    z.looseObject({ data }),
    z.transform((envelope) => envelope.data as z.output<Data>),
  )

/** Create, Update, Submit, Approve. */
export const oneTierSchema = inEnvelope(tierSchema)
/** Get Tier: one or two, and List Pending Approvals. */
export const tiersSchema = inEnvelope(z.array(tierSchema))
/** List All Tiers. */
export const tierListSchema = z.pipe(
  z.object({ data: z.object({ tiers: z.array(tierSchema) }) }),
  z.transform(({ data }) => data.tiers),
)
/** A 204. */
export const nothingSchema = z.transform((): void => {})

/** OAuth page. */
export const tokenSchema = inEnvelope(
  z.looseObject({
    accessToken: z.string().check(z.regex(/^[!-~]+$/)),
    ttlSeconds: z.number().check(z.gte(0)),
  }),
)

/** A customer's standing in one program (Get Customer Loyalty Details page). */
const loyalty = z.looseObject({
  programId: whole,
  currentSlab: text,
  slabSNo: whole,
  slabExpiryDate: text,
  loyaltyPoints: amount,
  lifetimePoints: amount,
  cumulativePurchases: amount,
})
/** A customer's standing in all programs. */
export const loyaltySchema = z.looseObject({ data: z.nullish(z.array(loyalty)) })

/** Replies of which the adapter itself reads nothing by name, or little. */
export const anyObjectSchema = z.looseObject({})

/** A tier as Capillary returns it. */
export type CapillaryTier = z.output<typeof tierSchema>
/** A validity as Capillary returns it. */
export type CapillaryValidity = z.output<typeof validity>
/** A customer in one program as Capillary returns it. */
export type CapillaryLoyalty = z.output<typeof loyalty>
