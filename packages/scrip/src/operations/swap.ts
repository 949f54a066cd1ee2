import type { JsonObject, ProviderCall } from '@rungs/model'
import { halfDone } from '@rungs/transport'
import type { ScripLevel, ScripTier } from '../wire.js'
import type { Ladders } from './ladders.js'

/**
 * Gives a level the rank of another, and the other its own. Whether Scrip takes both at once no page says, so the other
 * steps aside to a free rank: below both where there is one, since raising is for good and a level that stood too high
 * for a moment might be given away.
 */
export async function swapRanks(
  ladders: Ladders,
  tier: ScripTier,
  { level, other, body }: { level: ScripLevel; other: ScripLevel; body: JsonObject },
  call: ProviderCall,
): Promise<ScripTier> {
  const put = (changed: JsonObject): Promise<ScripTier> => ladders.update(tier, { levels: [changed] }, call)
  const taken = tier.levels.map(({ rank }) => rank)
  await put({ key: other.key, rank: freeOf(taken, Math.min(level.rank, other.rank)) })
  try {
    await put({ ...body, key: level.key, rank: other.rank })
    return await put({ key: other.key, rank: level.rank })
  } catch (error) {
    const how = `Give the tier ${other.key} the rank ${level.rank} once ${level.key} has ${other.rank}.`
    throw halfDone(error, how)
  }
}

function freeOf(taken: readonly number[], below: number): number {
  for (let rank = below - 1; rank >= 1; rank--) if (!taken.includes(rank)) return rank
  const top = Math.max(...taken)
  for (let rank = below + 1; rank < top; rank++) if (!taken.includes(rank)) return rank
  return top + 1
}
