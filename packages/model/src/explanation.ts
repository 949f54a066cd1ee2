import type { Amount } from './amount.js'
import type { Metric, Operator } from './rule.js'
import type { Standing } from './standing.js'
import type { TierRef } from './tier.js'
import type { Instant } from './time.js'
import type { VendorOutput } from './vendor.js'

/**
 * Why a member holds what they hold. `paused`, `disabled`: the ladder does not count (a draft or archived one is
 * `disabled`); `none`: nothing is met; `manual`: assigned by hand; `grace`: a drop is pending; `met`: the held
 * tier's rule holds; `floor`: nobody drops below it; `kept`: held since it was met, until a review.
 */
export type Reason = 'paused' | 'disabled' | 'none' | 'manual' | 'grace' | 'met' | 'floor' | 'kept'

/** What became of one criterion. */
export interface CriterionReason {
  /** What is measured. */
  metric: Metric
  /** How it is compared. */
  op: Operator
  /** What the rule asks for. */
  value: Amount
  /** What the member has; absent where the provider does not tell. */
  actual?: Amount
  /** Absent where `actual` is. */
  met?: boolean
  /** How much more is needed, for an unmet `>=`. */
  missing?: Amount
}

/** What became of a rule: the rule's own tree, with the outcome at every node; no outcome where none is known. */
export type RuleReason =
  | CriterionReason
  | { all: RuleReason[]; met?: boolean }
  | { any: RuleReason[]; met?: boolean }
  | { atLeast: number; of: RuleReason[]; met?: boolean }

/** What became of one tier. */
export interface TierExplanation {
  /** The tier that this is about. */
  tier: TierRef
  /** Whether the member holds it. */
  held: boolean
  /**
   * Whether the tier's rule holds; false for a tier without a rule, which is only ever assigned by hand; absent
   * where the provider does not tell enough of the metrics.
   */
  qualifies?: boolean
  /** What became of the rule, criterion by criterion; absent where there is no rule. */
  rule?: RuleReason
}

/** What renews a held tier that has a validity. */
export interface Renewal {
  /** The start of the running cycle, from which the rule is measured. */
  from: Instant
  /** When the tier is checked next. */
  checkedAt: Instant
  /** What became of the rule so far; absent where every check renews. */
  rule?: RuleReason
}

/**
 * A standing with what led to it: `reason` says why this tier, `tiers` what became of every rule, `next` what is
 * missing for the next tier, `keep`, `expiresAt` and `renewal` what keeps this one and until when.
 */
export interface Explanation extends Standing {
  /** Absent where the provider does not say and it does not follow from the metrics. */
  reason?: Reason
  /** Every tier that counts, ascending by rank. */
  tiers: TierExplanation[]
  /** Of the held tier, where it has a validity and the provider tells. */
  renewal?: Renewal
}

/** One move of a member from a tier to another; `null` is the base tier, or no tier where there is no base. */
export interface TierChange {
  /** When the member moved. */
  at: Instant
  /** The tier before. */
  from: TierRef | null
  /** The tier after. */
  to: TierRef | null
  /** Why the member moved; absent where the provider does not say. */
  reason?: Reason
  /** What the provider has and the common model has not. */
  vendor?: VendorOutput
}
