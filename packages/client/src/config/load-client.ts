import type { Client, ClientOptions } from '../types.js'
import type { Config } from './define-config.js'

/** Where {@link loadClient} takes its config from. */
export interface LoadOptions {
  /** The config itself, in place of a file. */
  config?: Config
  /** Where the search for `rungs.config.{ts,js,json,yaml}` begins, going up; the working directory when absent. */
  cwd?: string
  /** The provider to use; wins over `RUNGS_USE` and over the config's `use`. */
  use?: string
  /** The environment; `process.env` when absent. */
  env?: Readonly<Record<string, string | undefined>>
  /** Defaults of all calls. */
  client?: ClientOptions
}

/**
 * A client for the provider that the config names. Only that provider's adapter is imported. Without a config
 * file, `use` (or `RUNGS_USE`) may name one of the adapters of Rungs, which then takes its settings from the
 * environment. Needs a file system: in a browser use `createClient`.
 * @throws RungsError `configuration` that names the file, the path in it, and what to do.
 */
export async function loadClient(options: LoadOptions = {}): Promise<Client> {
  const { load } = await import('./load.js')
  return load(options)
}
