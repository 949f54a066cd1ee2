import type { ProviderCall, TierProvider } from '@rungs/model'
import { LatestKeys, refuseRevision, refuseTaken, settled } from '@rungs/transport'
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
  // VINR takes two tiers of one threshold, but then nothing says which of them a member gets.
  const refuse = async (
    call: ProviderCall,
    threshold: number | undefined,
    isOwn: (tier: VinrTier) => boolean,
  ) => {
    const others = (await allTiers(routes, settings, call)).filter((tier) => !isOwn(tier))
    refuseTaken(others.map(tierOf), { threshold }, failure)
  }
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
      await refuse(call, params.min_points, isOwn)
      sent.add(key)
      return tierOf(await routes.tiers.create(call, params))
    },
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      const { params } = settled(patchParams(patch, settings), call, failure)
      if (params.min_points !== undefined) await refuse(call, params.min_points, (tier) => tier.id === id)
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
}
