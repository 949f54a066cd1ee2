import type { Metric, TierProvider } from '@rungs/model'
import { capabilities } from './capabilities.js'
import { providerName } from './errors.js'
import { controlOf, type MemoryControl } from './native.js'
import { ladderOperations } from './operations/ladder.js'
import { memberOperations } from './operations/members.js'
import { tierOperations } from './operations/tiers.js'
import { workflowOperations } from './operations/workflow.js'
import { checkSettings, type MemorySettings } from './settings.js'
import { startState } from './start.js'

export type { TierChange } from '@rungs/engine'
export type { MemoryControl, MemorySnapshot } from './native.js'
export type { MemberSeed, MemorySettings } from './settings.js'

declare module '@rungs/model' {
  interface VendorOutput {
    /** What the in-memory backend says beside the common model. */
    memory?: {
      /** The comment of the last approval or rejection of a tier. */
      comment?: string
    }
  }
}

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
    },
    defaults: checked.clock === undefined ? {} : { clock: checked.clock },
    native: controlOf(state),
  }
}

export default memory
