import { type Native, type NativeOptions, nativeOf } from '@rungs/transport'
import type { Routes } from './routes.js'
import type { CheckedSettings } from './settings.js'

/**
 * Scrip's own operations under its own names, with the manners of the client on the wire: credentials, retries,
 * errors. Nothing is translated, merged or looked up first. They reject with `RungsError`.
 */
export interface ScripNative extends Native<Routes> {
  /** The same operations with these options for each call. Scrip takes no idempotency key but in events' bodies. */
  with(options: Omit<NativeOptions, 'idempotencyKey'>): ScripNative
}

/** Makes the native operations. */
export function createNative(
  routes: Routes,
  settings: CheckedSettings,
  options: NativeOptions = {},
): ScripNative {
  return {
    ...nativeOf(routes, settings, options),
    with: (more) => createNative(routes, settings, { ...options, ...more }),
  }
}
