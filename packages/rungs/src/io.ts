import type { Style } from './output/style.js'

/** What a command may write to. */
export interface Sink {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** All that a command knows of the process that it runs in, so that it can run in a test too. */
export interface Io {
  readonly stdin: AsyncIterable<Buffer | string>
  readonly stdout: Sink
  readonly stderr: Sink
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /**
   * Asks the person at the terminal, on stderr; absent where nobody is there to answer. The answer is `undefined` when
   * they end the input instead.
   */
  readonly ask?: (question: string) => Promise<string | undefined>
  /** Calls back at SIGINT and SIGTERM; until then the process lives on after such a signal. */
  onStop(stop: () => void): void
}

/** Plain where nobody watches: colours and box drawing are for terminals, and NO_COLOR is honoured. */
export function styleOf(sink: Sink, { env }: Io, ascii = false): Style {
  if (sink.isTTY !== true) return {}
  const dumb = env.TERM === 'dumb'
  return {
    unicode: !ascii && !dumb,
    color: !dumb && (env.NO_COLOR ?? '') === '',
    ...(sink.columns === undefined ? {} : { width: sink.columns }),
  }
}
