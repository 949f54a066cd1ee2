import { RungsError } from '@rungs/model'
import { createJiti } from 'jiti'
import { lilconfig } from 'lilconfig'
import { parse as parseYaml } from 'yaml'

/** A config as it was found. */
export interface FoundConfig {
  /** The file, for messages and for finding adapters beside it. */
  file: string
  value: unknown
}

const module = async (file: string): Promise<unknown> => createJiti(file).import(file, { default: true })

/** The nearest `rungs.config.{ts,js,mjs,json,yaml,yml}` from a folder upwards, read but not yet checked. */
export async function findConfig(cwd: string): Promise<FoundConfig | undefined> {
  const search = lilconfig('rungs', {
    stopDir: '/',
    searchPlaces: ['ts', 'mts', 'js', 'mjs', 'json', 'yaml', 'yml'].map((ending) => `rungs.config.${ending}`),
    loaders: {
      '.ts': module,
      '.mts': module,
      '.js': module,
      '.mjs': module,
      '.json': (_file, content) => JSON.parse(content),
      '.yaml': (_file, content) => parseYaml(content),
      '.yml': (_file, content) => parseYaml(content),
    },
  })
  try {
    const found = await search.search(cwd)
    return found === null ? undefined : { file: found.filepath, value: found.config }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new RungsError({
      code: 'configuration',
      message: `A rungs.config file in or above ${cwd} cannot be read: ${reason}`,
      cause: error,
    })
  }
}
