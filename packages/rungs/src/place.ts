import { resolve } from 'node:path'
import type { ClientChoice } from './client.js'
import { namesIn, nearestConfigs } from './config-files.js'
import type { Io } from './io.js'

/** Where the settings of a command stand, and where they led to. */
export interface Place {
  /** The config; absent: the settings come from the environment. */
  file?: string
  /** The provider's path in it, for example `providers.shop`; absent where only running the config would tell. */
  path?: string
  /** Where the last request went, for example `https://api.example.com`; no path and no credential. */
  origin?: string
}

/** What went wrong, and where the settings for it stand. */
export class Placed extends Error {
  override readonly name = 'Placed'
  constructor(
    readonly error: unknown,
    readonly place: Place,
  ) {
    super('placed')
  }
}

/** Where the settings of a choice stand. To be asked only when something went wrong. */
export async function placeOf({ provider, cwd = '.' }: ClientChoice, io: Io): Promise<Place> {
  const [file] = nearestConfigs(resolve(io.cwd, cwd))
  if (file === undefined) return {}
  const name = provider ?? (io.env.RUNGS_USE || undefined) ?? (await namesIn(file))?.use
  return name === undefined ? { file } : { file, path: `providers.${name}` }
}
