/**
 * @typedef {object} Subject
 * @property {string} name
 *
 * @typedef {import('../budget.mjs').Figure} Figure
 */

/** The middle one, or the mean of the two middle ones. */
export function median(/** @type {readonly number[]} */ values) {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 === 1 ? [sorted[half], sorted[half]] : [sorted[half - 1], sorted[half]]
  return (low + high) / 2
}

/**
 * Measures the subjects in turns (A B C, C B A, A B C, ...), so that a machine that grows slower or faster
 * meanwhile does so to all of them. The first subject is ours.
 * @template {Subject} S
 * @param {readonly S[]} subjects
 * @param {{ rounds: number, warmups?: number, once: (subject: S) => Promise<number> }} plan
 * @returns {Promise<{ ours: Figure, peers: Figure[], rounds: Record<string, number[]> }>}
 */
export async function inTurns(subjects, { rounds, warmups = 0, once }) {
  const figures = new Map(subjects.map((subject) => [subject, /** @type {number[]} */ ([])]))
  for (let round = -warmups; round < rounds; round++) {
    for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) {
      const value = await once(subject)
      if (round >= 0) figures.get(subject)?.push(value)
    }
  }
  const [mine = [], ...theirs] = [...figures.values()]
  const [me, ...them] = subjects
  return {
    ours: { name: me?.name ?? 'ours', value: median(mine) },
    peers: theirs.map((values, index) => ({
      name: them[index]?.name ?? '',
      value: median(values),
      ratio: median(values.map((value, round) => (mine[round] ?? Number.NaN) / value)),
    })),
    rounds: Object.fromEntries([...figures].map(([{ name }, values]) => [name, values])),
  }
}
