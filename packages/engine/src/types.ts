import type {
  AmountInput,
  BaseTier,
  Explanation,
  Instant,
  LadderStatus,
  Lifecycle,
  Metric,
  Operator,
  Reason,
  Standing,
  TierChange,
  TierStatus,
  Validity,
  Window,
} from '@rungs/model'

/** A rule with amounts as numbers or decimal text. */
export type RuleLike =
  | { metric: Metric; op: Operator; value: AmountInput }
  | { all: readonly RuleLike[] }
  | { any: readonly RuleLike[] }
  | { atLeast: number; of: readonly RuleLike[] }

/** A tier as the engine takes it: every tier of the common model is one. Named by `id`, else by `key`. */
export interface TierLike {
  /** What the tier is called in results and assignments. */
  id?: string
  /** Names the tier too, and serves as its id where there is none. */
  key?: string
  /** What people see. */
  name?: string
  /** Decides nothing. */
  description?: string
  /** Decides nothing. */
  color?: string
  /** Decides nothing. */
  icon?: string
  /** 1 and up, unique; higher is better. */
  rank: number
  /** What qualifies a member. Absent: the tier is only ever assigned by hand. */
  rule?: RuleLike
  /** How long the tier is held before it is reviewed. */
  validity?: Omit<Validity, 'renewal'> & { renewal?: RuleLike }
  /** Decides nothing. */
  benefits?: unknown
  /** `active` when absent. A tier with another status counts for nobody. */
  status?: TierStatus
  /** Decides nothing. */
  revision?: string
  /** Decides nothing. */
  createdAt?: Instant
  /** Decides nothing. */
  updatedAt?: Instant
  /** Decides nothing. */
  vendor?: unknown
}

/**
 * A ladder as the engine takes it: every ladder of the common model is one. Amounts may be numbers or decimal
 * text; the floor and assignments name tiers by id or by key.
 */
export interface LadderLike {
  /** Decides nothing. */
  id?: string
  /** Decides nothing. */
  key?: string
  /** Decides nothing. */
  name?: string
  /** `active` when absent. */
  status?: LadderStatus
  /** All time when absent. */
  window?: Window
  /** Continuous review with `requalify` when absent. */
  lifecycle?: Lifecycle
  /** How the base tier presents itself; decides nothing. */
  baseTier?: BaseTier
  /** The tiers, in any order. */
  tiers: readonly TierLike[]
  /**
   * Ids of tiers that are gone. An activity that assigns one of them gives nothing, and under continuous review
   * ends the assignment before it; an id that is neither here nor among the tiers is an error.
   */
  retired?: readonly string[]
  /** An IANA time zone for calendar arithmetic; UTC when absent. */
  timeZone?: string
  /** Decides nothing. */
  revision?: string
  /** Decides nothing. */
  createdAt?: Instant
  /** Decides nothing. */
  updatedAt?: Instant
  /** Decides nothing. */
  vendor?: unknown
}

/**
 * A ladder that was edited: its versions in order of time. The first holds from the beginning and has no `from`;
 * each later one takes the place of the one before at its instant (RFC 3339), after what ends there and before the
 * events of that instant. When an edit moves members is said by the readings `edits` and `newTiers`.
 */
export interface LadderHistory {
  /** Ascending by `from`. */
  versions: readonly { from?: Instant; ladder: LadderLike }[]
}

/** Metrics of one member, as numbers or decimal text; an absent metric is 0. */
export type MetricValues = { readonly [metric in Metric]?: AmountInput }

/** A {@link Standing} of a member whose id the engine does not know, with the reason for it. */
export type EngineStanding = Omit<Standing, 'memberId' | 'vendor'> & { reason: Reason }

/** An {@link Explanation} of a member whose id the engine does not know; it always has a reason. */
export type EngineExplanation = Omit<Explanation, 'memberId' | 'vendor'> & { reason: Reason }

/** A {@link TierChange} with its reason, which the engine always knows. */
export type EngineTierChange = Omit<TierChange, 'vendor'> & { reason: Reason }
