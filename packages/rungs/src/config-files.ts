import { existsSync } from 'node:fs'
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
