import type { TierProvider } from '@rungs/model'
import { ladderOf } from '../from-vendor.js'
import { notWritten } from '../not-written.js'
import type { Routes } from '../routes.js'
import { allTiers } from './tiers.js'

/** The handlers of the ladder, which is put together from all tiers. */
export function ladderOperations(routes: Routes): TierProvider['operations'] {
  return {
    'ladder.get': async (_input, call) => ladderOf(await allTiers(routes, call)),
    'ladder.update': async () => notWritten('src/operations/ladder.ts', 'ladder.update'),
  }
}
