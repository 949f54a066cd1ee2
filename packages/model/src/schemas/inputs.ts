import * as z from 'zod/mini'
import type { Benefit } from '../tier.js'
import { amount, color, duration, instant, json, key, months, text, vendor, whole } from './parts.js'
import { ruleSchema } from './rule.js'

const benefitObject = z.union([
  z.strictObject({ label: text(1000) }),
  z.strictObject({ key: text(100), value: json }),
])

const benefits = z
  .array(
    z.union([
      z.pipe(
        text(1000),
        z.transform((label: string): Benefit => ({ label })),
      ),
      benefitObject,
    ]),
  )
  .check(z.maxLength(1000))

/** How long a tier is held before it is reviewed. */
export const validitySchema = z.strictObject({
  anchor: z.literal(['entry', 'entry_cyclic', 'fixed', 'registration']),
  months: z.exactOptional(months),
  start: z.exactOptional(instant),
  minimumMonths: z.exactOptional(whole(0, 1200)),
  renewal: z.exactOptional(ruleSchema),
})

/** Where a tier stands in its workflow. */
export const tierStatusSchema = z.literal(['draft', 'pending', 'active', 'rejected', 'archived'])

/** A tier to create. `threshold` is the short form of a `>=` rule on the provider's default metric. */
export const tierInputSchema = z
  .strictObject({
    /** What people see; 1 to 255 characters. */
    name: text(255),
    /** A stable key of your own: lower case letters, digits and `_`. */
    key: z.exactOptional(key),
    description: z.exactOptional(z.string().check(z.maxLength(2000))),
    /** `#RRGGBB`. */
    color: z.exactOptional(color),
    /** A URL, or the provider's name of an icon. */
    icon: z.exactOptional(text(2000)),
    /** 1 and up; higher is better. */
    rank: z.exactOptional(whole(1, 2_147_483_647)),
    /** Short for `rule: { metric: <the provider's default>, op: '>=', value }`. */
    threshold: z.exactOptional(amount),
    rule: z.exactOptional(ruleSchema),
    validity: z.exactOptional(validitySchema),
    /** Texts to show, or keys with JSON values. */
    benefits: z.exactOptional(benefits),
    status: z.exactOptional(tierStatusSchema),
    /** Vendor-only fields by provider name. */
    vendor: z.exactOptional(vendor),
  })
  .check(oneOf('threshold', 'rule'))

/** A partial change of a tier: what is absent stays, `null` clears, `benefits` replaces the whole list. */
export const tierPatchSchema = z
  .strictObject({
    name: z.exactOptional(text(255)),
    description: z.exactOptional(z.nullable(z.string().check(z.maxLength(2000)))),
    color: z.exactOptional(z.nullable(color)),
    icon: z.exactOptional(z.nullable(text(2000))),
    rank: z.exactOptional(whole(1, 2_147_483_647)),
    threshold: z.exactOptional(amount),
    rule: z.exactOptional(z.nullable(ruleSchema)),
    validity: z.exactOptional(z.nullable(validitySchema)),
    benefits: z.exactOptional(benefits),
    vendor: z.exactOptional(vendor),
  })
  .check(oneOf('threshold', 'rule'), notEmpty())

/** The period over which a metric counts. */
export const windowSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lifetime') }),
  z.strictObject({ kind: z.literal('rolling'), months }),
  z.strictObject({ kind: z.literal('calendar_year') }),
  z.strictObject({ kind: z.literal('fixed_year'), month: whole(1, 12), day: whole(1, 31) }),
])

/** How status is lost or kept. */
export const lifecycleSchema = z
  .strictObject({
    review: z.literal(['continuous', 'period_end', 'inactivity', 'never']),
    inactivity: z.exactOptional(duration),
    downgrade: z.strictObject({
      policy: z.literal(['requalify', 'one_step', 'to_base', 'hold']),
      graceDays: z.exactOptional(whole(0, 36_500)),
      floor: z.exactOptional(text(255)),
    }),
    extendMonths: z.exactOptional(whole(0, 1200)),
    rollover: z.exactOptional(
      z.strictObject({
        mode: z.literal(['reset', 'excess']),
        counters: z.array(text(100)).check(z.maxLength(100)),
      }),
    ),
    reviewClock: z.exactOptional(z.literal(['daily', 'month_end'])),
  })
  .check(
    z.refine((value) => value.review !== 'inactivity' || value.inactivity !== undefined, {
      path: ['inactivity'],
      error: 'expected a duration, because review is inactivity',
    }),
  )

const baseTier = z.strictObject({
  name: text(255),
  description: z.exactOptional(z.string().check(z.maxLength(2000))),
  color: z.exactOptional(color),
  icon: z.exactOptional(text(2000)),
})

const ladderFields = {
  name: z.exactOptional(text(255)),
  status: z.exactOptional(z.literal(['active', 'paused', 'disabled', 'draft', 'archived'])),
  window: z.exactOptional(windowSchema),
  lifecycle: z.exactOptional(lifecycleSchema),
  timeZone: z.exactOptional(text(100)),
  vendor: z.exactOptional(vendor),
}

/** A partial change of a ladder's own settings; `baseTier: null` clears the base tier's presentation. */
export const ladderPatchSchema = z
  .strictObject({ ...ladderFields, baseTier: z.exactOptional(z.nullable(baseTier)) })
  .check(notEmpty())

/** A whole ladder as people write it down, for example in a `ladder.yaml`. */
export const ladderInputSchema = z.strictObject({
  ...ladderFields,
  key: z.exactOptional(key),
  baseTier: z.exactOptional(baseTier),
  tiers: z.array(tierInputSchema).check(z.maxLength(1000)),
})

const at = { at: z.exactOptional(instant) }

/** One thing that a member did, or that was done for them. Without `at` it happens now. */
export const activitySchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal(['earn', 'redeem', 'adjust', 'expire', 'refund']),
    points: amount,
    ...at,
  }),
  z.strictObject({ type: z.literal('purchase'), spend: amount, ...at }),
  z.strictObject({ type: z.literal('visit'), ...at }),
  z
    .strictObject({
      type: z.literal('counter'),
      counter: text(100),
      add: z.exactOptional(amount),
      set: z.exactOptional(amount),
      ...at,
    })
    .check(
      z.refine((value) => (value.add === undefined) !== (value.set === undefined), {
        path: ['add'],
        error: 'expected either `add` or `set`',
      }),
    ),
  z.strictObject({ type: z.literal('touch'), ...at }),
])

/** A tier given by hand: its id or key, or `null` for the base tier. */
export const assignmentSchema = z.strictObject({
  tier: z.nullable(text(255)),
  until: z.exactOptional(instant),
})

/** Which page of a list. */
export const listQuerySchema = z.strictObject({
  /** 1 to 100. */
  limit: z.exactOptional(whole(1, 100)),
  cursor: z.exactOptional(text(2000)),
})

/** A tier as people write it: {@link tierInputSchema}. */
export type TierInput = z.input<typeof tierInputSchema>
/** A change of a tier as people write it: {@link tierPatchSchema}. */
export type TierPatchInput = z.input<typeof tierPatchSchema>
/** A change of a ladder as people write it: {@link ladderPatchSchema}. */
export type LadderPatchInput = z.input<typeof ladderPatchSchema>
/** A whole ladder as people write it: {@link ladderInputSchema}. */
export type LadderInput = z.input<typeof ladderInputSchema>
/** An activity as people write it: {@link activitySchema}. */
export type ActivityInput = z.input<typeof activitySchema>

function oneOf<K extends string>(first: K, second: K): z.core.$ZodCheck<{ [key in K]?: unknown }> {
  return z.refine(
    (value: { [key in K]?: unknown }) => value[first] === undefined || value[second] === undefined,
    {
      path: [first],
      error: `expected either \`${first}\` or \`${second}\`, not both`,
    },
  )
}

function notEmpty(): z.core.$ZodCheck<object> {
  return z.refine((value: object) => Object.values(value).some((item) => item !== undefined), {
    error: 'expected at least one field to change',
  })
}
