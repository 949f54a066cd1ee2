import { halfDone } from './about.js'

/** A tier by the vendor's key, and its rank. */
export interface Ranked {
  /** The vendor's key of the tier. */
  key: string
  /** The rank that it has. */
  rank: number
}

/**
 * Gives a tier the rank of another, and the other its own, at a vendor that takes one rank for one tier and one change
 * at a time. The other steps aside to a free rank: below both where there is one, since raising is for good at most
 * vendors, and a tier that stood too high for a moment might be given away.
 * @param all all tiers of the ladder.
 * @param put gives a tier a rank.
 * @throws RungsError `outcome_unknown` with what is left to do, where it ends between two requests.
 */
export async function swapRanks<State>(
  all: readonly Ranked[],
  tier: Ranked,
  other: Ranked,
  put: (key: string, rank: number) => Promise<State>,
): Promise<State> {
  const taken = all.map(({ rank }) => rank)
  await put(other.key, freeBeside(taken, Math.min(tier.rank, other.rank)))
  try {
    await put(tier.key, other.rank)
    return await put(other.key, tier.rank)
  } catch (error) {
    const how = `Give the tier ${other.key} the rank ${tier.rank} once ${tier.key} has ${other.rank}.`
    throw halfDone(error, how)
  }
}

function freeBeside(taken: readonly number[], below: number): number {
  for (let rank = below - 1; rank >= 1; rank--) if (!taken.includes(rank)) return rank
  const top = Math.max(...taken)
  for (let rank = below + 1; rank < top; rank++) if (!taken.includes(rank)) return rank
  return top + 1
}
