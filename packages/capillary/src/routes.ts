import type { JsonObject } from '@rungs/model'
import { get, pairsOf, path, type Query, remove, routing, write } from '@rungs/transport'
import { createFetch } from './request.js'
import type { CheckedSettings } from './settings.js'

/** How a customer is looked up; the settings say what is absent. */
export type LookUp = Query & { identifierName?: string; identifierValue: string; source?: string }

/** A reviewer's word. */
export interface Review {
  approvalStatus: 'APPROVE' | 'REJECT'
  comment?: string
}

/** Capillary's routes under its own names, one request each. */
export type Routes = ReturnType<typeof createRoutes>

const look = 'Read the tier to see.'
const lookAtMember = "Read the member's standing to see."
const repeat =
  'List the tiers to see, or repeat the call with the same idempotencyKey, which Capillary then carries out once.'

/** Makes the routes over transports of their own. The program is that of the settings where none is given. */
export function createRoutes(settings: CheckedSettings) {
  const fetch = createFetch(settings)
  const [tiers, customers] = [routing(fetch.tiers), routing(fetch.customers)]
  const { programId, source, identifierName } = settings
  const who = (query: LookUp): Query => ({ source, identifierName, ...query })
  return {
    tiers: {
      create: tiers('oneTierSchema', (body: JsonObject) =>
        write('POST', '/v3/tiers', { programId, ...body }, repeat, { header: 'Idempotency-Key' }),
      ),
      list: tiers('tierListSchema', (query: Query = {}) => get('/v3/tiers', { programId, ...query })),
      get: tiers('tiersSchema', (id: string) => get(path`/v3/tiers/${id}`)),
      /** With a slab id, the program goes along: for a tier made outside this API it has to (Update Tier page). */
      update: tiers('oneTierSchema', (id: string, body: JsonObject) => ({
        ...write('PUT', path`/v3/tiers/${id}`, body, look),
        query: pairsOf(/^\d+$/.test(id) ? { programId } : {}),
      })),
      delete: tiers('nothingSchema', (objectId: string) => remove(path`/v3/tiers/${objectId}`, look)),
      /** A step of the workflow: made twice, the second time is refused as a conflict, so that it is made once. */
      submit: tiers('oneTierSchema', (objectId: string) =>
        write('POST', path`/v3/tiers/${objectId}/submit`, undefined, look),
      ),
      review: tiers('oneTierSchema', (objectId: string, review: Review) =>
        write('POST', path`/v3/tiers/${objectId}/approve`, { ...review }, look),
      ),
      /** What waits for a reviewer (List Pending Tier Approvals page). */
      approvals: tiers('tiersSchema', (query: Query = {}) =>
        get('/v3/tiers/approvals', { programId, ...query }),
      ),
    },
    customers: {
      tierDetails: customers('anyObjectSchema', (userId: string, query: Query = {}) =>
        get(path`/v2/customers/${userId}/tierDetails`, { programId, entityType: 'CUSTOMER', ...query }),
      ),
      lookUpTierDetails: customers('anyObjectSchema', (query: LookUp) =>
        get('/v2/customers/lookup/tierDetails', who(query)),
      ),
      lookUpLoyaltyDetails: customers('loyaltySchema', (query: LookUp) =>
        get('/v2/customers/lookup/loyaltyDetails', { programId, ...who(query) }),
      ),
      details: customers('anyObjectSchema', (userId: string, query: Query = {}) =>
        get(path`/v2/customers/${userId}`, { source, ...query }),
      ),
      /** v1.1, by `mobile`, `email`, `external_id`, ...; `slab_history: true` adds the history of tiers. */
      get: customers('anyObjectSchema', (query: Query) =>
        get('/v1.1/customer/get', { format: 'json', ...query }),
      ),
    },
    slabs: {
      /** Manual tier adjustment: of one customer, to a tier by its name. */
      adjust: customers('anyObjectSchema', (query: LookUp, body: JsonObject) => ({
        ...write('POST', '/v2/slab/manualSlabAdjustment', { programId, ...body }, lookAtMember, 'none'),
        query: pairsOf(who(query)),
      })),
    },
  }
}
