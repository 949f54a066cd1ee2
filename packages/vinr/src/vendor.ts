import type { JsonObject } from '@rungs/model'

/** One value of a form field. */
export type VinrScalar = string | number | boolean

/** What `vendor.vinr` may hold in a tier to create or to change. Anything else in it is refused. */
export type VinrInput = {
  /** Form fields beside `name`, `min_points` and `benefits`, sent as they are; a list goes as `name[]`. */
  form?: { [field: string]: VinrScalar | VinrScalar[] }
}

/** What the per-call option `vendor.vinr` may hold. */
export type VinrCallOptions = {
  /** The API version of this one call, `YYYY-MM-DD`, sent as `Vinr-Version`. */
  version?: string
}

/**
 * What `vendor.vinr` holds in outputs: the fields of VINR's object that the common model has no place for. In a
 * standing, that is the loyalty account's `id`, `customer`, `programme_id`, `created` and whatever is new.
 */
export type VinrOutput = JsonObject

declare module '@rungs/model' {
  interface VendorInput {
    /** Of `@rungs/vinr`. */
    vinr?: VinrInput
  }
  interface VendorCallOptions {
    /** Of `@rungs/vinr`. */
    vinr?: VinrCallOptions
  }
  interface VendorOutput {
    /** Of `@rungs/vinr`. */
    vinr?: VinrOutput
  }
}
