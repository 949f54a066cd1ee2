import { capillary } from '@rungs/capillary'
import { type Client, createClient, isRungsError } from '@rungs/client'
import { createEmulator, type Emulator } from '@rungs/emulators'
import { type Activity, type Clock, formatInstant } from '@rungs/model'
import { countingRules, scrip } from '@rungs/scrip'
import { vinr } from '@rungs/vinr'
import { wix } from '@rungs/wix'

/** What may be done to a member in these tests: an activity of points, after some hours. */
export interface Step {
  hours: number
  type: 'earn' | 'redeem' | 'adjust'
  points: number
}

/** A vendor whose clock the test holds, with one member from the first instant on. */
export interface World {
  client: Client
  memberId: string
  /** Everything that the vendor has taken, with its instant. */
  activity: Activity[]
  now(): string
  /** Lets hours pass, and whatever is due happen. */
  pass(hours: number): void
  /** Records an activity now, where the vendor takes it. */
  record(step: Step): Promise<void>
}

/** When every life begins. */
export const start = '2025-01-15T10:00:00Z'

const programId = '550e8400-e29b-41d4-a716-446655440001'
const contact = '9f27c1d4-e8b3-4a60-8b21-f0c4d5e6a7b8'

class Life implements World {
  readonly activity: Activity[] = []
  private ms = Date.parse(start)

  constructor(
    readonly client: Client,
    private readonly emulator: Emulator,
    readonly memberId: string,
    private readonly outOfBand: string | undefined,
  ) {}

  now(): string {
    return formatInstant(this.ms)
  }

  pass(hours: number): void {
    this.ms += hours * 3_600_000
    this.emulator.setClock(this.now())
  }

  async record({ type, points }: Step): Promise<void> {
    const at = this.now()
    try {
      if (this.outOfBand === undefined) await this.client.members.record(this.memberId, { type, points })
      else this.emulator.addActivity({ member: this.outOfBand, type, points })
      this.activity.push({ at, type, points: String(points) } as Activity)
    } catch (error) {
      if (!isRefusal(error)) throw error
    }
  }
}

/** Overdrafts, and activity that a vendor does not take, are no part of a life. */
function isRefusal(error: unknown): boolean {
  if (isRungsError(error))
    return ['unsupported', 'rejected', 'invalid_input', 'conflict'].includes(error.code)
  return error instanceof Error && error.name === 'EmulatorError'
}

const still = (ms: () => number): Clock => ({ now: ms, sleep: async () => {} })

/** Makes a vendor with an empty ladder at {@link start}. */
export const worlds: { readonly [vendor: string]: () => Promise<World> } = {
  vinr: async () => {
    const emulator = createEmulator('vinr', { seed: 'empty', clock: start })
    const { id } = emulator.addMember({ id: 'ada', since: start })
    return lifeOf(emulator, (at) => vinr({ ...at, apiKey: 'sk_live_life' }), id)
  },
  wix: async () => {
    const emulator = createEmulator('wix', { seed: 'empty', clock: start })
    const siteId = emulator.headers['wix-site-id'] ?? ''
    return lifeOf(emulator, (at) => wix({ ...at, apiKey: 'IST.life', siteId }), contact)
  },
  scrip: async () => {
    const emulator = createEmulator('scrip', { seed: 'empty', clock: start })
    const world = lifeOf(
      emulator,
      (at) => scrip({ ...at, apiKey: 'sk_life', programId, ladder: 'status' }),
      'ada',
    )
    const { native } = scrip({
      baseUrl: emulator.url,
      fetch: emulator.fetch,
      apiKey: 'sk_life',
      programId,
      ladder: 'x',
    })
    for (const rule of countingRules(programId, ['points_earned'])) await native?.rules.create(rule)
    return world
  },
  capillary: async () => {
    const emulator = createEmulator('capillary', { seed: 'empty', clock: start })
    const { id } = emulator.addMember({ id: 'ada', since: start })
    return lifeOf(
      emulator,
      (at) => capillary({ ...at, programId: 973, username: 'till', password: 'life' }),
      'ada',
      id,
    )
  },
}

type Connect = (at: {
  baseUrl: string
  fetch: typeof fetch
  clock: Clock
}) => Parameters<typeof createClient>[0]

function lifeOf(emulator: Emulator, connect: Connect, memberId: string, outOfBand?: string): Life {
  let life: Life | undefined
  const clock = still(() => Date.parse(life?.now() ?? start))
  const client = createClient(connect({ baseUrl: emulator.url, fetch: emulator.fetch, clock }))
  life = new Life(client as Client, emulator, memberId, outOfBand)
  return life
}
