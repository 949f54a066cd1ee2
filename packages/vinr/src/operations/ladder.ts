import { type ProviderCall, RungsError, type TierProvider } from '@rungs/model'
import { inOrder, ladderOf, nextCursorOf } from '../from-vendor.js'
import type { PageQuery, Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import type { VinrList, VinrTier } from '../wire.js'

/** The handler of the ladder, which is put together from all tiers. */
export function ladderOperations(routes: Routes, settings: CheckedSettings): TierProvider['operations'] {
  return {
    'ladder.get': async (_input, call) =>
      ladderOf(await allTiers(routes, settings, call), settings.programmeId ?? 'vinr'),
  }
}

/** The most tiers that VINR puts on a page (VINR tiers page). */
export const largestPage = 100

/** Every tier of the account, ascending by threshold, each once. @throws RungsError as {@link everyItem} does. */
export async function allTiers(
  routes: Routes,
  settings: CheckedSettings,
  call: ProviderCall,
): Promise<VinrTier[]> {
  return inOrder(await everyItem(settings, (page) => routes.tiers.list(call, page)))
}

/**
 * Every item of a list, page by page, in VINR's order.
 * @throws RungsError `unexpected_response` when VINR gives the same cursor twice, so that the rest is out of reach.
 */
export async function everyItem<Item extends { id: string }>(
  { cursorParameter }: CheckedSettings,
  list: (page: PageQuery) => Promise<VinrList<Item>>,
): Promise<Item[]> {
  const items: Item[] = []
  const seen = new Set<string | undefined>()
  let cursor: string | undefined
  do {
    seen.add(cursor)
    const page = await list({ limit: largestPage, [cursorParameter]: cursor })
    items.push(...page.data)
    cursor = nextCursorOf(page)
    if (cursor !== undefined && seen.has(cursor)) throw standsStill(cursorParameter)
  } while (cursor !== undefined)
  return items
}

/** Stopping quietly would pass a part of the tiers off as all of them. */
export function standsStill(parameter: string): RungsError {
  return new RungsError({
    code: 'unexpected_response',
    provider: 'vinr',
    message: `VINR says that there are more, but ${parameter} does not lead to them. If VINR pages by another parameter, name it in the setting cursorParameter.`,
  })
}
