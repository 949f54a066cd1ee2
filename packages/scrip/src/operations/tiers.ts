import { isRungsError, type JsonObject, type ProviderCall, type Tier, type TierProvider } from '@rungs/model'
import {
  freeRank,
  keyFromName,
  markOf,
  pageByRank,
  recently,
  refuseRevision,
  sameJson,
  settled,
} from '@rungs/transport'
import { reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { isArchived, tierOf, tiersOf } from '../from-vendor.js'

import type { CheckedSettings } from '../settings.js'
import { levelBody, levelPatch } from '../to-vendor.js'
import type { ScripLevel, ScripTier } from '../wire.js'
import type { Ladders } from './ladders.js'
import { swapRanks } from './swap.js'

/** How often a rank of our choosing, or making the Scrip tier, gives way to somebody who was faster. */
const rounds = 5

/** The handlers of tiers, which are the levels of a Scrip tier (Scrip create- and update-a-tier pages). */
export function tierOperations(ladders: Ladders, settings: CheckedSettings): TierProvider['operations'] {
  const wasSent = recently()
  return {
    'tiers.list': async (query, call) =>
      pageByRank(tiersOf(await ladders.find(call), settings), query, failure),
    'tiers.get': async ({ id }, call) => {
      const tier = await ladders.get(call)
      return tierOf(levelOf(tier, id), tier, settings)
    },
    'tiers.create': async ({ tier: draft }, call) => {
      const { body } = settled(levelBody(draft, settings), call, failure)
      const level = { key: draft.key ?? keyFromName(draft.name, call.idempotencyKey), ...body }
      const known = wasSent(call.idempotencyKey) || draft.key === undefined
      const tier = await made(level, draft, known, call)
      return tierOf(levelOf(tier, level.key), tier, settings)
    },
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      const { body, swapRanks: swap } = settled(levelPatch(patch, settings), call, failure)
      const tier = await ladders.get(call)
      const level = levelOf(tier, id)
      const other = tier.levels.find(({ key, rank }) => rank === patch.rank && key !== id)
      if (Object.keys(body).length === 0) return tierOf(level, tier, settings)
      if (swap && other !== undefined) {
        const swapped = await swapRanks(ladders, tier, { level, other, body }, call)
        return tierOf(levelOf(swapped, id), swapped, settings)
      }
      if (other !== undefined) throw takenRank(other)
      const updated = await ladders.update(tier, { levels: [{ key: id, ...body }] }, call)
      return tierOf(levelOf(updated, id), updated, settings)
    },
  }

  /** The Scrip tier with the new level in it. A PATCH would change a level of this key, so it is looked up first. */
  async function made(
    level: JsonObject & { key: string },
    draft: { rule?: Tier['rule']; rank?: number },
    known: boolean,
    call: ProviderCall,
  ): Promise<ScripTier> {
    for (let round = 1; ; round++) {
      const tier = await ladders.find(call)
      const existing = tier?.levels.find(
        ({ key }) => key === level.key || (known && key.endsWith(markOf(call.idempotencyKey))),
      )
      if (tier !== undefined && existing !== undefined) {
        if (known && isMade(existing, level)) return tier
        throw takenKey(existing, level.key)
      }
      if (tier !== undefined && isArchived(tier)) throw failure('conflict', archived)
      const taken = tier?.levels.find(({ rank }) => rank === draft.rank)
      if (taken !== undefined) throw takenRank(taken)
      const rank = draft.rank ?? freeRank(tiersOf(tier, settings), draft.rule)
      if (rank === undefined) throw failure('conflict', [{ path: 'rank', message: noRoom }])
      try {
        const body = { ...level, rank }
        return await (tier === undefined
          ? ladders.create(body, call)
          : ladders.update(tier, { levels: [body] }, call))
      } catch (error) {
        const there = await lookUp(level, error, call)
        if (there !== undefined) return there
        const faster = isRungsError(error, 'conflict') && (tier === undefined || draft.rank === undefined)
        if (!faster || round === rounds) throw error
      }
    }
  }

  /** The Scrip tier, where a write whose reply was lost has made the level after all. Without retries nothing is sent. */
  async function lookUp(
    level: JsonObject & { key: string },
    error: unknown,
    call: ProviderCall,
  ): Promise<ScripTier | undefined> {
    if (!isRungsError(error, 'outcome_unknown') || call.retries === 0 || call.signal.aborted) return undefined
    // Whatever keeps the tier from being read, the outcome stays as unknown as it is.
    const tier = await ladders.find(call).catch(() => undefined)
    return tier?.levels.some((one) => one.key === level.key && isMade(one, level)) ? tier : undefined
  }
}

/** @throws RungsError `not_found` when the ladder has no level of this key. */
export function levelOf(tier: ScripTier, id: string): ScripLevel {
  const level = tier.levels.find(({ key }) => key === id)
  if (level !== undefined) return level
  throw failure(
    'not_found',
    `The Scrip tier '${tier.key}' has no level of this key. List the tiers to see those that it has.`,
  )
}

const archived = 'The ladder is archived, for good: Scrip takes no more levels. Nothing was changed.'
const noRoom = 'there is no free rank where its threshold belongs; give it one, or move others apart first'

function takenRank({ key, rank }: ScripLevel) {
  const message = `the tier ${key} has the rank ${rank} already; choose another, or swap by vendor.scrip.swapRanks in a change`
  return failure('conflict', [{ path: 'rank', message }])
}

function takenKey(existing: ScripLevel, key: string) {
  if (existing.key === key) {
    return failure('conflict', [
      { path: 'key', message: `there is a tier of the key ${key} already; choose another` },
    ])
  }
  return failure(
    'conflict',
    `The idempotencyKey has made another tier, ${existing.key}, already. Nothing was changed.`,
  )
}

/** Whether a level is what was sent; what was not sent does not matter, and its rank may have been our choice. */
function isMade(existing: ScripLevel, sent: JsonObject): boolean {
  return Object.entries(sent).every(([field, value]) => sameJson(existing[field], value))
}
