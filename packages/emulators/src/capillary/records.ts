import type { Context, World } from './context.js'
import { notFound } from './errors.js'
import type { Program, TierRecord } from './state.js'
import { entryOf } from './state.js'

export const programOf = ({ state }: Pick<World, 'state'>, id: number): Program | undefined =>
  entryOf(state.programs, String(id))

/** The states of a tier on its way to be published, of which a program has one at a time. */
const inProgress: ReadonlySet<TierRecord['status']> = new Set([
  'DRAFT',
  'PENDING_APPROVAL',
  'REJECTED',
  'PUBLISH_FAILED',
])

export const isInProgress = ({ status }: TierRecord): boolean => inProgress.has(status)

export const isLive = ({ status }: TierRecord): boolean => status === 'ACTIVE'

/** Made outside this API: the maker-checker store does not know it. */
export const isLegacy = ({ objectId }: TierRecord): boolean => objectId === null

export const tiersOf = ({ state }: Pick<World, 'state'>, program: number): TierRecord[] =>
  state.tiers.filter(({ programId }) => programId === program)

/** The published tiers of a program, the base first. */
export const ladderOf = (world: Pick<World, 'state'>, program: number): TierRecord[] =>
  tiersOf(world, program)
    .filter(isLive)
    .sort((a, b) => a.serialNumber - b.serialNumber)

/** The record that an object id names; a deleted one is not retrievable (Delete Tier page). */
export const recordOf = ({ state }: Pick<World, 'state'>, objectId: string): TierRecord | undefined =>
  state.tiers.find((record) => record.objectId === objectId && record.status !== 'DELETED')

/** The published version of a slab. */
export const liveOf = ({ state }: Pick<World, 'state'>, slabId: number): TierRecord | undefined =>
  state.tiers.find((record) => record.slabId === slabId && isLive(record))

/** The version of a published slab that is on its way. */
export const editOf = ({ state }: Pick<World, 'state'>, { slabId }: TierRecord): TierRecord | undefined =>
  slabId === null ? undefined : state.tiers.find((record) => record.slabId === slabId && isInProgress(record))

/** A slab id as it stands in a path or a query; undefined where it is none. */
export const slabIdIn = (text: string): number | undefined =>
  /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined

/** The version that the object id of a path names. Throws 404. */
export const recordAt = (context: Context): TierRecord => {
  const id = context.path.id ?? ''
  const record = recordOf(context, id)
  if (record === undefined) throw notFound(`There is no tier "${id.slice(0, 100)}"`)
  return record
}

/** The program of a version. Throws 404 for a state that has lost it. */
export const programOfRecord = (world: Pick<World, 'state'>, { programId }: TierRecord): Program => {
  const program = programOf(world, programId)
  if (program === undefined) throw notFound(`There is no program ${programId}`)
  return program
}

/** 24 hexadecimal digits, as the store's ids are. */
export const newObjectId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

/** `ut-<programId>-<sequence>`, at least three digits (Create Tier page). */
export const uniqueId = (programId: number, sequence: number): string =>
  `ut-${programId}-${String(sequence).padStart(3, '0')}`
