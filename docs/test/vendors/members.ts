import { leafPaths } from '@rungs/model'
import { type Backend, backend, type Exchange, type Name } from './backends.js'
import { at } from './leaves.js'

/** One field that is read of a member, and where it comes from. */
export interface MemberRow {
  field: string
  /** The vendor's fields that hold the same. */
  read: string[]
  present: boolean
}

type Did = { type: 'earn' | 'redeem'; points: number } | { type: 'counter'; counter: string; add: number }

/** What a member does before the standing is read, and before the history: figures that are found nowhere else. */
const lives: { readonly [how in 'points' | 'counters']: readonly [readonly Did[], readonly Did[]] } = {
  points: [
    [
      { type: 'earn', points: 7321 },
      { type: 'redeem', points: 1300 },
    ],
    [{ type: 'earn', points: 60_000 }],
  ],
  // Scrip counts what its program's rules say; here the counters are moved.
  counters: [
    [
      { type: 'counter', counter: 'points_earned', add: 7321 },
      { type: 'counter', counter: 'points_balance', add: 6021 },
    ],
    [{ type: 'counter', counter: 'points_earned', add: 60_000 }],
  ],
}

/** The fields of a standing and of a row of history. */
export async function memberRows(name: Name): Promise<MemberRow[]> {
  const [first, then] = lives[name === 'scrip' ? 'counters' : 'points']
  const { made, memberId, act } = await member(name)
  await act(first)
  const standing = await reading(made, () => made.client.members.standing(memberId))
  await act(then)
  const moves = await reading(made, async () => (await made.client.members.history(memberId)).items)
  return [
    ...standingFields.map((field) =>
      rowOf(`standing.${field}`, at(standing.found, field), standing.exchanges),
    ),
    ...historyFields.map((field) =>
      rowOf(`history.${field}`, at(moves.found.at(-1), field), moves.exchanges),
    ),
  ]
}

const standingFields = [
  'tier.id',
  'tier.name',
  'tier.rank',
  'since',
  'expiresAt',
  'metrics["points.balance"]',
  'metrics["points.earned"]',
  'metrics.spend',
  'next.tier.id',
  'next.remaining',
  'keep',
] as const
const historyFields = ['at', 'from.id', 'to.id', 'to.name', 'reason']

interface Living {
  made: Backend
  memberId: string
  act(activities: readonly Did[]): Promise<void>
}

async function member(name: Name): Promise<Living> {
  const made = backend(name)
  const { client, emulator } = made
  // The clock moves on between what happens, so that no two instants are one.
  const wait = (): void => emulator?.advanceClock('PT1H')
  await client.tiers.create({ name: 'Silver', threshold: 1009 })
  wait()
  await client.tiers.create({ name: 'Gold', threshold: 50_021 })
  wait()
  if (name === 'wix') await client.ladder.update({ status: 'active' })
  if (emulator === undefined) await client.members.enroll('ada')
  const id = emulator?.addMember({ id: 'ada' }).id ?? 'ada'
  const act = async (activities: readonly Did[]): Promise<void> => {
    for (const activity of activities) {
      wait()
      if (emulator === undefined) await client.members.record('ada', activity)
      else emulator.addActivity({ member: id, ...activity })
    }
    wait()
  }
  // Capillary's and Scrip's members go by what the app calls them.
  return { made, memberId: name === 'capillary' || name === 'scrip' ? 'ada' : id, act }
}

async function reading<Found>(
  { exchanges }: Backend,
  read: () => Promise<Found>,
): Promise<{ found: Found; exchanges: Exchange[] }> {
  exchanges.splice(0)
  const found = await read()
  return { found, exchanges: [...exchanges] }
}

function rowOf(field: string, value: unknown, exchanges: readonly Exchange[]): MemberRow {
  const same = exchanges.flatMap(({ got }) =>
    leafPaths(got)
      .filter((path) => isSame(at(got, path), value))
      .map((path) => path.replace(/\[\d+\]/g, '[]')),
  )
  return { field, read: [...new Set(same)], present: value !== undefined && value !== null }
}

/** Whether a vendor's value is one of ours, by its own spelling: figures as text, instants in seconds or with an offset. */
function isSame(theirs: unknown, ours: unknown): boolean {
  if (
    ours === undefined ||
    ours === null ||
    String(ours) === '0' ||
    typeof ours === 'object' ||
    typeof theirs === 'boolean'
  )
    return false
  if (String(theirs) === String(ours)) return true
  const instant = typeof ours === 'string' && /^\d{4}-\d\d-\d\dT/.test(ours) ? Date.parse(ours) : Number.NaN
  return typeof theirs === 'number' ? theirs * 1000 === instant : Date.parse(String(theirs)) === instant
}
