import type { Subject } from '@rungs/contract'
import { createEmulator, startServer } from '@rungs/emulators'
import { capillary } from '../src/index.js'

const password = 'canary_9f27c1d4e8b35a60'
const wrongPassword = 'invalid_canary_7b21f0'
const username = '75237721'

/** The adapter against the emulator: in process by its `fetch`, or over a loopback socket. */
export async function capillarySubject(over: 'fetch' | 'socket'): Promise<Subject> {
  const emulator = createEmulator('capillary', { seed: 'empty' })
  const server = over === 'socket' ? await startServer(emulator) : undefined
  const fetch = server === undefined ? emulator.fetch : globalThis.fetch
  const settings = { programId: 973, username, baseUrl: server?.url ?? emulator.url, fetch }
  return {
    provider: capillary({ ...settings, password }),
    wrongCredentials: capillary({ ...settings, password: wrongPassword, passwordHash: 'none' }),
    secrets: [password, wrongPassword],
    reset: async () => emulator.reset({ seed: 'empty' }),
    // A customer is looked up by an external id, which is the id that the emulator is given.
    member: async (id) => {
      emulator.addMember({ id })
      return id
    },
    // Create Tier page and FAQs: drafts alone are deleted, tiers are stacked, and null counts as not sent.
    limits: {
      deletes: 'drafts',
      grows: 'upwards',
      keeps: ['tier.color', 'tier.validity'],
      beside: 'spend',
    },
    wire: {
      setFaults: async (faults) => emulator.setFaults(faults),
      requests: async () => emulator.requests(),
    },
    close: async () => server?.close(),
  }
}
