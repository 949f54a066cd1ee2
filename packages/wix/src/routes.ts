import type { JsonObject } from '@rungs/model'
import { ask, get, path, remove, routing, write } from '@rungs/transport'
import { createFetch } from './request.js'
import type { CheckedSettings } from './settings.js'
import type { AdjustParams, CursorQuery, EarnParams, PageQuery, SettingsParams, TierParams } from './wire.js'

/** Wix's routes under the names of its SDK, one request each. */
export type Routes = ReturnType<typeof createRoutes>

const [tiers, accounts] = ['/loyalty-tiers/v1/tiers', '/loyalty-accounts/v1/accounts']
const tierAt = (id: string) => path`/loyalty-tiers/v1/tiers/${id}`
const accountAt = (id: string) => path`/loyalty-accounts/v1/accounts/${id}`
const transactionAt = (id: string) => path`/loyalty-transactions/v1/loyalty-transactions/${id}`

const seeTiers = 'List the tiers to see.'
const seeLadder = 'Read the ladder to see.'
const seeMember = "Read the member's standing to see."

/** Parameters are JSON; what of them is `undefined` is not sent. */
const json = (params: object) => params as JsonObject
const saveTier = (method: 'POST' | 'PATCH', at: string, tier: TierParams) =>
  write(method, at, { tier: json(tier) }, seeTiers)
const saveSettings = (method: 'POST' | 'PATCH', settings: SettingsParams) =>
  write(method, `${tiers}/program-settings`, { programSettings: json(settings) }, seeLadder)
const book = (id: string, how: string, params: object) =>
  write('POST', `${accountAt(id)}/${how}`, { ...params, accountId: id }, seeMember)
const search = (how: string, params: object) => ask(`${accounts}/${how}`, json(params))

/** Makes the routes over a transport of their own. */
export function createRoutes(settings: CheckedSettings) {
  const route = routing(createFetch(settings))
  return {
    tiers: {
      createTier: route('tierReply', (tier: TierParams) => saveTier('POST', tiers, tier)),
      // A repetition would tell of the tiers that the first attempt made as of failures, so there is none.
      bulkCreateTiers: route('bulkReply', (all: readonly TierParams[]) =>
        write('POST', '/loyalty-tiers/v1/bulk/tiers/create', { tiers: all.map(json) }, seeTiers, 'none'),
      ),
      listTiers: route('tiersReply', () => get(tiers)),
      getTier: route('tierReply', (id: string) => get(tierAt(id))),
      updateTier: route('tierReply', (id: string, tier: TierParams) =>
        saveTier('PATCH', tierAt(id), { ...tier, id }),
      ),
      deleteTier: route('nothing', (id: string, revision: string) =>
        remove(tierAt(id), seeTiers, { revision }),
      ),
      createTiersProgramSettings: route('settingsReply', (all: SettingsParams) => saveSettings('POST', all)),
      getTiersProgramSettings: route('settingsReply', () => get(`${tiers}/program-settings`)),
      updateTiersProgramSettings: route('settingsReply', (all: SettingsParams) => saveSettings('PATCH', all)),
      getTiersProgram: route('programReply', () => get(`${tiers}/program`)),
    },
    accounts: {
      createAccount: route('accountReply', (contactId: string) =>
        write('POST', accounts, { contactId }, seeMember),
      ),
      getAccount: route('accountReply', (id: string) => get(accountAt(id))),
      getAccountBySecondaryId: route('accountReply', (by: { contactId?: string; memberId?: string }) =>
        get(`${accounts}/fetch-by`, { ...by }),
      ),
      getCurrentMemberAccount: route('accountReply', () => get(`${accounts}/my-account`)),
      listAccounts: route('accountsReply', ({ contactIds, limit, cursor }: PageQuery = {}) =>
        get(accounts, { contactIds, 'cursorPaging.limit': limit, 'cursorPaging.cursor': cursor }),
      ),
      queryLoyaltyAccounts: route('accountsReply', (query: CursorQuery = {}) => search('query', { query })),
      searchAccounts: route('accountsReply', (by: JsonObject) => search('search', { search: by })),
      countAccounts: route('countReply', (by: { filter?: JsonObject; search?: JsonObject } = {}) =>
        search('count', by),
      ),
      getProgramTotals: route('totalsReply', () => get(`${accounts}/program-totals`)),
      earnPoints: route('pointsReply', (id: string, by: EarnParams) => book(id, 'earn-points', by)),
      adjustPoints: route('pointsReply', (id: string, by: AdjustParams) => book(id, 'adjust-points', by)),
      bulkAdjustPoints: route('objectReply', (params: JsonObject) =>
        write('POST', `${accounts}/bulk-adjust`, params, seeMember, 'none'),
      ),
    },
    programs: { getLoyaltyProgram: route('objectReply', () => get('/loyalty-programs/v1/program')) },
    transactions: {
      getLoyaltyTransaction: route('transactionReply', (id: string) => get(transactionAt(id))),
      queryLoyaltyTransactions: route('transactionsReply', (query: CursorQuery = {}) =>
        ask('/loyalty-transactions/v1/loyalty-transactions/query', { query: json(query) }),
      ),
    },
  }
}
