import { isRungsError } from '@rungs/model'
import { createJiti } from 'jiti'
import { lilconfig } from 'lilconfig'
import { configurationError } from './problem.js'
import { readJson, readYaml } from './read-text.js'

/** A config as it was found. */
export interface FoundConfig {
  /** The file, for messages and for finding adapters beside it. */
  file: string
  value: unknown
}

/**
 * The nearest `rungs.config.{ts,mts,js,mjs,json,yaml,yml}` from a folder upwards, read but not yet checked.
 * @throws RungsError `configuration` that names the file, and the line where the parser knows it.
 */
export async function findConfig(cwd: string): Promise<FoundConfig | undefined> {
  const search = lilconfig('rungs', {
    stopDir: '/',
    cache: false,
    // An empty file is a mistake to name, not a reason to look on further up.
    ignoreEmptySearchPlaces: false,
    searchPlaces: ['ts', 'mts', 'js', 'mjs', 'json', 'yaml', 'yml'].map((ending) => `rungs.config.${ending}`),
    loaders: {
      '.ts': readModule,
      '.mts': readModule,
      '.js': readModule,
      '.mjs': readModule,
      '.json': readJson,
      '.yaml': readYaml,
      '.yml': readYaml,
    },
  })
  try {
    const found = await search.search(cwd)
    return found === null ? undefined : { file: found.filepath, value: found.config }
  } catch (error) {
    if (isRungsError(error)) throw error
    const message = `a rungs.config file there or above cannot be read: ${firstLine(error)}`
    throw configurationError(cwd, [{ path: '', message }], '', error)
  }
}

/**
 * The default export of a module, as the file stands now. No transpiled copy is left on disk: a config may
 * hold secrets.
 */
async function readModule(file: string): Promise<unknown> {
  let module: object
  try {
    module = await createJiti(file, { fsCache: false, moduleCache: false }).import<object>(file)
    if ('default' in module) return await module.default
  } catch (error) {
    const message = `it cannot be loaded: ${firstLine(error)}${lineIn(file, error)}`
    throw configurationError(file, [{ path: '', message }], '', error)
  }
  const advice = 'Write: export default defineConfig({ ... }).'
  throw configurationError(file, [{ path: '', message: 'expected a default export, got none' }], advice)
}

function firstLine(error: unknown): string {
  return (textOf(error).split('\n')[0] ?? '').trim()
}

/** Syntax errors tell where they are on a line of their own. */
function lineIn(file: string, error: unknown): string {
  const place = /^(\d+):(\d+)/.exec(textOf(error).split(`${file}:`)[1] ?? '')
  return place === null ? '' : `, see line ${place[1]}, column ${place[2]}`
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
