import type { TierProvider } from '@rungs/model'
import { lateProvider } from '@rungs/transport/provider'
import { capabilitiesFor } from './capabilities.js'
import { metricOf } from './kpi.js'
import type { CapillaryNative, CapillaryNativeOptions } from './native.js'
import { routes } from './route-names.js'
import type { Routes } from './routes.js'
import { type CapillarySettings, type CheckedSettings, checkSettings } from './settings.js'

/**
 * A Capillary-style loyalty program as a provider. What is absent in the settings is read from the environment here;
 * nothing is sent.
 * @throws RungsError `configuration` naming every wrong or missing setting.
 */
export function capillary(settings: CapillarySettings = {}): TierProvider<CapillaryNative> {
  const checked = checkSettings(settings)
  const kpi = metricOf(checked.kpiType, checked.kpiTracker) ?? 'points.balance'
  const capabilities = capabilitiesFor(kpi, checked.tierHistory !== 'none')
  return lateProvider<CheckedSettings, Routes, CapillaryNativeOptions>({
    name: 'capillary',
    defaultMetric: kpi,
    settings: checked,
    alsoAt: [checked.customerBaseUrl],
    capabilities,
    routes,
    load: () => import('./connect.js'),
  })
}
