import {
  type Clock,
  formatInstant,
  type Json,
  parseInstant,
  type Standing,
  type Tier,
  type TierChange,
  type TierRef,
  toAmount,
} from '@rungs/model'
import {
  inChain,
  instantFrom,
  objectsNamed,
  present,
  standingNow,
  textAt,
  vendorOutput,
} from '@rungs/transport'
import { type Entry, refOf } from './from-vendor.js'
import type { CapillaryLoyalty } from './wire.js'

/** What a standing is made from, all of it read. */
export interface Facts {
  memberId: string
  loyalty: CapillaryLoyalty
  /** All tiers of the program, ascending, the base among them. */
  entries: readonly Entry[]
  /** The same tiers in the common model, without the base. */
  tiers: readonly Tier[]
  /** The member's moves, oldest first; none where they are not read. */
  moves: readonly TierChange[]
}

/** Capillary writes an expiry about 100 years ahead for what does not expire (Get Customer Tier page). */
const neverMs = 50 * 365.25 * 86_400_000

/** A standing (Get Customer Loyalty Details page): tiers are told by serial number and name, never by an id. */
export function standingOf({ memberId, loyalty, entries, tiers, moves }: Facts, clock: Clock): Standing {
  const { slabSNo, currentSlab, slabExpiryDate, loyaltyPoints, lifetimePoints, cumulativePurchases } = loyalty
  const held = entries.find(({ row }) => row.serialNumber === slabSNo)
  const tier = held === undefined ? byName(currentSlab, entries) : refOf(held)
  const expires = parseInstant(instantFrom(slabExpiryDate) ?? '') ?? Number.POSITIVE_INFINITY
  const last = moves.at(-1)
  const standing = {
    memberId,
    tier,
    ...present({
      since: tier !== null && last?.to?.rank === tier.rank ? last.at : undefined,
      expiresAt: tier !== null && expires - clock.now() < neverMs ? formatInstant(expires) : undefined,
    }),
    metrics: present({
      'points.balance': toAmount(loyaltyPoints),
      'points.earned': toAmount(lifetimePoints),
      spend: toAmount(cumulativePurchases),
    }),
    ...vendorOutput('capillary', loyalty),
  }
  return standingNow(standing, tiers, clock)
}

/** Names are unique among published tiers, whatever their case; one that is gone has its name for an id, and rank 0. */
function byName(name: string | null | undefined, entries: readonly Entry[]): TierRef | null {
  if (!name) return null
  const found = entries.find(({ row }) => row.name.toLowerCase() === name.toLowerCase())
  return found === undefined ? { id: name, name, rank: 0 } : refOf(found)
}

/**
 * The moves in a reply of v1.1 customer/get with `slab_history`, oldest first. The page shows the items of a history, not
 * where they stand, so they are looked for.
 */
export function movesIn(reply: unknown, entries: readonly Entry[], utcOffset: string): TierChange[] {
  const moves = objectsNamed(reply as Json, 'slab_history').flatMap((item): TierChange[] => {
    const { from: _from, to: _to, changed_on: _at, ...capillary } = item
    const [at, to] = [instantFrom(textAt(item, 'changed_on'), utcOffset), textAt(item, 'to')]
    if (at === undefined || to === undefined) return []
    const [before, after] = [byName(textAt(item, 'from'), entries), byName(to, entries)]
    return before?.id === after?.id ? [] : [{ at, from: before, to: after, vendor: { capillary } }]
  })
  return inChain(moves)
}
