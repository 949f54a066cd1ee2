import { createRouter, type Route } from '../core/router.js'
import { adjustTier } from './adjustment.js'
import type { Permission } from './auth.js'
import type { Answer, Context } from './context.js'
import {
  getCustomer,
  getCustomerWithHistory,
  getTierDetails,
  lookUpLoyaltyDetails,
  lookUpTierDetails,
} from './customers.js'
import { createToken } from './oauth.js'
import { getTier, listApprovals, listTiers } from './reads.js'
import { getSettings, updateSettings } from './settings.js'
import type { CapillarySwitches } from './switches.js'
import { reviewTier, submitTier } from './workflow.js'
import { createTier, deleteTier, updateTier } from './writes.js'

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
const SETTINGS = '/programs/:programId'
const not =
  (path: 'v3' | 'bare') =>
  ({ settings_path }: CapillarySwitches): boolean =>
    settings_path !== path

const routes: readonly Route<Operation>[] = [
  route('GET', TIERS, 'read', listTiers, tiersHere),
  route('GET', `${TIERS}/approvals`, 'review', listApprovals, tiersHere),
  route('GET', `${TIERS}/:id`, 'read', getTier, tiersHere),
  route('POST', TIERS, 'write', createTier, tiersHere),
  route('PUT', `${TIERS}/:id`, 'write', updateTier, tiersHere),
  route('DELETE', `${TIERS}/:id`, 'write', deleteTier, tiersHere),
  route('POST', `${TIERS}/:id/submit`, 'write', submitTier, tiersHere),
  route('POST', `${TIERS}/:id/approve`, 'review', reviewTier, tiersHere),
  route('POST', `/v3${SETTINGS}/updateTierAdvancedSettings`, 'write', updateSettings, not('bare')),
  route('GET', `/v3${SETTINGS}/tierAdvancedSettings`, 'read', getSettings, not('bare')),
  route('POST', `${SETTINGS}/updateTierAdvancedSettings`, 'write', updateSettings, not('v3')),
  route('GET', `${SETTINGS}/tierAdvancedSettings`, 'read', getSettings, not('v3')),
  route('POST', '/v3/oauth/token/generate', 'open', createToken),
  route('GET', '/v2/customers/lookup/tierDetails', 'read', lookUpTierDetails),
  route('GET', '/v2/customers/lookup/loyaltyDetails', 'read', lookUpLoyaltyDetails),
  route('GET', '/v2/customers/:id/tierDetails', 'read', getTierDetails),
  route('GET', '/v2/customers/:id', 'read', getCustomer),
  route('GET', '/v1.1/customer/get', 'read', getCustomerWithHistory),
  route('POST', '/v2/slab/manualSlabAdjustment', 'write', adjustTier),
]

/** Leads a method and a path to its operation. */
export const createCapillaryRouter = () => createRouter(routes)
