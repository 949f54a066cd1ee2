import type { HistoryQuery, Page, RungsError, Tier, TierChange } from '@rungs/model'
import { type Mark, movesThrough, movesWithin, retold, tierMet } from '@rungs/transport'
import { failure } from '../errors.js'
import type { VinrLoyaltyAccount, VinrPointsTransaction } from '../wire.js'
import { largestPage } from './ladder.js'

/** A move, with the id of what caused it: a points transaction, or the account itself at its start. */
export interface Move {
  id: string
  change: TierChange
}

/**
 * The moves that an account's points transactions, oldest first, have led to under these tiers, ascending: VINR
 * judges at each balance change, by the highest threshold that the balance meets (VINR tiers page).
 * @throws RungsError `unexpected_response` when a transaction does not say when it was, or what it left.
 */
export function movesOf(
  { id, created }: VinrLoyaltyAccount,
  transactions: readonly VinrPointsTransaction[],
  tiers: readonly Tier[],
): Move[] {
  const isDated = typeof created === 'number'
  const opened = isDated ? [{ id, at: created * 1000, value: '0' }] : []
  const marks = [...opened, ...transactions.map(markOf)]
  const moves = movesThrough(marks, tiers, isDated ? null : tierMet(tiers, '0'))
  return moves.map(({ cause, change }) => ({ id: cause.id, change }))
}

function markOf(
  { id, created, points_after: points }: VinrPointsTransaction,
  index: number,
): Mark & { id: string } {
  if (typeof created === 'number' && points !== null && points !== undefined) {
    return { id, at: created * 1000, value: String(points) }
  }
  throw unclear(id, index)
}

/**
 * A page of moves. The cursor is the id of what caused the last one.
 * @throws RungsError `invalid_input` for a cursor that is none.
 */
export function historyPage(
  moves: readonly Move[],
  { from, to, cursor, limit = largestPage }: HistoryQuery,
): Page<TierChange> {
  const start = cursor === undefined ? 0 : moves.findIndex(({ id }) => id === cursor) + 1
  if (cursor !== undefined && start === 0) {
    const message = 'expected the nextCursor of a page before; the tiers may have changed since. Begin anew'
    throw failure('invalid_input', [{ path: 'cursor', message }])
  }
  const within = movesWithin(moves.slice(start), { from, to }, ({ change }) => change)
  const shown = within.slice(0, limit)
  const end = shown.at(-1)
  const page: Page<TierChange> = { items: shown.map(({ change }) => change) }
  if (end !== undefined && within.length > shown.length) page.nextCursor = end.id
  return page
}

function unclear(id: string, index: number): RungsError {
  const message = `The points transaction ${id} does not say when it was, or which balance it left, so that the history cannot be told.`
  const error = failure('unexpected_response', message)
  return retold(error, { issues: [{ path: `data[${index}]`, message }] })
}
