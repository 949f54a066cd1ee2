import { type Answer, type Context, success } from './context.js'
import { codes, conflict, notFound, refusal, refuse } from './errors.js'
import type { TierFields } from './fields.js'
import { once } from './idempotency.js'
import { updatedFields } from './merge.js'
import { unknownProgram } from './program-checks.js'
import { programIdIn } from './reads.js'
import {
  editOf,
  isInProgress,
  isLegacy,
  ladderOf,
  liveOf,
  newObjectId,
  programOf,
  programOfRecord,
  recordAt,
  recordOf,
  slabIdIn,
  uniqueId,
} from './records.js'
import { readView, recordView } from './shapes.js'
import type { TierRecord } from './state.js'
import { checkCandidate, completed, fieldErrors, readCreate, readUpdate } from './validation.js'

type Kept = Pick<TierRecord, 'name' | 'description' | 'color' | 'eligibility' | 'validity'>

/** The fields as a version keeps them. */
const kept = ({ name = '', description, color, eligibility, validity }: TierFields): Kept => ({
  name,
  description: description ?? null,
  color: color ?? null,
  eligibility: eligibility ?? null,
  validity: validity ?? null,
})

type Place = Pick<
  TierRecord,
  'programId' | 'tierUniqueId' | 'slabId' | 'parentId' | 'version' | 'serialNumber' | 'createdAt'
>

/** Files a new draft. */
const addDraft = ({ state, now, caller }: Context, place: Place, fields: TierFields): TierRecord => {
  const draft: TierRecord = {
    objectId: newObjectId(),
    tierUniqueId: place.tierUniqueId,
    programId: place.programId,
    slabId: place.slabId,
    parentId: place.parentId,
    version: place.version,
    status: 'DRAFT',
    serialNumber: place.serialNumber,
    ...kept(fields),
    tierStartDate: null,
    createdBy: caller.user,
    updatedBy: caller.user,
    createdAt: place.createdAt,
    updatedAt: now,
    comments: null,
  }
  state.tiers.push(draft)
  return draft
}

const create = (context: Context): Answer => {
  const { programId, fields } = readCreate(context)
  const program = programOf(context, programId)
  if (program === undefined) throw unknownProgram(programId, context.switches)
  const serialNumber = (ladderOf(context, programId).at(-1)?.serialNumber ?? 0) + 1
  checkCandidate(context, { program, fields, serialNumber, self: undefined, slabId: null })
  program.sequence += 1
  const tierUniqueId = uniqueId(programId, program.sequence)
  const first = { slabId: null, parentId: null, version: 1, createdAt: context.now }
  const place = { programId, tierUniqueId, serialNumber, ...first }
  return success(readView(context, addDraft(context, place, fields)), context.switches.write_status)
}

/** Makes a draft on top of a program's ladder (Create Tier page). */
export const createTier = (context: Context): Answer => once(context, () => create(context))

/** A published tier that was made elsewhere is found by its slab id only within its program (Update Tier page). */
const isInNamedProgram = (context: Context, { programId }: TierRecord): boolean => {
  const missing = (context.query.get('programId') ?? '') === ''
  if (missing && context.switches.legacy_update_without_program === codes.NOT_FOUND) return false
  if (missing) throw refusal('PROGRAM_ID_REQUIRED', 'programId is required for a tier made outside this API')
  return programIdIn(context) === programId
}

/** The version that an update changes, or the published one of which it makes a draft. */
const updateTarget = (context: Context, id: string): TierRecord | undefined => {
  const slabId = slabIdIn(id)
  if (slabId === undefined) {
    const record = recordOf(context, id)
    return record !== undefined && isInProgress(record) ? record : undefined
  }
  const live = liveOf(context, slabId)
  if (live === undefined || (isLegacy(live) && !isInNamedProgram(context, live))) return undefined
  const edit = editOf(context, live)
  return edit !== undefined && context.switches.edit_of_published_with_draft === 'edits_draft' ? edit : live
}

const editedStatus = ({ status }: TierRecord, { switches }: Context): TierRecord['status'] => {
  if (status === 'PENDING_APPROVAL') return switches.edit_of_pending === 'stays_pending' ? status : 'DRAFT'
  if (status === 'REJECTED') return switches.edit_of_rejected === 'returns_to_draft' ? 'DRAFT' : status
  return 'DRAFT'
}

const changeInPlace = (context: Context, record: TierRecord, fields: TierFields): TierRecord =>
  Object.assign(record, kept(fields), {
    status: editedStatus(record, context),
    updatedBy: context.caller.user,
    updatedAt: context.now,
  })

const draftOf = (context: Context, live: TierRecord, fields: TierFields): TierRecord => {
  const { programId, serialNumber, slabId } = live
  const place = {
    programId,
    serialNumber,
    slabId,
    tierUniqueId: live.tierUniqueId ?? uniqueId(programId, serialNumber),
    parentId: live.objectId,
    version: isLegacy(live) ? 1 : live.version + 1,
    // When the tier was made, not this version of it (Create Tier page).
    createdAt: live.createdAt,
  }
  return addDraft(context, place, fields)
}

/** Changes a draft in place, or makes a draft of a published tier (Update Tier page). */
export const updateTier = (context: Context): Answer => {
  const { switches, path } = context
  const sent = readUpdate(context)
  const target = updateTarget(context, path.id ?? '')
  if (target === undefined) {
    refuse(fieldErrors(sent, switches, true), switches)
    throw notFound(`There is no tier "${(path.id ?? '').slice(0, 100)}" to update`)
  }
  const fields = completed(updatedFields(target, sent, switches))
  refuse(fieldErrors(fields, switches), switches)
  const self = isInProgress(target) ? target : undefined
  const { serialNumber, slabId } = target
  checkCandidate(context, { program: programOfRecord(context, target), fields, serialNumber, self, slabId })
  const edited = self === undefined ? draftOf(context, target, fields) : changeInPlace(context, self, fields)
  const view = switches.update_view === 'read' ? readView : recordView
  return success(view(context, edited), switches.write_status)
}

/** Deletes a draft; nothing else can be deleted (Delete Tier page). */
export const deleteTier = (context: Context): Answer => {
  const record = recordAt(context)
  if (record.status !== 'DRAFT')
    throw conflict('TIER_NOT_DELETABLE_NON_DRAFT', `A tier in status ${record.status} cannot be deleted`)
  record.status = 'DELETED'
  return { status: 204 }
}
