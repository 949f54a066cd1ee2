import type { RungsError, Tier, TierPatch, TierProvider } from '@rungs/model'
import type { KeyedCreation, Ranked } from '@rungs/transport'
import {
  createKeyed,
  keyFromName,
  LatestKeys,
  listing,
  refuseRevision,
  retold,
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
  const shown = (tier: ScripTier, key: string): Tier => tierOf(levelOf(tier, key), tier, settings)
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
      return shown(await createKeyed(creation, call, failure), level.key)
    },
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      const { body, swapRanks: swap } = settled(levelPatch(patch, settings), call, failure)
      const tier = await ladders.get(call)
      const level = levelOf(tier, id)
      const other = tier.levels.find(({ key, rank }) => rank === patch.rank && key !== id)
      if (Object.keys(body).length === 0) return shown(tier, id)
      if (swap && other !== undefined) {
        const put = (key: string, rank: number): Promise<ScripTier> =>
          ladders.update(tier, { levels: [{ ...(key === id ? body : {}), key, rank }] }, call)
        return changed(shown(await swapRanks(tier.levels, level, other, put), id), patch)
      }
      if (other !== undefined) throw takenRank(other)
      return changed(shown(await ladders.update(tier, { levels: [{ key: id, ...body }] }, call), id), patch)
    },
  }
}

/** @throws RungsError `not_found` when the ladder has no level of this key. */
export function levelOf(tier: ScripTier, id: string): ScripLevel {
  const level = tier.levels.find(({ key }) => key === id)
  if (level !== undefined) return level
  const none = `The Scrip tier '${tier.key}' has no level of this key.`
  throw failure('not_found', `${none} List the tiers to see those that it has.`)
}

/**
 * A tier as it was changed. Scrip's pages leave open what clears a colour or an icon, and whether benefits are merged.
 * @throws RungsError `unexpected_response` where Scrip has kept what was to go.
 */
function changed(tier: Tier, patch: TierPatch): Tier {
  const cleared = (['color', 'icon', 'rule'] as const).filter((field) => patch[field] === null)
  const kept: string[] = cleared.filter((field) => tier[field] !== undefined)
  if (patch.benefits !== undefined && patch.benefits.length < tier.benefits.length) kept.push('benefits')
  if (kept.length === 0) return tier
  const hint = 'The setting clearWith says what clears a colour or an icon.'
  const message = `Scrip has kept what was to go of ${kept.join(', ')}, and changed all else. ${hint}`
  const issues = kept.map((path) => ({ path, message: 'Scrip has kept what was to go' }))
  throw retold(failure('unexpected_response', message), { issues })
}

function refuseArchived(tier: ScripTier): void {
  const archived = 'The ladder is archived, for good: Scrip takes no more levels. Nothing was changed.'
  if (isArchived(tier)) throw failure('conflict', archived)
}

function takenRank({ key, rank }: Ranked): RungsError {
  const message = `the tier ${key} has the rank ${rank} already; choose another, or swap by vendor.scrip.swapRanks in a change`
  return failure('conflict', [{ path: 'rank', message }])
}
