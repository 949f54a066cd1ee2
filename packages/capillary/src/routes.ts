import type { JsonObject, ProviderCall } from '@rungs/model'
import { get, pairsOf, path, type Query, remove, type WireRequest } from '@rungs/transport'
import { createFetch } from './request.js'
import type { CheckedSettings } from './settings.js'

/** How a customer is looked up; the settings say what is absent. */
export type LookUp = Query & { identifierName?: string; identifierValue: string; source?: string }

/** Capillary's routes under its own names, one request each. */
export type Routes = ReturnType<typeof createRoutes>

/** Makes the routes over transports of their own. The program is that of the settings where none is given. */
export function createRoutes(settings: CheckedSettings) {
  const { tiers: fetch, customers: ask } = createFetch(settings)
  const { programId, source, identifierName } = settings
  const who = (query: LookUp): Query => ({ source, identifierName, ...query })
  return {
    tiers: {
      create: async (call: ProviderCall, body: JsonObject) =>
        (await fetch(creation({ programId, ...body }), 'oneTierSchema', call)).data,
      list: async (call: ProviderCall, query: Query = {}) =>
        (await fetch(get('/v3/tiers', { programId, ...query }), 'tierListSchema', call)).data.tiers,
      get: async (call: ProviderCall, id: string) =>
        (await fetch(get(path`/v3/tiers/${id}`), 'tiersSchema', call)).data,
      /** With a slab id, the program goes along: for a tier made outside this API it has to (Update Tier page). */
      update: async (call: ProviderCall, id: string, body: JsonObject) => {
        const query = pairsOf(/^\d+$/.test(id) ? { programId } : {})
        const request = { method: 'PUT', path: path`/v3/tiers/${id}`, query, body: { json: body } } as const
        return (await fetch({ ...request, howToFindOut: lookAtTier }, 'oneTierSchema', call)).data
      },
      delete: async (call: ProviderCall, objectId: string): Promise<void> => {
        await fetch(remove(path`/v3/tiers/${objectId}`, lookAtTier), 'emptySchema', call)
      },
      submit: async (call: ProviderCall, objectId: string) =>
        (await fetch(move(path`/v3/tiers/${objectId}/submit`), 'oneTierSchema', call)).data,
      review: async (
        call: ProviderCall,
        objectId: string,
        review: { approvalStatus: 'APPROVE' | 'REJECT'; comment?: string },
      ) => (await fetch(move(path`/v3/tiers/${objectId}/approve`, review), 'oneTierSchema', call)).data,
      /** What waits for a reviewer (List Pending Tier Approvals page). */
      approvals: async (call: ProviderCall, query: Query = {}) =>
        (await fetch(get('/v3/tiers/approvals', { programId, ...query }), 'tiersSchema', call)).data,
    },
    customers: {
      tierDetails: async (call: ProviderCall, userId: string, query: Query = {}) =>
        ask(
          get(path`/v2/customers/${userId}/tierDetails`, { programId, entityType: 'CUSTOMER', ...query }),
          'anyObjectSchema',
          call,
        ),
      lookUpTierDetails: (call: ProviderCall, query: LookUp) =>
        ask(get('/v2/customers/lookup/tierDetails', who(query)), 'anyObjectSchema', call),
      lookUpLoyaltyDetails: (call: ProviderCall, query: LookUp) =>
        ask(get('/v2/customers/lookup/loyaltyDetails', { programId, ...who(query) }), 'loyaltySchema', call),
      details: async (call: ProviderCall, userId: string, query: Query = {}) =>
        ask(get(path`/v2/customers/${userId}`, { source, ...query }), 'anyObjectSchema', call),
      /** v1.1, by `mobile`, `email`, `external_id`, ...; `slab_history: true` adds the history of tiers. */
      get: (call: ProviderCall, query: Query) =>
        ask(get('/v1.1/customer/get', { format: 'json', ...query }), 'anyObjectSchema', call),
    },
    slabs: {
      /** Manual tier adjustment: of one customer, to a tier by its name. */
      adjust: (call: ProviderCall, query: LookUp, body: JsonObject) =>
        ask(
          {
            method: 'POST',
            path: '/v2/slab/manualSlabAdjustment',
            query: pairsOf(who(query)),
            body: { json: { programId, ...body } },
            howToFindOut: "Read the member's standing to see.",
          },
          'anyObjectSchema',
          call,
        ),
    },
  }
}

const lookAtTier = 'Read the tier to see.'

/** Create Tier page: the key makes a repetition safe. */
function creation(body: JsonObject): WireRequest {
  const howToFindOut =
    'List the tiers to see, or repeat the call with the same idempotencyKey, which Capillary then carries out once.'
  const idempotency = { header: 'Idempotency-Key' }
  return { method: 'POST', path: '/v3/tiers', body: { json: body }, idempotency, howToFindOut }
}

/** A step of the workflow: made twice, the second time is refused as a conflict, so that it is made once. */
function move(at: string, body?: JsonObject): WireRequest {
  const step = { method: 'POST', path: at, idempotency: 'idempotent', howToFindOut: lookAtTier } as const
  return body === undefined ? step : { ...step, body: { json: body } }
}
