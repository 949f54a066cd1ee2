import { atMost } from '../budget.mjs'

/**
 * @param {import('../subjects/pipelines.mjs').What} what
 * @param {import('../budget.mjs').RunOptions} options
 */
export async function throughPipeline(what, { quick }) {
  const { cpuPerCall } = await import('../measure/cpu.mjs')
  const { inTurns } = await import('../measure/rounds.mjs')
  const { kyOverStubFetch, overStubFetch, overStubSend } = await import('../subjects/pipelines.mjs')
  const subjects = [
    { name: '@rungs/client + @rungs/vinr', call: await overStubSend(what) },
    { name: 'ours over a stub of fetch', call: await overStubFetch(what) },
    { name: 'ky over a stub of fetch', call: await kyOverStubFetch(what) },
  ]
  for (const { call } of subjects)
    if ((await call()).name !== 'Gold') throw new Error('The stub gave another tier.')
  const { rounds, ...figures } = await inTurns(subjects, {
    rounds: quick ? 3 : 9,
    warmups: 2,
    once: async ({ call }) => (await cpuPerCall(call, quick ? 150 : 500)) / 1000,
  })
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
