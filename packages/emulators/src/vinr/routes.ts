import { createRouter, type Route } from '../core/router.js'
import { createAccount, getAccount, listAccounts, updateAccount } from './accounts.js'
import type { Context } from './context.js'
import { createCustomer, deleteCustomer, getCustomer, listCustomers, updateCustomer } from './customers.js'
import { createEndpoint, deleteEndpoint, getEndpoint, listEndpoints, updateEndpoint } from './endpoints.js'
import { getEvent, listEvents } from './events.js'
import { createTransaction, getTransaction, listTransactions } from './points.js'
import { createTier, deleteTier, getTier, listTiers, updateTier } from './tiers.js'

/** What a route does; `creates` routes answer with the status of a create. */
export interface Operation {
  readonly run: (context: Context) => object
  readonly creates: boolean
}

const route = (method: string, path: string, run: Operation['run'], creates = false): Route<Operation> => ({
  method,
  path,
  handler: { run, creates },
})

const routes: readonly Route<Operation>[] = [
  route('POST', '/v1/tiers', createTier, true),
  route('GET', '/v1/tiers', listTiers),
  route('GET', '/v1/tiers/:id', getTier),
  route('POST', '/v1/tiers/:id', updateTier),
  route('DELETE', '/v1/tiers/:id', deleteTier),
  route('POST', '/v1/loyalty-accounts', createAccount, true),
  route('GET', '/v1/loyalty-accounts', listAccounts),
  route('GET', '/v1/loyalty-accounts/:id', getAccount),
  route('POST', '/v1/loyalty-accounts/:id', updateAccount),
  route('POST', '/v1/points-transactions', createTransaction, true),
  route('GET', '/v1/points-transactions', listTransactions),
  route('GET', '/v1/points-transactions/:id', getTransaction),
  route('POST', '/v1/customers', createCustomer, true),
  route('GET', '/v1/customers', listCustomers),
  route('GET', '/v1/customers/:id', getCustomer),
  route('POST', '/v1/customers/:id', updateCustomer),
  route('DELETE', '/v1/customers/:id', deleteCustomer),
  route('GET', '/v1/events', listEvents),
  route('GET', '/v1/events/:id', getEvent),
  route('POST', '/v1/webhook-endpoints', createEndpoint, true),
  route('GET', '/v1/webhook-endpoints', listEndpoints),
  route('GET', '/v1/webhook-endpoints/:id', getEndpoint),
  route('POST', '/v1/webhook-endpoints/:id', updateEndpoint),
  route('DELETE', '/v1/webhook-endpoints/:id', deleteEndpoint),
]

/** Leads a method and a path to its operation. */
export const createVinrRouter = () => createRouter(routes)
