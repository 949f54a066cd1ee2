import { atMost } from '../budget.mjs'

/**
 * Measures evaluators over the same members.
 * @param {import('../subjects/evaluators.mjs').Evaluator[]} evaluators Ours first.
 * @param {import('../budget.mjs').RunOptions} options
 */
export async function evaluating(evaluators, { quick }) {
  const { cpuPerCall, cpuPerTinyCall } = await import('../measure/cpu.mjs')
  const { inTurns } = await import('../measure/rounds.mjs')
  const { agreeing } = await import('../subjects/ladder.mjs')
  const subjects = []
  for (const { name, prepare, asynchronous = false } of evaluators) {
    const rank = await prepare()
    await agreeing(name, rank)
    let index = 0
    const once = asynchronous
      ? () => cpuPerCall(async () => rank(index++), quick ? 150 : 500)
      : () => cpuPerTinyCall(() => rank(index++), quick ? 50 : 200)
    subjects.push({ name, once })
  }
  const { rounds, ...figures } = await inTurns(subjects, {
    rounds: quick ? 3 : 9,
    warmups: 1,
    once: ({ once }) => once(),
  })
  return { unit: 'ns', ...figures, details: { rounds } }
}

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'evaluate',
  title: 'evaluate one member: 5 tiers, 3 metrics, ALL',
  budget: atMost(32, 'ns'),
  async run(options) {
    const evaluators = await import('../subjects/evaluators.mjs')
    const { engineCompiled, handLoop, logicCompiled, rulesEngine, zenEngine } = evaluators
    return evaluating([engineCompiled, handLoop, logicCompiled, rulesEngine, zenEngine], options)
  },
}
