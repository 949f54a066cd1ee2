import { join } from 'node:path'
import { RungsError } from '@rungs/model'
import { createClient } from '../client.js'
import type { Client } from '../types.js'
import { isOurs, makeProvider } from './adapter.js'
import { checkConfig, chooseProvider } from './check-config.js'
import type { Config } from './define-config.js'
import { findConfig } from './find-config.js'
import type { LoadOptions } from './load-options.js'
import { resolveSecrets } from './secrets.js'

/** Finds the config, chooses the provider, imports its adapter and makes the client. */
export async function load(options: LoadOptions): Promise<Client> {
  const env = options.env ?? process.env
  const cwd = options.cwd ?? process.cwd()
  const { config, file } = await configOf(options, cwd, env)
  const name = chooseProvider(config, file, options.use, env)
  const path = `providers.${name}`
  const provider = config.providers[name] ?? { adapter: name }
  const settings = resolveSecrets(provider.options ?? {}, `${path}.options`, file, env)
  return createClient(await makeProvider(provider, settings, path, file), options.client)
}

async function configOf(
  options: LoadOptions,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ config: Config; file: string }> {
  const beside = join(cwd, 'rungs.config')
  if (options.config !== undefined) return { config: checkConfig(options.config, beside), file: beside }
  const found = await findConfig(cwd)
  if (found !== undefined) return { config: checkConfig(found.value, found.file), file: found.file }
  const name = options.use ?? env.RUNGS_USE
  if (name !== undefined && isOurs(name))
    return { config: { providers: { [name]: { adapter: name } } }, file: beside }
  throw new RungsError({
    code: 'configuration',
    message: `No rungs.config.ts, .js, .json or .yaml was found in or above ${cwd}. Write one, or name an adapter of Rungs with \`use\` or RUNGS_USE.`,
  })
}
