import type { TierProvider } from '@rungs/model'

/** Makes a provider from its settings: the default export of every adapter package. */
export type AdapterFactory = (settings: never) => TierProvider

/** One provider that an app can be switched to. */
export interface ProviderConfig {
  /**
   * `memory`, `wix`, `capillary`, `vinr` or `scrip` for the packages of Rungs, the package name of somebody
   * else's adapter, or (in a `.ts` or `.js` config) the adapter function itself.
   */
  adapter: string | AdapterFactory
  /** The adapter's own settings. `{ env: 'NAME' }` in place of any value is read from the environment. */
  options?: Record<string, unknown>
}

/** What stands in `rungs.config.{ts,js,json,yaml}`. */
export interface Config {
  /** Which of `providers` an app uses; `RUNGS_USE` in the environment overrides it. */
  use?: string
  /** The providers, each under a name of your own. */
  providers: Record<string, ProviderConfig>
}

/** Gives a config its type. Does nothing else; nothing is read here. */
export function defineConfig(config: Config): Config {
  return config
}
