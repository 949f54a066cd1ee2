import { resolve } from 'node:path'
import type { AdapterFactory, Client, ClientOptions, LoadOptions } from '@rungs/client'
import type { Capabilities } from '@rungs/model'
import { nearestConfigs } from './config-files.js'
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
const shipped: Readonly<Record<string, () => Promise<Adapter>>> = {
  memory: () => import('@rungs/memory'),
  wix: () => import('@rungs/wix'),
  capillary: () => import('@rungs/capillary'),
  vinr: () => import('@rungs/vinr'),
  scrip: () => import('@rungs/scrip'),
}

interface Adapter {
  default: AdapterFactory
  /** With default settings. */
  capabilities: Capabilities
}

/** Whether the options, the environment or a `rungs.config` say which provider is meant. */
export function isChosen(choice: ClientChoice, io: Io): boolean {
  return nameOf(choice, io) !== undefined || configsFor(choice, io).length > 0
}

/** What a provider can do. */
export interface CapabilitiesOf {
  provider: string
  capabilities: Capabilities
}

/** What each adapter that is installed together with this command can do, with default settings. */
export function allCapabilities(): Promise<CapabilitiesOf[]> {
  const all = Object.entries(shipped).map(async ([provider, load]) => {
    const { capabilities } = await load()
    return { provider, capabilities }
  })
  return Promise.all(all)
}

/**
 * What the chosen provider can do: with its settings; where nothing sets it up yet, with the default ones.
 * @returns with `missing`, what is wrong with the settings that are there, when it is with the default ones.
 * @throws RungsError `configuration` as {@link clientFor}.
 */
export async function capabilitiesOf(
  choice: ClientChoice,
  io: Io,
): Promise<CapabilitiesOf & { missing?: string }> {
  try {
    const client = await clientFor(choice, io)
    const { provider, capabilities } = client
    await client.close()
    return { provider, capabilities }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const provider = nameOf(choice, io) ?? ''
    const load = Object.hasOwn(shipped, provider) ? shipped[provider] : undefined
    if (load === undefined || configsFor(choice, io).length > 0) throw error
    const { capabilities } = await load()
    return { provider, capabilities, missing: error.message }
  }
}

const nameOf = ({ provider }: ClientChoice, { env }: Io) => provider ?? (env.RUNGS_USE || undefined)
const configsFor = ({ cwd: from = '.' }: ClientChoice, { cwd }: Io) => nearestConfigs(resolve(cwd, from))

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
