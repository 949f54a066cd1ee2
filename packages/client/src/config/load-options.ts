import type { ClientOptions } from '../types.js'
import type { AdapterFactory, Config } from './define-config.js'

/** Where `loadClient` takes its config from. */
export interface LoadOptions {
  /** The config itself, in place of a file. */
  config?: Config
  /** Where the search for `rungs.config.{ts,js,json,yaml}` begins, going up; the working directory when absent. */
  cwd?: string
  /** The provider to use; wins over `RUNGS_USE` and over the config's `use`. */
  use?: string
  /** The environment; `process.env` when absent. */
  env?: Readonly<Record<string, string | undefined>>
  /**
   * Adapters that come with the caller, by the name that a config gives them; each is imported only when it is
   * chosen and its package is not installed beside the config. For bundled apps, which have no packages to find.
   */
  adapters?: Readonly<Record<string, () => Promise<{ default: AdapterFactory }>>>
  /** Defaults of all calls. */
  client?: ClientOptions
}
