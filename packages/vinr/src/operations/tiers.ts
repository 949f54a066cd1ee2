import type { ProviderCall, TierProvider } from '@rungs/model'
import { LatestKeys, refuseRevision, settled } from '@rungs/transport'
import { reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { nextCursorOf, pageOf, tierOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import { patchParams, tierParams } from '../to-vendor.js'
import type { VinrTier } from '../wire.js'
import { allTiers, largestPage, standsStill } from './ladder.js'

/** The handlers of tiers (VINR tiers page). */
export function tierOperations(routes: Routes, settings: CheckedSettings): TierProvider['operations'] {
  const { cursorParameter } = settings
  const sent = new LatestKeys()
  return {
    'tiers.list': async ({ limit = largestPage, cursor }, call) => {
      const list = await routes.tiers.list(call, { limit, [cursorParameter]: cursor })
      if (cursor !== undefined && nextCursorOf(list) === cursor) throw standsStill(cursorParameter)
      return pageOf(list, cursor)
    },
    'tiers.get': async ({ id }, call) => tierOf(await routes.tiers.retrieve(call, id)),
    'tiers.create': async ({ tier }, call) => {
      const { params } = settled(tierParams(tier), call, failure)
      const key = call.idempotencyKey
      // What this process has sent under the same key VINR replays; its own tier must not stand in its way.
      const isOwn = ({ name }: VinrTier): boolean => sent.has(key) && name === params.name
      await refuseTaken(params.min_points, isOwn, call)
      sent.add(key)
      return tierOf(await routes.tiers.create(call, params))
    },
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      const { params } = settled(patchParams(patch, settings), call, failure)
      if (params.min_points !== undefined)
        await refuseTaken(params.min_points, (tier) => tier.id === id, call)
      const unchanged = Object.keys(params).length === 0
      return tierOf(
        await (unchanged ? routes.tiers.retrieve(call, id) : routes.tiers.update(call, id, params)),
      )
    },
    'tiers.delete': async ({ id, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      await routes.tiers.delete(call, id)
      return { id, deleted: true }
    },
  }

  /** VINR takes two tiers of one threshold, but then nothing says which of them a member gets. */
  async function refuseTaken(
    minPoints: number | undefined,
    isOwn: (tier: VinrTier) => boolean,
    call: ProviderCall,
  ): Promise<void> {
    const tiers = await allTiers(routes, settings, call)
    const taken = tiers.find((tier) => tier.min_points === minPoints && !isOwn(tier))
    if (taken === undefined) return
    const message = `the tier ${taken.id} has the threshold ${minPoints} already; choose another, or change that tier`
    throw failure('conflict', [{ path: 'rule.value', message }])
  }
}
