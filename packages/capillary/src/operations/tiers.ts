import { isRungsError, type JsonObject, type ProviderCall, type Tier, type TierProvider } from '@rungs/model'
import { pageByRank, refuseRevision, settled } from '@rungs/transport'
import { reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { type Entry, isBase, rowOf } from '../from-vendor.js'
import { patchBody, tierBody } from '../to-vendor.js'
import { keptParts } from '../validity.js'
import type { CapillaryTier } from '../wire.js'
import { named, type Program, type Target } from './program.js'

/** The handlers of tiers (Create, List, Get, Update and Delete Tier pages). */
export function tierOperations(program: Program): TierProvider['operations'] {
  const { routes, settings, queue } = program
  return {
    'tiers.list': async (query, call) => {
      // A cursor that is none is refused before the request.
      pageByRank([], query, failure)
      const entries = (await program.entries(call)).filter((entry) => !isBase(rowOf(entry)))
      return pageByRank(
        entries.map((entry) => program.show(entry)),
        query,
        failure,
      )
    },
    'tiers.get': async ({ id }, call) => program.show(await program.find(id, call)),
    'tiers.create': async ({ tier }, call) => {
      const { body } = settled(tierBody(tier, settings), call, failure)
      const asked = (['draft', 'pending', 'active'] as const).find((status) => status === tier.status)
      const target: Target = asked ?? settings.newTiers
      return queue.run(call, async () => {
        const made = await program.create(body, call)
        return target === 'draft' ? program.show({ draft: made }) : program.finish(made, target, call, true)
      })
    },
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      const { body } = settled(patchBody(patch, settings), call, failure)
      return queue.run(call, async () => {
        const entry = await program.find(id, call)
        const { validity } = program.show(entry)
        const kept = patch.validity ? keptParts(validity, patch.validity) : []
        if (kept.length > 0) throw failure('unsupported', kept)
        return changeTier(program, entry, body, call)
      })
    },
    'tiers.delete': async ({ id, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      return queue.run(call, async () => {
        const entry = await program.find(id, call)
        if (entry.live !== undefined) throw failure('conflict', `${named(entry)}: ${neverDeleted}`)
        await routes.tiers.delete(call, entry.draft.objectId ?? id)
        return { id, deleted: true }
      })
    },
  }
}

const neverDeleted =
  'Capillary deletes drafts only. A draft of a change of it is deleted by native.tiers.delete, with the objectId of its edit.'

/** Changes a draft in place; a published tier by a draft of its own, which then goes as far as the settings say. */
export async function changeTier(
  program: Program,
  entry: Entry,
  body: JsonObject,
  call: ProviderCall,
): Promise<Tier> {
  const { routes, settings } = program
  const { live, draft } = entry
  if (Object.keys(body).length === 0) return program.show(entry)
  // Where changes stay drafts, nothing of somebody else's is published by changing one again.
  const inPlace = live === undefined || settings.newTiers === 'draft' ? draft : undefined
  if (live === undefined || inPlace !== undefined) {
    const changed = await routes.tiers.update(call, inPlace?.objectId ?? '', body)
    return program.show({ draft: changed })
  }
  const edit = draft === undefined ? await editOf(program, live, body, call) : draft
  if (edit === draft && !isSameChange(live, edit, body)) throw otherEdit(edit)
  return program.finish(edit, settings.newTiers, call, false)
}

/** Makes the draft of a change. A conflict may come of an attempt whose reply was lost: then the draft is there. */
async function editOf(
  program: Program,
  live: CapillaryTier,
  body: JsonObject,
  call: ProviderCall,
): Promise<CapillaryTier> {
  const id = live.slabId?.toString() ?? live.objectId ?? ''
  try {
    return await program.routes.tiers.update(call, id, body)
  } catch (error) {
    if (!isRungsError(error, 'conflict')) throw error
    const { draft } = await program.find(id, call)
    if (draft !== undefined && isSameChange(live, draft, body)) return draft
    throw await program.inTheWay(error, call)
  }
}

/** Whether a draft is the published tier with just this change, so that it may be taken for our own. */
function isSameChange(live: CapillaryTier, draft: CapillaryTier, body: JsonObject): boolean {
  const fields = ['name', 'description', 'color', 'eligibility'] as const
  const same = fields.every((field) => {
    const expected = body[field] === undefined ? (live[field] ?? undefined) : body[field]
    return expected === undefined || contains(draft[field], expected)
  })
  const period = body.validity ?? {}
  return same && contains({ ...draft.renewal, ...draft.validity }, withoutRenewal(period))
}

/** The read view shows the renewal flattened, so that it cannot be compared. */
function withoutRenewal(period: unknown): object {
  const { renewal: _renewal, minimumDuration: _minimum, periodValue, ...rest } = Object(period)
  return { ...rest, ...(periodValue === undefined ? {} : { periodValue: String(periodValue) }) }
}

function contains(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return String(whole) === String(part)
  if (typeof whole !== 'object' || whole === null) return Array.isArray(part) && part.length === 0
  return Object.entries(part).every(([key, value]) => contains(Reflect.get(whole, key), value))
}

function otherEdit({ name, objectId }: CapillaryTier): Error {
  const message = `a change of this tier is under way ('${name}', objectId ${objectId}): publish it by workflow.publish, or delete it by native.tiers.delete, first`
  return failure('conflict', [{ path: 'id', message }])
}
