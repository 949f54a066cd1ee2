import type { Amount } from './amount.js'
import type { JsonObject } from './json.js'
import type { BaseTier, LadderStatus, Lifecycle, Window } from './ladder.js'
import type { Rule } from './rule.js'
import type { Benefit, TierStatus, Validity } from './tier.js'
import type { Instant } from './time.js'

/** A tier to create, checked and in its full form: no `threshold`, exact amounts, benefits as objects. */
export interface TierDraft {
  /** What people see. */
  name: string
  /** A stable key that people chose. */
  key?: string
  /** A text for people. */
  description?: string
  /** `#RRGGBB`. */
  color?: string
  /** A URL, or the provider's name of an icon. */
  icon?: string
  /** Higher is better; where absent, the provider derives it. */
  rank?: number
  /** What qualifies a member. Absent: the tier is only ever assigned by hand. */
  rule?: Rule
  /** How long the tier is held before it is reviewed. */
  validity?: Validity
  /** What holders get. */
  benefits?: Benefit[]
  /** Where it begins in the provider's workflow; the provider's own default when absent. */
  status?: TierStatus
  /** Vendor-only fields of this provider. */
  vendor?: JsonObject
}

/** A partial change of a tier in its full form; `null` clears. */
export interface TierPatch {
  /** What people see. */
  name?: string
  /** A text for people; `null` clears. */
  description?: string | null
  /** `#RRGGBB`; `null` clears. */
  color?: string | null
  /** A URL, or the provider's name of an icon; `null` clears. */
  icon?: string | null
  /** Higher is better. */
  rank?: number
  /** What qualifies a member; `null`: the tier is only assigned by hand from now on. */
  rule?: Rule | null
  /** How long the tier is held before it is reviewed; `null` clears. */
  validity?: Validity | null
  /** Takes the place of all benefits. */
  benefits?: Benefit[]
  /** Vendor-only fields of this provider. */
  vendor?: JsonObject
}

/** A partial change of a ladder's own settings; `null` clears. */
export interface LadderPatch {
  /** What people see. */
  name?: string
  /** Whether the ladder counts. */
  status?: LadderStatus
  /** The period over which metrics count. */
  window?: Window
  /** How status is lost or kept; takes the place of the whole lifecycle. */
  lifecycle?: Lifecycle
  /** How the base tier presents itself; `null` clears. */
  baseTier?: BaseTier | null
  /** An IANA time zone for calendar arithmetic. */
  timeZone?: string
  /** Vendor-only fields of this provider. */
  vendor?: JsonObject
}

/** A whole ladder in its full form. */
export interface LadderDraft extends Omit<LadderPatch, 'baseTier'> {
  /** A stable key that people chose. */
  key?: string
  /** How the base tier presents itself. */
  baseTier?: BaseTier
  /** The tiers, in any order. */
  tiers: TierDraft[]
}

/** An activity to record, with exact amounts. Without `at` it happens now. */
export type ActivityDraft = { at?: Instant } & (
  | { type: 'earn' | 'redeem' | 'adjust' | 'expire' | 'refund'; points: Amount }
  | { type: 'purchase'; spend: Amount }
  | { type: 'visit' }
  | { type: 'counter'; counter: string; add?: Amount; set?: Amount }
  | { type: 'touch' }
)

/** A tier given by hand: its id, or `null` for the base tier; until an instant, or until something else decides. */
export interface Assignment {
  /** A tier's id, or `null` for the base tier. */
  tier: string | null
  /** When it ends (RFC 3339). */
  until?: Instant
}

/** Which moves of a member between tiers: those from `from` to `to`, both included and each as good as open when absent. */
export interface HistoryQuery extends ListQuery {
  /** The first instant (RFC 3339). */
  from?: Instant
  /** The last instant (RFC 3339). */
  to?: Instant
}

/** Which page of a list. */
export interface ListQuery {
  /** 1 to 100; the provider's own default when absent. */
  limit?: number
  /** The `nextCursor` of the page before. */
  cursor?: string
}
