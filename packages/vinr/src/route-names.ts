import type { RouteNames } from '@rungs/transport/provider'
import type { Routes } from './routes.js'

/** The names of VINR's routes: the routes themselves are loaded with the first call. */
export const routes: RouteNames<Routes> = {
  tiers: { create: true, retrieve: true, update: true, delete: true, list: true },
  loyaltyAccounts: { create: true, retrieve: true, update: true, list: true },
  pointsTransactions: { create: true, retrieve: true, list: true },
}
