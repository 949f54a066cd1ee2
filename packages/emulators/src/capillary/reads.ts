import { type Answer, type Context, success, type World } from './context.js'
import { badRequest, notFound, refusal } from './errors.js'
import { editOf, isLegacy, isLive, liveOf, programOf, recordOf, slabIdIn, tiersOf } from './records.js'
import { byLadder, isShown, readView, recordView } from './shapes.js'
import type { TierRecord } from './state.js'

/** `programId` of a query, which list and queue must have. Throws 9003 when it is missing. */
export const programIdIn = ({ query }: Pick<Context, 'query'>): number => {
  const text = query.get('programId') ?? ''
  if (text.trim() === '') throw refusal('PROGRAM_ID_REQUIRED', 'programId is required')
  if (!/^-?\d{1,15}$/.test(text)) throw badRequest(`programId must be an integer, got "${text.slice(0, 50)}"`)
  return Number(text)
}

const shownTiers = (world: World, program: number): TierRecord[] =>
  tiersOf(world, program)
    .filter((record) => isShown(world, record))
    .sort(byLadder)

const refuseUnknownProgram = (world: World, program: number): void => {
  if (world.switches.list_of_unknown_program === 'not_found' && programOf(world, program) === undefined)
    throw notFound(`There is no program ${program}`)
}

/** The tiers of a program, or the one that `tier` names; without paging and filters (List All Tiers page). */
export const listTiers = (context: Context): Answer => {
  const program = programIdIn(context)
  if (context.query.has('status'))
    throw refusal('STATUS_FILTER_UNSUPPORTED', 'status is not supported as a filter')
  refuseUnknownProgram(context, program)
  const tier = context.query.get('tier')
  const tiers = shownTiers(context, program).filter(
    ({ slabId, tierUniqueId }) => tier === null || tierUniqueId === tier || String(slabId) === tier,
  )
  if (tier !== null && tiers.length === 0 && context.switches.list_of_unknown_tier === 'not_found')
    throw notFound(`Program ${program} has no tier "${tier.slice(0, 100)}"`)
  return success({ tiers: tiers.map((record) => readView(context, record)) })
}

/** The versions that Get Tier finds by an id: a slab that this API knows, or a tier unique id. */
const foundBy = (context: Context, id: string): TierRecord[] => {
  const { state, switches } = context
  const shown = (record: TierRecord): boolean => isShown(context, record)
  const slabId = slabIdIn(id)
  if (slabId !== undefined) {
    const live = liveOf(context, slabId)
    if (live === undefined || (isLegacy(live) && editOf(context, live) === undefined)) return []
    return state.tiers.filter((record) => record.slabId === slabId && shown(record))
  }
  const record = switches.get_by_object_id === 'found' ? recordOf(context, id) : undefined
  if (record !== undefined) return [record].filter(shown)
  const found = state.tiers.filter(({ tierUniqueId }) => tierUniqueId === id).filter(shown)
  if (switches.get_published_by_unique_id === 'found' || found.some((each) => !isLive(each))) return found
  return []
}

/** A tier as an array: its live version, and its draft where there is one (Get Tier page). */
export const getTier = (context: Context): Answer => {
  const id = context.path.id ?? ''
  const found = foundBy(context, id)
  if (found.length === 0) throw notFound(`There is no tier "${id.slice(0, 100)}"`)
  return success(found.sort(byLadder).map((record) => readView(context, record)))
}

/** What waits for a reviewer in a program (List Pending Tier Approvals page). */
export const listApprovals = (context: Context): Answer => {
  const everywhere =
    context.switches.approvals_without_program === 'all_programs' && !context.query.has('programId')
  const program = everywhere ? undefined : programIdIn(context)
  if (program !== undefined) refuseUnknownProgram(context, program)
  const pending = context.state.tiers.filter(
    ({ status, programId }) =>
      status === 'PENDING_APPROVAL' && (program === undefined || programId === program),
  )
  return success(pending.map((record) => recordView(context, record)))
}
