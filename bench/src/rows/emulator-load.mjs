import { atLeast } from '../budget.mjs'

const peer = '@stoplight/prism-cli'
const leastRatio = 4
const fast = atLeast(15_000, 'requests/s')

/** Requests before the first that count: by then both servers are as fast as they get. */
const WARM_UP = 30_000

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'emulator-load',
  title: 'emulator over loopback: GET one tier, by the CPU time of the server',
  budget: {
    text: `${fast.text}, >= ${leastRatio} x ${peer}`,
    holds: (measurement) => {
      const found = measurement.peers.find(({ name }) => name === peer)
      const ratio = found !== undefined && 'ratio' in found ? (found.ratio ?? 0) : 0
      return fast.holds(measurement) && ratio >= leastRatio
    },
  },
  async run({ quick }) {
    const { inTurns, median } = await import('../measure/rounds.mjs')
    const { load, startServer } = await import('../servers/start.mjs')
    const { tierServers, withoutJava } = await import('../subjects/tier-servers.mjs')
    const subjects = []
    try {
      for (const command of await tierServers()) {
        subjects.push({
          name: command.name,
          server: await startServer(command),
          perSecond: /** @type {number[]} */ ([]),
        })
      }
      for (const { server } of subjects)
        await load({ url: server.url, headers: server.headers, amount: WARM_UP })
      const { rounds, ...figures } = await inTurns(subjects, {
        rounds: quick ? 3 : 5,
        warmups: 1,
        once: async ({ server, name, perSecond }) => {
          const before = await server.cpuMs()
          const result = await load({
            url: server.url,
            headers: server.headers,
            amount: quick ? 10_000 : 30_000,
          })
          if (result.failed > 0) throw new Error(`${name}: ${result.failed} requests had no good answer.`)
          perSecond.push(result.requests / result.seconds)
          return result.requests / (((await server.cpuMs()) - before) / 1000)
        },
      })
      const wall = subjects.map(({ name, perSecond }) => [name, Math.round(median(perSecond.slice(1)))])
      return {
        unit: 'requests/s',
        ...figures,
        peers: [...figures.peers, withoutJava],
        notes: [
          `10 connections; by the wall clock, load and server on the same cores: ${wall.map((pair) => pair.join(' ')).join(', ')}`,
        ],
        details: { byTheWallClock: Object.fromEntries(wall), rounds },
      }
    } finally {
      for (const { server } of subjects) await server.stop()
    }
  },
}
