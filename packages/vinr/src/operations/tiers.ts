import type { ProviderCall, TierProvider } from '@rungs/model'
import { reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { nextCursorOf, pageOf, tierOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import { patchParams, type TierTranslation, tierParams } from '../to-vendor.js'
import { allTiers, largestPage, standsStill } from './ladder.js'

/** The handlers of tiers (VINR tiers page). */
export function tierOperations(routes: Routes, settings: CheckedSettings): TierProvider['operations'] {
  const { cursorParameter } = settings
  const sent = new Set<string>()
  return {
    'tiers.list': async ({ limit = largestPage, cursor }, call) => {
      const list = await routes.tiers.list(call, { limit, [cursorParameter]: cursor })
      if (cursor !== undefined && nextCursorOf(list) === cursor) throw standsStill(cursorParameter)
      return pageOf(list, cursor)
    },
    'tiers.get': async ({ id }, call) => tierOf(await routes.tiers.retrieve(call, id)),
    'tiers.create': async ({ tier }, call) => {
      const translation = tierParams(tier)
      const minPoints = settleWithThreshold(translation, call)
      // What this process has sent under the same key VINR replays; its own tier must not stand in its way.
      if (!sent.has(call.idempotencyKey)) await refuseTaken(minPoints, undefined, call)
      remember(sent, call.idempotencyKey)
      return tierOf(await routes.tiers.create(call, translation.params))
    },
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      refuseRevision(ifRevision)
      const { params, accounting, issues } = patchParams(patch, settings)
      if (issues.length > 0) throw failure('invalid_input', issues)
      call.settle(accounting)
      if (params.min_points !== undefined) await refuseTaken(params.min_points, id, call)
      const unchanged = Object.keys(params).length === 0
      return tierOf(
        await (unchanged ? routes.tiers.retrieve(call, id) : routes.tiers.update(call, id, params)),
      )
    },
    'tiers.delete': async ({ id, ifRevision }, call) => {
      refuseRevision(ifRevision)
      await routes.tiers.delete(call, id)
      return { id, deleted: true }
    },
  }

  /** VINR takes two tiers of one threshold, but then nothing says which of them a member gets. */
  async function refuseTaken(minPoints: number, self: string | undefined, call: ProviderCall): Promise<void> {
    const tiers = await allTiers(routes, settings, call)
    const taken = tiers.find((tier) => tier.min_points === minPoints && tier.id !== self)
    if (taken === undefined) return
    const message = `the tier ${taken.id} has the threshold ${minPoints} already; choose another, or change that tier`
    throw failure('conflict', [{ path: 'rule.value', message }])
  }
}

/** Settles a new tier. Without a threshold there is no VINR tier, also not with `onLoss: 'report'`. */
function settleWithThreshold({ params, accounting, issues }: TierTranslation, call: ProviderCall): number {
  if (issues.length > 0) throw failure('invalid_input', issues)
  if (params.min_points !== undefined) {
    call.settle(accounting)
    return params.min_points
  }
  const reason = 'A VINR tier needs a threshold: a rule of one >= comparison of points.balance'
  call.settle(accounting, { path: 'rule', reason })
  throw failure('unsupported', [{ path: 'rule', message: reason }])
}

function refuseRevision(ifRevision: string | undefined): void {
  if (ifRevision === undefined) return
  throw failure('unsupported', [{ path: 'ifRevision', message: reasonOf('guarantee.revisions') }])
}

/** Keeps the keys under which this process has created tiers lately. */
function remember(keys: Set<string>, key: string): void {
  const [oldest] = keys.add(key)
  if (keys.size > 1000 && oldest !== undefined) keys.delete(oldest)
}
