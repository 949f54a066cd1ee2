import { type HistoryQuery, type Page, parseInstant, type TierChange } from '@rungs/model'
import { failure } from '../errors.js'
import type { ScripChange } from '../wire.js'

const cursorForm = /^after:(\d{1,15})$/

/**
 * One page of moves, oldest first, of all that there are: Scrip's own order no page tells. History only grows, so a
 * page begins behind as many moves as its cursor names.
 */
export function historyPage(
  changes: readonly ScripChange[],
  { from, to, limit = 100, cursor }: HistoryQuery,
  read: (change: ScripChange) => TierChange,
): Page<TierChange> {
  const skip = cursor === undefined ? 0 : Number(cursorForm.exec(cursor)?.[1] ?? Number.NaN)
  if (Number.isNaN(skip)) {
    throw failure('invalid_input', [{ path: 'cursor', message: 'expected the nextCursor of a page' }])
  }
  const [first, last] = [timeOf(from) ?? Number.NEGATIVE_INFINITY, timeOf(to) ?? Number.POSITIVE_INFINITY]
  const moves = changes
    .map(read)
    .map((move) => ({ move, time: timeOf(move.at) ?? 0 }))
    .filter(({ time }) => time >= first && time <= last)
    .sort((a, b) => a.time - b.time)
  const items = moves.slice(skip, skip + limit).map(({ move }) => move)
  const next = skip + items.length
  return next < moves.length ? { items, nextCursor: `after:${next}` } : { items }
}

function timeOf(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : parseInstant(instant)
}
