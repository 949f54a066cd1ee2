import type { TierProvider } from '@rungs/model'
import { lateProvider } from '@rungs/transport/provider'
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
  return lateProvider<CheckedSettings, Routes, VinrNativeOptions>({
    name: 'vinr',
    defaultMetric: 'points.balance',
    settings: checked,
    capabilities,
    routes,
    load: () => import('./connect.js'),
  })
}
