import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** In the order in which they are looked for. */
const names = ['ts', 'mts', 'js', 'mjs', 'json', 'yaml', 'yml'].map((ending) => `rungs.config.${ending}`)

/** The configs of a folder; only the first of them is read. */
export function configsIn(dir: string): string[] {
  return names.map((name) => join(dir, name)).filter((file) => existsSync(file))
}

/** The configs of the nearest folder that has any, from a folder upwards. */
export function nearestConfigs(from: string): string[] {
  for (let at = from; ; at = dirname(at)) {
    const here = configsIn(at)
    if (here.length > 0 || at === dirname(at)) return here
  }
}

/** What a config names. */
export interface ConfigNames {
  /** Which provider it uses, when nothing else says so. */
  use?: string
  providers: string[]
}

/**
 * What a config names that is data. Unchecked, and `undefined` where it cannot be read or is a program: that is run to
 * make a client, and for nothing less.
 */
export async function namesIn(file: string): Promise<ConfigNames | undefined> {
  if (!/\.(ya?ml|json)$/.test(file)) return undefined
  const { parse } = await import('yaml')
  try {
    const { use, providers: given }: { use?: unknown; providers?: unknown } = Object(
      parse(readFileSync(file, 'utf8')),
    )
    const providers = Object.keys(Object(given))
    const used = typeof use === 'string' ? use : providers.length === 1 ? providers[0] : undefined
    return { providers, ...(used === undefined ? {} : { use: used }) }
  } catch {
    return undefined
  }
}
