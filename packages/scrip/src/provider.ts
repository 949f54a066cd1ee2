import type { TierProvider } from '@rungs/model'
import type { NativeOptions } from '@rungs/transport'
import { lateProvider } from '@rungs/transport/provider'
import { capabilities } from './capabilities.js'
import type { ScripNative } from './native.js'
import { routes } from './route-names.js'
import type { Routes } from './routes.js'
import { type CheckedSettings, checkSettings, type ScripSettings } from './settings.js'

/**
 * One ladder of a Scrip-style loyalty backend as a provider. Reads `SCRIP_API_KEY`, `SCRIP_PROGRAM_ID` and
 * `SCRIP_LADDER` here where the settings are absent; sends nothing.
 * @throws RungsError `configuration` naming every wrong or missing setting.
 */
export function scrip(settings: ScripSettings = {}): TierProvider<ScripNative> {
  const checked = checkSettings(settings)
  return lateProvider<CheckedSettings, Routes, NativeOptions>({
    name: 'scrip',
    defaultMetric: checked.defaultMetric,
    settings: checked,
    capabilities,
    routes,
    load: () => import('./connect.js'),
  })
}
