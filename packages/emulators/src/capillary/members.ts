import { EmulatorError, invalidInput } from '../core/error.js'
import type { MemberActivity, NewMember } from '../core/vendor.js'
import type { World } from './context.js'
import { count, notNegative } from './counting.js'
import { purchase } from './purchases.js'
import { ladderOf } from './records.js'
import { enrol, evaluate, move } from './rules.js'
import { type Customer, entryOf, type Program } from './state.js'

const programs = ({ state }: World): Program[] => Object.values(state.programs)

const findByExternalId = ({ state }: World, externalId: string): Customer | undefined =>
  Object.values(state.customers).find((customer) => customer.externalId === externalId)

/** Makes a customer with this external id, in the base tier of every program; the numeric user id is returned. */
export const addMember = (world: World, { id, since }: NewMember): string => {
  if (findByExternalId(world, id) !== undefined)
    throw new EmulatorError('exists', `id: there is a customer of the external id "${id}"`, [
      { path: 'id', message: 'registered already' },
    ])
  const registeredAt = since === undefined ? world.now : Date.parse(since)
  const { state } = world
  state.lastUserId += 1
  const customer: Customer = {
    userId: state.lastUserId,
    externalId: id,
    registeredAt,
    currentPoints: '0',
    earnedPoints: '0',
    redeemed: '0',
    expired: '0',
    returned: '0',
    adjusted: '0',
    spend: '0',
    visits: '0',
    trackers: {},
    log: [],
    standings: {},
    history: [],
  }
  state.customers[customer.userId] = customer
  for (const program of programs(world)) enrol({ ...world, now: registeredAt }, customer, program)
  return String(customer.userId)
}

/** The programs and serial numbers that a slab id, a tier unique id, an object id or a name means. */
const targetsOf = (world: World, tier: string | null): [Program, number][] =>
  programs(world).flatMap((program): [Program, number][] => {
    if (tier === null) return [[program, 1]]
    const named = ladderOf(world, program.id).find(({ slabId, tierUniqueId, objectId, name }) =>
      [String(slabId), tierUniqueId, objectId, name].includes(tier),
    )
    return named === undefined ? [] : [[program, named.serialNumber]]
  })

const setTier = (
  world: World,
  customer: Customer,
  { tier, until }: MemberActivity & { type: 'set_tier' },
): void => {
  const targets = targetsOf(world, tier)
  if (targets.length === 0)
    throw new EmulatorError('not_found', `tier: there is no published tier "${tier}"`, [
      { path: 'tier', message: 'unknown' },
    ])
  const removedAt = until === undefined ? null : Date.parse(until)
  if (removedAt !== null && removedAt <= world.now) throw invalidInput('until', 'must lie in the future')
  for (const [program, to] of targets) move(world, customer, program, { to, notes: 'Set by hand', removedAt })
}

const instantOf = ({ now }: World, at: string | undefined): number => {
  const instant = at === undefined ? now : Date.parse(at)
  if (instant > now) throw invalidInput('at', 'must not lie in the future of the emulator')
  return instant
}

/**
 * One activity, which counts in every program; then upgrades are evaluated, in real time. `at` is the date of the bill,
 * from which a tier's validity runs. `set_tier` names a slab id, a tier unique id, an object id, or a name, which means
 * the tier of that name in every program that has one.
 */
export const addActivity = (world: World, activity: MemberActivity): void => {
  const customer = entryOf(world.state.customers, activity.member)
  if (customer === undefined)
    throw new EmulatorError('not_found', `member: there is no customer "${activity.member}"`, [
      { path: 'member', message: 'unknown' },
    ])
  const billed = { ...world, now: instantOf(world, activity.at) }
  if (activity.type === 'set_tier') {
    setTier(billed, customer, activity)
    return
  }
  if (activity.type === 'purchase') {
    const spend = notNegative('spend', activity.spend)
    purchase(billed, customer, spend)
    return
  }
  count(billed, customer, activity)
  for (const program of programs(world)) evaluate(billed, customer, program)
}
