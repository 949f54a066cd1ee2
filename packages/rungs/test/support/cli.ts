import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The command as it is published. */
export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

/** What a run of the command left behind. */
export interface Run {
  code: number | null
  stdout: string
  stderr: string
}

/** Where and how to run. The environment is only what is given here, and what Node needs. */
export interface RunOptions {
  cwd?: string
  env?: Record<string, string>
  stdin?: string
}

/** Starts the command and does not wait for it. */
export function start(args: readonly string[], { cwd, env = {} }: RunOptions = {}): ChildProcess {
  return spawn(process.execPath, [cli, ...args], {
    ...(cwd === undefined ? {} : { cwd }),
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** Runs the command to its end. */
export async function rungs(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const child = start(args, options)
  child.stdin?.end(options.stdin ?? '')
  const [stdout, stderr] = [collected(child.stdout), collected(child.stderr)]
  const [code] = await once(child, 'close')
  return { code: typeof code === 'number' ? code : null, stdout: stdout(), stderr: stderr() }
}

/** The first line that a process prints. */
export async function firstLine(child: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return text
}

/** A project directory from which the adapters of this workspace can be found, with these files. */
export async function project(
  files: Record<string, string>,
): Promise<{ dir: string; remove(): Promise<void> }> {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))
  await mkdir(cache, { recursive: true })
  const dir = await mkdtemp(join(cache, 'project-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text)
  return { dir, remove: () => rm(dir, { recursive: true }) }
}

/** A config with one VINR provider at this address; `key` as YAML. */
export function vinrConfig(baseUrl: string, key = '{ env: VINR_SECRET_KEY }'): string {
  return `use: shop\nproviders:\n  shop: { adapter: vinr, options: { baseUrl: '${baseUrl}', apiKey: ${key} } }\n`
}

/** The one JSON document of a text that has to be exactly that. */
export function document(text: string): unknown {
  if (!/^[^\n]+\n$/.test(text)) throw new Error(`expected one line, got ${JSON.stringify(text)}`)
  return JSON.parse(text)
}

/** All that a stream has given so far, whenever it is asked. */
export function collected(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = []
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString('utf8')
}
