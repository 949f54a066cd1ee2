import type { TierProvider } from '@rungs/model'
import { defaultsOf, nativeWith } from '@rungs/transport'
import { capabilities } from './capabilities.js'
import type { ScripNative } from './native.js'
import { ladderOperations } from './operations/ladder.js'
import { Ladders } from './operations/ladders.js'
import { memberOperations } from './operations/members.js'
import { tierOperations } from './operations/tiers.js'
import { createFetch } from './request.js'
import { createRoutes } from './routes.js'
import { checkSettings, type ScripSettings } from './settings.js'

/**
 * One ladder of a Scrip-style loyalty backend as a provider. Reads `SCRIP_API_KEY`, `SCRIP_PROGRAM_ID` and
 * `SCRIP_LADDER` here where the settings are absent; sends nothing.
 * @throws RungsError `configuration` naming every wrong or missing setting.
 */
export function scrip(settings: ScripSettings = {}): TierProvider<ScripNative> {
  const checked = checkSettings(settings)
  const routes = createRoutes(createFetch(checked))
  const ladders = new Ladders(routes, checked)
  return {
    specificationVersion: 'v1',
    name: 'scrip',
    defaultMetric: checked.defaultMetric,
    capabilities,
    operations: {
      ...tierOperations(ladders, checked),
      ...ladderOperations(ladders, checked),
      ...memberOperations(routes, ladders, checked),
    },
    defaults: defaultsOf(checked),
    native: nativeWith('scrip', routes, checked, {}),
  }
}
