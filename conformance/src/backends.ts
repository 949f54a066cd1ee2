import { type Client, createClient } from '@rungs/client'
import { createEmulator, type Emulator, type Vendor } from '@rungs/emulators'
import { memory } from '@rungs/memory'
import { type Clock, systemClock, type TierProvider } from '@rungs/model'
import { vinr } from '@rungs/vinr'

/** A provider with a backend of its own, which can be emptied. */
export interface Backend {
  name: string
  client: Client
  reset(): void
  /** What stands behind the adapter; the in-memory provider has nothing to fail. */
  emulator?: Emulator
}

type Connect = (at: { baseUrl: string; fetch: typeof fetch }) => TierProvider

/** How each adapter is pointed at its emulator. */
const adapters: { readonly [vendor in Vendor]?: Connect } = {
  vinr: (at) => vinr({ ...at, apiKey: 'sk_live_conformance' }),
}

/** The names of all providers. */
export const names: readonly string[] = ['memory', ...Object.keys(adapters)]

/** A provider over an empty backend, in process. */
export function backend(name: string): Backend {
  return name === 'memory' ? inMemory() : emulated(name as Vendor)
}

function inMemory(): Backend {
  const client = createClient(memory())
  const empty = client.native.snapshot()
  return { name: 'memory', client, reset: () => client.native.restore(empty) }
}

function emulated(name: Vendor): Backend {
  const emulator = createEmulator(name, { seed: 'empty' })
  const connect = adapters[name]
  if (connect === undefined) throw new Error(`no adapter for ${name}`)
  const client = createClient(connect({ baseUrl: emulator.url, fetch: emulator.fetch }), { clock: hasty })
  return { name, client, reset: () => emulator.reset({ seed: 'empty' }), emulator }
}

/** Waits between attempts last next to nothing. */
const hasty: Clock = {
  now: () => systemClock.now(),
  sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 1), signal),
}
