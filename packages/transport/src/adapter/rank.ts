import { compareAmounts, type Rule, type Tier, thresholdOf } from '@rungs/model'

/** The highest rank that the common model takes. */
const maxRank = 2_147_483_647
/** What a rank is left of the one below, where nothing better is known. */
const gap = 1000

/**
 * A free rank for a tier that was given none, where a vendor keeps ranks: among tiers with a threshold on the same
 * metric where its threshold puts it, else above all. It is the threshold's whole part plus one where that is free and
 * in order, so that it does not depend on what else there is. `undefined` where there is no room.
 */
export function freeRank(
  tiers: readonly Pick<Tier, 'rank' | 'rule'>[],
  rule: Rule | undefined,
): number | undefined {
  const [low, high] = bounds(tiers, rule)
  const taken = new Set(tiers.map(({ rank }) => rank))
  const isFree = (rank: number): boolean => rank > low && rank < high && !taken.has(rank)
  const wanted = Number(thresholdOf(rule)?.split('.')[0] ?? Number.NaN) + 1
  if (isFree(wanted)) return wanted
  const middle = high > maxRank ? Math.min(low + gap, maxRank) : Math.floor((low + high) / 2)
  for (let rank = middle; rank < high; rank++) if (isFree(rank)) return rank
  for (let rank = middle - 1; rank > low; rank--) if (isFree(rank)) return rank
  return undefined
}

/** The ranks between which a tier belongs, both excluded. */
function bounds(tiers: readonly Pick<Tier, 'rank' | 'rule'>[], rule: Rule | undefined): [number, number] {
  const top = Math.max(0, ...tiers.map(({ rank }) => rank))
  const threshold = thresholdOf(rule)
  if (rule === undefined || !('metric' in rule) || threshold === undefined) return [top, maxRank + 1]
  let low = 0
  let high = maxRank + 1
  for (const tier of tiers) {
    const other = thresholdOf(tier.rule, rule.metric)
    if (other === undefined) continue
    if (compareAmounts(other, threshold) < 0) low = Math.max(low, tier.rank)
    else high = Math.min(high, tier.rank)
  }
  return low < high ? [low, high] : [top, maxRank + 1]
}
