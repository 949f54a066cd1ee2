import { randomId } from '../core/ids.js'
import type { Context, World } from './context.js'
import { badRequest, missingReference, notFound, VinrError } from './errors.js'
import { expansionOf } from './expand.js'
import { listPage, newestFirst, pageParams } from './paging.js'
import { assignTier, qualifyingTier } from './rules.js'
import { DEFAULT_PROGRAMME } from './seed.js'
import { accountShape, accountView } from './shapes.js'
import { type Account, entryOf } from './state.js'

const accountOf = ({ state, id, switches }: Context): Account => {
  const account = entryOf(state.accounts, id)
  if (account === undefined) throw notFound('loyalty account', id, switches.not_found_param)
  return account
}

const expanded = (context: Context) => expansionOf(context, 'tier', 'customer')

const findAccount = ({ state }: World, customer: string, programme: string): Account | undefined =>
  Object.values(state.accounts).find((a) => a.customer === customer && a.programme_id === programme)

/** Enrols a customer at balance 0 and gives the tier that this qualifies for. */
export const openAccount = (
  world: World,
  { id, customer, programme_id, created }: Pick<Account, 'id' | 'customer' | 'programme_id' | 'created'>,
): Account => {
  const tier = qualifyingTier(world, 0)?.id ?? null
  const opened = { id, customer, points_balance: 0, tier, programme_id, created, pinned: false }
  world.state.accounts[opened.id] = opened
  world.emit('loyalty_account.created', accountShape(world, opened))
  return opened
}

export const createAccount = (context: Context): object => {
  const { input, state, switches, seconds } = context
  input.only('customer', 'programme_id', 'expand')
  input.required('customer')
  const customer = input.filledText('customer') ?? ''
  const programme = input.filledText('programme_id') ?? DEFAULT_PROGRAMME
  const expand = expanded(context)
  if (entryOf(state.customers, customer) === undefined)
    throw missingReference('customer', customer, 'customer')
  if (!/^prog_\w{1,100}$/.test(programme)) throw missingReference('programme', programme, 'programme_id')
  if (findAccount(context, customer, programme) !== undefined)
    throw new VinrError(switches.duplicate_account_status, {
      code: 'resource_already_exists',
      message: 'The customer has a loyalty account in this programme.',
      param: 'customer',
    })
  const id = randomId('la_', 12)
  const account = openAccount(context, { id, customer, programme_id: programme, created: seconds })
  return accountView(context, account, expand)
}

export const getAccount = (context: Context): object => {
  context.input.only('expand')
  const expand = expanded(context)
  return accountView(context, accountOf(context), expand)
}

/** Sets the tier by hand, the only thing that an update can do (loyalty accounts page). */
export const updateAccount = (context: Context): object => {
  const { input, state, switches } = context
  const account = accountOf(context)
  const parameter = switches.account_tier_parameter
  input.only(parameter, 'expand')
  const expand = expanded(context)
  const tier = input.filledText(parameter)
  if (tier === undefined && switches.empty_update === 'refused')
    throw badRequest('parameter_missing', `Send ${parameter}, which is all that can be changed.`, parameter)
  if (tier !== undefined) {
    if (entryOf(state.tiers, tier) === undefined) throw missingReference('tier', tier, parameter)
    account.pinned = true
    assignTier(context, account, tier)
  }
  return accountView(context, account, expand)
}

export const listAccounts = (context: Context): object => {
  const { input, state } = context
  input.only('customer', 'expand', ...pageParams)
  const expand = expanded(context)
  const customer = input.filledText('customer')
  const accounts = newestFirst(state.accounts).filter(
    (account) => customer === undefined || account.customer === customer,
  )
  return listPage(context, accounts, (account) => accountView(context, account, expand))
}
