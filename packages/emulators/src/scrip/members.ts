import { type Decimal, decimalOf, decimalOfNumber } from '../core/decimal.js'
import { EmulatorError, invalidInput } from '../core/error.js'
import type { MemberActivity, NewMember } from '../core/vendor.js'
import type { World } from './context.js'
import { addToCounter, isCounterKey, setCounter } from './counters.js'
import { addParticipant, enrol, findByExternalId } from './participants.js'
import { assignLevel, evaluateTier, levelOf, refreshTimers } from './rules.js'
import { DOCUMENTED_PROGRAM } from './seed.js'
import { entryOf, type Participant, type Program } from './state.js'

/** The program that members are enrolled in: the documented one, or else the first that is active. */
const programFor = ({ state }: World): Program => {
  const documented = entryOf(state.programs, DOCUMENTED_PROGRAM)
  if (documented !== undefined && documented.status !== 'ARCHIVED') return documented
  const program = Object.values(state.programs).find(({ status }) => status === 'ACTIVE')
  if (program === undefined) throw invalidInput('id', 'there is no active program to enrol a member in')
  return program
}

/** Enrols a participant with this external id; the participant's id, a UUID, is returned. */
export const addMember = (world: World, { id, since }: NewMember): string => {
  if (findByExternalId(world, id) !== undefined)
    throw new EmulatorError('exists', `id: there is a participant of the external id "${id}"`, [
      { path: 'id', message: 'enrolled already' },
    ])
  const program = programFor(world)
  const created_at = since === undefined ? world.now : Date.parse(since)
  const participant = addParticipant(world, { external_id: id, created_at })
  enrol(world, participant, program.id)
  return participant.id
}

const exact = (path: string, amount: number | string): Decimal => {
  const value =
    typeof amount === 'string'
      ? decimalOf(amount)
      : Number.isFinite(amount)
        ? decimalOfNumber(amount)
        : undefined
  if (value === undefined)
    throw invalidInput(path, `expected a decimal of at most 200 characters, got ${amount}`)
  return value
}

const checkedKey = (key: string): string => {
  if (!isCounterKey(key)) throw invalidInput('counter', `"${key}" is no counter key: it begins with a letter`)
  return key
}

/** What an activity writes to a counter; only `counter` writes one, as Scrip counts nothing by itself. */
const writeCounter = (world: World, participant: Participant, activity: MemberActivity): void => {
  if (activity.type !== 'counter') return
  const { counter, add, set } = activity
  if ((add === undefined) === (set === undefined))
    throw invalidInput('counter', 'expected either "add" or "set"')
  if (participant.status !== 'ACTIVE')
    throw invalidInput('member', `the participant is ${participant.status}, for whom COUNTER fails`)
  if (set !== undefined) setCounter(world, participant, checkedKey(counter), exact('set', set))
  if (add !== undefined) addToCounter(world, participant, checkedKey(counter), exact('add', add))
}

const setTier = (
  world: World,
  participant: Participant,
  { tier: wanted, until }: MemberActivity & { type: 'set_tier' },
): void => {
  const tiers = participant.program_ids
    .flatMap((id) => Object.values(entryOf(world.state.programs, id)?.tiers ?? {}))
    .filter(({ status }) => status === 'ACTIVE')
  if (wanted === null) {
    for (const tier of tiers) assignLevel(world, participant, tier, { level: null })
    return
  }
  const [tierKey, levelKey] = wanted.includes('/') ? wanted.split('/') : [undefined, wanted]
  const tier = tiers.find(
    (candidate) =>
      (tierKey === undefined || candidate.key === tierKey) &&
      levelOf(candidate, levelKey ?? null) !== undefined,
  )
  if (tier === undefined)
    throw new EmulatorError('not_found', `tier: there is no level "${wanted}"`, [
      { path: 'tier', message: 'unknown' },
    ])
  const expires_at = until === undefined ? null : Date.parse(until)
  if (expires_at !== null && expires_at <= world.now) throw invalidInput('until', 'must lie in the future')
  assignLevel(world, participant, tier, { level: levelKey ?? null, expires_at })
}

/**
 * One activity, as an event whose rules do just that: `counter` writes a counter; every kind but `set_tier` sets the
 * timers anew and evaluates. `set_tier` names a level, or `tier/level` where several tiers have it.
 */
export const addActivity = (world: World, activity: MemberActivity): void => {
  const participant = entryOf(world.state.participants, activity.member)
  if (participant === undefined)
    throw new EmulatorError('not_found', `member: there is no participant "${activity.member}"`, [
      { path: 'member', message: 'unknown' },
    ])
  if (activity.type === 'set_tier') {
    setTier(world, participant, activity)
    return
  }
  writeCounter(world, participant, activity)
  const byTimestamp = world.switches.activity_instant === 'event_timestamp' && activity.at !== undefined
  const at = byTimestamp ? Date.parse(activity.at ?? '') : world.now
  for (const id of participant.program_ids) {
    const program = entryOf(world.state.programs, id)
    if (program?.status !== 'ACTIVE') continue
    refreshTimers(world, program, participant, at)
    if (participant.status !== 'ACTIVE') continue
    for (const tier of Object.values(program.tiers)) evaluateTier(world, participant, tier, null)
  }
}
