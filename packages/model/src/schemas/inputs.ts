import * as z from 'zod/mini'
import type { Benefit } from '../tier.js'
import { parseInstant } from '../time.js'
import { knownFloor, notBoth, notEmpty, ownRanksAndKeys } from './across.js'
import { choose, complain, exactly, isRecord, list, tagged, words } from './leaf.js'
import {
  amount,
  color,
  duration,
  freeText,
  instant,
  json,
  key,
  months,
  notNegative,
  points,
  signedPoints,
  text,
  textAs,
  timeZone,
  vendor,
  whole,
} from './parts.js'
import { ruleSchema } from './rule.js'

const name = text(255)
const description = freeText(2000)
const icon = text(2000)
const rank = whole(1, 2_147_483_647)

const label = textAs(1000, (label): Benefit => ({ label }))
const labelObject = exactly({ label: text(1000) })
const keyAndValue = exactly({ key: text(100), value: json })

const benefit = choose<typeof label | typeof labelObject | typeof keyAndValue>(
  'benefit',
  () => [label, labelObject, keyAndValue],
  (value) => {
    if (typeof value === 'string') return label
    if (!isRecord(value)) return ['text, or an object with `label`, or with `key` and `value`']
    return 'label' in value ? labelObject : keyAndValue
  },
)

const benefits = list(benefit, 0, 1000)

/** How long a tier is held before it is reviewed, over rules and instants of a kind. */
export const validityWith = <R extends typeof ruleSchema, I extends typeof instant>(rule: R, start: I) =>
  exactly({
    anchor: words('entry', 'entry_cyclic', 'fixed', 'registration'),
    months: z.exactOptional(months),
    start: z.exactOptional(start),
    minimumMonths: z.exactOptional(whole(0, 1200)),
    renewal: z.exactOptional(rule),
  })

const validitySchema = validityWith(ruleSchema, instant)

/** Where a tier stands in its workflow. */
export const tierStatusSchema = words('draft', 'pending', 'active', 'rejected', 'archived')

/** A tier to create. `threshold` is the short form of a `>=` rule on the provider's default metric. */
export const tierInputSchema = exactly({
  /** What people see; 1 to 255 characters. */
  name,
  /** A stable key of your own: lower case letters, digits and `_`. */
  key: z.exactOptional(key),
  /** At most 2,000 characters. */
  description: z.exactOptional(description),
  /** `#RRGGBB`. */
  color: z.exactOptional(color),
  /** A URL, or the provider's name of an icon. */
  icon: z.exactOptional(icon),
  /** 1 and up; higher is better. */
  rank: z.exactOptional(rank),
  /** Short for `rule: { metric: <the provider's default>, op: '>=', value }`. */
  threshold: z.exactOptional(amount),
  /** What qualifies a member; in place of `threshold`. Without both, the tier is only ever assigned by hand. */
  rule: z.exactOptional(ruleSchema),
  /** How long the tier is held before it is reviewed. */
  validity: z.exactOptional(validitySchema),
  /** Texts to show, or keys with JSON values. */
  benefits: z.exactOptional(benefits),
  /** Where it begins in the provider's workflow; the provider's own default when absent. */
  status: z.exactOptional(tierStatusSchema),
  /** Vendor-only fields by provider name. */
  vendor: z.exactOptional(vendor),
}).check(notBoth)

/** A partial change of a tier: what is absent stays, `null` clears, `benefits` replaces the whole list. */
export const tierPatchSchema = exactly({
  /** 1 to 255 characters. */
  name: z.exactOptional(name),
  /** At most 2,000 characters; `null` clears. */
  description: z.exactOptional(z.nullable(description)),
  /** `#RRGGBB`; `null` clears. */
  color: z.exactOptional(z.nullable(color)),
  /** A URL, or the provider's name of an icon; `null` clears. */
  icon: z.exactOptional(z.nullable(icon)),
  /** 1 and up; higher is better. */
  rank: z.exactOptional(rank),
  /** Short for a `rule`, as in a new tier. */
  threshold: z.exactOptional(amount),
  /** What qualifies a member; `null`: the tier is only assigned by hand from now on. */
  rule: z.exactOptional(z.nullable(ruleSchema)),
  /** How long the tier is held before it is reviewed; `null` clears. */
  validity: z.exactOptional(z.nullable(validitySchema)),
  /** Takes the place of all benefits. */
  benefits: z.exactOptional(benefits),
  /** Vendor-only fields by provider name. */
  vendor: z.exactOptional(vendor),
}).check(notBoth, notEmpty)

/** The period over which a metric counts. */
export const windowSchema = tagged('window', 'kind', {
  lifetime: exactly({ kind: words('lifetime') }),
  rolling: exactly({ kind: words('rolling'), months }),
  calendar_year: exactly({ kind: words('calendar_year') }),
  fixed_year: exactly({ kind: words('fixed_year'), month: whole(1, 12), day: whole(1, 31) }),
})

/** How status is lost or kept. */
export const lifecycleSchema = exactly({
  review: words('continuous', 'period_end', 'inactivity', 'never'),
  inactivity: z.exactOptional(duration),
  downgrade: exactly({
    policy: words('requalify', 'one_step', 'to_base', 'hold'),
    graceDays: z.exactOptional(whole(0, 36_500)),
    floor: z.exactOptional(text(255)),
  }),
  extendMonths: z.exactOptional(whole(0, 1200)),
  rollover: z.exactOptional(exactly({ mode: words('reset', 'excess'), counters: list(text(100), 0, 100) })),
  reviewClock: z.exactOptional(words('daily', 'month_end')),
}).check((payload) => {
  const { review, inactivity } = payload.value
  if (review === 'inactivity' && inactivity === undefined) {
    complain(payload, 'expected a duration, because `review` is inactivity', ['inactivity'])
  }
})

/** Whether a ladder counts. */
export const ladderStatusSchema = words('active', 'paused', 'disabled', 'draft', 'archived')

const baseTier = exactly({
  name,
  description: z.exactOptional(description),
  color: z.exactOptional(color),
  icon: z.exactOptional(icon),
})

const ladderFields = {
  /** What people see; 1 to 255 characters. */
  name: z.exactOptional(name),
  /** Whether the ladder counts. */
  status: z.exactOptional(ladderStatusSchema),
  /** The period over which metrics count. */
  window: z.exactOptional(windowSchema),
  /** How status is lost or kept; takes the place of the whole lifecycle. */
  lifecycle: z.exactOptional(lifecycleSchema),
  /** An IANA time zone for calendar arithmetic. */
  timeZone: z.exactOptional(timeZone),
  /** Vendor-only fields by provider name. */
  vendor: z.exactOptional(vendor),
}

/** A partial change of a ladder's own settings; `baseTier: null` clears the base tier's presentation. */
export const ladderPatchSchema = exactly({
  ...ladderFields,
  /** How the base tier presents itself; `null` clears. */
  baseTier: z.exactOptional(z.nullable(baseTier)),
}).check(notEmpty)

/** A whole ladder as people write it down, for example in a `ladder.yaml`. Ranks and keys differ from tier to tier. */
export const ladderInputSchema = exactly({
  ...ladderFields,
  /** A stable key of your own: lower case letters, digits and `_`. */
  key: z.exactOptional(key),
  /** How the base tier presents itself. */
  baseTier: z.exactOptional(baseTier),
  /** At most 1,000 tiers, in any order. */
  tiers: list(tierInputSchema, 0, 1000),
}).check(ownRanksAndKeys, knownFloor)

const at = z.exactOptional(instant)

const pointsActivity = exactly({ type: words('earn', 'redeem', 'expire', 'refund'), points, at })

const counterActivity = exactly({
  type: words('counter'),
  counter: text(100),
  add: z.exactOptional(amount),
  set: z.exactOptional(amount),
  at,
}).check((payload) => {
  const { add, set } = payload.value
  if ((add === undefined) === (set === undefined)) complain(payload, 'give either `add` or `set`', ['add'])
})

/** One thing that a member did, or that was done for them. Without `at` it happens now. */
export const activitySchema = tagged('activity', 'type', {
  earn: pointsActivity,
  redeem: pointsActivity,
  adjust: exactly({ type: words('adjust'), points: signedPoints, at }),
  expire: pointsActivity,
  refund: pointsActivity,
  purchase: exactly({ type: words('purchase'), spend: notNegative, at }),
  visit: exactly({ type: words('visit'), at }),
  counter: counterActivity,
  touch: exactly({ type: words('touch'), at }),
})

/** A tier given by hand: its id or key, or `null` for the base tier. */
export const assignmentSchema = exactly({
  tier: z.nullable(text(255)),
  until: z.exactOptional(instant),
})

/** Which page of a list. */
export const listQuerySchema = exactly({
  /** 1 to 100. */
  limit: z.exactOptional(whole(1, 100)),
  cursor: z.exactOptional(text(2000)),
})

/** Which moves of a member between tiers; `from` and `to` are included. */
export const historyQuerySchema = exactly({
  from: z.exactOptional(instant),
  to: z.exactOptional(instant),
  /** 1 to 100. */
  limit: z.exactOptional(whole(1, 100)),
  cursor: z.exactOptional(text(2000)),
}).check((payload) => {
  const [from, to] = [payload.value.from, payload.value.to].map((at) => parseInstant(at ?? ''))
  if (from !== undefined && to !== undefined && to < from)
    complain(payload, 'expected an instant that is not before `from`', ['to'])
})

/**
 * A tier as people write it: {@link tierInputSchema}.
 * @interface
 */
export type TierInput = z.input<typeof tierInputSchema>
/**
 * A change of a tier as people write it: {@link tierPatchSchema}.
 * @interface
 */
export type TierPatchInput = z.input<typeof tierPatchSchema>
/**
 * A change of a ladder as people write it: {@link ladderPatchSchema}.
 * @interface
 */
export type LadderPatchInput = z.input<typeof ladderPatchSchema>
/**
 * A whole ladder as people write it: {@link ladderInputSchema}.
 * @interface
 */
export type LadderInput = z.input<typeof ladderInputSchema>
/** An activity as people write it: {@link activitySchema}. */
export type ActivityInput = z.input<typeof activitySchema>
