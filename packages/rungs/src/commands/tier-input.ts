import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from '../errors.js'
import type { Io } from '../io.js'

/** What of a tier can be written on the command line. */
export interface TierFlags {
  name?: string
  threshold?: string
  benefit?: string[]
  from?: string
}

/** Collects an option that may be given again and again. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

/**
 * The tier that the command line describes: the file, with the flags on top. It is not checked here; the client
 * does that, and names every wrong path.
 * @throws UsageError when the file cannot be read, or is no object.
 */
export async function tierInputOf(flags: TierFlags, io: Io): Promise<object> {
  const { from, benefit, name, threshold } = flags
  const written = from === undefined ? {} : await objectFrom(from, io)
  return {
    ...written,
    ...(name === undefined ? {} : { name }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(benefit === undefined ? {} : { benefits: benefit }),
  }
}

async function objectFrom(from: string, io: Io): Promise<object> {
  const text = from === '-' ? await textOf(io.stdin) : await fileText(resolve(io.cwd, from))
  const source = from === '-' ? 'standard input' : from
  // JSON is YAML too, so one parser reads both.
  const { parse } = await import('yaml')
  const value: unknown = attempt(() => parse(text), source)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new UsageError(
    `--from ${source}: expected one tier, for example \`name: Gold\` and \`threshold: 5000\``,
  )
}

function attempt(parse: () => unknown, source: string): unknown {
  try {
    return parse()
  } catch (error) {
    throw new UsageError(
      `--from ${source}: not YAML or JSON: ${error instanceof Error ? error.message : error}`,
    )
  }
}

async function fileText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : error
    throw new UsageError(`--from ${file}: the file cannot be read (${why})`)
  }
}

async function textOf(stdin: Io['stdin']): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString('utf8')
}
