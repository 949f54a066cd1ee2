import type { TierProvider } from '@rungs/model'
import { lateProvider } from '@rungs/transport/provider'
import { capabilitiesOf } from './capabilities.js'
import type { WixNative, WixNativeOptions } from './native.js'
import { routes } from './route-names.js'
import type { Routes } from './routes.js'
import { type CheckedSettings, checkSettings, type WixSettings } from './settings.js'

/**
 * The loyalty tiers of a Wix site as a provider. Reads `WIX_API_KEY`, `WIX_SITE_ID` and `WIX_BASE_URL` here, where
 * the settings are absent; sends nothing.
 * @throws RungsError `configuration` naming every wrong or missing setting.
 */
export function wix(settings: WixSettings = {}): TierProvider<WixNative> {
  const checked = checkSettings(settings)
  return lateProvider<CheckedSettings, Routes, WixNativeOptions>({
    name: 'wix',
    defaultMetric: 'points.earned',
    settings: checked,
    capabilities: capabilitiesOf(checked),
    routes,
    load: () => import('./connect.js'),
  })
}
