import type { ProviderCall, RungsError, TierProvider } from '@rungs/model'
import { everyPage } from '@rungs/transport'
import { failure } from '../errors.js'
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
export function everyItem<Item extends { id: string }>(
  { cursorParameter }: CheckedSettings,
  list: (page: PageQuery) => Promise<VinrList<Item>>,
): Promise<Item[]> {
  const read = async (cursor: string | undefined) => {
    const page = await list({ limit: largestPage, [cursorParameter]: cursor })
    return { items: page.data, next: nextCursorOf(page) }
  }
  return everyPage(read, failure, stuckAt(cursorParameter))
}

/** Stopping quietly would pass a part of the tiers off as all of them. */
export function standsStill(parameter: string): RungsError {
  return failure('unexpected_response', stuckAt(parameter))
}

function stuckAt(parameter: string): string {
  return `VINR says that there are more, but ${parameter} does not lead to them. If VINR pages by another parameter, name it in the setting cursorParameter.`
}
