import type { RouteNames } from '@rungs/transport/provider'
import type { Routes } from './routes.js'

/** The names of Scrip's routes: the routes themselves are loaded with the first call. */
export const routes: RouteNames<Routes> = {
  programs: { create: true, list: true, retrieve: true, update: true },
  tiers: { create: true, list: true, retrieve: true, update: true, archive: true },
  participants: {
    create: true,
    list: true,
    retrieve: true,
    update: true,
    updateStatus: true,
    stateHistory: true,
  },
  participantTiers: { list: true, retrieve: true, set: true, remove: true },
  counters: { list: true, retrieve: true, set: true, delete: true },
  events: { create: true, createBatch: true, retrieve: true, list: true },
  rules: { create: true },
  webhookEndpoints: { create: true },
}
