import type { Call, Client } from '@rungs/client'
import type { Loss } from '@rungs/model'
import type { Command } from 'commander'
import type { ClientChoice } from '../client.js'
import { watchRequests } from '../doctor/wire.js'
import { type Io, styleOf } from '../io.js'
import { writeJson } from '../output/json.js'
import type { Style } from '../output/style.js'
import { cleanLines } from '../output/words.js'
import { Placed, placeOf } from '../place.js'
import type { Globals } from './globals.js'

/** What is needed to draw results; loaded only when there is something to draw. */
export type Drawing = typeof import('../output/index.js')

/** One command that talks to a backend. */
export interface Task<T> {
  /** Asks the backend. */
  ask(client: Client): Promise<T>
  /** The answer for people; with `--json` it is printed as it is instead. */
  show(answer: T, drawing: Drawing, style: Style): string
}

/** Runs a task with the client that the command line chooses, and prints its answer. */
export async function run<T>(command: Command, io: Io, { ask, show }: Task<T>): Promise<void> {
  const globals: Globals = command.optsWithGlobals()
  const { clientFor } = await import('../client.js')
  const client = await clientFor(globals, io)
  try {
    const { answer, losses } = await placing(() => answerOf(ask(client)), globals, io)
    reportLosses(losses, io, globals)
    if (globals.json === true) {
      writeJson(io.stdout, answer)
      return
    }
    if (client.provider === 'memory')
      io.stderr.write('note: memory begins empty at every command and keeps nothing after it\n')
    io.stdout.write(show(answer, await import('../output/index.js'), styleOf(io.stdout, io, globals.ascii)))
  } finally {
    await client.close()
  }
}

/** Asks a backend; what goes wrong with it tells where the settings stand, and where they led to. */
export async function placing<T>(ask: () => Promise<T>, choice: ClientChoice, io: Io): Promise<T> {
  const watch = watchRequests()
  try {
    return await ask()
  } catch (error) {
    const { origin } = watch
    throw new Placed(error, { ...(await placeOf(choice, io)), ...(origin === undefined ? {} : { origin }) })
  } finally {
    watch.stop()
  }
}

async function answerOf<T>(asked: Promise<T> | Call<T>): Promise<{ answer: T; losses: readonly Loss[] }> {
  if (!('withDetails' in asked)) return { answer: await asked, losses: [] }
  const { data, losses } = await asked.withDetails()
  return { answer: data, losses }
}

/** What `--on-loss report` went on without: on stderr, for stdout has the answer. */
function reportLosses(losses: readonly Loss[], io: Io, { json }: Globals): void {
  if (losses.length === 0) return
  if (json === true) writeJson(io.stderr, { losses })
  else for (const { path, reason } of losses) io.stderr.write(cleanLines(`lost: ${path}: ${reason}\n`))
}

/** The part of a command's help that shows it at work. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`
}
