import type { TierProvider } from '@rungs/model'
import { defaultsOf, nativeWith } from '@rungs/transport'
import { capabilitiesOf } from './capabilities.js'
import type { WixNative } from './native.js'
import { ladderOperations } from './operations/ladder.js'
import { memberOperations } from './operations/members.js'
import { tierOperations } from './operations/tiers.js'
import { createRoutes } from './routes.js'
import { checkSettings, type WixSettings } from './settings.js'

/**
 * The loyalty tiers of a Wix site as a provider. Reads `WIX_API_KEY`, `WIX_SITE_ID` and `WIX_BASE_URL` here, where
 * the settings are absent; sends nothing.
 * @throws RungsError `configuration` naming every wrong or missing setting.
 */
export function wix(settings: WixSettings = {}): TierProvider<WixNative> {
  const checked = checkSettings(settings)
  const routes = createRoutes(checked)
  return {
    specificationVersion: 'v1',
    name: 'wix',
    defaultMetric: 'points.earned',
    capabilities: capabilitiesOf(checked),
    operations: {
      ...tierOperations(routes, checked),
      ...ladderOperations(routes, checked),
      ...memberOperations(routes, checked),
    },
    defaults: defaultsOf(checked),
    native: nativeWith('wix', routes, checked, {}),
  }
}
