import { atMost } from '../budget.mjs'

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'emulator-start',
  title: 'emulator: from its command to its first answer (CPU)',
  budget: atMost(250, 'ms'),
  async run({ quick }) {
    const { inTurns, median } = await import('../measure/rounds.mjs')
    const { startServer } = await import('../servers/start.mjs')
    const { tierServers, withoutJava } = await import('../subjects/tier-servers.mjs')
    const subjects = (await tierServers()).map((command) => ({
      ...command,
      readyMs: /** @type {number[]} */ ([]),
    }))
    const { rounds, ...figures } = await inTurns(subjects, {
      rounds: quick ? 3 : 9,
      warmups: 1,
      once: async ({ readyMs, ...command }) => {
        const server = await startServer(command)
        readyMs.push(server.readyMs)
        const spent = await server.cpuMs()
        await server.stop()
        return spent
      },
    })
    const wall = subjects.map(({ name, readyMs }) => [name, Math.round(median(readyMs.slice(1)))])
    return {
      unit: 'ms',
      ...figures,
      peers: [...figures.peers, withoutJava],
      notes: [`to 10 ms; by the wall clock: ${wall.map(([name, ms]) => `${name} ${ms} ms`).join(', ')}`],
      details: { byTheWallClock: Object.fromEntries(wall), rounds },
    }
  },
}
