import { fork } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { cells, table } from './report.mjs'
import { rows } from './rows/index.mjs'

const resultsFile = fileURLToPath(new URL('../results.json', import.meta.url))

const usage = `npm run bench -- [--only ID]... [--quick] [--list]
  --only ID   measures this row only; may be repeated
  --quick     fewer and shorter rounds, for a first look
  --list      prints the ids of the rows`

/** @typedef {import('./budget.mjs').Row} Row @typedef {import('./budget.mjs').Measurement} Measurement */

/** Measures one row in a process of its own, so that no row warms, fills or slows another one's machine. */
function measureRow(/** @type {Row} */ row, /** @type {boolean} */ quick) {
  return new Promise((resolve, reject) => {
    const child = fork(
      fileURLToPath(import.meta.resolve('./run-row.mjs')),
      [row.id, ...(quick ? ['--quick'] : [])],
      // What a peer prints must not come between the table's lines.
      { stdio: ['ignore', process.stderr, process.stderr, 'ipc'] },
    )
    child.once('message', resolve)
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Error(`The row "${row.id}" ended with code ${code} and no figures.`)),
    )
  })
}

async function measureAll(/** @type {Row[]} */ chosen, /** @type {boolean} */ quick) {
  /** @type {import('./report.mjs').Result[]} */
  const results = []
  for (const row of chosen) {
    const started = performance.now()
    process.stderr.write(`${row.id} ...`)
    try {
      /** @type {Measurement} */
      const measurement = await measureRow(row, quick)
      results.push({ row, measurement, within: row.budget.holds(measurement) })
    } catch (error) {
      results.push({ row, failed: error instanceof Error ? error.message : String(error), within: false })
    }
    process.stderr.write(` ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  }
  return results
}

/** Where the figures come from; other people's work on the machine makes every figure larger, CPU time too. */
function about(
  /** @type {{ node: string, cpus: number, load: number[] }} */ { node, cpus, load: [load = 0] },
) {
  const busy = load > cpus / 2 ? '; the machine was busy, so trust the ratios more than the figures' : ''
  return `Node ${node}, ${cpus} CPUs, load ${load.toFixed(1)} at the start${busy}.`
}

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const all = await rows()
  if (values.list) return console.log(all.map(({ id, title }) => `${id.padEnd(20)} ${title}`).join('\n'))
  const unknown = (values.only ?? []).filter((id) => !all.some((row) => row.id === id))
  if (unknown.length > 0) {
    console.error(`There is no row ${unknown.join(', ')}. The rows: ${all.map(({ id }) => id).join(', ')}.`)
    process.exitCode = 2
    return
  }
  const chosen = all.filter(({ id }) => values.only?.includes(id) ?? true)
  const load = loadavg()
  const results = await measureAll(chosen, values.quick)
  const machine = {
    node: process.version,
    cpus: availableParallelism(),
    model: cpus()[0]?.model,
    load,
  }
  await writeFile(
    resultsFile,
    `${JSON.stringify({ at: new Date().toISOString(), quick: values.quick, machine, rows: results.map(cells) }, null, 2)}\n`,
  )
  await new Promise((done) => process.stdout.write(`${table(results)}\n${about(machine)}\n`, done))
  if (results.some((result) => 'failed' in result)) process.exitCode = 1
}

await main()
