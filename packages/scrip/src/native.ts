import type { Native, NativeOptions } from '@rungs/transport'
import type { Routes } from './routes.js'

/**
 * Scrip's own operations under its own names, with the manners of the client on the wire: credentials, retries,
 * errors. Nothing is translated, merged or looked up first. They reject with `RungsError`.
 */
export interface ScripNative extends Native<Routes> {
  /** The same operations with these options for each call. Scrip takes no idempotency key but in events' bodies. */
  with(options: Omit<NativeOptions, 'idempotencyKey'>): ScripNative
}
