import { type Decimal, decimalOf, decimalOfNumber } from '../core/decimal.js'
import { conditionHolds, fieldValue } from './condition.js'
import type { World } from './context.js'
import { addToCounter } from './counters.js'
import { addParticipant, enrol, findByExternalId } from './participants.js'
import { assignLevel, evaluateTier, levelOf, refreshTimers } from './rules.js'
import { entryOf, type Participant, type Program, type Rule, type ScripEvent } from './state.js'

type Action = Rule['actions'][number]

/** Why an event fails; nothing of it is kept then. */
class Failure extends Error {}

const isInForce = ({ active_from, active_to, status }: Rule, now: number): boolean =>
  status === 'ACTIVE' &&
  (active_from === null || now >= active_from) &&
  (active_to === null || now < active_to)

/** The actions of the rules that match, in their order; which rules were looked at is written to the event. */
const matchedActions = ({ now }: World, { rules }: Program, event: ScripEvent): Action[] => {
  const actions: Action[] = []
  let stopped = false
  for (const rule of Object.values(rules).sort((a, b) => a.order - b.order)) {
    const applies = !stopped && isInForce(rule, now)
    const matched = applies && conditionHolds(rule.condition, event.event_data)
    event.rule_evaluations.push({ rule_id: rule.id, matched, skipped: !applies })
    if (!matched) continue
    actions.push(...rule.actions)
    stopped = rule.stop_after_match
  }
  return actions
}

/** What a COUNTER adds: a constant, or a number of the event; undefined when it is none. */
export const amountIn = (text: string, data: ScripEvent['event_data']): Decimal | undefined => {
  const constant = decimalOf(text)
  if (constant !== undefined) return constant
  const value = fieldValue(text, data)
  return typeof value === 'number' ? decimalOfNumber(value) : undefined
}

const amountOf = (text: string, { event_data }: ScripEvent): Decimal => {
  const amount = amountIn(text, event_data)
  if (amount === undefined) throw new Failure(`COUNTER: ${text} is no number in this event`)
  return amount
}

type Step = () => void

const counterStep = (
  world: World,
  participant: Participant,
  { key, value }: Action & { type: 'COUNTER' },
  event: ScripEvent,
): Step => {
  if (participant.status !== 'ACTIVE')
    throw new Failure(`COUNTER is not allowed for a participant who is ${participant.status}`)
  const amount = amountOf(value, event)
  return () => {
    addToCounter(world, participant, key, amount)
  }
}

/** Archived tiers are skipped, and the event still completes (archive a tier page). */
const setTierStep = (
  world: World,
  participant: Participant,
  { tier: key, level }: Action & { type: 'SET_TIER' },
  { program_id, id: event_id }: ScripEvent,
): Step => {
  const tier = entryOf(entryOf(world.state.programs, program_id)?.tiers ?? {}, key)
  if (tier === undefined) throw new Failure(`SET_TIER: there is no tier "${key}"`)
  if (tier.status === 'ARCHIVED') return () => {}
  if (levelOf(tier, level) === undefined) throw new Failure(`SET_TIER: tier "${key}" has no level "${level}"`)
  return () => assignLevel(world, participant, tier, { level, event_id })
}

const stepOf = (world: World, participant: Participant, action: Action, event: ScripEvent): Step =>
  action.type === 'COUNTER'
    ? counterStep(world, participant, action, event)
    : setTierStep(world, participant, action, event)

/** Raises in every tier of the program that no SET_TIER of the event has set (tiers guide). */
const evaluate = (
  world: World,
  program: Program,
  participant: Participant,
  { id, actions }: Processed,
): void => {
  if (participant.status !== 'ACTIVE') return
  const set = new Set(actions.flatMap((action) => (action.type === 'SET_TIER' ? [action.tier] : [])))
  for (const tier of Object.values(program.tiers))
    if (!set.has(tier.key)) evaluateTier(world, participant, tier, id)
}

interface Processed {
  readonly id: string
  readonly actions: readonly Action[]
}

const participantFor = (world: World, program: Program, event: ScripEvent): Participant => {
  const known =
    event.participant_id === null
      ? findByExternalId(world, event.external_id ?? '')
      : entryOf(world.state.participants, event.participant_id)
  if (known !== undefined) return known
  if (event.external_id === null || program.on_unknown_participant === 'REJECT')
    throw new Failure(`There is no participant "${event.external_id ?? event.participant_id}"`)
  return addParticipant(world, { external_id: event.external_id })
}

const carryOut = (world: World, event: ScripEvent): void => {
  const program = entryOf(world.state.programs, event.program_id)
  if (program === undefined || program.status !== 'ACTIVE') throw new Failure('The program is not active')
  const participant = participantFor(world, program, event)
  event.participant_id = participant.id
  const actions = matchedActions(world, program, event)
  const steps = actions.map((action) => stepOf(world, participant, action, event))
  enrol(world, participant, program.id)
  for (const step of steps) step()
  const byTimestamp = world.switches.activity_instant === 'event_timestamp'
  refreshTimers(world, program, participant, byTimestamp ? event.event_timestamp : world.now)
  evaluate(world, program, participant, { id: event.id, actions })
}

/** Processes one event: rules, then evaluation; all of it, or none when an action is not allowed. */
export const processEvent = (world: World, event: ScripEvent): void => {
  event.updated_at = world.now
  try {
    carryOut(world, event)
    event.status = 'COMPLETED'
    world.emit('event.completed', { event_id: event.id, program_id: event.program_id })
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause
    event.status = 'FAILED'
    event.error_message = cause.message
    world.emit('event.failed', {
      event_id: event.id,
      program_id: event.program_id,
      error_message: cause.message,
    })
  }
}

/** Processes what waits, oldest first. */
export const processPending = (world: World): void => {
  for (const event of Object.values(world.state.events))
    if (event.status === 'PENDING') processEvent(world, event)
}
