import { type Emulator, emulate } from '@rungs/emulators'
import { countingRules, scrip } from '@rungs/scrip'
import type { Member } from './app.js'

/** Stand-ins for the vendors, so that the example needs no account anywhere. */
export interface Backends {
  /** What the config reads: where each vendor is, and its credentials. */
  env: Record<string, string>
  /** The emulator of a provider; the provider in memory has none. */
  emulator(provider: string): Emulator | undefined
  /** The members, by the ids that this provider knows them by. */
  membersAt(provider: string): Member[]
  close(): Promise<void>
}

/** The members of the demo. Wix knows people by GUIDs, VINR by ids that it gives to customers. */
const people = [
  { name: 'ada', contact: '9f27c1d4-e8b3-4a60-8b21-f0c4d5e6a7b8' },
  { name: 'ben', contact: '5b0de0c2-41a7-4f0e-9c55-7be1a2c3d4e5' },
  { name: 'cleo', contact: '2c6a1f3e-7d48-4b92-a1e0-93f4b5c6d7e8' },
]

/** The points of each member before the move. */
export const earned: Readonly<Record<string, number>> = { ada: 6200, ben: 300, cleo: 1500 }

/** The program that the Scrip emulator starts with. */
const programId = '550e8400-e29b-41d4-a716-446655440001'

/** Starts the emulators on free ports of 127.0.0.1, without tiers. */
export async function startBackends(): Promise<Backends> {
  const vendors = ['wix', 'capillary', 'vinr', 'scrip'] as const
  const { emulators, ready, close } = await emulate({ vendors: [...vendors], seed: 'empty' })
  const at = (
    vendor: (typeof vendors)[number],
  ): { url: string; headers: Readonly<Record<string, string>> } => {
    const found = ready[vendor]
    if (found === undefined) throw new Error(`The ${vendor} emulator did not say where it is.`)
    return found
  }
  const env = {
    WIX_BASE_URL: at('wix').url,
    WIX_API_KEY: at('wix').headers.authorization ?? '',
    WIX_SITE_ID: at('wix').headers['wix-site-id'] ?? '',
    CAPILLARY_BASE_URL: at('capillary').url,
    CAPILLARY_USERNAME: 'till',
    CAPILLARY_PASSWORD: 'example',
    VINR_BASE_URL: at('vinr').url,
    VINR_SECRET_KEY: at('vinr').headers['x-api-key'] ?? '',
    SCRIP_BASE_URL: at('scrip').url,
    SCRIP_API_KEY: at('scrip').headers['x-api-key'] ?? '',
    SCRIP_PROGRAM_ID: programId,
  }
  await countPoints(env)
  const emulator = (provider: string): Emulator | undefined =>
    emulators.find(({ vendor }) => vendor === provider)
  // Wix judges members every quarter of an hour; a demo cannot wait for that.
  emulator('wix')?.setSwitches({ recalculation: 'at_once' })
  const customers = await vinrCustomers(env)
  const membersAt = (provider: string): Member[] =>
    people.map(({ name, contact }, index) => {
      const memberId = provider === 'wix' ? contact : provider === 'vinr' ? customers[index] : name
      return { name, memberId: memberId ?? name }
    })
  return { env, emulator, membersAt, close }
}

/** An app that uses VINR has its customers there already. */
async function vinrCustomers({ VINR_BASE_URL, VINR_SECRET_KEY }: Record<string, string>): Promise<string[]> {
  const headers = { 'x-api-key': VINR_SECRET_KEY ?? '', 'content-type': 'application/json' }
  const ids: string[] = []
  for (const { name } of people) {
    const body = JSON.stringify({ name, email: `${name}@example.com` })
    const reply = await fetch(`${VINR_BASE_URL}/v1/customers`, { method: 'POST', headers, body })
    const customer: { id: string } = await reply.json()
    ids.push(customer.id)
  }
  return ids
}

/** Scrip counts nothing by itself: what an event counts is up to the program's rules. */
async function countPoints({ SCRIP_BASE_URL, SCRIP_API_KEY }: Record<string, string>): Promise<void> {
  const { native } = scrip({
    baseUrl: SCRIP_BASE_URL ?? '',
    apiKey: SCRIP_API_KEY ?? '',
    programId,
    ladder: 'any',
  })
  for (const rule of countingRules(programId, ['points_earned', 'points_balance']))
    await native?.rules.create(rule)
}
