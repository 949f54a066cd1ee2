import type { World } from './context.js'
import { type Account, type Customer, entryOf, type Tier, type Transaction } from './state.js'

/** Which references are shown as whole objects (expanding responses page). */
export type Expansion = ReadonlySet<string>

const none: Expansion = new Set()

export const tierShape = ({ id, name, min_points, benefits, created }: Tier) => ({
  id,
  name,
  min_points,
  benefits: [...benefits],
  created,
})

export const customerShape = (customer: Customer) => ({ ...customer })

const gone = (id: string) => ({ id, deleted: true })

export const accountShape = ({ state, switches }: World, account: Account, expand: Expansion = none) => {
  const { tier } = account
  const shownTier = tier !== null && expand.has('tier') ? (entryOf(state.tiers, tier) ?? gone(tier)) : tier
  const hideTier = tier === null && switches.account_without_tier === 'absent'
  const customer = entryOf(state.customers, account.customer)
  return {
    id: account.id,
    customer: expand.has('customer') ? (customer ?? gone(account.customer)) : account.customer,
    points_balance: account.points_balance,
    ...(hideTier ? {} : { tier: shownTier }),
    programme_id: account.programme_id,
    created: account.created,
  }
}

export const transactionShape = (world: World, transaction: Transaction, expand: Expansion = none) => {
  const account = entryOf(world.state.accounts, transaction.loyalty_account)
  return {
    ...transaction,
    loyalty_account:
      expand.has('loyalty_account') && account !== undefined
        ? accountShape(world, account)
        : transaction.loyalty_account,
  }
}
