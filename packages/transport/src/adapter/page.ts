import type { ListQuery, Page, ProviderCall, Tier, TierProvider } from '@rungs/model'
import type { Failure } from './failure.js'

const cursorForm = /^after:(\d{1,16})$/

/**
 * One page of items that are all there, by a place above 0 that each has. A page begins behind the place that its
 * cursor names, so items that are made or go between two pages neither repeat others nor hide them.
 * @throws RungsError `invalid_input` for a cursor that was never given out.
 */
export function pageAfter<Item>(
  items: readonly Item[],
  placeOf: (item: Item, index: number) => number,
  { limit = 100, cursor }: ListQuery,
  failure: Failure,
): Page<Item> {
  const after = cursor === undefined ? 0 : Number(cursorForm.exec(cursor)?.[1] ?? Number.NaN)
  if (Number.isNaN(after)) {
    throw failure('invalid_input', [{ path: 'cursor', message: 'expected the nextCursor of a page' }])
  }
  const rest = items
    .map((item, index) => ({ item, place: placeOf(item, index) }))
    .filter(({ place }) => place > after)
    .sort((a, b) => a.place - b.place)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  const shown = { items: page.map(({ item }) => item) }
  return last === undefined || page.length === rest.length
    ? shown
    : { ...shown, nextCursor: `after:${last.place}` }
}

/** One page of tiers that a vendor gives all at once, ascending by rank. @throws as {@link pageAfter}. */
export function pageByRank(tiers: readonly Tier[], query: ListQuery, failure: Failure): Page<Tier> {
  return pageAfter(tiers, ({ rank }) => rank, query, failure)
}

/** The handler that lists tiers, for a vendor that gives all at once. A cursor that is none is refused before any request. */
export function listing(
  read: (call: ProviderCall) => Promise<readonly Tier[]>,
  failure: Failure,
): NonNullable<TierProvider['operations']['tiers.list']> {
  return async (query, call) => {
    pageByRank([], query, failure)
    return pageByRank(await read(call), query, failure)
  }
}

/**
 * Everything that a vendor gives page by page, read to the end.
 * @param read reads the page at a cursor; the first has none. `next` is the cursor of the page after it, if any.
 * @param stuck what to say when a cursor comes twice.
 * @throws RungsError `unexpected_response` when a cursor comes twice, so that the rest is out of reach.
 */
export async function everyPage<Item>(
  read: (cursor: string | undefined) => Promise<{ items: readonly Item[]; next: string | undefined }>,
  failure: Failure,
  stuck = 'The vendor gave the same cursor twice: the rest of its list is out of reach.',
): Promise<Item[]> {
  const all: Item[] = []
  const seen = new Set<string | undefined>()
  for (let cursor: string | undefined; ; ) {
    seen.add(cursor)
    const { items, next } = await read(cursor)
    all.push(...items)
    if (next === undefined) return all
    if (seen.has(next)) throw failure('unexpected_response', stuck)
    cursor = next
  }
}
