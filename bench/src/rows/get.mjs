import { ratioAtMost } from '../budget.mjs'

const baseline = 'bare fetch + JSON.parse'

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'get',
  title: 'one GET through the whole client (CPU)',
  budget: ratioAtMost(1.35, baseline),
  async run({ quick }) {
    const { ours, oursOverFetch, peers } = await import('../subjects/http-clients.mjs')
    const { cpuPerCall } = await import('../measure/cpu.mjs')
    const { inTurns, median } = await import('../measure/rounds.mjs')
    const { startReplies } = await import('../servers/start.mjs')
    const server = await startReplies()
    try {
      const subjects = []
      for (const { name, connect } of [ours, oursOverFetch, ...peers]) {
        const call = await connect(server)
        if (!JSON.stringify(await call()).includes('"Gold"'))
          throw new Error(`${name} read another resource.`)
        // Enough for the compiler to be done with each of them, which takes it thousands of calls.
        for (let n = 0; n < (quick ? 1000 : 3000); n++) await call()
        subjects.push({ name, call })
      }
      const { rounds, ...figures } = await inTurns(subjects, {
        rounds: quick ? 3 : 7,
        warmups: 1,
        once: async ({ call }) => (await cpuPerCall(call, quick ? 150 : 300)) / 1000,
      })
      const over = (/** @type {string} */ name) =>
        median((rounds[name] ?? []).map((value, round) => value / (rounds[baseline]?.[round] ?? Number.NaN)))
      return {
        unit: 'us',
        ...figures,
        notes: [
          `times ${baseline}: ${subjects.map(({ name }) => `${name} ${over(name).toFixed(2)}`).join(', ')}`,
        ],
        details: { rounds },
      }
    } finally {
      server.stop()
    }
  },
}
