import { standingAt } from '@rungs/engine'
import {
  type Activity,
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
    if (!state.members.has(memberId)) addMember(state, memberId, since, call.clock)
    return standingOf(state, state.member(memberId), call.clock)
  }

  const standing: OperationHandler<'members.standing'> = async ({ memberId }, call) =>
    standingOf(state, state.member(memberId), call.clock)

  const assign: OperationHandler<'members.assign'> = async ({ memberId, ...assignment }, call) => {
    settle(call, assignment)
    const member = state.member(memberId)
    const tier = assignment.tier === null ? null : assignable(state, assignment.tier)
    const at = call.clock.now()
    const activity: Activity = { at: formatInstant(at), type: 'set_tier', tier }
    if (assignment.until !== undefined) {
      if ((parseInstant(assignment.until) ?? 0) <= at) {
        throw failureAt('invalid_input', 'until', `expected an instant after now, ${formatInstant(at)}`)
      }
      activity.until = assignment.until
    }
    member.activity.push(activity)
    return standingOf(state, member, call.clock)
  }

  const record: OperationHandler<'members.record'> = async ({ memberId, activity }, call) => {
    settle(call, activity)
    const member = state.member(memberId)
    return once(state, call, { memberId, activity }, () => {
      const at = pastInstant(activity.at, 'at', call.clock)
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
export function addActivity(member: StoredMember, activity: Activity): void {
  if ('points' in activity) {
    const points = toAmount(activity.points) ?? '0'
    const adds = activity.type === 'earn' || activity.type === 'adjust'
    const balance = adds ? addAmounts(member.balance, points) : subtractAmounts(member.balance, points)
    if (compareAmounts(balance, '0') < 0 && compareAmounts(balance, member.balance) < 0) {
      const message = `the member has ${member.balance} points; ${activity.type} of ${points} would leave ${balance}. Nothing was recorded.`
      throw failureAt('rejected', 'points', message)
    }
    member.balance = balance
  }
  member.activity.push(activity)
}

export function standingOf(state: State, member: StoredMember, clock: Clock): Standing {
  const { reason: _reason, ...standing } = standingAt({
    ladder: state.compiled(),
    activity: member.activity,
    at: formatInstant(clock.now()),
    memberSince: member.since,
  })
  return { memberId: member.id, ...standing }
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
function pastInstant(given: Instant | undefined, path: string, clock: Clock): Instant {
  const now = clock.now()
  if (given === undefined) return formatInstant(now)
  if ((parseInstant(given) ?? 0) <= now) return given
  throw failureAt('invalid_input', path, `expected an instant that is not after now, ${formatInstant(now)}`)
}
