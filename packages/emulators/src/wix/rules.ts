import type { World } from './context.js'
import { accountUpdated } from './events.js'
import { rewardsMayChange } from './rewards.js'
import type { Account, Posting, Settings, Tier } from './state.js'
import { windowEnd } from './window.js'

/** The window is recalculated every 15 minutes (introduction page), here at each quarter of an hour of UTC. */
const RECALCULATED_EVERY_MS = 15 * 60_000

export const quarterOf = (now: number): number =>
  Math.floor(now / RECALCULATED_EVERY_MS) * RECALCULATED_EVERY_MS

/** What a posting adds to the points that count for tiers: earned and adjusted ones (introduction page). */
const countedPoints = ({ kind, amount }: Posting, { switches }: World): number => {
  switch (kind) {
    case 'EARN':
      return amount
    case 'ADJUST':
      return amount < 0 && switches.negative_adjustments === 'ignored' ? 0 : amount
    case 'REFUND':
      return switches.refunds_and_tiers === 'counted' ? -amount : 0
    case 'EXPIRE':
      return switches.expiry_and_tiers === 'counted' ? -amount : 0
    case 'REDEEM':
      return 0
  }
}

const pointsAt = (world: World, { postings }: Account, months: number, at: number): number => {
  const { month_length, window_boundary } = world.switches
  const grace = window_boundary === 'included' ? 1 : 0
  let points = 0
  for (const posting of postings)
    if (posting.at <= at && at < windowEnd(posting.at, months, month_length) + grace)
      points += countedPoints(posting, world)
  return points
}

const assigns = (settings: Settings | null, { switches }: World): boolean =>
  settings?.status === 'ACTIVE' || (settings?.status === 'DRAFT' && switches.draft_program === 'assigned')

/** The tier of the most requiredPoints that these points reach; none is the base tier. */
const qualifyingTier = (world: World, points: number): Tier | undefined => {
  const { state, switches } = world
  if (!assigns(state.settings, world)) return undefined
  const short = switches.threshold_equality === 'qualifies' ? 0 : 1
  let best: Tier | undefined
  for (const tier of Object.values(state.tiers))
    if (tier.requiredPoints + short <= points && (best?.requiredPoints ?? -1) < tier.requiredPoints)
      best = tier
  return best
}

/** Finds points and tier of an account anew, and says so when that changed them. */
const recalculate = (world: World, account: Account, at: number): void => {
  const { state, switches } = world
  const months = state.settings?.windowMonths ?? switches.default_window_months
  const points = pointsAt(world, account, months, at)
  const id = qualifyingTier(world, points)?.id ?? null
  const changed = account.tier.id !== id || account.tier.points !== points
  account.tier = { id, points, updated: at }
  if (!changed) return
  account.updated = at
  if (switches.recalculation_revision === 'incremented') account.revision += 1
  accountUpdated(world, account)
  rewardsMayChange(world, account, 'TIERS_RECALCULATED')
}

const recalculateAll = (world: World, at: number): void => {
  for (const account of Object.values(world.state.accounts)) recalculate(world, account, at)
}

/** Runs the recalculation of the last quarter of an hour, if it is still to come. */
export const catchUp = (world: World): void => {
  const quarter = quarterOf(world.now)
  if (quarter === world.state.recalculated) return
  world.state.recalculated = quarter
  recalculateAll(world, quarter)
}

/** A tier was made or changed, or the settings were: that triggers a recalculation (introduction page). */
export const tierChanged = (world: World): void => recalculateAll(world, world.now)

export const tierDeleted = (world: World): void => {
  if (world.switches.delete_with_accounts === 'at_once') recalculateAll(world, world.now)
}

/** Points came or went: the tier follows at the next recalculation. */
export const pointsChanged = (world: World, account: Account): void => {
  if (world.switches.recalculation === 'at_once') recalculate(world, account, world.now)
}
