import type { World } from './context.js'
import { type RewardTrigger, rewardAvailabilityUpdated } from './events.js'
import type { Account } from './state.js'

/** There are no rewards here, so a switch says who could have one. */
const availableTo = ({ balance, tier }: Account, { switches }: World): boolean => {
  switch (switches.reward_available) {
    case 'never':
      return false
    case 'with_points':
      return balance > 0
    case 'on_a_tier':
      return tier.id !== null
  }
}

/** Says so when an account can have a reward now and could not before, or the other way round. */
export const rewardsMayChange = (world: World, account: Account, trigger: RewardTrigger): void => {
  const available = availableTo(account, world)
  if (available === account.rewardAvailable) return
  account.rewardAvailable = available
  rewardAvailabilityUpdated(world, account, trigger)
}
