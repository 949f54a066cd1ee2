import type { Subject } from '@rungs/contract'
import { createEmulator, startServer } from '@rungs/emulators'
import { wix } from '../src/index.js'

const apiKey = 'IST.canary_9f27c1d4e8b35a60'
const wrongKey = 'IST.invalid_canary_7b21f0'

/** The adapter against the emulator: in process by its `fetch`, or over a loopback socket. */
export async function wixSubject(
  over: 'fetch' | 'socket',
  switches: Record<string, string | number | boolean> = {},
): Promise<Subject> {
  const emulator = createEmulator('wix', { seed: 'empty', switches })
  const server = over === 'socket' ? await startServer(emulator) : undefined
  const fetch = server === undefined ? emulator.fetch : globalThis.fetch
  const baseUrl = server?.url ?? emulator.url
  const siteId = emulator.headers['wix-site-id'] ?? ''
  // A tiers program counts for nobody until it is made active by hand (Wix tiers introduction).
  const activate = async (): Promise<void> => {
    const settings = { status: 'ACTIVE', rollingWindow: { durationInMonths: 12 } }
    const reply = await fetch(`${baseUrl}/loyalty-tiers/v1/tiers/program-settings`, {
      method: 'POST',
      headers: { ...emulator.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ programSettings: settings }),
    })
    if (reply.status !== 200) throw new Error(`program settings: ${reply.status} ${await reply.text()}`)
  }
  return {
    provider: wix({ apiKey, siteId, baseUrl, fetch }),
    wrongCredentials: wix({ apiKey: wrongKey, siteId, baseUrl, fetch }),
    secrets: [apiKey, wrongKey],
    reset: async () => {
      emulator.reset({ seed: 'empty' })
      await activate()
    },
    // Whoever enrols is a contact, whose id is a GUID (Wix Create Account page).
    person: async () => globalThis.crypto.randomUUID(),
    // Wix judges members every 15 minutes (Wix tiers introduction).
    evaluate: async () => emulator.advanceClock('PT15M'),
    wire: {
      setFaults: async (faults) => emulator.setFaults(faults),
      requests: async () => emulator.requests(),
    },
    close: async () => server?.close(),
  }
}
