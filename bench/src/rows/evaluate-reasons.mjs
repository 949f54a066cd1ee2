import { atMost } from '../budget.mjs'
import { evaluating } from './evaluate.mjs'

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'evaluate-reasons',
  title: 'the same with the reasons (the peer gives none)',
  budget: atMost(400, 'ns'),
  async run(options) {
    const { engineReasons, logicInterpreted } = await import('../subjects/evaluators.mjs')
    return evaluating([engineReasons, logicInterpreted], options)
  },
}
