import type { Tier } from './tier.js'
import type { Duration, Instant } from './time.js'
import type { VendorOutput } from './vendor.js'

/** The period over which a metric counts. Calendar arithmetic is UTC unless the ladder names a time zone. */
export type Window =
  | { kind: 'lifetime' }
  | { kind: 'rolling'; months: number }
  | { kind: 'calendar_year' }
  | { kind: 'fixed_year'; month: number; day: number }

/** How status is lost or kept. */
export interface Lifecycle {
  /** `continuous`: at every instant; `period_end`: when the window or validity ends; `inactivity`: after a quiet time; `never`. */
  review: 'continuous' | 'period_end' | 'inactivity' | 'never'
  /** The quiet time of an `inactivity` review. */
  inactivity?: Duration
  /** Where members go who fail a review. */
  downgrade: {
    /** `requalify`: to what the member still qualifies for; `one_step` down; `to_base`; `hold`: nobody drops. */
    policy: 'requalify' | 'one_step' | 'to_base' | 'hold'
    /** Days of 24 hours by which a drop is put off. */
    graceDays?: number
    /** Key or id of the tier below which nobody drops. */
    floor?: string
  }
  /** Calendar months by which status outlives its period. */
  extendMonths?: number
  /** What becomes of counters at a period end: back to zero, or the excess above the held tier's threshold. */
  rollover?: { mode: 'reset' | 'excess'; counters: string[] }
  /** When a due review runs: on the day, or on the last day of its month (Capillary's default). */
  reviewClock?: 'daily' | 'month_end'
}

/** Whether a ladder counts. Any status but `active` puts every member on the base tier. */
export type LadderStatus = 'active' | 'paused' | 'disabled' | 'draft' | 'archived'

/** How the base tier presents itself: what a member holds who qualifies for nothing. It has no id and is never listed. */
export interface BaseTier {
  /** What people see. */
  name: string
  /** A text for people. */
  description?: string
  /** `#RRGGBB`. */
  color?: string
  /** A URL, or the provider's name of an icon. */
  icon?: string
}

/** An ordered set of tiers of which a member holds at most one. */
export interface Ladder {
  /** The provider's own id; opaque. */
  id: string
  /** A stable key that people chose, where the provider has one. */
  key?: string
  /** What people see, where the provider has one. */
  name?: string
  /** Whether the ladder counts. */
  status: LadderStatus
  /** The period over which metrics count. */
  window: Window
  /** How status is lost or kept. */
  lifecycle: Lifecycle
  /** How the base tier presents itself, where the provider has that. */
  baseTier?: BaseTier
  /** Ascending by rank, without the base. */
  tiers: Tier[]
  /** An IANA time zone for calendar arithmetic; UTC when absent. */
  timeZone?: string
  /** Changes with every update of the settings, where the provider has revisions. Opaque. */
  revision?: string
  /** When it was made, where the provider tells. */
  createdAt?: Instant
  /** When it was last changed, where the provider tells. */
  updatedAt?: Instant
  /** What the provider has and the common model has not. */
  vendor?: VendorOutput
}
