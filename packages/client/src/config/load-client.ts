import type { Client } from '../types.js'
import type { LoadOptions } from './load-options.js'

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
