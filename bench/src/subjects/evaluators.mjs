import { count, ladder, members, metrics, steps } from './ladder.mjs'

/**
 * A maker's rules engine, told the ladder once: `rank` gives the rank of one of the members.
 * @typedef {{ name: string, asynchronous?: boolean, prepare: () => Promise<(index: number) => unknown> }} Evaluator
 */

const at = (/** @type {number} */ index) => members[index & (count - 1)] ?? { points: 0, spend: 0, visits: 0 }
const metricsAt = (/** @type {number} */ index) => metrics[index & (count - 1)] ?? {}

const descending = steps.toReversed()

/** A ladder as JsonLogic: from the top down, the first tier whose criteria all hold. */
export const logicOf = (/** @type {readonly import('./ladder.mjs').Step[]} */ steps) => ({
  if: [
    ...steps.toReversed().flatMap(({ rank, points, spend, visits }) => [
      {
        and: [
          { '>=': [{ var: 'points' }, points] },
          { '>=': [{ var: 'spend' }, spend] },
          { '>=': [{ var: 'visits' }, visits] },
        ],
      },
      rank,
    ]),
    0,
  ],
})

const logic = logicOf(steps)

/** A ladder as the rules of json-rules-engine: every tier whose criteria all hold tells its rank. */
export async function rulesOf(/** @type {readonly import('./ladder.mjs').Step[]} */ steps) {
  const { Engine } = await import('json-rules-engine')
  const engine = new Engine()
  for (const { rank, points, spend, visits } of steps) {
    engine.addRule({
      conditions: {
        all: [
          { fact: 'points', operator: 'greaterThanInclusive', value: points },
          { fact: 'spend', operator: 'greaterThanInclusive', value: spend },
          { fact: 'visits', operator: 'greaterThanInclusive', value: visits },
        ],
      },
      event: { type: 'tier', params: { rank } },
    })
  }
  return async (/** @type {Record<string, number>} */ member) => {
    const { events } = await engine.run(member)
    return events.reduce((highest, { params }) => Math.max(highest, params?.rank ?? 0), 0)
  }
}

/** @type {Evaluator} */
export const engineCompiled = {
  name: '@rungs/engine',
  async prepare() {
    const { compileLadder } = await import('@rungs/engine')
    const compiled = compileLadder(ladder)
    return (index) => compiled.evaluate(metricsAt(index))?.rank ?? 0
  },
}

/** @type {Evaluator} */
export const engineReasons = {
  name: '@rungs/engine with reasons',
  async prepare() {
    const { compileLadder } = await import('@rungs/engine')
    const compiled = compileLadder(ladder)
    return (index) => compiled.reasons(metricsAt(index)).tier?.rank ?? 0
  },
}

/** @type {Evaluator} */
export const handLoop = {
  name: 'hand-written loop',
  async prepare() {
    return (index) => {
      const member = at(index)
      for (let row = steps.length - 1; row >= 0; row--) {
        const step = steps[row]
        if (
          step !== undefined &&
          member.points >= step.points &&
          member.spend >= step.spend &&
          member.visits >= step.visits
        ) {
          return step.rank
        }
      }
      return 0
    }
  },
}

/** @type {Evaluator} */
export const logicCompiled = {
  name: 'json-logic-engine compiled',
  async prepare() {
    const { LogicEngine } = await import('json-logic-engine')
    const compiled = new LogicEngine().build(logic)
    return (index) => compiled(at(index))
  },
}

/** @type {Evaluator} */
export const logicInterpreted = {
  name: 'json-logic-engine interpreted',
  async prepare() {
    const { LogicEngine } = await import('json-logic-engine')
    const engine = new LogicEngine()
    return (index) => engine.run(logic, at(index))
  },
}

/** @type {Evaluator} */
export const rulesEngine = {
  name: 'json-rules-engine',
  asynchronous: true,
  async prepare() {
    const rank = await rulesOf(steps)
    return (index) => rank({ ...at(index) })
  },
}

/** @type {Evaluator} */
export const zenEngine = {
  name: '@gorules/zen-engine',
  asynchronous: true,
  async prepare() {
    const { ZenEngine } = await import('@gorules/zen-engine')
    const decision = new ZenEngine().createDecision(decisionTable())
    return async (index) => (await decision.evaluate(at(index))).result.rank
  },
}

/** The ladder as a decision table: the first row that holds, the last row holds always. */
function decisionTable() {
  const inputs = ['points', 'spend', 'visits'].map((field) => ({ id: field, name: field, field }))
  const rules = [
    ...descending.map(({ rank, points, spend, visits }) => ({
      _id: `tier_${rank}`,
      points: `>= ${points}`,
      spend: `>= ${spend}`,
      visits: `>= ${visits}`,
      rank: String(rank),
    })),
    { _id: 'base', points: '', spend: '', visits: '', rank: '0' },
  ]
  const outputs = [{ id: 'rank', name: 'rank', field: 'rank' }]
  const node = (/** @type {string} */ id, /** @type {string} */ type, /** @type {object} */ rest = {}) => ({
    id,
    name: id,
    type,
    position: { x: 0, y: 0 },
    ...rest,
  })
  const edge = (/** @type {string} */ sourceId, /** @type {string} */ targetId) => ({
    id: `${sourceId}-${targetId}`,
    type: 'edge',
    sourceId,
    targetId,
  })
  return {
    nodes: [
      node('in', 'inputNode'),
      node('table', 'decisionTableNode', { content: { hitPolicy: 'first', inputs, outputs, rules } }),
      node('out', 'outputNode'),
    ],
    edges: [edge('in', 'table'), edge('table', 'out')],
  }
}
