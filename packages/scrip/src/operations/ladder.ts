import type { JsonObject, ProviderCall, TierProvider } from '@rungs/model'
import { halfDone, refuseRevision, sameJson, settled } from '@rungs/transport'
import { reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { isArchived, ladderOf } from '../from-vendor.js'
import { clashOf, hasLeftovers, lifecycleBody, type Motion, motionOf } from '../lifecycle.js'
import type { CheckedSettings } from '../settings.js'
import { ladderPatch } from '../to-vendor.js'
import type { ScripTier } from '../wire.js'
import type { Ladders } from './ladders.js'

/** The handlers of the ladder (Scrip update- and archive-a-tier pages). */
export function ladderOperations(ladders: Ladders, settings: CheckedSettings): TierProvider['operations'] {
  return {
    'ladder.get': async (_input, call) => ladderOf(await ladders.find(call), settings),
    'ladder.update': async ({ patch, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      const { body, motion, archive } = settled(ladderPatch(patch), call, failure)
      const tier = await ladders.find(call)
      const lifecycle = changedLifecycle(tier, motion)
      const nothing = lifecycle === undefined && Object.keys(body).length === 0
      if (tier === undefined) {
        if (nothing && !archive) return ladderOf(undefined, settings)
        throw failure('rejected', noTier)
      }
      if (patch.status === 'active' && isArchived(tier)) {
        throw failure('conflict', [{ path: 'status', message: 'Scrip archives for good' }])
      }
      if (nothing && !(archive && !isArchived(tier))) return ladderOf(tier, settings)
      const changed = archive ? ladders.archive(tier, call) : send(ladders, tier, body, lifecycle, call)
      return ladderOf(await changed, settings)
    },
  }
}

const noTier =
  'This ladder has no tier yet, and Scrip knows none without a level. Create a tier first, then change the ladder. Nothing was changed.'

/** The whole lifecycle to send, merged with what is there; `undefined` where it stays. */
function changedLifecycle(tier: ScripTier | undefined, motion: Partial<Motion>): JsonObject | undefined {
  const current = motionOf(tier?.lifecycle)
  const next: Motion = { ...current, ...motion }
  const message = clashOf(next)
  const path = motion.window === undefined ? 'lifecycle.review' : 'window'
  if (message !== undefined) throw failure('unsupported', [{ path, message }])
  return sameJson(current, next) ? undefined : lifecycleBody(next, tier?.lifecycle)
}

/**
 * Sends a change. Whether Scrip replaces a lifecycle or merges it no page says; where it has kept what was to go, the
 * lifecycle is cleared, which a page does say, and sent again.
 */
async function send(
  ladders: Ladders,
  tier: ScripTier,
  body: JsonObject,
  lifecycle: JsonObject | undefined,
  call: ProviderCall,
): Promise<ScripTier> {
  const updated = await ladders.update(tier, lifecycle === undefined ? body : { ...body, lifecycle }, call)
  if (lifecycle === undefined || !hasLeftovers(updated.lifecycle, lifecycle)) return updated
  try {
    await ladders.update(tier, { lifecycle: {} }, call)
    return await ladders.update(tier, { lifecycle }, call)
  } catch (error) {
    throw halfDone(error, 'Make the same change of the ladder again.')
  }
}
