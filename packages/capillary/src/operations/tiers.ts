import type { ProviderCall, Tier, TierPatch, TierProvider } from '@rungs/model'
import { listing, type ReviewTarget, refuseRevision, settled } from '@rungs/transport'
import { reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { type Entry, statusOf, withDraft } from '../from-vendor.js'
import { isChange } from '../is-change.js'
import { patchBody, tierBody, wholeParts } from '../to-vendor.js'
import { keptParts } from '../validity.js'
import { named, type Program } from './program.js'

/** The handlers of tiers (Create, List, Get, Update and Delete Tier pages). */
export function tierOperations(program: Program): TierProvider['operations'] {
  const { routes, settings, queue } = program
  return {
    'tiers.list': listing(async (call) => program.showAll(await program.entries(call)), failure),
    'tiers.get': async ({ id }, call) => program.show(await program.find(id, call)),
    'tiers.create': async ({ tier }, call) => {
      const { body } = settled(tierBody(tier, settings), call, failure)
      const asked = (['draft', 'pending', 'active'] as const).find((status) => status === tier.status)
      const target: ReviewTarget = asked ?? settings.newTiers
      return queue.run(call, async () => {
        const row = await program.create(body, call)
        return target === 'draft' ? program.show({ row }) : program.finish({ row }, target, call, true)
      })
    },
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      settled(patchBody(patch, settings), call, failure)
      return queue.run(call, async () => changeTier(program, await program.find(id, call), patch, call))
    },
    'tiers.delete': async ({ id, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      return queue.run(call, async () => {
        const { row } = await program.find(id, call)
        if (statusOf(row) === 'active') throw failure('conflict', `${named(row)}: ${neverDeleted}`)
        await routes.tiers.delete(call, row.objectId ?? id)
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
  patch: TierPatch,
  call: ProviderCall,
): Promise<Tier> {
  const { row, edit } = entry
  const { newTiers } = program.settings
  // Where changes stay drafts, nothing of somebody else's is published by changing one again.
  const inPlace = statusOf(row) === 'active' ? (newTiers === 'draft' ? edit : undefined) : row
  const changed = inPlace ?? row
  const { body } = patchBody(wholeParts(patch, program.show({ row: changed })), program.settings)
  if (Object.keys(body).length === 0) return program.show(entry)
  const kept = keptParts(changed, body)
  if (kept.length > 0) throw failure('unsupported', kept)
  if (inPlace !== undefined) {
    const now = await program.routes.tiers.update(call, inPlace.objectId ?? '', body)
    return program.show(withDraft(entry, now))
  }
  if (edit === undefined || isChange(row, edit, body)) {
    const draft = edit ?? (await program.edit(row, body, call))
    return program.finish({ row, edit: draft }, newTiers, call, false)
  }
  const message = `a change of this tier is under way ('${edit.name}', objectId ${edit.objectId}): publish it by workflow.publish, or delete it by native.tiers.delete, first`
  throw failure('conflict', [{ path: 'id', message }])
}
