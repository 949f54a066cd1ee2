import { names, type RouteNames } from '@rungs/transport/provider'
import type { Routes } from './routes.js'

/** The names of Capillary's routes: the routes themselves are loaded with the first call. */
export const routes: RouteNames<Routes> = {
  tiers: names('create list get update delete submit review approvals'),
  customers: names('tierDetails lookUpTierDetails lookUpLoyaltyDetails details get'),
  slabs: names('adjust'),
}
