import type { Subject } from '@rungs/contract'
import { createEmulator, startServer } from '@rungs/emulators'
import { vinr } from '../src/index.js'

const apiKey = 'sk_live_canary_9f27c1d4e8b35a60'
const wrongKey = 'sk_live_invalid_canary_7b21f0'

/** The adapter against the emulator: in process by its `fetch`, or over a loopback socket. */
export async function vinrSubject(over: 'fetch' | 'socket'): Promise<Subject> {
  const emulator = createEmulator('vinr', { seed: 'empty' })
  const server = over === 'socket' ? await startServer(emulator) : undefined
  const fetch = server === undefined ? emulator.fetch : globalThis.fetch
  const baseUrl = server?.url ?? emulator.url
  return {
    provider: vinr({ apiKey, baseUrl, fetch }),
    wrongCredentials: vinr({ apiKey: wrongKey, baseUrl, fetch }),
    secrets: [apiKey, wrongKey],
    reset: async () => emulator.reset({ seed: 'empty' }),
    // A VINR loyalty account belongs to a customer, who has to be there first (VINR loyalty accounts page).
    person: async (id) => {
      const body = new URLSearchParams({ email: `${id}@example.com` })
      const reply = await fetch(`${baseUrl}/v1/customers`, {
        method: 'POST',
        headers: emulator.headers,
        body,
      })
      return (await reply.json()).id
    },
    wire: {
      setFaults: async (faults) => emulator.setFaults(faults),
      requests: async () => emulator.requests(),
    },
    close: async () => server?.close(),
  }
}
