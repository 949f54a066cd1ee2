import type { Native, NativeOptions } from '@rungs/transport'
import type { Routes } from './routes.js'
import type { VinrCallOptions } from './vendor.js'

/** Options of native calls; what is absent is as in the settings. `idempotencyKey` goes with every POST. */
export interface VinrNativeOptions extends NativeOptions, VinrCallOptions {}

/**
 * VINR's own operations under its own names, with the manners of the client on the wire: credentials, retries,
 * idempotency, errors. Nothing is translated and nothing looked up first: two tiers of one threshold pass. They
 * reject with `RungsError`.
 */
export interface VinrNative extends Native<Routes> {
  /** The same operations with these options for each call. */
  with(options: VinrNativeOptions): VinrNative
}
