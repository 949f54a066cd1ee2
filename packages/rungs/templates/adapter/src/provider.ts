import type { TierProvider } from '@rungs/model'
import { defaultsOf } from '@rungs/transport'
import { capabilities } from './capabilities.js'
import { type AcmeNative, createNative } from './native.js'
import { ladderOperations } from './operations/ladder.js'
import { memberOperations } from './operations/members.js'
import { tierOperations } from './operations/tiers.js'
import { workflowOperations } from './operations/workflow.js'
import { createRoutes } from './routes.js'
import { type AcmeSettings, checkSettings } from './settings.js'

/**
 * Acme as a provider. Reads `ACME_API_KEY` and `ACME_BASE_URL` here when the settings are absent; sends nothing.
 * @throws RungsError `configuration` naming every wrong or missing setting.
 */
export function acme(settings: AcmeSettings = {}): TierProvider<AcmeNative> {
  const checked = checkSettings(settings)
  const routes = createRoutes(checked)
  return {
    specificationVersion: 'v1',
    name: 'acme',
    // What a bare `threshold` measures at Acme.
    defaultMetric: 'points.balance',
    capabilities,
    operations: {
      ...tierOperations(routes),
      ...ladderOperations(routes),
      ...workflowOperations(),
      ...memberOperations(routes),
    },
    defaults: defaultsOf(checked),
    native: createNative(routes, checked),
  }
}
