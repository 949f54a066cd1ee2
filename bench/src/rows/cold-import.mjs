import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ratioAtMost } from '../budget.mjs'

const run = promisify(execFile)
const script = fileURLToPath(import.meta.resolve('../servers/import-cost.mjs'))

/** CPU milliseconds of a new process that imports these packages and does nothing with them. */
async function importing(/** @type {readonly string[]} */ packages) {
  const { stdout } = await run(process.execPath, [script, ...packages])
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
        const nothing = await importing([])
        bare.push(nothing)
        return (await importing(packages)) - nothing
      },
    })
    return {
      unit: 'ms',
      ...figures,
      notes: [`bare node ${median(bare).toFixed(1)} ms`],
      details: { bare, rounds },
    }
  },
}
