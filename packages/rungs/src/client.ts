import { resolve } from 'node:path'
import type { AdapterFactory, Client, ClientOptions, LoadOptions } from '@rungs/client'
import type { Io } from './io.js'

/** Where a command finds its backend, and its manners on the way. */
export interface ClientChoice {
  provider?: string
  cwd?: string
  timeout?: number
  retries?: number
  onLoss?: 'reject' | 'report'
}

/** Adapters that are installed together with this command, for projects that have none of their own. */
const shipped: Readonly<Record<string, () => Promise<{ default: AdapterFactory }>>> = {
  memory: () => import('@rungs/memory'),
  capillary: () => import('@rungs/capillary'),
  scrip: () => import('@rungs/scrip'),
  vinr: () => import('@rungs/vinr'),
  wix: () => import('@rungs/wix'),
}

/**
 * The client that the options, the environment and the nearest `rungs.config` choose.
 * @throws RungsError `configuration` that names the file, the path in it, and what to do.
 */
export async function clientFor(choice: ClientChoice, { env, cwd }: Io): Promise<Client> {
  const { loadClient } = await import('@rungs/client')
  const from = resolve(cwd, choice.cwd ?? '.')
  const options: LoadOptions = { cwd: from, env, client: mannersOf(choice), adapters: shipped }
  if (choice.provider !== undefined) options.use = choice.provider
  return loadClient(options)
}

function mannersOf({ timeout, retries, onLoss }: ClientChoice): ClientOptions {
  return {
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
    ...(retries === undefined ? {} : { retries }),
    ...(onLoss === undefined ? {} : { onLoss }),
  }
}
