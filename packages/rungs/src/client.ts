import { resolve } from 'node:path'
import type { AdapterFactory, Client, ClientOptions, LoadOptions } from '@rungs/client'
import type { Io } from './io.js'

/** Where a command finds its backend, and its manners on the way. */
export interface ClientChoice {
  provider?: string
  cwd?: string
  timeout?: number
  retries?: number
}

/** Adapters that are installed together with this command. */
const shipped: Readonly<Record<string, () => Promise<{ default: AdapterFactory }>>> = {
  memory: () => import('@rungs/memory'),
  vinr: () => import('@rungs/vinr'),
}

/**
 * The client that the options, the environment and the nearest `rungs.config` choose.
 * @throws RungsError `configuration` that names the file, the path in it, and what to do.
 */
export async function clientFor(choice: ClientChoice, { env, cwd }: Io): Promise<Client> {
  const { loadClient } = await import('@rungs/client')
  const from = resolve(cwd, choice.cwd ?? '.')
  const options: LoadOptions = { cwd: from, env, client: mannersOf(choice) }
  if (choice.provider !== undefined) options.use = choice.provider
  try {
    return await loadClient(options)
  } catch (error) {
    const name = options.use ?? env.RUNGS_USE ?? ''
    const adapter = Object.hasOwn(shipped, name) ? shipped[name] : undefined
    if (adapter === undefined || !isUninstalledWithoutConfig(error, name)) throw error
    const factory = (await adapter()).default
    return loadClient({ ...options, use: name, config: { providers: { [name]: { adapter: factory } } } })
  }
}

/**
 * Whether there is no config, and the named adapter cannot be found from the working directory. A project with a
 * config has to have its adapters installed, for its app needs them too; a directory without one need not.
 */
function isUninstalledWithoutConfig(error: unknown, name: string): boolean {
  return (
    error instanceof Error &&
    error.message.startsWith(`the provider ${name}: providers.${name}.adapter: the package`)
  )
}

function mannersOf({ timeout, retries }: ClientChoice): ClientOptions {
  return {
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
    ...(retries === undefined ? {} : { retries }),
  }
}
