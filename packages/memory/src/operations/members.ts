import { standingAt } from '@rungs/engine'
import {
  type Activity,
  type Amount,
  addAmounts,
  type Clock,
  compareAmounts,
  formatInstant,
  type Instant,
  type OperationHandler,
  parseInstant,
  type Standing,
  subtractAmounts,
  toAmount,
} from '@rungs/model'
import { failureAt, notFound } from '../errors.js'
import { once } from '../replays.js'
import type { State, StoredMember } from '../state.js'
import { settle } from './accounting.js'

/** The handlers of members. */
export function memberOperations(state: State) {
  const enroll: OperationHandler<'members.enroll'> = async ({ memberId, since }, call) => {
    settle(call, since === undefined ? {} : { since })
    if (!state.members.has(memberId)) addMember(state, memberId, since, state.clock.of(call.clock))
    return standingOf(state, state.member(memberId), state.clock.of(call.clock))
  }

  const standing: OperationHandler<'members.standing'> = async ({ memberId }, call) =>
    standingOf(state, state.member(memberId), state.clock.of(call.clock))

  const assign: OperationHandler<'members.assign'> = async ({ memberId, ...assignment }, call) => {
    settle(call, assignment)
    const member = state.member(memberId)
    const tier = assignment.tier === null ? null : assignable(state, assignment.tier)
    const at = lastOf(member, state.clock.of(call.clock))
    const activity: Activity = { at, type: 'set_tier', tier }
    if (assignment.until !== undefined) {
      if ((parseInstant(assignment.until) ?? 0) <= (parseInstant(at) ?? 0)) {
        throw failureAt('invalid_input', 'until', `expected an instant after now, ${at}`)
      }
      activity.until = assignment.until
    }
    member.activity.push(activity)
    return standingOf(state, member, state.clock.of(call.clock))
  }

  const record: OperationHandler<'members.record'> = async ({ memberId, activity }, call) => {
    settle(call, activity)
    const member = state.member(memberId)
    return once(state, call, { memberId, activity }, () => {
      const at =
        activity.at === undefined
          ? momentOf(member, state.clock.of(call.clock))
          : pastInstant(activity.at, 'at', state.clock.of(call.clock))
      addActivity(member, { ...activity, at })
      return { memberId, id: `activity_${state.number()}`, at }
    })
  }

  return {
    'members.enroll': enroll,
    'members.standing': standing,
    'members.assign': assign,
    'members.record': record,
  }
}

/** Makes a member known. @throws RungsError `invalid_input` when `since` lies in the future. */
export function addMember(state: State, id: string, since: Instant | undefined, clock: Clock): StoredMember {
  const member: StoredMember = { id, since: pastInstant(since, 'since', clock), balance: '0', activity: [] }
  state.members.set(id, member)
  return member
}

/**
 * Records an activity.
 * @throws RungsError `rejected` when points are taken that the member does not have. Nothing changes then.
 */
function addActivity(member: StoredMember, activity: Activity): void {
  const balance = balanceAfter(member.balance, activity)
  if (compareAmounts(balance, '0') < 0 && compareAmounts(balance, member.balance) < 0) {
    const message = `the member has ${member.balance} points, and would have ${balance}; a balance is never below 0. Nothing was recorded`
    throw failureAt('rejected', 'points', message)
  }
  member.balance = balance
  member.activity.push(activity)
}

/** What an activity makes of a points balance. */
export function balanceAfter(balance: Amount, activity: Activity): Amount {
  if (!('points' in activity)) return balance
  const points = toAmount(activity.points) ?? '0'
  const adds = activity.type === 'earn' || activity.type === 'adjust'
  return adds ? addAmounts(balance, points) : subtractAmounts(balance, points)
}

/** Who a member is at this moment. */
export function standingOf(state: State, member: StoredMember, clock: Clock): Standing {
  const { reason: _reason, ...standing } = standingAt({
    ladder: state.compiled(),
    activity: member.activity,
    at: lastOf(member, clock),
    memberSince: member.since,
  })
  return { memberId: member.id, ...standing }
}

/**
 * When something happens to a member now: right after now where a tier was given in this very millisecond. What is
 * recorded after an assignment must not fall into one instant with it, or it would not end it.
 */
function momentOf(member: StoredMember, clock: Clock): Instant {
  const { at, isGiven } = edgeOf(member, clock)
  return formatInstant(isGiven ? at + 1 : at)
}

/** Now, or the instant to which {@link momentOf} has put what happened to a member just now. */
export function lastOf(member: StoredMember, clock: Clock): Instant {
  return formatInstant(edgeOf(member, clock).at)
}

/** The last of the instants, each right after an assignment, that begin now; and whether a tier is given at it. */
function edgeOf({ activity }: StoredMember, clock: Clock): { at: number; isGiven: boolean } {
  const now = clock.now()
  if (!activity.some(({ type }) => type === 'set_tier')) return { at: now, isGiven: false }
  const taken = new Map<number, boolean>()
  for (const { at, type } of activity) {
    const ms = parseInstant(at) ?? 0
    if (ms >= now) taken.set(ms, taken.get(ms) === true || type === 'set_tier')
  }
  let at = now
  while (taken.get(at) === true && taken.has(at + 1)) at += 1
  return { at, isGiven: taken.get(at) === true }
}

/** The id of a tier that may be given by hand, from its id or key. */
function assignable(state: State, name: string): string {
  const byKey = (): string | undefined => state.inOrder().find(({ key }) => key === name)?.id
  const id = state.tiers.has(name) ? name : byKey()
  if (id === undefined) throw notFound('tier', name)
  const { status } = state.tier(id).tier
  if (status === 'active') return id
  throw failureAt(
    'conflict',
    'tier',
    `the tier is ${status}; only an active tier can be held. Publish it first`,
  )
}

/** The instant given, or now. @throws RungsError `invalid_input` when it lies in the future. */
export function pastInstant(given: Instant | undefined, path: string, clock: Clock): Instant {
  const now = clock.now()
  if (given === undefined) return formatInstant(now)
  if ((parseInstant(given) ?? 0) <= now) return given
  throw failureAt('invalid_input', path, `expected an instant that is not after now, ${formatInstant(now)}`)
}
