import { capillary } from '@rungs/capillary'
import { type Client, createClient } from '@rungs/client'
import { createEmulator, type Emulator, type Vendor } from '@rungs/emulators'
import { memory } from '@rungs/memory'
import { type Clock, type Metric, systemClock, type TierProvider } from '@rungs/model'
import { scrip } from '@rungs/scrip'
import { vinr } from '@rungs/vinr'
import { wix } from '@rungs/wix'

/** A provider with a backend of its own, which can be emptied. */
export interface Backend {
  name: string
  client: Client
  /** The provider's default metric. */
  home: Metric
  reset(): void
  /** What stands behind the adapter; the in-memory provider has nothing to fail. */
  emulator?: Emulator
}

type Connect = (at: { baseUrl: string; fetch: typeof fetch }) => TierProvider

/** The program that the Scrip emulator starts with. */
const scripProgram = '550e8400-e29b-41d4-a716-446655440001'

/** How each adapter is pointed at its emulator. */
const adapters: { readonly [vendor in Vendor]?: Connect } = {
  wix: (at) => wix({ ...at, apiKey: 'IST.conformance', siteId: '11111111-1111-4111-8111-111111111111' }),
  capillary: (at) => capillary({ ...at, programId: 973, username: 'till', password: 'conformance' }),
  scrip: (at) => scrip({ ...at, apiKey: 'sk_conformance', programId: scripProgram, ladder: 'status' }),
  vinr: (at) => vinr({ ...at, apiKey: 'sk_live_conformance' }),
}

/** The names of all providers. */
export const names: readonly string[] = ['memory', ...Object.keys(adapters)]

/** Something else in a provider's place: one that is broken on purpose. */
export type Spoil = (provider: TierProvider) => TierProvider

/** A provider over an empty backend, in process. */
export function backend(name: string, spoil: Spoil = (provider) => provider): Backend {
  return name === 'memory' ? inMemory() : emulated(name as Vendor, spoil)
}

function inMemory(): Backend {
  const provider = memory()
  const client = createClient(provider)
  const empty = client.native.snapshot()
  return { name: 'memory', client, home: provider.defaultMetric, reset: () => client.native.restore(empty) }
}

function emulated(name: Vendor, spoil: Spoil): Backend {
  const emulator = createEmulator(name, { seed: 'empty' })
  const connect = adapters[name]
  if (connect === undefined) throw new Error(`no adapter for ${name}`)
  const provider = spoil(connect({ baseUrl: emulator.url, fetch: emulator.fetch }))
  const client = createClient(provider, { clock: hasty })
  const reset = (): void => emulator.reset({ seed: 'empty' })
  return { name, client, home: provider.defaultMetric, reset, emulator }
}

/** Waits between attempts last next to nothing. */
const hasty: Clock = {
  now: () => systemClock.now(),
  sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 1), signal),
}
