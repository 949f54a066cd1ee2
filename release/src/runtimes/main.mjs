import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { installProject } from '../install.mjs'
import { packAll } from '../pack.mjs'
import { binaryOf, runtimes } from './binaries.mjs'
import { providersLine, tableOf, troubles } from './report.mjs'
import { bundleWorker, loopbackOn, suiteOn, versionOf } from './run-on.mjs'

const usage = `npm run runtimes -- [--only NAME]... [--json]
  Installs the packed packages into a project, and runs the contract suite of every provider on each runtime.
  --only NAME   the running Node, and this one, for example bun or "node 24"; may be repeated
  --json        the rows as JSON`

/** @typedef {import('./report.mjs').Row} Row @typedef {import('./binaries.mjs').Runtime} Runtime */

const messageOf = (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error))

const providers = ['memory', 'wix', 'capillary', 'vinr', 'scrip']

/** Every suite waits a lot, for deadlines of its cases, so there may be more at a time than there are cores. */
const atOnce = pool(availableParallelism() * 2)

/** Runs tasks as they come, a number of them at a time. */
function pool(/** @type {number} */ size) {
  let free = size
  /** @type {(() => void)[]} */
  const waiting = []
  /**
   * @template T
   * @param {() => Promise<T>} task
   */
  return async (task) => {
    if (free > 0) free -= 1
    else await new Promise((go) => waiting.push(() => go(undefined)))
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}

/** @returns {Promise<Row>} */
async function rowOf(/** @type {Runtime} */ runtime, /** @type {string} */ project) {
  const { name, kind, skipped } = runtime
  const from = runtime.package === undefined ? 'the machine' : `${runtime.package}@${runtime.version}`
  if (skipped !== undefined) return { name, from: 'nowhere', skipped: `skipped: ${skipped}` }
  try {
    const binary = await binaryOf(runtime)
    const version = await versionOf(binary)
    let seconds = 0
    /**
     * @template T
     * @param {() => Promise<T>} task
     */
    const timed = (task) =>
      atOnce(async () => {
        const started = performance.now()
        const found = await task()
        seconds += (performance.now() - started) / 1000
        return found
      })
    const [loopback, ...suites] = await Promise.all([
      timed(() => loopbackOn(kind, binary, project)),
      ...providers.map((provider) => timed(() => suiteOn(kind, binary, project, provider))),
    ])
    process.stderr.write(`${name} done\n`)
    return { name, from, version, seconds, found: { providers: suites, loopback } }
  } catch (error) {
    return { name, from, trouble: messageOf(error) }
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const wanted = values.only?.map((name) => name.toLowerCase())
  const names = runtimes.map(({ name }) => name.toLowerCase())
  const unknown = (wanted ?? []).filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    console.error(`There is no runtime ${unknown.join(', ')}. The runtimes: ${names.join(', ')}.`)
    process.exitCode = 2
    return
  }
  // The running Node comes always: what passes there has to pass everywhere.
  const chosen = runtimes.filter(
    ({ name }, index) => index === 0 || (wanted?.includes(name.toLowerCase()) ?? true),
  )
  const place = await mkdtemp(join(tmpdir(), 'rungs-runtimes-'))
  try {
    const project = join(place, 'project')
    await installProject(project, await packAll(join(place, 'tarballs')), { from: 'runtimes' })
    await bundleWorker(project)
    const rows = await Promise.all(chosen.map((runtime) => rowOf(runtime, project)))
    const wrong = troubles(rows)
    if (values.json) console.log(JSON.stringify(rows, null, 2))
    else console.log([tableOf(rows), providersLine(rows), ...wrong].join('\n'))
    if (wrong.length > 0) process.exitCode = 1
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

await main()
