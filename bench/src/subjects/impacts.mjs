import { logicOf, rulesOf } from './evaluators.mjs'
import { ladderOf, members, rankOf, steps } from './ladder.mjs'

/**
 * Counts who would rise and who would fall, among the first so many members.
 * @typedef {{ raised: number, lowered: number }} Moves
 * @typedef {{ name: string, share?: number, prepare: () => Promise<() => Moves | Promise<Moves>> }} Previewer
 * `share`: which part of the members it goes through, when all of them would take minutes.
 */

/** How many members there are. */
export const size = 1_000_000

/** The ladder as it might be: some steps ask for more, some for less. */
const changed = steps.map(({ rank, points, spend, visits }) => ({
  rank,
  points: Math.round(points * (rank % 2 === 0 ? 1.2 : 0.9)),
  spend: Math.round(spend * 0.95),
  visits: visits + (rank === 3 ? 2 : 0),
}))

/** Members in plain form, each an object of its own. */
const plainMembers = (/** @type {number} */ count) =>
  Array.from({ length: count }, (_, index) => ({
    ...(members[index % members.length] ?? { points: 0, spend: 0, visits: 0 }),
  }))

/** @param {(index: number) => readonly [number, number]} ranksOf */
function counted(/** @type {number} */ count, ranksOf) {
  const moves = { raised: 0, lowered: 0 }
  for (let index = 0; index < count; index++) {
    const [before, after] = ranksOf(index)
    if (after > before) moves.raised++
    else if (after < before) moves.lowered++
  }
  return moves
}

/** What has to come out for the first so many members, by the plain reading of both ladders. */
export function expected(/** @type {number} */ count) {
  const ranks = members.map(
    (member) => /** @type {const} */ ([rankOf(member, steps), rankOf(member, changed)]),
  )
  return counted(count, (index) => ranks[index % ranks.length] ?? [0, 0])
}

/** Members as the engine takes them. */
const engineMembers = (/** @type {number} */ count) =>
  plainMembers(count).map(({ points, spend, visits }, index) => ({
    id: `m${index}`,
    metrics: { 'points.earned': points, spend, visits },
  }))

const at = '2026-03-01T00:00:00Z'

/** @type {Previewer} */
export const engineImpact = {
  name: '@rungs/engine',
  async prepare() {
    const { impact } = await import('@rungs/engine')
    const given = engineMembers(size)
    return () => impact({ before: ladderOf(steps), after: ladderOf(changed), members: given, at })
  },
}

/** @type {Previewer} */
export const engineStream = {
  name: '@rungs/engine, members as a stream',
  async prepare() {
    const { impact } = await import('@rungs/engine')
    const given = engineMembers(size)
    async function* stream() {
      yield* given
    }
    return () => impact({ before: ladderOf(steps), after: ladderOf(changed), members: stream(), at })
  },
}

/** @type {Previewer} */
export const logicImpact = {
  name: 'json-logic-engine compiled',
  async prepare() {
    const { LogicEngine } = await import('json-logic-engine')
    const engine = new LogicEngine()
    const [before, after] = [engine.build(logicOf(steps)), engine.build(logicOf(changed))]
    const given = plainMembers(size)
    return () => counted(size, (index) => [before(given[index]), after(given[index])])
  },
}

/** @type {Previewer} */
export const rulesImpact = {
  name: 'json-rules-engine',
  share: 0.01,
  async prepare() {
    const [before, after] = [await rulesOf(steps), await rulesOf(changed)]
    const given = plainMembers(size / 100)
    return async () => {
      const moves = { raised: 0, lowered: 0 }
      for (const member of given) {
        const difference = (await after({ ...member })) - (await before({ ...member }))
        if (difference > 0) moves.raised++
        else if (difference < 0) moves.lowered++
      }
      return moves
    }
  },
}
