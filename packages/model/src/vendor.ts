/**
 * Vendor-only fields of inputs, by provider name. Adapters add theirs by declaration merging:
 * `declare module '@rungs/model' { interface VendorInput { acme?: { tier?: AcmeTierExtras } } }`.
 * A part that is addressed to another provider is not read.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by declaration merging
export interface VendorInput {}

/** Vendor-only extras of one call, by provider name; filled in by adapters by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by declaration merging
export interface VendorCallOptions {}

/** Vendor-only fields of outputs, by provider name; filled in by adapters by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by declaration merging
export interface VendorOutput {}
