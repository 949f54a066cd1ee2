import type { World } from './context.js'
import { type Account, type Customer, entryOf, type Tier, type Transaction } from './state.js'

/** Which references are shown as whole objects (expanding responses page). */
export type Expansion = ReadonlySet<string>

export const tierShape = ({ id, name, min_points, benefits, created }: Tier) => ({
  id,
  name,
  min_points,
  benefits: [...benefits],
  created,
})

export const customerShape = (customer: Customer) => ({ ...customer })

const gone = (id: string) => ({ id, deleted: true })

export const accountShape = ({ switches }: World, account: Account) => {
  const { id, customer, points_balance, tier, programme_id, created } = account
  const hideTier = tier === null && switches.account_without_tier === 'absent'
  return { id, customer, points_balance, ...(hideTier ? {} : { tier }), programme_id, created }
}

/** An account with the references that are asked for shown whole. */
export const accountView = (world: World, account: Account, expand: Expansion) => {
  const { tiers, customers } = world.state
  const { tier, customer } = account
  return {
    ...accountShape(world, account),
    ...(expand.has('tier') && tier !== null ? { tier: entryOf(tiers, tier) ?? gone(tier) } : {}),
    ...(expand.has('customer') ? { customer: entryOf(customers, customer) ?? gone(customer) } : {}),
  }
}

export const transactionShape = (transaction: Transaction) => ({ ...transaction })

/** A transaction with its account shown whole when that is asked for. */
export const transactionView = (world: World, transaction: Transaction, expand: Expansion) => {
  const account = entryOf(world.state.accounts, transaction.loyalty_account)
  const whole = expand.has('loyalty_account') && account !== undefined
  return { ...transaction, ...(whole ? { loyalty_account: accountShape(world, account) } : {}) }
}
