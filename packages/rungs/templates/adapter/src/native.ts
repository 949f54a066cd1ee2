import { type Native, type NativeOptions, nativeOf } from '@rungs/transport'
import type { Routes } from './routes.js'
import type { CheckedSettings } from './settings.js'

/**
 * Acme's own operations under its own names, with the manners of the client on the wire: credentials, retries,
 * idempotency, errors. Nothing is translated. They reject with `RungsError`.
 */
export interface AcmeNative extends Native<Routes> {
  /** The same operations with these options for each call. */
  with(options: NativeOptions): AcmeNative
}

/** Makes the native operations. */
export function createNative(
  routes: Routes,
  settings: CheckedSettings,
  options: NativeOptions = {},
): AcmeNative {
  return {
    ...nativeOf(routes, settings, options),
    with: (more) => createNative(routes, settings, { ...options, ...more }),
  }
}
