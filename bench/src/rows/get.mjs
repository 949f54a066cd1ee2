import { ratioAtMost } from '../budget.mjs'

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'get',
  title: 'one GET through the whole client (CPU)',
  budget: ratioAtMost(1.35, 'bare fetch + JSON.parse'),
  async run({ quick }) {
    const { peers, rungsVinr } = await import('../subjects/http-clients.mjs')
    const { cpuPerCall } = await import('../measure/cpu.mjs')
    const { inTurns } = await import('../measure/rounds.mjs')
    const { startReplies } = await import('../servers/start.mjs')
    const server = await startReplies()
    try {
      const subjects = []
      for (const { name, connect } of [rungsVinr, ...peers])
        subjects.push({ name, call: await connect(server) })
      const { rounds, ...figures } = await inTurns(subjects, {
        rounds: quick ? 3 : 9,
        warmups: 2,
        once: async ({ call }) => (await cpuPerCall(call, quick ? 150 : 500)) / 1000,
      })
      return { unit: 'us', ...figures, details: { rounds } }
    } finally {
      server.stop()
    }
  },
}
