import { names, type RouteNames } from '@rungs/transport/provider'
import type { Routes } from './routes.js'

/** The names of Scrip's routes: the routes themselves are loaded with the first call. */
export const routes: RouteNames<Routes> = {
  programs: names('create list retrieve update'),
  tiers: names('create list retrieve update archive'),
  participants: names('create list retrieve update updateStatus stateHistory'),
  participantTiers: names('list retrieve set remove'),
  counters: names('list retrieve set delete'),
  events: names('create createBatch retrieve list'),
  rules: names('create'),
  webhookEndpoints: names('create'),
}
