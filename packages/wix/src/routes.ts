import type { JsonObject } from '@rungs/model'
import { ask, get, path, remove, routing, write } from '@rungs/transport'
import type { AdjustParams, CursorQuery, EarnParams, SettingsParams, TierParams } from './params.js'
import { createFetch } from './request.js'
import type { CheckedSettings } from './settings.js'

/** Wix's routes under the names of its SDK, one request each. */
export type Routes = ReturnType<typeof createRoutes>

const [tiers, accounts] = ['/loyalty-tiers/v1/tiers', '/loyalty-accounts/v1/accounts']
const tierAt = (id: string) => path`/loyalty-tiers/v1/tiers/${id}`
const accountAt = (id: string) => path`/loyalty-accounts/v1/accounts/${id}`

const looks = {
  tiers: 'List the tiers to see.',
  ladder: 'Read the ladder to see.',
  member: "Read the member's standing to see.",
}

/** A write of parameters, which are JSON; what of them is `undefined` is not sent. */
const save = (method: 'POST' | 'PATCH', at: string, body: object, look: keyof typeof looks) =>
  write(method, at, body as JsonObject, looks[look])
/** A repetition would be carried out twice, or tell of what the first attempt made as of failures, so there is none. */
const saveOnce = (at: string, body: object, look: keyof typeof looks) =>
  write('POST', at, body as JsonObject, looks[look], 'none')
const search = (at: string, query: object) => ask(at, query as JsonObject)

/** Makes the routes over a transport of their own. */
export function createRoutes(settings: CheckedSettings) {
  const route = routing(createFetch(settings))
  return {
    tiers: {
      createTier: route('tierReply', (tier: TierParams) => save('POST', tiers, { tier }, 'tiers')),
      bulkCreateTiers: route('bulkReply', (all: readonly TierParams[]) =>
        saveOnce('/loyalty-tiers/v1/bulk/tiers/create', { tiers: all }, 'tiers'),
      ),
      listTiers: route('tiersReply', () => get(tiers)),
      getTier: route('tierReply', (id: string) => get(tierAt(id))),
      updateTier: route('tierReply', (id: string, tier: TierParams) =>
        save('PATCH', tierAt(id), { tier: { ...tier, id } }, 'tiers'),
      ),
      deleteTier: route('nothing', (id: string, revision: string) =>
        remove(tierAt(id), looks.tiers, { revision }),
      ),
      createTiersProgramSettings: route('settingsReply', (programSettings: SettingsParams) =>
        save('POST', `${tiers}/program-settings`, { programSettings }, 'ladder'),
      ),
      getTiersProgramSettings: route('settingsReply', () => get(`${tiers}/program-settings`)),
      updateTiersProgramSettings: route('settingsReply', (programSettings: SettingsParams) =>
        save('PATCH', `${tiers}/program-settings`, { programSettings }, 'ladder'),
      ),
      getTiersProgram: route('programReply', () => get(`${tiers}/program`)),
    },
    accounts: {
      createAccount: route('accountReply', (contactId: string) =>
        save('POST', accounts, { contactId }, 'member'),
      ),
      getAccount: route('oneAccount', (id: string) => get(accountAt(id))),
      getAccountBySecondaryId: route('accountReply', (by: { contactId?: string; memberId?: string }) =>
        get(`${accounts}/fetch-by`, { ...by }),
      ),
      getCurrentMemberAccount: route('accountReply', () => get(`${accounts}/my-account`)),
      listAccounts: route('accountsReply', ({ limit, cursor }: { limit?: number; cursor?: string } = {}) =>
        get(accounts, { 'cursorPaging.limit': limit, 'cursorPaging.cursor': cursor }),
      ),
      queryLoyaltyAccounts: route('accountsReply', (query: CursorQuery = {}) =>
        search(`${accounts}/query`, { query }),
      ),
      searchAccounts: route('accountsReply', (by: JsonObject) =>
        search(`${accounts}/search`, { search: by }),
      ),
      countAccounts: route('countReply', (by: { filter?: JsonObject; search?: JsonObject } = {}) =>
        search(`${accounts}/count`, by),
      ),
      getProgramTotals: route('totalsReply', () => get(`${accounts}/program-totals`)),
      earnPoints: route('pointsReply', (id: string, params: EarnParams) =>
        save('POST', `${accountAt(id)}/earn-points`, { ...params, accountId: id }, 'member'),
      ),
      adjustPoints: route('pointsReply', (id: string, params: AdjustParams) =>
        save('POST', `${accountAt(id)}/adjust-points`, { ...params, accountId: id }, 'member'),
      ),
      bulkAdjustPoints: route('objectReply', (params: JsonObject) =>
        saveOnce(`${accounts}/bulk-adjust`, params, 'member'),
      ),
    },
    programs: {
      getLoyaltyProgram: route('objectReply', () => get('/loyalty-programs/v1/program')),
    },
    transactions: {
      queryLoyaltyTransactions: route('transactionsReply', (query: CursorQuery = {}) =>
        search('/loyalty-transactions/v1/loyalty-transactions/query', { query }),
      ),
    },
  }
}
