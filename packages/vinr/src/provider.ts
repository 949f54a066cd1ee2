import type { TierProvider } from '@rungs/model'
import { defaultsOf, later } from '@rungs/transport/provider'
import { capabilities } from './capabilities.js'
import type { VinrNative, VinrNativeOptions } from './native.js'
import { routes } from './route-names.js'
import type { Routes } from './routes.js'
import { type CheckedSettings, checkSettings, type VinrSettings } from './settings.js'

/**
 * A VINR-style loyalty backend as a provider. Reads `VINR_SECRET_KEY` here when `apiKey` is absent; sends nothing.
 * @throws RungsError `configuration` naming every wrong or missing setting.
 */
export function vinr(settings: VinrSettings = {}): TierProvider<VinrNative> {
  const checked = checkSettings(settings)
  const load = () => import('./connect.js')
  return {
    specificationVersion: 'v1',
    name: 'vinr',
    defaultMetric: 'points.balance',
    capabilities,
    defaults: defaultsOf(checked),
    ...later<CheckedSettings, Routes, VinrNativeOptions>({
      provider: 'vinr',
      settings: checked,
      capabilities,
      routes,
      load,
    }),
  }
}
