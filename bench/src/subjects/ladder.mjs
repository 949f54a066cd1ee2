/** Five tiers, each reached by all of three metrics, and the members that are asked about. */

/** @typedef {{ rank: number, points: number, spend: number, visits: number }} Step */

/** @type {readonly Step[]} */
export const steps = [
  { rank: 1, points: 500, spend: 100, visits: 2 },
  { rank: 2, points: 1000, spend: 250, visits: 5 },
  { rank: 3, points: 2500, spend: 600, visits: 12 },
  { rank: 4, points: 5000, spend: 1200, visits: 25 },
  { rank: 5, points: 10_000, spend: 2500, visits: 50 },
]

/** A ladder for the engine. */
export const ladderOf = (/** @type {readonly Step[]} */ steps) => ({
  tiers: steps.map(({ rank, points, spend, visits }) => ({
    id: `tier_${rank}`,
    name: `Tier ${rank}`,
    rank,
    rule: {
      all: [
        { metric: /** @type {const} */ ('points.earned'), op: /** @type {const} */ ('>='), value: points },
        { metric: /** @type {const} */ ('spend'), op: /** @type {const} */ ('>='), value: spend },
        { metric: /** @type {const} */ ('visits'), op: /** @type {const} */ ('>='), value: visits },
      ],
    },
  })),
})

/** The same ladder for the engine. */
export const ladder = ladderOf(steps)

/** A small generator with a fixed seed: the same members in every run, no two alike. */
function* randoms(seed = 42) {
  let state = seed
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

const next = randoms()
const upTo = (/** @type {number} */ max) => Math.floor((next.next().value ?? 0) * max)

/** A power of two, so that turning through them costs next to nothing. */
export const count = 1024

/** Members on every step, as a peer takes them. */
export const members = Array.from({ length: count }, () => {
  const level = upTo(1200) / 1000
  const around = (/** @type {number} */ top) => Math.floor(top * level * (0.7 + upTo(600) / 1000))
  return { points: around(10_000), spend: around(2500), visits: around(50) }
})

/** The same members as the engine takes them. */
export const metrics = members.map(({ points, spend, visits }) => ({
  'points.earned': points,
  spend,
  visits,
}))

/** The rank by the plain reading of a ladder; every subject has to agree. */
export function rankOf(
  /** @type {{ points: number, spend: number, visits: number }} */ member,
  /** @type {readonly Step[]} */ steps,
) {
  for (let index = steps.length - 1; index >= 0; index--) {
    const step = steps[index]
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

/** Runs through all members once and says where a subject disagrees. */
export async function agreeing(/** @type {string} */ name, /** @type {(index: number) => unknown} */ rank) {
  for (const [index, member] of members.entries()) {
    const got = await rank(index)
    if (got !== rankOf(member, steps))
      throw new Error(`${name} says ${got} for member ${index}, not ${rankOf(member, steps)}.`)
  }
}
