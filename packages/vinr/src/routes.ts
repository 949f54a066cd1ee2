import type { ProviderCall } from '@rungs/model'
import { path, type WireRequest } from '@rungs/transport'
import { type Params, toPairs } from './params.js'
import { createFetch } from './request.js'
import type { CheckedSettings } from './settings.js'

/** Which page of a list; `limit` 1 to 100, the cursors are ids (VINR paging page). */
export type PageQuery = Params & { limit?: number; starting_after?: string; ending_before?: string }
/** A tier's parameters. */
export type TierParams = Params & { name?: string; min_points?: number; benefits?: string[] }

/** VINR's routes under VINR's names, one request each; more parameters than are typed are sent as they are. */
export type Routes = ReturnType<typeof createRoutes>

/** Makes the routes over a transport of their own. */
export function createRoutes(settings: CheckedSettings) {
  const fetch = createFetch(settings)
  const get = (at: string, query: Params = {}): WireRequest => ({
    method: 'GET',
    path: at,
    query: toPairs(query),
  })
  const post = (at: string, params: Params, look: string): WireRequest => ({
    method: 'POST',
    path: at,
    body: { form: toPairs(params) },
    idempotency: { header: 'Idempotency-Key' },
    howToFindOut: `${look}, or repeat the call with the same idempotencyKey, which VINR then carries out once.`,
  })
  return {
    tiers: {
      create: (call: ProviderCall, params: TierParams) =>
        fetch(post('/v1/tiers', params, lookAtTiers), 'tierSchema', call),
      retrieve: async (call: ProviderCall, id: string) =>
        fetch(get(path`/v1/tiers/${id}`), 'tierSchema', call),
      update: async (call: ProviderCall, id: string, params: TierParams) =>
        fetch(post(path`/v1/tiers/${id}`, params, lookAtTiers), 'tierSchema', call),
      delete: async (call: ProviderCall, id: string) =>
        fetch(deletion(path`/v1/tiers/${id}`), 'deletedSchema', call, { id, deleted: true }),
      list: (call: ProviderCall, query?: PageQuery) => fetch(get('/v1/tiers', query), 'tierListSchema', call),
    },
    loyaltyAccounts: {
      create: (
        call: ProviderCall,
        params: Params & { customer: string; programme_id?: string | undefined },
      ) => fetch(post('/v1/loyalty-accounts', params, lookAtMember), 'accountSchema', call),
      retrieve: async (call: ProviderCall, id: string, query?: Params & { expand?: string[] }) =>
        fetch(get(path`/v1/loyalty-accounts/${id}`, query), 'accountSchema', call),
      update: async (call: ProviderCall, id: string, params: Params) =>
        fetch(post(path`/v1/loyalty-accounts/${id}`, params, lookAtMember), 'accountSchema', call),
      list: (call: ProviderCall, query?: PageQuery & { customer?: string }) =>
        fetch(get('/v1/loyalty-accounts', query), 'accountListSchema', call),
    },
    pointsTransactions: {
      create: (
        call: ProviderCall,
        params: Params & {
          loyalty_account: string
          amount: number
          type: 'credit' | 'debit'
          reason?: string
        },
      ) => fetch(post('/v1/points-transactions', params, lookAtPoints), 'transactionSchema', call),
      retrieve: async (call: ProviderCall, id: string) =>
        fetch(get(path`/v1/points-transactions/${id}`), 'transactionSchema', call),
      list: (
        call: ProviderCall,
        query?: PageQuery & { loyalty_account?: string; type?: 'credit' | 'debit' },
      ) => fetch(get('/v1/points-transactions', query), 'transactionListSchema', call),
    },
  }
}

const lookAtTiers = 'List the tiers to see'
const lookAtMember = "Read the member's standing to see"
const lookAtPoints = "List the account's points transactions to see"

function deletion(at: string): WireRequest {
  let failed = false
  return {
    method: 'DELETE',
    path: at,
    howToFindOut: `${lookAtTiers}.`,
    // The attempt whose reply was lost has deleted it, or the one that failed after its work.
    accept: ({ status, afterLoss }) => {
      failed ||= status >= 500
      return status === 404 && (afterLoss || failed)
    },
  }
}
