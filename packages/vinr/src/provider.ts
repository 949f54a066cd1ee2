import type { TierProvider } from '@rungs/model'
import { capabilities } from './capabilities.js'
import { createNative, type VinrNative } from './native.js'
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
  const { timeoutMs, retries, clock } = checked
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
    defaults: {
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(retries === undefined ? {} : { retries }),
      ...(clock === undefined ? {} : { clock }),
    },
    native: createNative(routes, checked),
  }
}
