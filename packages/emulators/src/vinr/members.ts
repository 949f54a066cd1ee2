import { EmulatorError, invalidInput } from '../core/error.js'
import type { MemberActivity, NewMember } from '../core/vendor.js'
import { openAccount } from './accounts.js'
import type { World } from './context.js'
import { balanceAfter, post } from './points.js'
import { assignTier } from './rules.js'
import { DEFAULT_PROGRAMME } from './seed.js'
import { type Account, entryOf, type Transaction } from './state.js'

const secondsOf = (instant: string | undefined, otherwise: number): number =>
  instant === undefined ? otherwise : Math.floor(Date.parse(instant) / 1000)

const withPrefix = (prefix: string, id: string): string => (id.startsWith(prefix) ? id : `${prefix}${id}`)

/**
 * Enrols a member in the default programme: a customer `cust_<id>` and an account `la_<id>`, whose id is returned. A
 * prefix that is there already is not doubled.
 */
export const addMember = (world: World, { id, since }: NewMember): string => {
  const { state, seconds } = world
  const bare = id.replace(/^(la_|cust_)/, '')
  const account = withPrefix('la_', bare)
  const customer = withPrefix('cust_', bare)
  if (entryOf(state.accounts, account) !== undefined)
    throw new EmulatorError('exists', `id: the member "${id}" is enrolled already, as ${account}`, [
      { path: 'id', message: 'enrolled already' },
    ])
  const created = secondsOf(since, seconds)
  if (entryOf(state.customers, customer) === undefined)
    state.customers[customer] = { id: customer, email: null, name: null, phone: null, created }
  openAccount(world, { id: account, customer, programme_id: DEFAULT_PROGRAMME, created })
  return account
}

const wholePoints = (points: number | string): number => {
  const number =
    typeof points === 'number' ? points : /^-?\d+(\.0+)?$/.test(points) ? Number(points) : Number.NaN
  if (Number.isSafeInteger(number)) return number
  throw invalidInput('points', `VINR counts whole points up to 2^53 - 1, got ${points}`)
}

type Posting = Pick<Transaction, 'amount' | 'type'> | undefined

/** The posting that an activity makes. Purchases, visits, counters and touches make none: only a balance counts here. */
const postingOf = (activity: MemberActivity): Posting => {
  switch (activity.type) {
    case 'earn':
    case 'redeem':
    case 'expire':
    case 'refund': {
      const amount = wholePoints(activity.points)
      if (amount < 0)
        throw invalidInput('points', `${activity.type} takes points of 0 and more, got ${amount}`)
      return { amount, type: activity.type === 'earn' ? 'credit' : 'debit' }
    }
    case 'adjust': {
      const amount = wholePoints(activity.points)
      return { amount: Math.abs(amount), type: amount < 0 ? 'debit' : 'credit' }
    }
    default:
      return undefined
  }
}

const setTier = (
  world: World,
  account: Account,
  { tier, until }: MemberActivity & { type: 'set_tier' },
): void => {
  if (until !== undefined) throw invalidInput('until', 'VINR has no end for a tier that was set by hand')
  if (tier !== null && entryOf(world.state.tiers, tier) === undefined)
    throw new EmulatorError('not_found', `tier: there is no tier "${tier}"`, [
      { path: 'tier', message: 'unknown' },
    ])
  account.pinned = true
  assignTier(world, account, tier)
}

export const addActivity = (world: World, activity: MemberActivity): void => {
  const { state, seconds } = world
  const account = entryOf(state.accounts, activity.member)
  if (account === undefined)
    throw new EmulatorError('not_found', `member: there is no loyalty account "${activity.member}"`, [
      { path: 'member', message: 'unknown' },
    ])
  if (activity.type === 'set_tier') {
    setTier(world, account, activity)
    return
  }
  const posting = postingOf(activity)
  if (posting === undefined || posting.amount === 0) return
  const points_after = balanceAfter(account, posting)
  if (points_after === undefined || points_after < 0)
    throw invalidInput('points', `a balance of ${account.points_balance} does not allow this posting`)
  const created = secondsOf(activity.at, seconds)
  post(world, account, { ...posting, points_after, reason: activity.type, created })
}
