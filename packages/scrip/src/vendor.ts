import type { JsonObject } from '@rungs/model'

/** What `vendor.scrip` may hold in a tier to create or to change. Anything else in it is refused. */
export type ScripInput = {
  /** Fields of the level beside those that the tier itself has, sent as they are. */
  level?: JsonObject
  /**
   * With a `rank` in a change: the tier that has this rank gets the one of the changed tier, by way of a free rank.
   * Three requests; one that fails in between ends as `outcome_unknown` and says how to go on.
   */
  swapRanks?: boolean
}

/** What `vendor.scrip` may hold in a change of the ladder. Anything else in it is refused. */
export type ScripLadderInput = {
  /** Fields of the Scrip tier beside `display_name`, `lifecycle` and `levels`, sent as they are. */
  tier?: JsonObject
}

/** What the per-call option `vendor.scrip` may hold; only `members.record` looks at it. */
export type ScripCallOptions = {
  /** More `event_data` for the program's rules, beside what the activity gives. */
  eventData?: JsonObject
}

/**
 * What `vendor.scrip` holds in outputs: what Scrip told beside the common model. Of a tier the level's `id`, of a
 * ladder `id`, `program_id` and `archived_at`, of a standing the participant's `id`, its `status` and the
 * `benefits` of the level that is held.
 */
export type ScripOutput = JsonObject

declare module '@rungs/model' {
  interface VendorInput {
    /** Of `@rungs/scrip`. */
    scrip?: ScripInput & ScripLadderInput
  }
  interface VendorCallOptions {
    /** Of `@rungs/scrip`. */
    scrip?: ScripCallOptions
  }
  interface VendorOutput {
    /** Of `@rungs/scrip`. */
    scrip?: ScripOutput
  }
}
