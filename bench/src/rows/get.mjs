import { ratioAtMost } from '../budget.mjs'

const baseline = 'bare fetch + JSON.parse'

/** Each name with the export of `subjects/http-clients.mjs` that connects it. */
const clients = [
  ['@rungs/client + @rungs/vinr', 'rungsVinr'],
  ['ours over sendOverFetch', 'rungsVinrOverFetch'],
  [baseline, 'bareFetch'],
  ['ky', 'kyOnce'],
  ['@wix/sdk', 'wix'],
  ['@voucherify/sdk', 'voucherify'],
  ['talon_one', 'talonOne'],
  ['stripe', 'stripe'],
  ['node:http', 'nodeHttp'],
]

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'get',
  title: 'one GET through the whole client (CPU)',
  budget: ratioAtMost(1.35, baseline),
  async run({ quick }) {
    const { apart } = await import('../measure/apart.mjs')
    const { median } = await import('../measure/rounds.mjs')
    const { startReplies } = await import('../servers/start.mjs')
    const { url, port, stop } = await startReplies()
    try {
      const { rounds, ...figures } = await apart(
        clients.map(([name = '', make = '']) => ({
          name,
          file: /** @type {const} */ ('http-clients'),
          make,
          args: [{ url, port }],
        })),
        {
          processes: quick ? 1 : 2,
          rounds: quick ? 5 : 13,
          // Thousands of calls, before the compiler is done with a client as large as these.
          warmUpMs: quick ? 500 : 3000,
          roundMs: quick ? 60 : 100,
          unit: (nanoseconds) => nanoseconds / 1000,
          expect: '"Gold"',
        },
      )
      const over = (/** @type {number[]} */ values) =>
        median(values.map((value, round) => value / (rounds[baseline]?.[round] ?? Number.NaN))).toFixed(2)
      const ratios = Object.entries(rounds).map(([name, values]) => `${name} ${over(values)}`)
      return {
        unit: 'us',
        ...figures,
        notes: [`times ${baseline}: ${ratios.join(', ')}`],
        details: { rounds },
      }
    } finally {
      stop()
    }
  },
}
