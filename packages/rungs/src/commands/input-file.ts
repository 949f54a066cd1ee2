import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from '../errors.js'
import type { Io } from '../io.js'

/**
 * The object in a YAML or JSON file, or on standard input (`-`); an empty one where no file is named.
 * @throws UsageError when it cannot be read, or is no object; `example` shows what one looks like.
 */
export async function objectFrom(from: string | undefined, io: Io, example: string): Promise<object> {
  if (from === undefined) return {}
  const text = from === '-' ? await textOf(io.stdin) : await fileText(resolve(io.cwd, from))
  const source = from === '-' ? 'standard input' : from
  // JSON is YAML too, so one parser reads both.
  const { parse } = await import('yaml')
  const value: unknown = attempt(() => parse(text), source)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new UsageError(`--from ${source}: expected ${example}`)
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
