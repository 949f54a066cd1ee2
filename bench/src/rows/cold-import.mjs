import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ratioAtMost } from '../budget.mjs'

const run = promisify(execFile)
const importCost = fileURLToPath(import.meta.resolve('../servers/import-cost.mjs'))
const firstCall = fileURLToPath(import.meta.resolve('../servers/first-call.mjs'))

/** CPU milliseconds of a new process that runs this script. */
async function spent(/** @type {string[]} */ ...script) {
  const { stdout } = await run(process.execPath, script)
  return Number(stdout) / 1000
}

const subjects = [
  { name: '@rungs/client + @rungs/vinr', packages: ['@rungs/client', '@rungs/vinr'] },
  { name: '@wix/sdk + @wix/loyalty', packages: ['@wix/sdk', '@wix/loyalty'] },
  { name: '@voucherify/sdk', packages: ['@voucherify/sdk'] },
  { name: 'talon_one', packages: ['talon_one'] },
]

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'cold-import',
  title: 'cold import of client + one adapter, over bare node (CPU)',
  budget: ratioAtMost(0.5, '@wix/sdk + @wix/loyalty'),
  async run({ quick }) {
    const { inTurns, median } = await import('../measure/rounds.mjs')
    /** @type {number[]} */
    const bare = []
    const { rounds, ...figures } = await inTurns(subjects, {
      rounds: quick ? 5 : 25,
      warmups: 1,
      once: async ({ packages }) => {
        const nothing = await spent(importCost)
        bare.push(nothing)
        return (await spent(importCost, ...packages)) - nothing
      },
    })
    /** @type {number[]} */
    const first = []
    for (let n = 0; n < (quick ? 3 : 9); n++) first.push((await spent(firstCall)) - (await spent(importCost)))
    const { adapters } = await import('../subjects/adapters.mjs')
    /** @type {string[]} */
    const each = []
    for (const { name } of adapters) {
      /** @type {number[]} */
      const costs = []
      for (let n = 0; n < (quick ? 3 : 9); n++)
        costs.push((await spent(importCost, '@rungs/client', `@rungs/${name}`)) - (await spent(importCost)))
      each.push(`${name} ${median(costs).toFixed(1)}`)
    }
    return {
      unit: 'ms',
      ...figures,
      notes: [
        `client + each adapter, in ms: ${each.join(', ')}`,
        `bare node ${median(bare).toFixed(1)} ms; ours with all that waits for the first call, to the end of a tiers.get over a stub of fetch: ${median(first).toFixed(1)} ms`,
      ],
      details: { bare, first, rounds },
    }
  },
}
