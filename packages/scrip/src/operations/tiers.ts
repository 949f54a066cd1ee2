import type { Issue, JsonObject, ProviderCall, RungsError, Tier, TierProvider } from '@rungs/model'
import { isRungsError } from '@rungs/model'
import {
  freeRank,
  holdsAll,
  keyFromName,
  listing,
  markOf,
  orFound,
  recently,
  refuseRevision,
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

type Level = JsonObject & { key: string }

/** How often a rank of our choosing, or making the Scrip tier, gives way to somebody who was faster. */
const rounds = 5

/** The handlers of tiers, which are the levels of a Scrip tier (Scrip create- and update-a-tier pages). */
export function tierOperations(ladders: Ladders, settings: CheckedSettings): TierProvider['operations'] {
  const wasSent = recently()
  const shown = (tier: ScripTier, key: string): Tier => tierOf(levelOf(tier, key), tier, settings)
  return {
    'tiers.list': listing(async (call) => tiersOf(await ladders.find(call), settings), failure),
    'tiers.get': async ({ id }, call) => shown(await ladders.get(call), id),
    'tiers.create': async ({ tier: draft }, call) => {
      const { body } = settled(levelBody(draft, settings), call, failure)
      const level = { key: draft.key ?? keyFromName(draft.name, call.idempotencyKey), ...body }
      const known = wasSent(call.idempotencyKey) || draft.key === undefined
      return shown(await made(level, draft, known, call), level.key)
    },
    'tiers.update': async ({ id, patch, ifRevision }, call) => {
      refuseRevision(ifRevision, failure, reasonOf)
      const { body, swapRanks: swap } = settled(levelPatch(patch, settings), call, failure)
      const tier = await ladders.get(call)
      const level = levelOf(tier, id)
      const other = tier.levels.find(({ key, rank }) => rank === patch.rank && key !== id)
      if (Object.keys(body).length === 0) return shown(tier, id)
      if (swap && other !== undefined) {
        return shown(await swapRanks(ladders, tier, { level, other, body }, call), id)
      }
      if (other !== undefined) throw takenRank(other)
      return shown(await ladders.update(tier, { levels: [{ key: id, ...body }] }, call), id)
    },
  }

  /** The Scrip tier with the new level in it. A PATCH would change a level of this key, so it is looked up first. */
  async function made(
    level: Level,
    draft: { rule?: Tier['rule']; rank?: number },
    known: boolean,
    call: ProviderCall,
  ): Promise<ScripTier> {
    // Without retries nothing is sent after a reply that was lost.
    const mayBeMade = ({ code }: RungsError): boolean =>
      code === 'outcome_unknown' && call.retries > 0 && !call.signal.aborted
    const find = async () => {
      const tier = await ladders.find(call)
      return tier?.levels.some((one) => holdsAll(one, level)) ? tier : undefined
    }
    for (let round = 1; ; round++) {
      const tier = await ladders.find(call)
      const existing = tier?.levels.find(
        ({ key }) => key === level.key || (known && key.endsWith(markOf(call.idempotencyKey))),
      )
      if (tier !== undefined && existing !== undefined) {
        if (known && holdsAll(existing, level)) return tier
        throw takenKey(existing, level.key)
      }
      if (tier !== undefined && isArchived(tier)) throw failure('conflict', archived)
      const taken = tier?.levels.find(({ rank }) => rank === draft.rank)
      if (taken !== undefined) throw takenRank(taken)
      const rank = draft.rank ?? freeRank(tiersOf(tier, settings), draft.rule)
      if (rank === undefined) throw failure('conflict', noRoom)
      const levels = [{ ...level, rank }]
      try {
        const writing =
          tier === undefined
            ? ladders.create({ ...level, rank }, call)
            : ladders.update(tier, { levels }, call)
        return await orFound(writing, mayBeMade, find)
      } catch (error) {
        const faster = isRungsError(error, 'conflict') && (tier === undefined || draft.rank === undefined)
        if (!faster || round === rounds) throw error
      }
    }
  }
}

/** @throws RungsError `not_found` when the ladder has no level of this key. */
export function levelOf(tier: ScripTier, id: string): ScripLevel {
  const level = tier.levels.find(({ key }) => key === id)
  if (level !== undefined) return level
  const none = `The Scrip tier '${tier.key}' has no level of this key.`
  throw failure('not_found', `${none} List the tiers to see those that it has.`)
}

const archived = 'The ladder is archived, for good: Scrip takes no more levels. Nothing was changed.'
const noRoom: Issue[] = [
  {
    path: 'rank',
    message: 'there is no free rank where its threshold belongs; give it one, or move others apart first',
  },
]

function takenRank({ key, rank }: ScripLevel): RungsError {
  const message = `the tier ${key} has the rank ${rank} already; choose another, or swap by vendor.scrip.swapRanks in a change`
  return failure('conflict', [{ path: 'rank', message }])
}

function takenKey({ key: existing }: ScripLevel, key: string): RungsError {
  const message = `there is a tier of the key ${key} already; choose another`
  if (existing === key) return failure('conflict', [{ path: 'key', message }])
  const other = `The idempotencyKey has made another tier, ${existing}, already. Nothing was changed.`
  return failure('conflict', other)
}
