import { type Emulator, emulate } from '@rungs/emulators'
import { countingRules, scrip } from '@rungs/scrip'

/** Stand-ins for the vendors, so that the example needs no account anywhere. */
export interface Backends {
  /** What the config reads: where each vendor is, and its credentials. */
  env: Record<string, string>
  /** The id of the example's member at each provider. */
  members: Record<string, string>
  /** What happens at a vendor while the app does nothing: Capillary books points at tills, Wix judges with a lag. */
  meanwhile(provider: string): void
  close(): Promise<void>
}

/** The contact that the member is at Wix, where ids are GUIDs. */
const contactId = '9f27c1d4-e8b3-4a60-8b21-f0c4d5e6a7b8'
/** The program that the Scrip emulator starts with. */
const programId = '550e8400-e29b-41d4-a716-446655440001'

/** Starts the emulators on free ports of 127.0.0.1, without tiers, and makes a member known to each. */
export async function startBackends(name: string, points: number): Promise<Backends> {
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
  const emulator = (vendor: string): Emulator | undefined => emulators.find((one) => one.vendor === vendor)
  const customer = emulator('capillary')?.addMember({ id: name }).id ?? name
  return {
    env,
    members: { wix: contactId, vinr: emulator('vinr')?.addMember({ id: name }).id ?? name },
    meanwhile: (provider) => {
      if (provider === 'wix') emulator('wix')?.advanceClock('PT15M')
      if (provider === 'capillary')
        emulator('capillary')?.addActivity({ member: customer, type: 'earn', points })
    },
    close,
  }
}

/** Scrip counts nothing by itself: what an event counts is up to the program's rules. */
async function countPoints({ SCRIP_BASE_URL, SCRIP_API_KEY }: Record<string, string>): Promise<void> {
  const { native } = scrip({
    baseUrl: SCRIP_BASE_URL ?? '',
    apiKey: SCRIP_API_KEY ?? '',
    programId,
    ladder: 'any',
  })
  for (const rule of countingRules(programId, ['points_earned'])) await native?.rules.create(rule)
}
