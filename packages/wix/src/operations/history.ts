import {
  type HistoryQuery,
  type Page,
  type ProviderCall,
  parseInstant,
  type Tier,
  type TierChange,
} from '@rungs/model'
import { everyPage, type Mark, movesThrough, pageOfMoves } from '@rungs/transport'
import { failure } from '../errors.js'
import type { Routes } from '../routes.js'
import type { WixAccount, WixTransaction } from '../wire.js'

/** Points that come into the window, or leave it, at an instant. */
interface Step {
  at: number
  points: bigint
}

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
  const steps = stepsOf(transactions, months, now)
  // A tier of 0 points is held from the start.
  if (createdDate) steps.push({ at: instantOf(createdDate), points: 0n })
  steps.sort((a, b) => a.at - b.at)
  let points = 0n
  const marks = new Map<number, Mark>()
  for (const step of steps) {
    points += step.points
    marks.set(step.at, { at: step.at, value: `${points}` })
  }
  return movesThrough([...marks.values()], tiers).map(({ change }) => change)
}

/** All points transactions of an account; the first page is asked for by a filter, the others by a cursor alone. */
export function transactionsOf(
  { id }: WixAccount,
  { transactions }: Routes,
  call: ProviderCall,
): Promise<WixTransaction[]> {
  const sort = [{ fieldName: 'createdDate', order: 'ASC' as const }]
  return everyPage(async (cursor) => {
    const query =
      cursor === undefined
        ? { filter: { accountId: id }, sort, cursorPaging: { limit: 100 } }
        : { cursorPaging: { limit: 100, cursor } }
    const page = await transactions.queryLoyaltyTransactions(call, query)
    const { hasNext, cursors } = page.pagingMetadata ?? {}
    return { items: page.loyaltyTransactions, next: (hasNext !== false && cursors?.next) || undefined }
  }, failure)
}

/** A page of moves. @throws RungsError `invalid_input` for a cursor that was never given out. */
export function historyPage(moves: readonly TierChange[], query: HistoryQuery): Page<TierChange> {
  return pageOfMoves(moves, query, ({ at }) => instantOf(at), failure)
}

function stepsOf(transactions: readonly WixTransaction[], months: number, now: number): Step[] {
  return transactions.flatMap((transaction) => {
    const [at, points] = [instantOf(transaction.createdDate), countedOf(transaction)]
    const gone = afterMonths(at, months)
    return [{ at, points }, ...(gone > now ? [] : [{ at: gone, points: -points }])]
  })
}

/** What counts for tiers: earned and adjusted, not redeemed, refunded or expired. */
function countedOf({ transactionType, amount, adjustInfo }: WixTransaction): bigint {
  if (transactionType === 'EARN') return BigInt(amount ?? 0)
  if (transactionType !== 'ADJUST') return 0n
  const { amountBefore, amountAfter } = adjustInfo ?? {}
  const isTold = typeof amountBefore === 'number' && typeof amountAfter === 'number'
  return BigInt(isTold ? amountAfter - amountBefore : (amount ?? 0))
}

/** When points are as old as the window: the same day and time; where that month has no such day, at its end. */
function afterMonths(at: number, months: number): number {
  const then = new Date(at)
  const [day, month] = [then.getUTCDate(), then.getUTCMonth() + months]
  then.setUTCMonth(month)
  if (then.getUTCDate() === day) return then.getTime()
  return Date.UTC(new Date(at).getUTCFullYear(), month + 1, 1)
}

function instantOf(text: string): number {
  return parseInstant(text) ?? 0
}
