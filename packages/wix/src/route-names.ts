import { names, type RouteNames } from '@rungs/transport/provider'
import type { Routes } from './routes.js'

/** The names of Wix's routes: the routes themselves are loaded with the first call. */
export const routes: RouteNames<Routes> = {
  tiers: names(
    'createTier bulkCreateTiers listTiers getTier updateTier deleteTier getTiersProgram',
    'createTiersProgramSettings getTiersProgramSettings updateTiersProgramSettings',
  ),
  accounts: names(
    'createAccount getAccount getAccountBySecondaryId getCurrentMemberAccount listAccounts queryLoyaltyAccounts',
    'searchAccounts countAccounts getProgramTotals earnPoints adjustPoints bulkAdjustPoints',
  ),
  programs: names('getLoyaltyProgram'),
  transactions: names('getLoyaltyTransaction queryLoyaltyTransactions'),
}
