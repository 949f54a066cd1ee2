import type { JsonObject, ProviderCall, TierProvider } from '@rungs/model'
import { refuseRevision, sameJson, settled } from '@rungs/transport'
import { reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { isArchived, ladderOf } from '../from-vendor.js'
import { clashOf, hasLeftovers, lifecycleBody, type Motion, motionOf } from '../lifecycle.js'
import type { CheckedSettings } from '../settings.js'
import { type LadderTranslation, ladderPatch } from '../to-vendor.js'
import type { ScripTier } from '../wire.js'
import { halfDone, type Ladders } from './ladders.js'

/** The handlers of the ladder (Scrip update- and archive-a-tier pages). */
export function ladderOperations(ladders: Ladders, settings: CheckedSettings): TierProvider['operations'] {
  return {
    'ladder.get': async (_input, call) => ladderOf(await ladders.find(call), settings),
    'ladder.update': async ({ patch, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      const translation = settled(ladderPatch(patch), call, failure)
      const tier = await ladders.find(call)
      const lifecycle = changedLifecycle(tier, translation.motion)
      const body = lifecycle === undefined ? translation.body : { ...translation.body, lifecycle }
      const nothing = Object.keys(body).length === 0
      if (tier === undefined) {
        if (nothing && !translation.archive) return ladderOf(undefined, settings)
        throw failure('rejected', noTier)
      }
      if (patch.status === 'active' && isArchived(tier)) {
        throw failure('conflict', [{ path: 'status', message: 'Scrip archives for good' }])
      }
      if (translation.archive)
        return ladderOf(isArchived(tier) ? tier : await ladders.archive(tier, call), settings)
      return ladderOf(nothing ? tier : await send(ladders, tier, body, lifecycle, call), settings)
    },
  }
}

const noTier =
  'This ladder has no tier yet, and Scrip knows none without a level. Create a tier first, then change the ladder. Nothing was changed.'

/** The whole lifecycle to send, merged with what is there; `undefined` where it stays. */
function changedLifecycle(
  tier: ScripTier | undefined,
  motion: LadderTranslation['motion'],
): JsonObject | undefined {
  const current = motionOf(tier?.lifecycle)
  const next: Motion = { ...current, ...motion }
  const clash = clashOf(next)
  if (clash !== undefined) {
    throw failure('unsupported', [
      { path: motion.window === undefined ? 'lifecycle.review' : 'window', message: clash },
    ])
  }
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
  const updated = await ladders.update(tier, body, call)
  if (lifecycle === undefined || !hasLeftovers(updated.lifecycle, lifecycle)) return updated
  try {
    await ladders.update(tier, { lifecycle: {} }, call)
    return await ladders.update(tier, { lifecycle }, call)
  } catch (error) {
    throw halfDone(error, 'Make the same change of the ladder again.')
  }
}
