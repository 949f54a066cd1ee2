import type { JsonObject } from '@rungs/model'

/** An image as Wix has it (Wix Tier Object page). */
export type WixImage = {
  /** The media id; empty for images that are elsewhere. */
  id?: string
  /** `https://...`, or `shapes/<hash>.svg` for Wix's own shapes. */
  url?: string
  /** What screen readers say. */
  altText?: string
  /** In pixels; set by Wix. */
  height?: number
  /** In pixels; set by Wix. */
  width?: number
  /** The name of the file; set by Wix. */
  filename?: string
}

/** What `vendor.wix` may hold in a tier to create or to change, or in a change of the ladder. Anything else is refused. */
export type WixInput = {
  /** Of a tier, in place of `icon`: the image with all that Wix keeps of one. */
  icon?: WixImage
  /** Fields of Wix's own object beside those that the common model speaks for, sent as they are. */
  fields?: JsonObject
}

/** What the per-call option `vendor.wix` may hold. */
export type WixCallOptions = {
  /** The site of this one call, where an API key reaches several; sent as `wix-site-id`. */
  siteId?: string
}

/** What the per-call option `vendor.wix` may hold when points are recorded (Wix Earn Points and Adjust Points pages). */
export type WixRecordOptions = WixCallOptions & {
  /** Shown in the member's history. */
  description?: string
  /** Of earned points: what they are booked under; the setting `appId` when absent. */
  appId?: string
  /** Of earned points: what the member did, for Wix's reports. */
  activityType?: string
  /** Of earned points: the order that they are for. */
  orderId?: string
}

/**
 * What `vendor.wix` holds in outputs: the fields of Wix's object that the common model has no place for. Of a tier
 * `icon`, where the image is more than a URL; of a ladder `status`, where the model has no word for it, and
 * `baseTierDefinition`, where it holds more; of a standing the account's `id`, `contactId`, `memberId`, `points`,
 * `revision`, and so on.
 */
export type WixOutput = JsonObject

declare module '@rungs/model' {
  interface VendorInput {
    /** Of `@rungs/wix`. */
    wix?: WixInput
  }
  interface VendorCallOptions {
    /** Of `@rungs/wix`. */
    wix?: WixRecordOptions
  }
  interface VendorOutput {
    /** Of `@rungs/wix`. */
    wix?: WixOutput
  }
}
