import { randomUuid } from '../core/ids.js'
import type { Context, World } from './context.js'
import { alreadyExists, denied, invalidFields, notFound } from './errors.js'
import { accountCreated } from './events.js'
import { accountOf } from './points.js'
import { accountShape } from './shapes.js'
import type { Account } from './state.js'

type NewAccount = Pick<Account, 'id' | 'contactId' | 'memberId' | 'name' | 'created'>

/** A new account has no points and is on the base tier until the next recalculation. */
export const openAccount = (
  world: World,
  { id, contactId, memberId, name, created }: NewAccount,
): Account => {
  const totals = { balance: 0, earned: 0, adjusted: 0, redeemed: 0, expired: 0 }
  const tier = { id: null, points: 0, updated: world.now }
  const account: Account = {
    ...{ id, contactId, memberId, name },
    ...totals,
    ...{
      tier,
      rewardAvailable: false,
      revision: 1,
      created,
      updated: created,
      lastActivity: null,
      postings: [],
      keys: {},
    },
  }
  world.state.accounts[id] = account
  accountCreated(world, account)
  return account
}

export const findAccount = (
  { state }: World,
  field: 'contactId' | 'memberId',
  value: string,
): Account | undefined => Object.values(state.accounts).find((account) => account[field] === value)

export const createAccount = (context: Context): object => {
  const { body, now } = context
  body.required('contactId')
  const contactId = body.guid('contactId') ?? ''
  body.check()
  if (findAccount(context, 'contactId', contactId) !== undefined) throw alreadyExists()
  const id = randomUuid()
  const account = openAccount(context, { id, contactId, memberId: null, name: null, created: now })
  return { account: accountShape(account) }
}

export const getAccount = (context: Context): object => ({ account: accountShape(accountOf(context, 'id')) })

/** By the one of `contactId` and `memberId` that is sent (Get Account By Secondary ID page). */
export const fetchAccount = (context: Context): object => {
  const field = context.query.has('contactId') ? 'contactId' : 'memberId'
  const value = context.query.get(field) ?? ''
  if (value === '')
    throw invalidFields([{ field: 'id', description: 'needs contactId or memberId', rule: 'REQUIRED_FIELD' }])
  if (value.length > 50)
    throw invalidFields([
      { field, description: 'must have 50 characters or fewer', rule: 'MAX_LENGTH', threshold: 50 },
    ])
  const account = findAccount(context, field, value.toLowerCase())
  if (account === undefined) throw notFound()
  return { account: accountShape(account) }
}

/** What the credential of a member contains: no page says what tokens look like inside, so here it is the member's id. */
const memberOf = ({ state, caller }: Context): Account | undefined =>
  Object.values(state.accounts).find(
    ({ memberId }) => memberId !== null && caller.credential.toLowerCase().includes(memberId),
  )

/** The account of the member who calls; an app or an API key is no member (Get Current Member Account page). */
export const getMyAccount = (context: Context): object => {
  const account = memberOf(context)
  if (account === undefined) throw denied()
  return { account: accountShape(account) }
}

/** The totals of all accounts, and how many are on each tier; the entry of the base tier has no id. */
export const getProgramTotals = ({ state }: Context): object => {
  const accounts = Object.values(state.accounts)
  const points = { balance: 0, earned: 0, adjusted: 0, redeemed: 0, expired: 0 }
  const counts = new Map<string | null, number>([[null, 0]])
  for (const tier of Object.keys(state.tiers)) counts.set(tier, 0)
  for (const account of accounts) {
    points.balance += account.balance
    points.earned += account.earned
    points.adjusted += account.adjusted
    points.redeemed += account.redeemed
    points.expired += account.expired
    counts.set(account.tier.id, (counts.get(account.tier.id) ?? 0) + 1)
  }
  const tierTotals = [...counts].map(([id, numberOfAccounts]) => ({
    ...(id === null ? {} : { id }),
    numberOfAccounts,
  }))
  return { points, tierTotals }
}
