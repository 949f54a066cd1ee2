import type { HistoryQuery, Page, ProviderCall, Tier, TierChange } from '@rungs/model'
import { parseInstant } from '@rungs/model'
import { everyPage, movesThrough, pageOfMoves, rollingMarks } from '@rungs/transport'
import { failure } from '../errors.js'
import type { Routes } from '../routes.js'
import type { WixAccount, WixTransaction } from '../wire.js'

/**
 * The moves that points transactions have led to under these tiers (ascending) and this window: at each instant the
 * highest tier whose threshold is met by what was earned and adjusted inside the window (Wix tiers introduction).
 */
export function movesOf(
  { createdDate }: WixAccount,
  transactions: readonly WixTransaction[],
  tiers: readonly Tier[],
  months: number,
  now: number,
): TierChange[] {
  const counted = transactions.map((each) => ({ at: instantOf(each.createdDate), amount: countedOf(each) }))
  // A tier of 0 points is held from the start.
  if (createdDate) counted.push({ at: instantOf(createdDate), amount: 0n })
  return movesThrough(rollingMarks(counted, months, now), tiers).map(({ change }) => change)
}

/** All points transactions of an account; the first page is asked for by a filter, the others by a cursor alone. */
export function transactionsOf({ id }: WixAccount, routes: Routes, call: ProviderCall) {
  const sort = [{ fieldName: 'createdDate', order: 'ASC' as const }]
  const first = { filter: { accountId: id }, sort, cursorPaging: { limit: 100 } }
  return everyPage(async (cursor) => {
    const query = cursor === undefined ? first : { cursorPaging: { limit: 100, cursor } }
    const page = await routes.transactions.queryLoyaltyTransactions(call, query)
    const { hasNext, cursors } = page.pagingMetadata ?? {}
    if (hasNext && !cursors?.next) throw failure('unexpected_response', 'Wix gives no cursor to the rest.')
    return { items: page.loyaltyTransactions, next: (hasNext !== false && cursors?.next) || undefined }
  }, failure)
}

/** A page of moves. @throws RungsError `invalid_input` for a cursor that was never given out. */
export function historyPage(moves: readonly TierChange[], query: HistoryQuery): Page<TierChange> {
  return pageOfMoves(moves, query, ({ at }) => instantOf(at), failure)
}

/** What counts for tiers: earned and adjusted, not redeemed, refunded or expired. */
function countedOf({ transactionType, amount, adjustInfo }: WixTransaction): bigint {
  if (transactionType === 'EARN') return BigInt(amount ?? 0)
  if (transactionType !== 'ADJUST') return 0n
  const { amountBefore: before, amountAfter: after } = adjustInfo ?? {}
  return BigInt(typeof before === 'number' && typeof after === 'number' ? after - before : (amount ?? 0))
}

const instantOf = (text: string): number => parseInstant(text) ?? 0
