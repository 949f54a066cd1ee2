import { names, type RouteNames } from '@rungs/transport/provider'
import type { Routes } from './routes.js'

/** The names of VINR's routes: the routes themselves are loaded with the first call. */
export const routes: RouteNames<Routes> = {
  tiers: names('create retrieve update delete list'),
  loyaltyAccounts: names('create retrieve update list'),
  pointsTransactions: names('create retrieve list'),
}
