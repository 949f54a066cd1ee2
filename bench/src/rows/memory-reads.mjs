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
        rounds: quick ? 3 : 9,
        warmUpMs: quick ? 300 : 1000,
        roundMs: quick ? 150 : 500,
        unit: (nanoseconds) => 1e9 / nanoseconds,
        expect: '"Gold"',
      },
    )
    return { unit: 'reads/s', ...figures, details: { rounds } }
  },
}
