import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { loadClient } from 'rungs'
import type { Style } from 'rungs/output'
import { parse } from 'yaml'
import { type Outcome, runApp } from './app.js'
import { type Backends, startBackends } from './backends.js'
import { pictureOf, tableOf } from './report.js'

const home = new URL('..', import.meta.url)
const member = 'ada'
const points = 6200

/** Runs the app for each provider of the config, or for the one that RUNGS_USE names. */
async function main(): Promise<void> {
  const backends = await startBackends(member)
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

async function runFor(name: string, { env, members }: Backends): Promise<Outcome> {
  const rungs = await loadClient({ cwd: fileURLToPath(home), use: name, env: { ...process.env, ...env } })
  try {
    return await runApp(rungs, new URL('ladder.yaml', home), members[name] ?? member, points)
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
