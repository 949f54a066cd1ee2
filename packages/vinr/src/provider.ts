import type { TierProvider } from '@rungs/model'
import { defaultsOf, nativeWith } from '@rungs/transport'
import { capabilities } from './capabilities.js'
import type { VinrNative } from './native.js'
import { ladderOperations } from './operations/ladder.js'
import { memberOperations } from './operations/members.js'
import { tierOperations } from './operations/tiers.js'
import { createRoutes } from './routes.js'
import { checkSettings, type VinrSettings } from './settings.js'

/**
 * A VINR-style loyalty backend as a provider. Reads `VINR_SECRET_KEY` here when `apiKey` is absent; sends nothing.
 * @throws RungsError `configuration` naming every wrong or missing setting.
 */
export function vinr(settings: VinrSettings = {}): TierProvider<VinrNative> {
  const checked = checkSettings(settings)
  const routes = createRoutes(checked)
  return {
    specificationVersion: 'v1',
    name: 'vinr',
    defaultMetric: 'points.balance',
    capabilities,
    operations: {
      ...tierOperations(routes, checked),
      ...ladderOperations(routes, checked),
      ...memberOperations(routes, checked),
    },
    defaults: defaultsOf(checked),
    native: nativeWith('vinr', routes, checked, {}),
  }
}
