import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { root, type Snippet } from './markdown.js'

/** What a person types is `npx rungs`; here it is the command of this repository, built by turbo or by its launcher. */
export const command = join(
  root,
  process.env.TURBO_HASH === undefined ? 'scripts/rungs.mjs' : 'packages/rungs/dist/cli.js',
)
const typed = 'npx rungs'
/** The port that the documents start the emulators at; the tests take free ones. */
const FIRST_PORT = 4010

const programs: Readonly<Record<string, (file: string) => [string, ...string[]]>> = {
  sh: (file) => ['sh', '-eu', file],
  python: (file) => ['python3', file],
  js: (file) => [process.execPath, file],
}

/** Whether this machine has what a block is written in, and what it calls. */
export function canRun({ lang, code }: Snippet): boolean {
  const [program] = programs[lang]?.('') ?? ['']
  const needed = [program, ...(/\bcurl\b/.test(code) ? ['curl'] : [])]
  return needed.every((name) => name === process.execPath || isThere(name))
}

const isThere = (name: string): boolean =>
  spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined

/** One document that is followed from top to bottom, in a folder of its own, as a reader would. */
export class Walkthrough {
  readonly #folder: string
  #server: ChildProcess | undefined
  #urls: string[] = []
  #count = 0

  constructor(folder: string) {
    this.#folder = folder
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  }

  /** Starts what a block marked `start` starts, in place of what was started before. */
  async start({ code }: Snippet): Promise<void> {
    await this.stop()
    const line = code.replace(/--port \d+/, '--port 0 --json').replace(typed, `exec "$NODE" "$RUNGS"`)
    const server = spawn('sh', ['-euc', line], this.#options())
    this.#server = server
    server.stderr.pipe(process.stderr)
    const [ready] = await once(server.stdout, 'data')
    const named: Record<string, { url: string }> = JSON.parse(String(ready))
    this.#urls = Object.values(named).map(({ url }) => url)
  }

  /** Runs a block marked `run` and gives what it prints. */
  async run({ lang, code, meta }: Snippet): Promise<string> {
    if (meta.includes('stopped')) await this.stop()
    const file = join(this.#folder, `${++this.#count}.${lang === 'js' ? 'mjs' : lang}`)
    writeFileSync(file, this.#urls.reduce(atFreePort, code.replaceAll(typed, `"$NODE" "$RUNGS"`)))
    const [program, ...args] = programs[lang]?.(file) ?? ['false']
    const child = spawn(program, args, this.#options())
    const [printed, complaint, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ])
    if (status !== 0) throw new Error(`ended with ${status}: ${complaint}${printed}`)
    return printed
  }

  async stop(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined || server.exitCode !== null) return
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    const [status] = await ended
    if (status !== 0) throw new Error(`the emulators ended with ${status}`)
  }

  async end(): Promise<void> {
    await this.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #options() {
    return { cwd: this.#folder, env: { ...process.env, NODE: process.execPath, RUNGS: command } }
  }
}

const atFreePort = (code: string, url: string, index: number): string =>
  code.replaceAll(`http://127.0.0.1:${FIRST_PORT + index}`, url)
