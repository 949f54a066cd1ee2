import { atLeast } from '../budget.mjs'

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'memory-reads',
  title: 'reads of one tier from memory, through the whole client (CPU)',
  budget: atLeast(500_000, 'reads/s'),
  async run({ quick }) {
    const { apart } = await import('../measure/apart.mjs')
    const file = 'stores'
    const { rounds, ...figures } = await apart(
      [
        { name: '@rungs/client + @rungs/memory', file, make: 'rungsMemory' },
        { name: 'unstorage', file, make: 'unstorageMemory' },
        { name: '@openfeature/server-sdk', file, make: 'openFeatureMemory' },
      ],
      {
        processes: quick ? 1 : 4,
        rounds: quick ? 5 : 7,
        warmUpMs: quick ? 300 : 700,
        roundMs: quick ? 60 : 150,
        unit: (nanoseconds) => 1e9 / nanoseconds,
        expect: '"Gold"',
      },
    )
    return { unit: 'reads/s', ...figures, details: { rounds } }
  },
}
