import { capillary } from '@rungs/capillary'
import { type Client, createClient } from '@rungs/client'
import { createEmulator, type Emulator, type Vendor } from '@rungs/emulators'
import { memory } from '@rungs/memory'
import type { Clock, TierProvider } from '@rungs/model'
import { scrip } from '@rungs/scrip'
import { vinr } from '@rungs/vinr'
import { wix } from '@rungs/wix'

/** One exchange with a vendor, bodies parsed. */
export interface Exchange {
  method: string
  path: string
  sent: unknown
  got: unknown
}

/** A provider over an emulator of its own whose clock stands still, and all that passes between them. */
export interface Backend {
  client: Client
  exchanges: Exchange[]
  emulator?: Emulator
}

type Fetch = typeof fetch

const instant = '2026-03-01T00:00:00.000Z'
const still: Clock = { now: () => Date.parse(instant), sleep: () => Promise.resolve() }

const adapters: {
  readonly [vendor in Vendor]: (at: { baseUrl: string; fetch: Fetch; clock: Clock }) => TierProvider
} = {
  wix: (at) => wix({ ...at, apiKey: 'IST.docs', siteId: 'site-1' }),
  capillary: (at) =>
    capillary({
      ...at,
      programId: 973,
      username: 'till',
      password: 'docs',
      trackers: { nights: { trackerId: 7, trackerCondition: 1 } },
    }),
  scrip: (at) =>
    scrip({
      ...at,
      apiKey: 'sk_docs',
      programId: '550e8400-e29b-41d4-a716-446655440001',
      ladder: 'status',
    }),
  vinr: (at) => vinr({ ...at, apiKey: 'sk_live_docs' }),
}

/** The providers that have a page. */
export const names = ['wix', 'capillary', 'vinr', 'scrip', 'memory'] as const

/** One of {@link names}. */
export type Name = (typeof names)[number]

/** A backend of its own; `fetch` in place of the emulator's, where given. */
export function backend(name: Name, replying?: Fetch): Backend {
  if (name === 'memory') return { client: createClient(memory({ clock: still })), exchanges: [] }
  const emulator = createEmulator(name, { seed: 'empty', clock: instant })
  const exchanges: Exchange[] = []
  const recorded: Fetch = async (input, init) => {
    const request = new Request(input, init)
    const sent = await request.clone().text()
    const reply = await (replying ?? emulator.fetch)(request)
    const got = await reply.clone().text()
    exchanges.push({
      method: request.method,
      path: new URL(request.url).pathname,
      sent: parsed(sent),
      got: parsed(got),
    })
    return reply
  }
  const provider = adapters[name]({ baseUrl: emulator.url, fetch: recorded, clock: still })
  return { client: createClient(provider, { clock: still, retries: 0 }), exchanges, emulator }
}

/** JSON, or the fields of a form. */
function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    const fields: Record<string, string[]> = {}
    for (const [name, value] of new URLSearchParams(text)) fields[name] = [...(fields[name] ?? []), value]
    return fields
  }
}
