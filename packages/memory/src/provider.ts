import type { Metric, TierProvider } from '@rungs/model'
import { capabilities } from './capabilities.js'
import { providerName } from './errors.js'
import { controlOf, type MemoryControl } from './native.js'
import { ladderOperations } from './operations/ladder.js'
import { memberOperations } from './operations/members.js'
import { reasonOperations } from './operations/reasons.js'
import { tierOperations } from './operations/tiers.js'
import { workflowOperations } from './operations/workflow.js'
import { checkSettings, type MemorySettings } from './settings.js'
import { startState } from './start.js'

const defaultMetric: Metric = 'points.balance'

/**
 * The in-memory reference backend: every operation, nothing on the wire, gone with the process. A bare
 * `threshold` is on `points.balance`.
 * @throws RungsError `configuration` naming every wrong path of the settings.
 */
export function memory(settings?: MemorySettings): TierProvider<MemoryControl> {
  const checked = checkSettings(settings)
  const state = startState(checked, defaultMetric)
  return {
    specificationVersion: 'v1',
    name: providerName,
    defaultMetric,
    capabilities,
    operations: {
      ...tierOperations(state),
      ...ladderOperations(state),
      ...workflowOperations(state),
      ...memberOperations(state),
      ...reasonOperations(state),
    },
    defaults: checked.clock === undefined ? {} : { clock: checked.clock },
    native: controlOf(state),
  }
}
