import { compareAmounts, type Rule, type Tier, thresholdOf } from '@rungs/model'
import { failureAt } from './errors.js'
import type { State, StoredTier } from './state.js'

/** The highest rank that every provider's input takes. */
const maxRank = 2_147_483_647

/** What a derived rank is left of the one below, where nothing better is known. */
const gap = 1000

/** A rank for a tier, and the ranks of others that have to give way to it. */
export interface Placement {
  rank: number
  moved: ReadonlyMap<string, number>
}

/**
 * A rank for a tier that was given none. Among tiers with a threshold on the same metric it stands where its
 * threshold puts it; otherwise above all. The rank is the threshold's whole part plus one where that is free and
 * in order, so that it does not depend on what else there is; else one in the middle of the gap. Only where the
 * gap is used up do other derived ranks move, all at once; ranks that people gave never do.
 * @throws RungsError `conflict` when ranks that people gave leave no room.
 */
export function placementOf(state: State, rule: Rule | undefined, self?: string): Placement {
  const others = [...state.tiers.values()].filter(({ tier }) => tier.id !== self)
  const [low, high] = bounds(others, rule)
  const taken = new Set(others.map(({ tier }) => tier.rank))
  const wanted = wholeOf(rule) + 1
  if (wanted > low && wanted < high && !taken.has(wanted)) return { rank: wanted, moved: new Map() }
  const free = freeBetween(low, high, taken)
  return free === undefined ? spread(others, low) : { rank: free, moved: new Map() }
}

/** The ranks between which a tier belongs, both excluded. */
function bounds(others: readonly StoredTier[], rule: Rule | undefined): [number, number] {
  const top = Math.max(0, ...others.map(({ tier }) => tier.rank))
  const threshold = thresholdOf(rule)
  const metric = rule !== undefined && 'metric' in rule ? rule.metric : undefined
  if (threshold === undefined || metric === undefined) return [top, maxRank + 1]
  let low = 0
  let high = maxRank + 1
  for (const { tier } of others) {
    const other = thresholdOf(tier.rule, metric)
    if (other === undefined) continue
    if (compareAmounts(other, threshold) < 0) low = Math.max(low, tier.rank)
    else high = Math.min(high, tier.rank)
  }
  return low < high ? [low, high] : [top, maxRank + 1]
}

/** The whole part of a rule's threshold, as far as ranks go. */
function wholeOf(rule: Rule | undefined): number {
  const threshold = thresholdOf(rule)
  const whole = threshold === undefined ? Number.NaN : Number(threshold.split('.')[0])
  return whole >= 0 && whole < maxRank ? whole : Number.NaN
}

function freeBetween(low: number, high: number, taken: ReadonlySet<number>): number | undefined {
  const middle = high > maxRank ? Math.min(low + gap, maxRank) : Math.floor((low + high) / 2)
  for (let rank = middle; rank < high && rank <= maxRank; rank += 1)
    if (rank > low && !taken.has(rank)) return rank
  for (let rank = middle - 1; rank > low; rank -= 1) if (!taken.has(rank)) return rank
  return undefined
}

/** Gives every derived rank between two given ones an even share of the room, the newcomer's place included. */
function spread(others: readonly StoredTier[], low: number): Placement {
  const ordered = [...others].sort((a, b) => a.tier.rank - b.tier.rank)
  const at = ordered.findIndex(({ tier }) => tier.rank > low)
  const line: (StoredTier | undefined)[] = [...ordered]
  line.splice(at < 0 ? line.length : at, 0, undefined)
  const from = line.findLastIndex((entry, index) => entry?.ranked === true && index < line.indexOf(undefined))
  const after = line.findIndex((entry, index) => entry?.ranked === true && index > line.indexOf(undefined))
  const run = line.slice(from + 1, after < 0 ? undefined : after)
  const floor = line[from]?.tier.rank ?? 0
  const ceiling = after < 0 ? maxRank + 1 : (line[after]?.tier.rank ?? maxRank)
  const step = Math.min(gap, Math.floor((ceiling - floor) / (run.length + 1)))
  if (step < 1 || floor + step * run.length >= ceiling) throw noRoom(line[from]?.tier, line[after]?.tier)
  let rank = 0
  const moved = new Map<string, number>()
  run.forEach((entry, index) => {
    const place = floor + step * (index + 1)
    if (entry === undefined) rank = place
    else moved.set(entry.tier.id, place)
  })
  return { rank, moved }
}

function noRoom(below: Tier | undefined, above: Tier | undefined) {
  const name = (tier: Tier | undefined, none: string): string =>
    tier === undefined ? none : `'${tier.name.slice(0, 60)}' (rank ${tier.rank})`
  return failureAt(
    'conflict',
    'rank',
    `there is no free rank between ${name(below, 'the base tier')} and ${name(above, 'the top')}. Give those tiers ranks further apart first, or give this one a rank.`,
  )
}
