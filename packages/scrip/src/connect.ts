import type { Backend } from '@rungs/transport/provider'
import { ladderOperations } from './operations/ladder.js'
import { Ladders } from './operations/ladders.js'
import { memberOperations } from './operations/members.js'
import { tierOperations } from './operations/tiers.js'
import { createFetch } from './request.js'
import { createRoutes, type Routes } from './routes.js'
import type { CheckedSettings } from './settings.js'

/** Connects the adapter to its backend; loaded with the first call. Sends nothing. */
export function connect(settings: CheckedSettings): Backend<Routes> {
  const routes = createRoutes(createFetch(settings))
  const ladders = new Ladders(routes, settings)
  const operations = {
    ...tierOperations(ladders, settings),
    ...ladderOperations(ladders, settings),
    ...memberOperations(routes, ladders, settings),
  }
  return { operations, routes }
}
