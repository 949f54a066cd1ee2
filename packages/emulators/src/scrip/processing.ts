import { type Decimal, decimalOf, decimalOfNumber } from '../core/decimal.js'
import { fieldValue } from './condition.js'
import type { World } from './context.js'
import { addToCounter } from './counters.js'
import { type Action, matchedActions } from './matching.js'
import { addParticipant, enrol, findByExternalId } from './participants.js'
import { assignLevel, evaluateTier, levelOf, refreshTimers } from './rules.js'
import { entryOf, type Participant, type Program, type ScripEvent } from './state.js'
import { holderOfTarget } from './targets.js'

/** Why an event fails; nothing of it is kept then. */
class Failure extends Error {}

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

/** What an action does, and whom it is about; `tier` where it sets a level. */
interface Step {
  readonly holder: Participant
  readonly tier?: string
  run(): void
}

const counterStep = (
  world: World,
  holder: Participant,
  { key, value }: Action & { type: 'COUNTER' },
  event: ScripEvent,
): Step => {
  if (holder.status !== 'ACTIVE')
    throw new Failure(`COUNTER is not allowed for a ${holder.kind} who is ${holder.status}`)
  const amount = amountOf(value, event)
  return { holder, run: () => void addToCounter(world, holder, key, amount) }
}

/** Archived tiers are skipped, and the event still completes (archive a tier page). */
const setTierStep = (
  world: World,
  holder: Participant,
  { tier: key, level }: Action & { type: 'SET_TIER' },
  { program_id, id: event_id }: ScripEvent,
): Step => {
  const tier = entryOf(entryOf(world.state.programs, program_id)?.tiers ?? {}, key)
  if (tier === undefined) throw new Failure(`SET_TIER: there is no tier "${key}"`)
  if (tier.status === 'ARCHIVED') return { holder, run: () => {} }
  if (levelOf(tier, level) === undefined) throw new Failure(`SET_TIER: tier "${key}" has no level "${level}"`)
  return { holder, tier: key, run: () => assignLevel(world, holder, tier, { level, event_id }) }
}

const stepOf = (world: World, participant: Participant, action: Action, event: ScripEvent): Step => {
  const holder = holderOfTarget(world, participant, action.target, event)
  if (holder === undefined) throw new Failure(`${action.type}: its target is not there`)
  return action.type === 'COUNTER'
    ? counterStep(world, holder, action, event)
    : setTierStep(world, holder, action, event)
}

/** Raises in every tier of the program that no SET_TIER of the event has set for them (tiers guide). */
const evaluate = (
  world: World,
  program: Program,
  holder: Participant,
  steps: readonly Step[],
  event: ScripEvent,
): void => {
  if (holder.status !== 'ACTIVE') return
  const set = new Set(steps.flatMap((step) => (step.holder === holder ? step.tier : [])))
  for (const tier of Object.values(program.tiers))
    if (!set.has(tier.key)) evaluateTier(world, holder, tier, event.id)
}

const participantFor = (
  world: World,
  program: Program,
  id: string | null | undefined,
  externalId: string | null | undefined,
): Participant => {
  const known = id == null ? findByExternalId(world, externalId ?? '') : entryOf(world.state.participants, id)
  if (known !== undefined) return known
  if (externalId == null || program.on_unknown_participant === 'REJECT')
    throw new Failure(`There is no participant "${externalId ?? id}"`)
  return addParticipant(world, { external_id: externalId })
}

/** Whom an event names beside its participant; what recipients are for, rules of credits, is not emulated. */
const recipientOf = (world: World, program: Program, { recipients }: ScripEvent): Participant | undefined => {
  const { recipient_id, recipient_external_id } = recipients
  if (recipient_id === undefined && recipient_external_id === undefined) return undefined
  return participantFor(world, program, recipient_id, recipient_external_id)
}

const carryOut = (world: World, event: ScripEvent): void => {
  const program = entryOf(world.state.programs, event.program_id)
  if (program === undefined || program.status !== 'ACTIVE') throw new Failure('The program is not active')
  const participant = participantFor(world, program, event.participant_id, event.external_id)
  event.participant_id = participant.id
  const recipient = recipientOf(world, program, event)
  if (recipient !== undefined) event.recipients.recipient_id = recipient.id
  const actions = matchedActions(world, program, event)
  const steps = actions.map((action) => stepOf(world, participant, action, event))
  const targets = steps.map(({ holder }) => holder)
  for (const person of new Set([participant, ...targets, ...(recipient === undefined ? [] : [recipient])]))
    if (person.kind === 'participant') enrol(world, person, program.id)
  for (const step of steps) step.run()
  const byTimestamp = world.switches.activity_instant === 'event_timestamp'
  refreshTimers(world, program, participant, byTimestamp ? event.event_timestamp : world.now)
  const evaluated = world.switches.targets_are_evaluated ? targets : []
  for (const holder of new Set([participant, ...evaluated])) evaluate(world, program, holder, steps, event)
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
