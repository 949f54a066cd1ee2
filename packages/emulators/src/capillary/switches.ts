import type { SwitchTable, SwitchValues } from '../core/switches.js'
import { answerSwitches } from './switches-answers.js'
import { evaluationSwitches } from './switches-evaluation.js'
import { inputSwitches } from './switches-input.js'
import { workflowSwitches } from './switches-workflow.js'

/** What Capillary's pages leave open, one switch each; the default is the likeliest reading. */
export const capillarySwitches = {
  ...inputSwitches,
  ...workflowSwitches,
  ...answerSwitches,
  ...evaluationSwitches,
} as const satisfies SwitchTable

export type CapillarySwitches = SwitchValues<typeof capillarySwitches>
