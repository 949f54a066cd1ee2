import type { Backend } from '@rungs/transport/provider'
import { ladderOperations } from './operations/ladder.js'
import { memberOperations } from './operations/members.js'
import { Program } from './operations/program.js'
import { tierOperations } from './operations/tiers.js'
import { workflowOperations } from './operations/workflow.js'
import { createRoutes, type Routes } from './routes.js'
import type { CheckedSettings } from './settings.js'

/** Connects the adapter to its backend; loaded with the first call. Sends nothing. */
export function connect(settings: CheckedSettings): Backend<Routes> {
  const routes = createRoutes(settings)
  const program = new Program(routes, settings)
  const operations = {
    ...tierOperations(program),
    ...ladderOperations(program),
    ...workflowOperations(program),
    ...memberOperations(program),
  }
  return { operations, routes }
}
