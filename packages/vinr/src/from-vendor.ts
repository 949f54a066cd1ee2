import {
  type ActivityReceipt,
  type Clock,
  formatInstant,
  type Instant,
  type Ladder,
  type Page,
  type Standing,
  type Tier,
  type TierRef,
} from '@rungs/model'
import { atThreshold, rankOfThreshold, standingNow, vendorOutput } from '@rungs/transport'
import type { VinrList, VinrLoyaltyAccount, VinrPointsTransaction, VinrTier } from './wire.js'

/** A tier of the common model. Fields that VINR's pages do not name come along under `vendor.vinr`. */
export function tierOf(wire: VinrTier): Tier {
  const { id, name, min_points: minPoints, benefits, created, ...rest } = wire
  const tier: Tier = {
    id,
    name,
    ...atThreshold('points.balance', minPoints),
    benefits: (benefits ?? []).map((label) => ({ label })),
    status: 'active',
  }
  if (typeof created === 'number') tier.createdAt = instantOf(created)
  return { ...tier, ...vendorOutput('vinr', rest) }
}

/** Tiers ascending by threshold, each once; of equal thresholds the older first (VINR: the later one wins). */
export function inOrder(tiers: readonly VinrTier[]): VinrTier[] {
  const unique = [...new Map(tiers.map((tier) => [tier.id, tier])).values()]
  return unique.sort((a, b) => a.min_points - b.min_points || (a.created ?? 0) - (b.created ?? 0))
}

/**
 * One page. The cursor of the next is VINR's own, or the last id as VINR sent them. The item that the cursor
 * names is left out, in case the vendor's cursor is inclusive.
 */
export function pageOf(list: VinrList<VinrTier>, cursor: string | undefined): Page<Tier> {
  const items = inOrder(list.data.filter(({ id }) => id !== cursor)).map(tierOf)
  const nextCursor = nextCursorOf(list)
  return nextCursor === undefined ? { items } : { items, nextCursor }
}

/** The cursor of the next page; `undefined` on the last and on an empty one. */
export function nextCursorOf(list: VinrList<{ id: string }>): string | undefined {
  const more = list.has_more ?? list.page?.has_more ?? false
  const last = list.data.at(-1)?.id
  return more && last !== undefined ? list.page?.next_cursor || last : undefined
}

/** The ladder that all tiers of an account make (VINR tiers page: by current balance, up and down). */
export function ladderOf(tiers: readonly VinrTier[], id: string): Ladder {
  return {
    id,
    status: 'active',
    window: { kind: 'lifetime' },
    lifecycle: { review: 'continuous', downgrade: { policy: 'requalify' } },
    tiers: tiers.map(tierOf),
  }
}

/**
 * A standing. `tiers` are all tiers, ascending. VINR moves members lazily, so the held tier may differ from what
 * the balance says, and may have been deleted: it then comes with its id for a name, and rank 0.
 */
export function standingOf(
  memberId: string,
  account: VinrLoyaltyAccount,
  tiers: readonly VinrTier[],
  clock: Clock,
): Standing {
  const { points_balance: points, tier: held, ...rest } = account
  const tier = held === null || held === undefined ? null : refOf(held, tiers)
  const metrics = { 'points.balance': String(points) }
  const standing = { memberId, tier, metrics, ...vendorOutput('vinr', rest) }
  return standingNow(standing, tiers.map(tierOf), clock)
}

/** Whether an account's tier is nowhere to be found: neither in the list nor in the account itself. */
export function isUnknownTier({ tier }: VinrLoyaltyAccount, tiers: readonly VinrTier[]): boolean {
  return tier !== null && tier !== undefined && refOf(tier, tiers).rank === 0
}

/** What VINR says about a points transaction; its own `created` is the instant. */
export function receiptOf(
  memberId: string,
  { id, created }: VinrPointsTransaction,
  clock: Clock,
): ActivityReceipt {
  return { memberId, id, at: typeof created === 'number' ? instantOf(created) : formatInstant(clock.now()) }
}

/** A tier as an account names it, by its id or as an object. */
function refOf(held: NonNullable<VinrLoyaltyAccount['tier']>, tiers: readonly VinrTier[]): TierRef {
  const { id, name, min_points: minPoints } = typeof held === 'string' ? { id: held } : held
  const listed = tiers.find((tier) => tier.id === id)
  const threshold = listed?.min_points ?? minPoints
  const rank = typeof threshold === 'number' ? rankOfThreshold(threshold) : 0
  return { id, name: listed?.name ?? name ?? id, rank }
}

/** VINR's seconds since 1970. */
function instantOf(seconds: number): Instant {
  return formatInstant(seconds * 1000)
}
