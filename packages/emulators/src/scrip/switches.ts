import type { SwitchTable, SwitchValues } from '../core/switches.js'
import { answerSwitches } from './switches-answers.js'
import { evaluationSwitches } from './switches-evaluation.js'
import { inputSwitches } from './switches-input.js'

/** What Scrip's pages leave open, one switch each; the default is the likeliest reading. */
export const scripSwitches = {
  ...inputSwitches,
  ...answerSwitches,
  ...evaluationSwitches,
} as const satisfies SwitchTable

export type ScripSwitches = SwitchValues<typeof scripSwitches>
