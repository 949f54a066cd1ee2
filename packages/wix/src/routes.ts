import type { JsonObject, ProviderCall } from '@rungs/model'
import { ask, get, goneAfterLoss, path, write } from '@rungs/transport'
import type { AdjustParams, CursorQuery, EarnParams, SettingsParams, TierParams } from './params.js'
import { createFetch, type Fetch } from './request.js'
import type { CheckedSettings } from './settings.js'
import type { WixAccount, WixProgramSettings, WixTier } from './wire.js'

/** Wix's routes under the names of its SDK, one request each. */
export type Routes = ReturnType<typeof createRoutes>

/** Makes the routes over a transport of their own. */
export function createRoutes(settings: CheckedSettings) {
  const fetch = createFetch(settings)
  return {
    tiers: { ...tierRoutes(fetch), ...programRoutes(fetch) },
    accounts: { ...accountRoutes(fetch), ...pointRoutes(fetch) },
    programs: {
      getLoyaltyProgram: (call: ProviderCall) =>
        fetch(get('/loyalty-programs/v1/program'), 'objectReply', call),
    },
    transactions: {
      queryLoyaltyTransactions: (call: ProviderCall, query: CursorQuery = {}) => {
        const at = '/loyalty-transactions/v1/loyalty-transactions/query'
        return fetch(ask(at, { query: json(query) }), 'transactionsReply', call)
      },
    },
  }
}

const tiers = '/loyalty-tiers/v1/tiers'
const accounts = '/loyalty-accounts/v1/accounts'
const lookAtTiers = 'List the tiers to see.'
const lookAtLadder = 'Read the ladder to see.'
const lookAtMember = "Read the member's standing to see."

function tierRoutes(fetch: Fetch) {
  return {
    createTier: async (call: ProviderCall, tier: TierParams): Promise<WixTier> =>
      (await fetch(write('POST', tiers, { tier: json(tier) }, lookAtTiers), 'tierReply', call)).tier,
    // A repetition would tell of the tiers that the first attempt made as of failures, so there is none.
    bulkCreateTiers: (call: ProviderCall, all: readonly TierParams[]) =>
      fetch(
        write('POST', '/loyalty-tiers/v1/bulk/tiers/create', { tiers: all.map(json) }, lookAtTiers, 'none'),
        'bulkReply',
        call,
      ),
    listTiers: (call: ProviderCall) => fetch(get(tiers), 'tiersReply', call),
    getTier: async (call: ProviderCall, id: string): Promise<WixTier> =>
      (await fetch(get(path`/loyalty-tiers/v1/tiers/${id}`), 'tierReply', call)).tier,
    updateTier: async (call: ProviderCall, id: string, tier: TierParams): Promise<WixTier> => {
      const body = { tier: json({ ...tier, id }) }
      const request = write('PATCH', path`/loyalty-tiers/v1/tiers/${id}`, body, lookAtTiers)
      return (await fetch(request, 'tierReply', call)).tier
    },
    deleteTier: async (call: ProviderCall, id: string, revision: string): Promise<void> => {
      const at = path`/loyalty-tiers/v1/tiers/${id}`
      const query = [['revision', revision] as const]
      const request = { method: 'DELETE', path: at, query, accept: goneAfterLoss } as const
      await fetch({ ...request, howToFindOut: lookAtTiers }, 'objectReply', call, {})
    },
  }
}

function programRoutes(fetch: Fetch) {
  const at = `${tiers}/program-settings`
  const save = async (method: 'POST' | 'PATCH', settings: SettingsParams, call: ProviderCall) =>
    (await fetch(write(method, at, { programSettings: json(settings) }, lookAtLadder), 'settingsReply', call))
      .programSettings
  return {
    createTiersProgramSettings: (call: ProviderCall, settings: SettingsParams) =>
      save('POST', settings, call),
    getTiersProgramSettings: async (call: ProviderCall): Promise<WixProgramSettings> =>
      (await fetch(get(at), 'settingsReply', call)).programSettings,
    updateTiersProgramSettings: (call: ProviderCall, settings: SettingsParams) =>
      save('PATCH', settings, call),
    getTiersProgram: (call: ProviderCall) => fetch(get(`${tiers}/program`), 'programReply', call),
  }
}

function accountRoutes(fetch: Fetch) {
  return {
    createAccount: (call: ProviderCall, contactId: string) =>
      fetch(write('POST', accounts, { contactId }, lookAtMember), 'accountReply', call),
    getAccount: async (call: ProviderCall, id: string): Promise<WixAccount> =>
      (await fetch(get(path`/loyalty-accounts/v1/accounts/${id}`), 'accountReply', call)).account,
    getAccountBySecondaryId: (call: ProviderCall, by: { contactId?: string; memberId?: string }) =>
      fetch(get(`${accounts}/fetch-by`, { ...by }), 'accountReply', call),
    getCurrentMemberAccount: (call: ProviderCall) =>
      fetch(get(`${accounts}/my-account`), 'accountReply', call),
    listAccounts: (call: ProviderCall, paging: { limit?: number; cursor?: string } = {}) => {
      const query = { 'cursorPaging.limit': paging.limit?.toString(), 'cursorPaging.cursor': paging.cursor }
      return fetch(get(accounts, query), 'accountsReply', call)
    },
    queryLoyaltyAccounts: (call: ProviderCall, query: CursorQuery = {}) =>
      fetch(ask(`${accounts}/query`, { query: json(query) }), 'accountsReply', call),
    searchAccounts: (call: ProviderCall, search: JsonObject) =>
      fetch(ask(`${accounts}/search`, { search }), 'accountsReply', call),
    countAccounts: (call: ProviderCall, options: { filter?: JsonObject; search?: JsonObject } = {}) =>
      fetch(ask(`${accounts}/count`, { ...options }), 'countReply', call),
    getProgramTotals: (call: ProviderCall) => fetch(get(`${accounts}/program-totals`), 'totalsReply', call),
  }
}

function pointRoutes(fetch: Fetch) {
  const points = async (call: ProviderCall, id: string, what: string, params: object) => {
    const at = `${path`/loyalty-accounts/v1/accounts/${id}`}/${what}`
    return fetch(write('POST', at, { ...json(params), accountId: id }, lookAtMember), 'pointsReply', call)
  }
  return {
    earnPoints: (call: ProviderCall, id: string, params: EarnParams) =>
      points(call, id, 'earn-points', params),
    adjustPoints: (call: ProviderCall, id: string, params: AdjustParams) =>
      points(call, id, 'adjust-points', params),
    bulkAdjustPoints: (call: ProviderCall, params: JsonObject) =>
      fetch(write('POST', `${accounts}/bulk-adjust`, params, lookAtMember, 'none'), 'objectReply', call),
  }
}

/** Parameters are JSON; what of them is `undefined` is not sent. */
function json(params: object): JsonObject {
  return params as JsonObject
}
