import { createRouter, type Route } from '../core/router.js'
import {
  bulkAdjustPoints,
  countAccounts,
  listAccounts,
  queryAccounts,
  searchAccounts,
} from './account-query.js'
import { createAccount, fetchAccount, getAccount, getMyAccount, getProgramTotals } from './accounts.js'
import { bulkCreateTiers } from './bulk.js'
import type { Context } from './context.js'
import { getJob } from './jobs.js'
import { adjustPoints, earnPoints } from './points.js'
import { createSettings, getLoyaltyProgram, getProgram, getSettings, updateSettings } from './settings.js'
import { createTier, deleteTier, getTier, listTiers, updateTier } from './tiers.js'
import { getTransaction, queryTransactions } from './transactions.js'

/** What a route does; its answer is always 200 with a body. */
export type Operation = (context: Context) => object

const tiers = '/loyalty-tiers/v1/tiers'
const accounts = '/loyalty-accounts/v1/accounts'
const transactions = '/loyalty-transactions/v1/loyalty-transactions'

/** Literals stand before the ids that they would be taken for. */
const routes: readonly Route<Operation>[] = [
  { method: 'POST', path: tiers, handler: createTier },
  { method: 'GET', path: tiers, handler: listTiers },
  { method: 'POST', path: '/loyalty-tiers/v1/bulk/tiers/create', handler: bulkCreateTiers },
  { method: 'GET', path: `${tiers}/program`, handler: getProgram },
  { method: 'POST', path: `${tiers}/program-settings`, handler: createSettings },
  { method: 'GET', path: `${tiers}/program-settings`, handler: getSettings },
  { method: 'PATCH', path: `${tiers}/program-settings`, handler: updateSettings },
  { method: 'GET', path: `${tiers}/:id`, handler: getTier },
  { method: 'PATCH', path: `${tiers}/:id`, handler: updateTier },
  { method: 'DELETE', path: `${tiers}/:id`, handler: deleteTier },
  { method: 'GET', path: '/loyalty-programs/v1/program', handler: getLoyaltyProgram },
  { method: 'POST', path: accounts, handler: createAccount },
  { method: 'GET', path: accounts, handler: listAccounts },
  { method: 'POST', path: `${accounts}/query`, handler: queryAccounts },
  { method: 'POST', path: `${accounts}/search`, handler: searchAccounts },
  { method: 'POST', path: `${accounts}/count`, handler: countAccounts },
  { method: 'POST', path: `${accounts}/bulk-adjust`, handler: bulkAdjustPoints },
  { method: 'GET', path: `${accounts}/fetch-by`, handler: fetchAccount },
  { method: 'GET', path: `${accounts}/my-account`, handler: getMyAccount },
  { method: 'GET', path: `${accounts}/program-totals`, handler: getProgramTotals },
  { method: 'GET', path: `${accounts}/:id`, handler: getAccount },
  { method: 'POST', path: `${accounts}/:id/earn-points`, handler: earnPoints },
  { method: 'POST', path: `${accounts}/:id/adjust-points`, handler: adjustPoints },
  { method: 'POST', path: `${transactions}/query`, handler: queryTransactions },
  { method: 'GET', path: `${transactions}/:id`, handler: getTransaction },
  { method: 'GET', path: '/async-jobs/v1/async-jobs/:id', handler: getJob },
]

/** Leads a method and a path to its operation; `/_api` before a path changes nothing. */
export const createWixRouter = () => {
  const match = createRouter(routes)
  return (method: string, path: string) =>
    match(method, /^\/_api\/(loyalty|async)-/.test(path) ? path.slice('/_api'.length) : path)
}
