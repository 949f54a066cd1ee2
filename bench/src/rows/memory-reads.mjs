import { atLeast } from '../budget.mjs'

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'memory-reads',
  title: 'reads of one tier from memory, through the whole client (CPU)',
  budget: atLeast(500_000, 'reads/s'),
  async run({ quick }) {
    const { cpuPerCall } = await import('../measure/cpu.mjs')
    const { inTurns } = await import('../measure/rounds.mjs')
    const { openFeatureMemory, rungsMemory, unstorageMemory } = await import('../subjects/stores.mjs')
    const subjects = [
      { name: '@rungs/client + @rungs/memory', read: await rungsMemory() },
      { name: 'unstorage', read: await unstorageMemory() },
      { name: '@openfeature/server-sdk', read: await openFeatureMemory() },
    ]
    for (const { name, read } of subjects) {
      const tier = await read()
      const found = typeof tier === 'object' && tier !== null && 'name' in tier ? tier.name : undefined
      if (found !== 'Gold') throw new Error(`${name} read another tier.`)
    }
    const { rounds, ...figures } = await inTurns(subjects, {
      rounds: quick ? 3 : 9,
      warmups: 2,
      once: async ({ read }) => 1e9 / (await cpuPerCall(read, quick ? 150 : 500)),
    })
    return { unit: 'reads/s', ...figures, details: { rounds } }
  },
}
