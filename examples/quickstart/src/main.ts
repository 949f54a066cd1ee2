import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { loadClient } from 'rungs'
import type { Style } from 'rungs/output'
import { parse } from 'yaml'
import { look, prepare } from './app.js'
import { type Backends, startBackends } from './backends.js'
import { type Outcome, pictureOf, tableOf } from './report.js'

const home = new URL('..', import.meta.url)
const member = 'ada'
const points = 6200

/** Runs the app for each provider of the config, or for the one that RUNGS_USE names. */
async function main(): Promise<void> {
  const backends = await startBackends(member, points)
  const { RUNGS_USE } = process.env
  const names = RUNGS_USE ? [RUNGS_USE] : await providerNames()
  const outcomes: Outcome[] = []
  try {
    for (const name of names) outcomes.push(await runFor(name, backends))
  } finally {
    await backends.close()
  }
  const style = styleOf(process.stdout)
  for (const outcome of outcomes) console.log(pictureOf(outcome, style))
  console.log(tableOf(outcomes, style))
}

async function runFor(name: string, { env, members, meanwhile }: Backends): Promise<Outcome> {
  const memberId = members[name] ?? member
  const rungs = await loadClient({ cwd: fileURLToPath(home), use: name, env: { ...process.env, ...env } })
  try {
    const done = await prepare(rungs, new URL('ladder.yaml', home), memberId, points)
    meanwhile(name)
    return { ...done, ...(await look(rungs, memberId)) }
  } finally {
    await rungs.close()
  }
}

async function providerNames(): Promise<string[]> {
  const config: { providers: object } = parse(await readFile(new URL('rungs.config.yaml', home), 'utf8'))
  return Object.keys(config.providers)
}

function styleOf({ isTTY, columns }: NodeJS.WriteStream): Style {
  return isTTY ? { unicode: true, color: !process.env.NO_COLOR, width: columns } : {}
}

try {
  await main()
} catch (error) {
  console.error(`quickstart: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
