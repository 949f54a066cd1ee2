import type { Amount } from './amount.js'
import type { JsonObject } from './json.js'
import type { BaseTier, LadderStatus, Lifecycle, Window } from './ladder.js'
import type { Rule } from './rule.js'
import type { Benefit, TierStatus, Validity } from './tier.js'
import type { Instant } from './time.js'

/** A tier to create, checked and in its full form: no `threshold`, exact amounts, benefits as objects. */
export interface TierDraft {
  name: string
  key?: string
  description?: string
  color?: string
  icon?: string
  rank?: number
  rule?: Rule
  validity?: Validity
  benefits?: Benefit[]
  status?: TierStatus
  vendor?: JsonObject
}

/** A partial change of a tier in its full form; `null` clears. */
export interface TierPatch {
  name?: string
  description?: string | null
  color?: string | null
  icon?: string | null
  rank?: number
  rule?: Rule | null
  validity?: Validity | null
  benefits?: Benefit[]
  vendor?: JsonObject
}

/** A partial change of a ladder's own settings; `null` clears. */
export interface LadderPatch {
  name?: string
  status?: LadderStatus
  window?: Window
  lifecycle?: Lifecycle
  baseTier?: BaseTier | null
  timeZone?: string
  vendor?: JsonObject
}

/** A whole ladder in its full form. */
export interface LadderDraft extends Omit<LadderPatch, 'baseTier'> {
  key?: string
  baseTier?: BaseTier
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
  tier: string | null
  until?: Instant
}

/** Which moves of a member between tiers: those from `from` to `to`, both included and each as good as open when absent. */
export interface HistoryQuery extends ListQuery {
  from?: Instant
  to?: Instant
}

/** Which page of a list. */
export interface ListQuery {
  /** 1 to 100; the provider's own default when absent. */
  limit?: number
  /** The `nextCursor` of the page before. */
  cursor?: string
}
