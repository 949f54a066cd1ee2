import type { Native, NativeOptions } from '@rungs/transport'
import type { Routes } from './routes.js'
import type { CapillaryCallOptions } from './vendor.js'

/** Options of native calls; what is absent is as in the settings. `idempotencyKey` goes with `tiers.create`. */
export interface CapillaryNativeOptions extends NativeOptions, CapillaryCallOptions {}

/**
 * Capillary's own operations under its own names and ids, with the manners of the client on the wire: credentials,
 * retries, idempotency, errors. Nothing is translated, no draft is looked for, and writes do not wait for each other.
 * They reject with `RungsError`.
 */
export interface CapillaryNative extends Native<Routes> {
  /** The same operations with these options for each call. */
  with(options: CapillaryNativeOptions): CapillaryNative
}
