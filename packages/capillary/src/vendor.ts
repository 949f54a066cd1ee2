import type { JsonObject } from '@rungs/model'

/** What tiers are measured by: one for all tiers of a program (Create Tier page). */
export type CapillaryKpi =
  | 'CURRENT_POINTS'
  | 'CUMULATIVE_POINTS'
  | 'CUMULATIVE_PURCHASES'
  | 'TRACKER_VALUE_BASED'

/**
 * What `vendor.capillary` may hold in a tier to create or to change, under Capillary's own names (Create Tier
 * page); anything else in it is refused.
 */
export type CapillaryInput = {
  /** When upgrades are evaluated: has to be the program's own mode. */
  upgradeType?: 'EAGER' | 'DYNAMIC' | 'LAZY'
  /** The start date is a day and month of every year. */
  isFixedTypeWithoutYear?: boolean
  /** How the renewal window is read; with the anchor `fixed` only. */
  renewalWindowType?: 'FIXED_DATE_BASED' | 'LAST_CALENDAR_YEAR' | 'CUSTOM_PERIOD'
  /** Months back at which the renewal window starts. */
  computationWindowStartValue?: number
  /** Months back at which the renewal window ends. */
  computationWindowEndValue?: number
  /** Where a member goes who does not renew. */
  downgradeTo?: 'SINGLE' | 'THRESHOLD' | 'LOWEST'
  /** False: nobody is downgraded from this tier. */
  shouldDowngrade?: boolean
  /** How the renewal conditions combine, in Capillary's older form; wins over what `validity.renewal` says. */
  expressionRelation?: string
}

/** What the per-call option `vendor.capillary` may hold. */
export type CapillaryCallOptions = {
  /** To whom the call is attributed, with OAuth (API overview): sent as the two attribution headers. */
  attribution?: { entityType: string; entityCode: string }
}

/**
 * What `vendor.capillary` holds in outputs: the three ids (`tierUniqueId`, `objectId`, `slabId`), Capillary's own
 * `status` and `origin`, what {@link CapillaryInput} names, and whatever is new. `edit` is the draft of a change
 * of a published tier that is not published yet. In a standing, it is the customer's loyalty details.
 */
export type CapillaryOutput = JsonObject

declare module '@rungs/model' {
  interface VendorInput {
    /** Of `@rungs/capillary`. */
    capillary?: CapillaryInput
  }
  interface VendorCallOptions {
    /** Of `@rungs/capillary`. */
    capillary?: CapillaryCallOptions
  }
  interface VendorOutput {
    /** Of `@rungs/capillary`. */
    capillary?: CapillaryOutput
  }
}
