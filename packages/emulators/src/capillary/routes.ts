import { createRouter, type Route } from '../core/router.js'
import type { Permission } from './auth.js'
import type { Answer, Context } from './context.js'
import { getTier, listApprovals, listTiers } from './reads.js'
import type { CapillarySwitches } from './switches.js'

/** What a route does, who may call it, and whether the switches have it at all. */
export interface Operation {
  readonly run: (context: Context) => Answer
  /** `open`: without a credential. */
  readonly permission: Permission | 'open'
  readonly exists: (switches: CapillarySwitches) => boolean
  /** The path as `x-cap-api-request-uri` names it. */
  readonly pattern: string
  /** It may change when members are checked, for all of them. */
  readonly changesChecks: boolean
}

const always = (): boolean => true
const tiersHere = ({ tiers_on_this_host }: CapillarySwitches): boolean => tiers_on_this_host

const route = (
  method: string,
  path: string,
  permission: Operation['permission'],
  run: Operation['run'],
  exists: Operation['exists'] = always,
): Route<Operation> => ({
  method,
  path,
  handler: {
    run,
    permission,
    exists,
    pattern: path.replace(/:(\w+)/g, '{$1}'),
    changesChecks: method === 'POST' && path.endsWith('Settings'),
  },
})

const TIERS = '/v3/tiers'

const routes: readonly Route<Operation>[] = [
  route('GET', TIERS, 'read', listTiers, tiersHere),
  route('GET', `${TIERS}/approvals`, 'review', listApprovals, tiersHere),
  route('GET', `${TIERS}/:id`, 'read', getTier, tiersHere),
]

/** Leads a method and a path to its operation. */
export const createCapillaryRouter = () => createRouter(routes)
