import type { TierProvider } from '@rungs/model'
import { ladderOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import { allTiers } from './all-tiers.js'

/** The handler of the ladder, which is put together from all tiers. */
export function ladderOperations(routes: Routes, settings: CheckedSettings): TierProvider['operations'] {
  return {
    'ladder.get': async (_input, call) =>
      ladderOf(await allTiers(routes, settings, call), settings.programmeId ?? 'vinr'),
  }
}
