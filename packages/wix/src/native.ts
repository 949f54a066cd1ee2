import type { Native, NativeOptions } from '@rungs/transport'
import type { Routes } from './routes.js'
import type { WixCallOptions } from './vendor.js'

/** Options of native calls; what is absent is as in the settings. */
export interface WixNativeOptions extends Omit<NativeOptions, 'idempotencyKey'>, WixCallOptions {}

/**
 * Wix's own operations under the names of its SDK, with the manners of the client on the wire: credentials, retries,
 * errors. Nothing is translated, merged or looked up first: revisions are yours to give, and program settings that
 * are updated without `baseTierDefinition` lose it. They reject with `RungsError`; a write whose reply was lost and
 * whose repetition met a conflict is `outcome_unknown`.
 */
export interface WixNative extends Native<Routes> {
  /** The same operations with these options for each call. */
  with(options: WixNativeOptions): WixNative
}
