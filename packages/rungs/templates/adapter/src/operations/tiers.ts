import type { JsonObject, ProviderCall, Tier, TierProvider } from '@rungs/model'
import { pageByRank } from '@rungs/transport'
import { failure } from '../errors.js'
import { tierOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import { patchBody, type TierTranslation, tierBody } from '../to-vendor.js'

/** The handlers of tiers. */
export function tierOperations(routes: Routes): TierProvider['operations'] {
  return {
    // For a vendor that gives all tiers at once; where Acme pages, hand over its cursors.
    'tiers.list': async (query, call) => pageByRank(await allTiers(routes, call), query, failure),
    'tiers.get': async ({ id }, call) => tierOf(await routes.tiers.retrieve(call, id)),
    'tiers.create': async ({ tier }, call) => {
      const body = settled(tierBody(tier), call)
      return tierOf(await routes.tiers.create(call, body))
    },
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      const body = settled(patchBody(patch), call)
      return tierOf(await routes.tiers.update(call, id, body, ifRevision))
    },
    'tiers.delete': async ({ id, ifRevision }, call) => {
      await routes.tiers.delete(call, id, ifRevision)
      return { id, deleted: true }
    },
  }
}

/** Every tier that Acme has. */
export async function allTiers(routes: Routes, call: ProviderCall): Promise<Tier[]> {
  return (await routes.tiers.list(call)).map(tierOf)
}

/** What is to be sent, once it is settled that nothing is lost in silence; before any request. */
function settled({ body, accounting, issues }: TierTranslation, call: ProviderCall): JsonObject {
  if (issues.length > 0) throw failure('invalid_input', issues)
  call.settle(accounting)
  return body
}
