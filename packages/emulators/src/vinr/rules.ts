import type { World } from './context.js'
import { accountShape } from './shapes.js'
import type { Account, Tier } from './state.js'

/** Whether `tier` is preferred to `best`; the tiers come in the order of their creation. */
const beats = (tier: Tier, best: Tier | undefined, laterWins: boolean): boolean =>
  best === undefined ||
  tier.min_points > best.min_points ||
  (tier.min_points === best.min_points &&
    (laterWins ? tier.created >= best.created : tier.created < best.created))

/** The tier with the largest `min_points` that does not exceed the balance (tiers page, create). */
export const qualifyingTier = ({ state, switches }: World, balance: number): Tier | undefined => {
  const laterWins = switches.equal_min_points === 'later_created'
  let best: Tier | undefined
  for (const tier of Object.values(state.tiers))
    if (tier.min_points <= balance && beats(tier, best, laterWins)) best = tier
  return best
}

/** Gives an account a tier, or none, and says so when that is a move. */
export const assignTier = (world: World, account: Account, tier: string | null): void => {
  if (account.tier === tier) return
  account.tier = tier
  if (world.switches.tier_move_event) world.emit('loyalty_account.updated', accountShape(world, account))
}

/** Evaluates an account against its current balance, up and down alike. */
const evaluate = (world: World, account: Account): void => {
  assignTier(world, account, qualifyingTier(world, account.points_balance)?.id ?? null)
}

/** The balance changed: a manual tier gives way, unless the switch lets it hold. */
export const balanceChanged = (world: World, account: Account): void => {
  if (account.pinned && world.switches.override_holds === 'permanently') return
  account.pinned = false
  evaluate(world, account)
}

/** Accounts of a deleted tier fall back to what they qualify for (tiers page, delete). */
export const tierDeleted = (world: World, tier: string): void => {
  if (world.switches.delete_fall_back !== 'at_once') return
  for (const account of Object.values(world.state.accounts))
    if (account.tier === tier) {
      account.pinned = false
      evaluate(world, account)
    }
}

/** A new tier waits for each account's next balance change, unless the switch says otherwise. */
export const tierCreated = (world: World): void => {
  if (world.switches.create_evaluation !== 'at_once') return
  for (const account of Object.values(world.state.accounts)) if (!account.pinned) evaluate(world, account)
}
