import { atMost } from '../budget.mjs'

/**
 * @param {import('../subjects/pipelines.mjs').What} what
 * @param {import('../budget.mjs').RunOptions} options
 */
export async function throughPipeline(what, { quick }) {
  const { apart } = await import('../measure/apart.mjs')
  const file = 'pipelines'
  const { rounds, ...figures } = await apart(
    [
      { name: '@rungs/client + @rungs/vinr', file, make: 'overStubSend', args: [what] },
      { name: 'ky over a stub of fetch', file, make: 'kyOverStubFetch', args: [what] },
    ],
    {
      processes: quick ? 1 : 4,
      rounds: quick ? 5 : 7,
      warmUpMs: quick ? 500 : 1000,
      roundMs: quick ? 60 : 150,
      unit: (nanoseconds) => nanoseconds / 1000,
      expect: '"Gold"',
    },
  )
  return {
    unit: 'us',
    ...figures,
    notes: ['no peer is named; ky alone, which neither validates nor maps, for scale'],
    details: { rounds },
  }
}

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'pipeline-get',
  title: 'tiers.get over a stub transport (CPU)',
  budget: atMost(15, 'us'),
  run: (options) => throughPipeline('get', options),
}
