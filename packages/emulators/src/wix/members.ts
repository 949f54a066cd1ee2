import { EmulatorError, invalidInput } from '../core/error.js'
import type { MemberActivity, NewMember } from '../core/vendor.js'
import { findAccount, openAccount } from './accounts.js'
import type { World } from './context.js'
import { isGuid } from './fields.js'
import { guidOf } from './guid.js'
import { post } from './points.js'
import { entryOf, type Posting } from './state.js'

const instantOf = (instant: string | undefined, otherwise: number): number =>
  instant === undefined ? otherwise : Date.parse(instant)

/**
 * Enrols a member: an account whose id is a GUID that follows from `id` (or is `id`, where that is a GUID), with a
 * contact and a site member whose GUIDs follow from it too.
 */
export const addMember = (world: World, { id, since }: NewMember): string => {
  const key = isGuid(id) ? id.toLowerCase() : id
  const account = isGuid(id) ? key : guidOf(`account ${key}`)
  const contactId = guidOf(`contact ${key}`)
  if (entryOf(world.state.accounts, account) !== undefined || findAccount(world, 'contactId', contactId))
    throw new EmulatorError('exists', `id: the member "${id}" is enrolled already, as ${account}`, [
      { path: 'id', message: 'enrolled already' },
    ])
  const memberId = guidOf(`member ${key}`)
  openAccount(world, { id: account, contactId, memberId, name: id, created: instantOf(since, world.now) })
  return account
}

const wholePoints = (points: number | string): number => {
  const number =
    typeof points === 'number' ? points : /^-?\d+(\.0+)?$/.test(points) ? Number(points) : Number.NaN
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number
  throw invalidInput('points', `Wix counts whole points up to 2^53 - 1, got ${points}`)
}

const kinds = {
  earn: 'EARN',
  adjust: 'ADJUST',
  redeem: 'REDEEM',
  refund: 'REFUND',
  expire: 'EXPIRE',
} as const

/** The posting that an activity makes. Purchases, visits, counters and touches make none: only points count here. */
const postingOf = (activity: MemberActivity): Pick<Posting, 'kind' | 'amount'> | undefined => {
  if (!('points' in activity)) return undefined
  const amount = wholePoints(activity.points)
  if (amount < 0 && activity.type !== 'adjust')
    throw invalidInput('points', `${activity.type} takes points of 0 and more, got ${amount}`)
  return { kind: kinds[activity.type], amount }
}

export const addActivity = (world: World, activity: MemberActivity): void => {
  const account = entryOf(world.state.accounts, activity.member)
  if (account === undefined)
    throw new EmulatorError('not_found', `member: there is no loyalty account "${activity.member}"`, [
      { path: 'member', message: 'unknown' },
    ])
  if (activity.type === 'set_tier')
    throw invalidInput('type', 'Wix has no way to set the tier of an account; it follows the points')
  const posting = postingOf(activity)
  if (posting === undefined || posting.amount === 0) return
  const at = instantOf(activity.at, world.now)
  if (post(world, account, { ...posting, at }) === undefined)
    throw invalidInput('points', `a balance of ${account.balance} does not allow this posting`)
}
