import type { Amount } from './amount.js'
import type { Metric } from './rule.js'
import type { TierRef } from './tier.js'
import type { Instant } from './time.js'
import type { VendorOutput } from './vendor.js'

/** How much of each metric is missing; one amount where one `>=` criterion decides. */
export type Remaining = Amount | { [metric in Metric]?: Amount }

/** The next tier above the held one, and what is missing for it. */
export interface NextTier {
  /** The tier above. */
  tier: TierRef
  /** Never below zero. Absent where the rule is not made of `>=` comparisons, or the provider does not say. */
  remaining?: Remaining
}

/** What keeps the held tier, where something does. */
export interface Keep {
  /** Until when the tier is safe. */
  until?: Instant
  /** What is missing to renew it. */
  remaining?: Remaining
}

/** The tier that a member holds at an instant, since when, until when, and what comes next. */
export interface Standing {
  /** The id that was asked for. */
  memberId: string
  /** `null`: the base tier, or no tier where the provider has no base. */
  tier: TierRef | null
  /** Since when the tier is held, where the provider tells. */
  since?: Instant
  /** Until when the tier is held, where it ends; not renewed by then, it is lost. */
  expiresAt?: Instant
  /** The metrics that the provider knows of this member. */
  metrics: { [metric in Metric]?: Amount }
  /** `null` at the top of the ladder; absent where the provider does not say. */
  next?: NextTier | null
  /** What keeps the held tier, where something does and the provider tells. */
  keep?: Keep
  /** The instant that this standing is true for. */
  asOf: Instant
  /** What the provider has and the common model has not. */
  vendor?: VendorOutput
}

/** What a provider says about a recorded activity. */
export interface ActivityReceipt {
  /** Whose activity it is. */
  memberId: string
  /** The provider's id of the record, where it has one. */
  id?: string
  /** The instant that it counts at. */
  at: Instant
}
