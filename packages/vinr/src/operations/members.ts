import { type Accounting, checkId, Ledger, type ProviderCall, type TierProvider } from '@rungs/model'
import { readings, settledPart, settleLost } from '@rungs/transport'
import { reasonOf } from '../capabilities.js'
import { failure } from '../errors.js'
import { isUnknownTier, receiptOf, standingOf, tierOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import { transactionOf } from '../to-vendor.js'
import type { VinrTier } from '../wire.js'
import { Accounts } from './accounts.js'
import { historyPage, movesOf } from './history.js'
import { allTiers, everyItem } from './ladder.js'

/** The handlers of members (VINR loyalty accounts and points transactions pages). */
export function memberOperations(routes: Routes, settings: CheckedSettings): TierProvider['operations'] {
  const accounts = new Accounts(routes, settings)
  const tiersOf = (call: ProviderCall): Promise<VinrTier[]> => allTiers(routes, settings, call)
  const read = async (memberId: string, call: ProviderCall) => {
    const [account, tiers] = await Promise.all([accounts.get(memberId, call), tiersOf(call)])
    // The tier may have been made, or deleted, between the two replies.
    const again = isUnknownTier(account, tiers) ? await accounts.retrieve(account.id, call) : account
    return [standingOf(memberId, again, tiers, call.clock), tiers.map(tierOf)] as const
  }
  // Whatever has to be read is read before the write, so that a failing read never hides that it was made.
  return {
    'members.enroll': async ({ memberId, since }, call) => {
      settleLost({ since }, 'VINR dates a loyalty account by the time of the request', call)
      const [found, tiers] = await Promise.all([accounts.find(memberId, call), tiersOf(call)])
      return standingOf(memberId, found ?? (await accounts.create(memberId, call)), tiers, call.clock)
    },
    ...readings(read, reasonOf),
    'members.history': async ({ memberId, ...query }, call) => {
      const [account, tiers] = await Promise.all([accounts.get(memberId, call), tiersOf(call)])
      const transactions = await everyItem(settings, (page) =>
        routes.pointsTransactions.list(call, { ...page, loyalty_account: account.id }),
      )
      return historyPage(movesOf(account, transactions.reverse(), tiers.map(tierOf)), query)
    },
    'members.assign': async ({ memberId, tier, until }, call) => {
      call.settle(assignmentAccount(tier, until))
      if (tier === null) throw failure('unsupported', [{ path: 'tier', message: noTierAway }])
      const params = { [settings.tierParameter]: checkId(tier, 'tier') }
      const [id, tiers] = await Promise.all([accounts.idOf(memberId, call), tiersOf(call)])
      return standingOf(memberId, await accounts.update(id, params, call), tiers, call.clock)
    },
    'members.record': async ({ memberId, activity }, call) => {
      const transaction = settledPart('transaction', transactionOf(activity), call, failure)
      const params = { loyalty_account: await accounts.idOf(memberId, call), ...transaction }
      return receiptOf(memberId, await routes.pointsTransactions.create(call, params), call.clock)
    },
  }
}

const noTierAway = 'VINR documents no way to take a tier away; it follows the balance'

function assignmentAccount(tier: string | null, until: string | undefined): Accounting {
  const ledger = new Ledger({ tier, until })
  if (tier !== null) ledger.mapped('tier')
  return ledger.close((path) => (path === 'tier' ? noTierAway : reasonOf('assign.until')))
}
