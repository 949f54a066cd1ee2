import type { Subject } from '@rungs/contract'
import { createEmulator, startServer } from '@rungs/emulators'
import { countingRules, scrip } from '../src/index.js'

const apiKey = 'sk_canary_9f27c1d4e8b35a60'
const wrongKey = 'sk_invalid_canary_7b21f0'
/** The program that the emulator starts with. */
const programId = '550e8400-e29b-41d4-a716-446655440001'
const counted = ['points_earned', 'points_balance', 'spend', 'visits', 'nights']

/** The adapter against the emulator: in process by its `fetch`, or over a loopback socket. */
export async function scripSubject(over: 'fetch' | 'socket'): Promise<Subject> {
  const emulator = createEmulator('scrip', { seed: 'empty' })
  const server = over === 'socket' ? await startServer(emulator) : undefined
  const fetch = server === undefined ? emulator.fetch : globalThis.fetch
  const settings = { programId, ladder: 'status', baseUrl: server?.url ?? emulator.url, fetch }
  const provider = scrip({ ...settings, apiKey })
  // Scrip counts nothing by itself: what an event counts is up to the program's rules.
  for (const rule of countingRules(programId, counted)) await provider.native?.rules.create(rule)
  const start = emulator.snapshot()
  return {
    provider,
    wrongCredentials: scrip({ ...settings, apiKey: wrongKey }),
    secrets: [apiKey, wrongKey],
    reset: async () => {
      emulator.reset({ seed: 'empty' })
      emulator.restore(start)
    },
    wire: {
      setFaults: async (faults) => emulator.setFaults(faults),
      requests: async () => emulator.requests(),
    },
    close: async () => server?.close(),
  }
}
