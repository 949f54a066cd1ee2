import {
  compareAmounts,
  type HistoryQuery,
  type Page,
  parseInstant,
  RungsError,
  type TierChange,
  type TierRef,
} from '@rungs/model'
import { failure } from '../errors.js'
import { instantOf, refOf } from '../from-vendor.js'
import type { VinrLoyaltyAccount, VinrPointsTransaction, VinrTier } from '../wire.js'
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
  account: VinrLoyaltyAccount,
  transactions: readonly VinrPointsTransaction[],
  tiers: readonly VinrTier[],
): Move[] {
  const moves: Move[] = []
  let from = tierAt('0', tiers)
  if (from !== null && typeof account.created === 'number') {
    moves.push({
      id: account.id,
      change: { at: instantOf(account.created), from: null, to: from, reason: 'met' },
    })
  }
  transactions.forEach(({ id, created, points_after: points }, index) => {
    if (typeof created !== 'number' || points === null || points === undefined) throw unclear(id, index)
    const to = tierAt(String(points), tiers)
    if (to?.id === from?.id) return
    const change: TierChange = { at: instantOf(created), from, to, reason: to === null ? 'none' : 'met' }
    moves.push({ id, change })
    from = to
  })
  return moves
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
  const [first, last] = [parseInstant(from ?? '') ?? -Infinity, parseInstant(to ?? '') ?? Infinity]
  const within = moves.slice(start).filter(({ change }) => {
    const at = parseInstant(change.at) ?? 0
    return at >= first && at <= last
  })
  const shown = within.slice(0, limit)
  const end = shown.at(-1)
  const page: Page<TierChange> = { items: shown.map(({ change }) => change) }
  if (end !== undefined && within.length > shown.length) page.nextCursor = end.id
  return page
}

function tierAt(balance: string, tiers: readonly VinrTier[]): TierRef | null {
  const held = tiers.findLast(({ min_points: minPoints }) => compareAmounts(String(minPoints), balance) <= 0)
  return held === undefined ? null : refOf(held.id, tiers)
}

function unclear(id: string, index: number): RungsError {
  const message = `The points transaction ${id} does not say when it was, or which balance it left, so that the history cannot be told.`
  const path = `data[${index}]`
  return new RungsError({
    code: 'unexpected_response',
    provider: 'vinr',
    message,
    issues: [{ path, message }],
  })
}
