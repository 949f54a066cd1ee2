import type { TierProvider } from '@rungs/model'
import { defaultsOf, nativeWith } from '@rungs/transport'
import { capabilitiesFor } from './capabilities.js'
import { metricOf } from './eligibility.js'
import type { CapillaryNative } from './native.js'
import { ladderOperations } from './operations/ladder.js'
import { memberOperations } from './operations/members.js'
import { Program } from './operations/program.js'
import { tierOperations } from './operations/tiers.js'
import { workflowOperations } from './operations/workflow.js'
import { createRoutes } from './routes.js'
import { type CapillarySettings, checkSettings } from './settings.js'

/**
 * A Capillary-style loyalty program as a provider. What is absent in the settings is read from the environment here;
 * nothing is sent.
 * @throws RungsError `configuration` naming every wrong or missing setting.
 */
export function capillary(settings: CapillarySettings = {}): TierProvider<CapillaryNative> {
  const checked = checkSettings(settings)
  const routes = createRoutes(checked)
  const program = new Program(routes, checked)
  const kpi = metricOf(checked.kpiType, checked.kpiTracker) ?? 'points.balance'
  return {
    specificationVersion: 'v1',
    name: 'capillary',
    defaultMetric: kpi,
    capabilities: capabilitiesFor(kpi, checked.tierHistory !== 'none'),
    operations: {
      ...tierOperations(program),
      ...ladderOperations(program),
      ...workflowOperations(program),
      ...memberOperations(program),
    },
    defaults: defaultsOf(checked),
    native: nativeWith('capillary', routes, checked, {}),
  }
}
