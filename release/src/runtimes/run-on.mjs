import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { environment, run } from '../run.mjs'

/**
 * What a runtime says of the contract suite on each provider; `loopback`: whether an emulator answered as a server.
 * @typedef {{ name: string, counts: { passed: number, failed: number, skipped: number, known_gap: number },
 *   failed: { id: string, reason: string }[] }} OfProvider
 * @typedef {{ providers: OfProvider[], loopback?: boolean | undefined }} Found
 */

/** Longer than the suite has ever taken; only something that hangs reaches it. */
const timeoutMs = 600_000

/** What is typed to run a file of the project. Nothing may be fetched, and of the network only loopback be reached. */
const commands = {
  node: ['command.mjs'],
  bun: ['--no-install', 'command.mjs'],
  deno: [
    'run',
    '--no-prompt',
    '--no-remote',
    '--cached-only',
    '--node-modules-dir=manual',
    '--allow-env',
    '--allow-read',
    '--allow-net=127.0.0.1',
    'command.mjs',
  ],
}

/** @typedef {'node' | 'bun' | 'deno' | 'workerd'} Kind */

/**
 * Runs the contract suite of one provider on a runtime, in a process of its own: the suite looks at what is written to the
 * console, so two at once in one process would see each other's.
 * @param {Kind} kind
 * @param {string} binary
 * @param {string} project A folder in which the packages are installed.
 * @param {string} provider
 * @returns {Promise<OfProvider>}
 */
export function suiteOn(kind, binary, project, provider) {
  return kind === 'workerd' ? onWorkerd(binary, project, provider) : toldBy(kind, binary, project, provider)
}

/**
 * Whether an emulator answers as a server on loopback; `undefined` where a runtime has no such servers.
 * @param {Kind} kind
 * @param {string} binary
 * @param {string} project
 * @returns {Promise<boolean | undefined>}
 */
export async function loopbackOn(kind, binary, project) {
  return kind === 'workerd' ? undefined : toldBy(kind, binary, project, 'loopback')
}

/** @param {Exclude<Kind, 'workerd'>} kind @param {string} binary @param {string} project @param {string} asked */
async function toldBy(kind, binary, project, asked) {
  const env = { DENO_NO_UPDATE_CHECK: '1', DO_NOT_TRACK: '1' }
  const { stdout } = await run(binary, [...commands[kind], asked], { cwd: project, timeoutMs, env })
  const last = stdout.trim().split('\n').at(-1)
  if (last === undefined || last === '') throw new Error(`${asked}: ended without a word`)
  return JSON.parse(last)
}

/** The version that a binary says it has. */
export async function versionOf(/** @type {string} */ binary) {
  const { stdout } = await run(binary, ['--version'])
  return (/\d[\w.-]*/.exec(stdout) ?? ['?'])[0]
}

const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
);
`

/** @param {string} binary @param {string} project @param {string} provider */
async function onWorkerd(binary, project, provider) {
  const child = spawn(binary, ['serve', 'workerd.capnp', '--control-fd=3'], {
    cwd: project,
    env: environment(),
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
    timeout: timeoutMs,
  })
  const ended = new Promise((_, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`workerd ended with ${code} before it answered`)))
  })
  try {
    const port = await Promise.race([portOf(child), ended])
    const reply = await Promise.race([fetch(`http://127.0.0.1:${port}/${provider}`), ended])
    if (!reply.ok) throw new Error(`workerd answered ${reply.status}: ${await reply.text()}`)
    return reply.json()
  } finally {
    child.kill()
  }
}

/** workerd takes modules as they are: what a bundler for such platforms makes of the packages. */
export async function bundleWorker(/** @type {string} */ project) {
  await build({
    entryPoints: [join(project, 'worker.mjs')],
    outfile: join(project, 'worker.js'),
    bundle: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['workerd', 'worker'],
    target: 'es2022',
    // Imported only when a server is started, which no worker does.
    external: ['node:*'],
    logLevel: 'error',
  })
  await writeFile(join(project, 'workerd.capnp'), config)
}

/** The port that was free, as the process tells it on a channel of its own. */
function portOf(/** @type {import('node:child_process').ChildProcess} */ child) {
  return new Promise((resolve) => {
    let told = ''
    child.stdio[3]?.on('data', (text) => {
      told += text
      const line = told.split('\n').find((one) => one.includes('"listen"'))
      if (line !== undefined && told.includes('\n')) resolve(JSON.parse(line).port)
    })
  })
}
