import type { RouteNames } from '@rungs/transport/provider'
import type { Routes } from './routes.js'

/** The names of Wix's routes: the routes themselves are loaded with the first call. */
export const routes: RouteNames<Routes> = {
  tiers: {
    createTier: true,
    bulkCreateTiers: true,
    listTiers: true,
    getTier: true,
    updateTier: true,
    deleteTier: true,
    createTiersProgramSettings: true,
    getTiersProgramSettings: true,
    updateTiersProgramSettings: true,
    getTiersProgram: true,
  },
  accounts: {
    createAccount: true,
    getAccount: true,
    getAccountBySecondaryId: true,
    getCurrentMemberAccount: true,
    listAccounts: true,
    queryLoyaltyAccounts: true,
    searchAccounts: true,
    countAccounts: true,
    getProgramTotals: true,
    earnPoints: true,
    adjustPoints: true,
    bulkAdjustPoints: true,
  },
  programs: { getLoyaltyProgram: true },
  transactions: { getLoyaltyTransaction: true, queryLoyaltyTransactions: true },
}
