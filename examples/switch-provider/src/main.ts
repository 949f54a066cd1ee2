import { pictureOf } from './app.js'
import { type Backends, startBackends } from './backends.js'
import { switchProvider } from './demo.js'
import { tableOf } from './rows.js'

const usual: [string, string][] = [
  ['memory', 'vinr'],
  ['wix', 'scrip'],
  ['capillary', 'wix'],
]

async function main(): Promise<void> {
  const [from, to] = process.argv.slice(2)
  if ((from === undefined) !== (to === undefined))
    throw new Error('Name two providers, for example: wix scrip')
  const pairs = from !== undefined && to !== undefined ? [[from, to] as const] : usual
  for (const [here, there] of pairs) {
    // Each move begins with fresh backends.
    const backends = await startBackends()
    try {
      console.log(await told(here, there, backends))
    } finally {
      await backends.close()
    }
  }
}

async function told(from: string, to: string, backends: Backends): Promise<string> {
  const { before, after, diff, ladder, members } = await switchProvider(from, to, backends)
  const arrived = ladder.tiers.filter(({ outcome }) => outcome !== 'refused').length
  return [
    `== From ${from} to ${to}\n`,
    pictureOf(before),
    `rungs.config.yaml:\n${diff}\n`,
    pictureOf(after),
    `${arrived} of ${ladder.tiers.length} tiers came along. What did not come along as it was:\n`,
    tableOf([...ladder.rows, ...members]),
  ].join('\n')
}

try {
  await main()
} catch (error) {
  console.error(`switch-provider: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
