import type { RouteNames } from '@rungs/transport/provider'
import type { Routes } from './routes.js'

/** The names of Capillary's routes: the routes themselves are loaded with the first call. */
export const routes: RouteNames<Routes> = {
  tiers: {
    create: true,
    list: true,
    get: true,
    update: true,
    delete: true,
    submit: true,
    review: true,
    approvals: true,
  },
  customers: {
    tierDetails: true,
    lookUpTierDetails: true,
    lookUpLoyaltyDetails: true,
    details: true,
    get: true,
  },
  slabs: { adjust: true },
}
