import type { RungsError, Tier, TierPatch, TierProvider } from '@rungs/model'
import type { KeyedCreation, Ranked } from '@rungs/transport'
import {
  createKeyed,
  keyFromName,
  LatestKeys,
  listing,
  refuseKept,
  refuseRevision,
  required,
  settled,
  swapRanks,
} from '@rungs/transport'
import { reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { isArchived, tierOf, tiersOf } from '../from-vendor.js'
import type { CheckedSettings } from '../settings.js'
import { levelBody, levelPatch } from '../to-vendor.js'
import type { ScripLevel, ScripTier } from '../wire.js'
import type { Ladders } from './ladders.js'

/** The handlers of tiers, which are the levels of a Scrip tier (Scrip create- and update-a-tier pages). */
export function tierOperations(ladders: Ladders, settings: CheckedSettings): TierProvider['operations'] {
  const sent = new LatestKeys()
  const shown = (tier: ScripTier, id: string): Tier => tierOf(levelOf(tier, id, 'id'), tier, settings)
  const made = (tier: ScripTier, id: string): Tier => {
    const level = tier.levels.find(({ key }) => key === id)
    const lacking = `Scrip's reply lacks the level ${id}. It may have been made: read it before you repeat the call.`
    if (level === undefined) throw failure('unexpected_response', lacking)
    return tierOf(level, tier, settings)
  }
  const changed = (tier: ScripTier, id: string, patch: TierPatch): Tier =>
    refuseKept(made(tier, id), patch, { vendor: 'Scrip', hint }, failure)
  return {
    'tiers.list': listing(async (call) => tiersOf(await ladders.find(call), settings), failure),
    'tiers.get': async ({ id }, call) => shown(await ladders.get(call), id),
    'tiers.create': async ({ tier: draft }, call) => {
      const { body } = settled(levelBody(draft, settings), call, failure)
      const level = { key: draft.key ?? keyFromName(draft.name, call.idempotencyKey), ...body }
      const repeated = sent.has(call.idempotencyKey) || draft.key === undefined
      const creation: KeyedCreation<ScripTier> = {
        ...{ fields: level, draft, repeated, takenRank, refuse: refuseArchived },
        read: () => ladders.find(call),
        tiersIn: (tier) => ({ own: tier?.levels ?? [], common: tiersOf(tier, settings) }),
        write: (tier, one) => {
          sent.add(call.idempotencyKey)
          return ladders.put(tier, one, call)
        },
      }
      return made(await createKeyed(creation, call, failure), level.key)
    },
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      const { body, swapRanks: swap } = settled(levelPatch(patch, settings), call, failure)
      const tier = await ladders.get(call)
      const level = levelOf(tier, id, 'id')
      const other = tier.levels.find(({ key, rank }) => rank === patch.rank && key !== id)
      if (Object.keys(body).length === 0) return shown(tier, id)
      if (swap && other !== undefined) {
        const put = (key: string, rank: number): Promise<ScripTier> =>
          ladders.update(tier, { levels: [{ ...(key === id ? body : {}), key, rank }] }, call)
        return changed(await swapRanks(tier.levels, level, other, put), id, patch)
      }
      if (other !== undefined) throw takenRank(other)
      return changed(await ladders.update(tier, { levels: [{ key: id, ...body }] }, call), id, patch)
    },
  }
}

/** @throws RungsError `not_found` at the path when the ladder has no level of this key. */
export function levelOf({ key: ladder, levels }: ScripTier, id: string, path: string): ScripLevel {
  const message = `the Scrip tier '${ladder}' has no level of this key; list the tiers to see those that it has`
  return required(
    levels.find(({ key }) => key === id),
    path,
    message,
    failure,
  )
}

const hint = 'The setting clearWith says what clears a colour or an icon.'

function refuseArchived(tier: ScripTier): void {
  const archived = 'The ladder is archived, for good: Scrip takes no more levels. Nothing was changed.'
  if (isArchived(tier)) throw failure('conflict', archived)
}

function takenRank({ key, rank }: Ranked): RungsError {
  const message = `the tier ${key} has the rank ${rank} already; choose another, or swap by vendor.scrip.swapRanks in a change`
  return failure('conflict', [{ path: 'rank', message }])
}
