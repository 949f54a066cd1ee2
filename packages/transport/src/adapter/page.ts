import type { ListQuery, Page, Tier } from '@rungs/model'
import type { Failure } from './failure.js'

const cursorForm = /^rank:(\d{1,16})$/

/**
 * One page of tiers that a vendor gives all at once, ascending by rank. A page begins behind the rank that its cursor
 * names, so tiers that are made or change between two pages neither repeat others nor hide them.
 * @throws RungsError `invalid_input` for a cursor that was never given out.
 */
export function pageByRank(
  tiers: readonly Tier[],
  { limit = 100, cursor }: ListQuery,
  failure: Failure,
): Page<Tier> {
  const after = cursor === undefined ? 0 : Number(cursorForm.exec(cursor)?.[1] ?? Number.NaN)
  if (Number.isNaN(after)) {
    throw failure('invalid_input', [{ path: 'cursor', message: 'expected the nextCursor of a page' }])
  }
  const rest = tiers.filter(({ rank }) => rank > after).sort((a, b) => a.rank - b.rank)
  const items = rest.slice(0, limit)
  const last = items.at(-1)
  return last === undefined || items.length === rest.length
    ? { items }
    : { items, nextCursor: `rank:${last.rank}` }
}
