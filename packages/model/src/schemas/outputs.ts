import * as z from 'zod/mini'
import type { Ladder } from '../ladder.js'
import type { Standing } from '../standing.js'
import type { Tier } from '../tier.js'
import { lifecycleSchema, tierStatusSchema, validitySchema, windowSchema } from './inputs.js'
import { json, metric } from './parts.js'
import { ruleSchema } from './rule.js'

const amount = z.string().check(z.regex(/^-?\d+(\.\d+)?$/))
const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/))
const benefit = z.union([
  z.strictObject({ label: z.string() }),
  z.strictObject({ key: z.string(), value: json }),
])
const vendor = z.record(z.string(), json)

/** Exactly what a {@link Tier} may hold; the contract suite checks every provider's output against it. */
export const tierSchema = z.strictObject({
  id: z.string().check(z.minLength(1)),
  key: z.exactOptional(z.string()),
  name: z.string(),
  description: z.exactOptional(z.string()),
  color: z.exactOptional(z.string()),
  icon: z.exactOptional(z.string()),
  rank: z.int().check(z.gte(1)),
  rule: z.exactOptional(ruleSchema),
  validity: z.exactOptional(validitySchema),
  benefits: z.array(benefit),
  status: tierStatusSchema,
  revision: z.exactOptional(z.string()),
  createdAt: z.exactOptional(instant),
  updatedAt: z.exactOptional(instant),
  vendor: z.exactOptional(vendor),
})

/** Exactly what a {@link Ladder} may hold. */
export const ladderSchema = z.strictObject({
  id: z.string().check(z.minLength(1)),
  key: z.exactOptional(z.string()),
  name: z.exactOptional(z.string()),
  status: z.literal(['active', 'paused', 'disabled', 'draft', 'archived']),
  window: windowSchema,
  lifecycle: lifecycleSchema,
  baseTier: z.exactOptional(
    z.strictObject({
      name: z.string(),
      description: z.exactOptional(z.string()),
      color: z.exactOptional(z.string()),
      icon: z.exactOptional(z.string()),
    }),
  ),
  tiers: z.array(tierSchema),
  timeZone: z.exactOptional(z.string()),
  revision: z.exactOptional(z.string()),
  createdAt: z.exactOptional(instant),
  updatedAt: z.exactOptional(instant),
  vendor: z.exactOptional(vendor),
})

const tierRef = z.strictObject({
  id: z.string(),
  key: z.exactOptional(z.string()),
  name: z.string(),
  rank: z.int(),
})

const remaining = z.union([amount, z.record(metric, amount)])

/** Exactly what a {@link Standing} may hold. */
export const standingSchema = z.strictObject({
  memberId: z.string(),
  tier: z.nullable(tierRef),
  since: z.exactOptional(instant),
  expiresAt: z.exactOptional(instant),
  metrics: z.record(z.string(), amount),
  next: z.exactOptional(z.nullable(z.strictObject({ tier: tierRef, remaining: z.exactOptional(remaining) }))),
  keep: z.exactOptional(
    z.strictObject({ until: z.exactOptional(instant), remaining: z.exactOptional(remaining) }),
  ),
  asOf: instant,
  vendor: z.exactOptional(vendor),
})

type Output<Schema extends z.core.$ZodType> = z.output<Schema>
type Same<A, B extends A> = B

/** Holds the schemas to the interfaces: it does not compile when one of them says more than the other. */
export type OutputsAgree = [
  Same<Tier, Output<typeof tierSchema>>,
  Same<Ladder, Output<typeof ladderSchema>>,
  Same<Standing, Output<typeof standingSchema>>,
]
