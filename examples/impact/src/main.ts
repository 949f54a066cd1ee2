import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { impact } from '@rungs/engine'
import type { Style } from 'rungs/output'
import { generatedCsv } from './generate.js'
import { readLadder } from './ladders.js'
import { membersOf } from './members.js'
import { countsOf, movesOf, pictureOf, summaryOf } from './report.js'

const usage = 'usage: npm start -- [ladder.yaml changed.yaml members.csv] [--generate N]'
const here = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))

async function main(args: string[]): Promise<void> {
  const { positionals, generate } = argumentsOf(args)
  const [before = here('ladder.yaml'), after = here('changed.yaml'), csv = here('members.csv')] = positionals
  const [old, changed] = [await readLadder(before), await readLadder(after)]
  for (const warning of changed.warnings) console.error(`note: ${warning}`)
  const started = performance.now()
  const used = process.cpuUsage()
  const found = await impact({
    before: old.ladder,
    after: changed.ladder,
    members: membersOf(generate === undefined ? createReadStream(csv) : generatedCsv(generate)),
    at: new Date().toISOString(),
  })
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(used)
  const style = styleOf(process.stdout)
  console.log(summaryOf(found))
  console.log(pictureOf(found, changed.ladder, style))
  console.log(countsOf(found, changed.ladder, style))
  console.log(movesOf(found, changed.ladder, style))
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
  const cpu = (user + system) / 1_000_000
  console.log(`${seconds.toFixed(2)} s, ${cpu.toFixed(2)} s of CPU, at most ${megabytes} MB of memory.`)
}

function argumentsOf(args: string[]): { positionals: string[]; generate: number | undefined } {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { generate: { type: 'string' } },
  })
  const { generate } = values
  const wrong = generate !== undefined && !/^\d{1,9}$/.test(generate)
  if (positionals.length > 3 || wrong) throw new Error(usage)
  return { positionals, generate: generate === undefined ? undefined : Number(generate) }
}

function styleOf({ isTTY, columns }: NodeJS.WriteStream): Style {
  return isTTY ? { unicode: true, color: !process.env.NO_COLOR, width: columns } : {}
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(`impact: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
