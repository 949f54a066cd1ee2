import * as z from 'zod/mini'
import { toAmount } from '../amount.js'
import type { Explanation, TierChange } from '../explanation.js'
import type { Ladder } from '../ladder.js'
import type { Standing } from '../standing.js'
import type { Tier } from '../tier.js'
import { formatInstant, parseInstant } from '../time.js'
import {
  ladderStatusSchema,
  lifecycleSchema,
  tierStatusSchema,
  validityWith,
  windowSchema,
} from './inputs.js'
import { leaf, words } from './leaf.js'
import { json, metric } from './parts.js'
import { ruleWith } from './rule.js'
import { ruleReasonWith } from './rule-reason.js'

const amount = leaf<string>(
  'canonical decimal text',
  { type: 'string', pattern: '^(0|-?(0\\.\\d*[1-9]|[1-9]\\d*(\\.\\d*[1-9])?))$' },
  (value) => (typeof value === 'string' && toAmount(value) === value ? value : undefined),
)

const instant = leaf<string>(
  'RFC 3339 in UTC, such as 2026-03-01T09:30:00Z',
  { type: 'string', format: 'date-time', pattern: 'Z$' },
  (value) => {
    const ms = typeof value === 'string' ? parseInstant(value) : undefined
    return typeof value === 'string' && ms !== undefined && formatInstant(ms) === value ? value : undefined
  },
)

const rule = ruleWith(amount)
const rank = z.int().check(z.gte(1))
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
  rank,
  rule: z.exactOptional(rule),
  validity: z.exactOptional(validityWith(rule, instant)),
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
  status: ladderStatusSchema,
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

const amounts = z.record(metric, amount)
const remaining = z.union([amount, amounts])

const standingFields = {
  memberId: z.string(),
  tier: z.nullable(tierRef),
  since: z.exactOptional(instant),
  expiresAt: z.exactOptional(instant),
  metrics: amounts,
  next: z.exactOptional(z.nullable(z.strictObject({ tier: tierRef, remaining: z.exactOptional(remaining) }))),
  keep: z.exactOptional(
    z.strictObject({ until: z.exactOptional(instant), remaining: z.exactOptional(remaining) }),
  ),
  asOf: instant,
  vendor: z.exactOptional(vendor),
}

/** Exactly what a {@link Standing} may hold. */
export const standingSchema = z.strictObject(standingFields)

const reason = words('paused', 'disabled', 'none', 'manual', 'grace', 'met', 'floor', 'kept')

const ruleReason = ruleReasonWith(amount)

/** Exactly what an {@link Explanation} may hold. */
export const explanationSchema = z.strictObject({
  ...standingFields,
  reason: z.exactOptional(reason),
  tiers: z.array(
    z.strictObject({
      tier: tierRef,
      held: z.boolean(),
      qualifies: z.exactOptional(z.boolean()),
      rule: z.exactOptional(ruleReason),
    }),
  ),
  renewal: z.exactOptional(
    z.strictObject({ from: instant, checkedAt: instant, rule: z.exactOptional(ruleReason) }),
  ),
})

/** Exactly what a {@link TierChange} may hold. */
export const tierChangeSchema = z.strictObject({
  at: instant,
  from: z.nullable(tierRef),
  to: z.nullable(tierRef),
  reason: z.exactOptional(reason),
  vendor: z.exactOptional(vendor),
})

type Output<Schema extends z.core.$ZodType> = z.output<Schema>
type Same<A, B extends A> = B

/** Holds the schemas to the interfaces: it does not compile when a schema lets more through than its interface. */
export type OutputsAgree = [
  Same<Tier, Output<typeof tierSchema>>,
  Same<Ladder, Output<typeof ladderSchema>>,
  Same<Standing, Output<typeof standingSchema>>,
  Same<Explanation, Output<typeof explanationSchema>>,
  Same<TierChange, Output<typeof tierChangeSchema>>,
]
