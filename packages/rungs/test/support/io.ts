import type { Io, Sink } from '../../src/io.js'
import { main } from '../../src/program.js'
import type { Run, RunOptions } from './cli.js'

/** Runs a command in this process: like the command that is built, but much faster. With `columns` on a terminal. */
export async function runHere(
  args: readonly string[],
  { cwd = '/', env = {}, stdin = '', columns }: RunOptions & { columns?: number } = {},
): Promise<Run> {
  const written = { stdout: '', stderr: '' }
  const sink = (name: keyof typeof written): Sink => ({
    write: (text) => {
      written[name] += text
    },
    ...(columns === undefined ? {} : { isTTY: true, columns }),
  })
  const io: Io = {
    stdin: textOf(stdin),
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    env,
    cwd,
    onStop: (stop) => stop(),
  }
  return { code: await main(args, io), ...written }
}

async function* textOf(text: string): AsyncGenerator<string> {
  yield text
}
