import type { Backend } from '@rungs/transport/provider'
import { ladderOperations } from './operations/ladder.js'
import { memberOperations } from './operations/members.js'
import { tierOperations } from './operations/tiers.js'
import { createRoutes, type Routes } from './routes.js'
import type { CheckedSettings } from './settings.js'

/** Connects the adapter to its backend; loaded with the first call. Sends nothing. */
export function connect(settings: CheckedSettings): Backend<Routes> {
  const routes = createRoutes(settings)
  const operations = {
    ...tierOperations(routes, settings),
    ...ladderOperations(routes, settings),
    ...memberOperations(routes, settings),
  }
  return { operations, routes }
}
