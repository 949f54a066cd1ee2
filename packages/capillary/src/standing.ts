import {
  type Clock,
  formatInstant,
  type Instant,
  type JsonObject,
  type Metric,
  parseInstant,
  type Standing,
  type Tier,
  type TierChange,
  type TierRef,
  toAmount,
} from '@rungs/model'
import { isJsonObject, present, standingNow } from '@rungs/transport'
import { type Entry, instantOf, isBase, refOf, rowOf } from './from-vendor.js'
import type { CapillaryLoyalty } from './wire.js'

/** What a standing is made from, all of it read. */
export interface Facts {
  memberId: string
  loyalty: CapillaryLoyalty
  /** All tiers of the program, ascending, the base among them. */
  entries: readonly Entry[]
  /** The same tiers in the common model, without the base. */
  tiers: readonly Tier[]
  /** The member's moves, oldest first; absent where they are not read. */
  moves: readonly TierChange[] | undefined
  clock: Clock
}

/** Capillary writes an expiry about 100 years ahead for what does not expire (Get Customer Tier page). */
const neverMs = 50 * 365.25 * 86_400_000

/** A standing (Get Customer Loyalty Details page): tiers are told by serial number and name, never by an id. */
export function standingOf({ memberId, loyalty, entries, tiers, moves, clock }: Facts): Standing {
  const tier = heldTier(loyalty, entries)
  const metrics = metricsOf(loyalty)
  const expires = parseInstant(instantOf(loyalty.slabExpiryDate) ?? '')
  const passing = tier !== null && expires !== undefined && expires - clock.now() < neverMs
  const last = moves?.at(-1)
  const since = tier !== null && last !== undefined && last.to?.rank === tier.rank ? last.at : undefined
  const expiresAt = passing ? formatInstant(expires) : undefined
  const vendor = { capillary: loyalty as JsonObject }
  return standingNow({ memberId, tier, ...present({ since, expiresAt }), metrics, vendor }, tiers, clock)
}

function heldTier({ slabSNo, currentSlab }: CapillaryLoyalty, entries: readonly Entry[]): TierRef | null {
  const row = entries.map(rowOf).find(({ serialNumber }) => serialNumber === slabSNo)
  if (row !== undefined) return isBase(row) ? null : refOf(row)
  if (!currentSlab) return null
  return byName(currentSlab, entries)
}

/** Names are unique among published tiers, whatever their case; one that is gone has its name for an id, and rank 0. */
function byName(name: string, entries: readonly Entry[]): TierRef | null {
  const row = entries.map(rowOf).find((each) => each.name.toLowerCase() === name.toLowerCase())
  if (row === undefined) return { id: name, name, rank: 0 }
  return isBase(row) ? null : refOf(row)
}

function metricsOf({
  loyaltyPoints,
  lifetimePoints,
  cumulativePurchases,
}: CapillaryLoyalty): Standing['metrics'] {
  const known: [Metric, string | undefined][] = [
    ['points.balance', toAmount(loyaltyPoints)],
    ['points.earned', toAmount(lifetimePoints)],
    ['spend', toAmount(cumulativePurchases)],
  ]
  return Object.fromEntries(known.filter(([, value]) => value !== undefined))
}

/**
 * The moves in a reply of v1.1 customer/get with `slab_history`, oldest first. The page shows the items, not where
 * they stand, so they are looked for.
 */
export function movesIn(reply: unknown, entries: readonly Entry[], utcOffset: string): TierChange[] {
  const moves = itemsIn(reply).flatMap((item): TierChange[] => {
    const { from, to, changed_on: changedOn, type, ...rest } = item
    const at = v1Instant(changedOn, utcOffset)
    if (at === undefined || typeof to !== 'string') return []
    const [before, after] = [
      typeof from === 'string' && from !== '' ? byName(from, entries) : null,
      byName(to, entries),
    ]
    const vendor: JsonObject = { ...rest, ...(type === undefined ? {} : { type }) }
    return before?.id === after?.id ? [] : [{ at, from: before, to: after, vendor: { capillary: vendor } }]
  })
  return moves.sort((a, b) => (parseInstant(a.at) ?? 0) - (parseInstant(b.at) ?? 0))
}

function itemsIn(value: unknown): JsonObject[] {
  if (typeof value !== 'object' || value === null) return []
  for (const [key, inner] of Object.entries(value)) {
    if (key !== 'slab_history') {
      const found = itemsIn(inner)
      if (found.length > 0) return found
      continue
    }
    const list: unknown = Array.isArray(inner) ? inner : Object.values(Object(inner)).find(Array.isArray)
    return Array.isArray(list) ? list.filter(isJsonObject) : []
  }
  return []
}

/** `2026-06-11 12:34:36`, in the time of the server, or an instant with an offset. */
function v1Instant(given: unknown, utcOffset: string): Instant | undefined {
  if (typeof given !== 'string') return undefined
  const text = given.trim().replace(' ', 'T')
  return instantOf(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}${utcOffset}`)
}
