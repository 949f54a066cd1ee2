import type { Json } from './json.js'
import type { Rule } from './rule.js'
import type { Instant } from './time.js'
import type { VendorOutput } from './vendor.js'

/** Something that holders of a tier get: a text to show, or a key with a JSON value for the app to act on. */
export type Benefit = { label: string } | { key: string; value: Json }

/** Where a tier stands in its provider's workflow. */
export type TierStatus = 'draft' | 'pending' | 'active' | 'rejected' | 'archived'

/** How long a tier is held before it is reviewed (Capillary: validity and renewal). */
export interface Validity {
  /** `entry` = from entering; `entry_cyclic` = restarting each cycle; `fixed` = from `start`; `registration` = yearly from the member's registration. */
  anchor: 'entry' | 'entry_cyclic' | 'fixed' | 'registration'
  /** Length of the period in calendar months. */
  months?: number
  /** First day of a `fixed` period. */
  start?: Instant
  /** Calendar months before which no review takes the tier away. */
  minimumMonths?: number
  /** What renews the tier, measured over the cycle. Absent: it renews at every review. */
  renewal?: Rule
}

/** One step of a ladder, as a provider holds it. */
export interface Tier {
  /** The provider's own id; opaque. */
  id: string
  /** A stable key that people chose, where the provider has one. */
  key?: string
  /** What people see. */
  name: string
  /** A text for people. */
  description?: string
  /** `#RRGGBB`. */
  color?: string
  /** A URL, or the provider's name of an icon. */
  icon?: string
  /**
   * Higher is better; 0 is the base, which is never listed. Compare ranks, do not count with them: a provider
   * without ranks derives them from its thresholds, with gaps.
   */
  rank: number
  /** What qualifies a member. Absent: the tier is only ever assigned by hand. */
  rule?: Rule
  /** How long the tier is held before it is reviewed. Absent: as long as the ladder's lifecycle says. */
  validity?: Validity
  /** What holders get; empty when there is nothing. */
  benefits: Benefit[]
  /** Where it stands in the provider's workflow; only `active` tiers count. */
  status: TierStatus
  /** Changes with every update, where the provider has revisions. Opaque; give it back as `ifRevision`. */
  revision?: string
  /** When it was made, where the provider tells. */
  createdAt?: Instant
  /** When it was last changed, where the provider tells. */
  updatedAt?: Instant
  /** What the provider has and the common model has not. */
  vendor?: VendorOutput
}

/** A tier as others refer to it. */
export type TierRef = Pick<Tier, 'id' | 'key' | 'name' | 'rank'>

/** What is left after a delete. */
export interface DeletedTier {
  /** The id that the tier had. */
  id: string
  /** Always true. */
  deleted: true
}

/** One page of a list: tiers ascending by rank, moves of a member oldest first. */
export interface Page<T> {
  /** The items of this page. */
  items: T[]
  /** Give it back as `cursor` for the next page; absent on the last. Opaque. */
  nextCursor?: string
}
