import { decimalText } from '../core/decimal.js'
import { timeText, type World } from './context.js'
import { shownExpiry } from './lifecycle.js'
import { counterValue } from './qualification.js'
import { levelOf, standingOf } from './rules.js'
import {
  type Counter,
  entryOf,
  type Level,
  type Participant,
  type Program,
  type ScripEvent,
  type Standing,
  type Tier,
} from './state.js'

interface Stamped {
  readonly created_at: number
  readonly updated_at: number
}

const stamps = ({ created_at, updated_at }: Stamped) => ({
  created_at: timeText(created_at),
  updated_at: timeText(updated_at),
})

/** What is null is left out of JSON. */
const present = <T>(value: T | null): T | undefined => value ?? undefined

export const programShape = (program: Program) => ({
  id: program.id,
  name: program.name,
  description: present(program.description),
  on_unknown_participant: program.on_unknown_participant,
  status: program.status,
  ...stamps(program),
})

const levelShape = (level: Level) => ({
  id: level.id,
  key: level.key,
  rank: level.rank,
  display_name: present(level.display_name),
  color: present(level.color),
  icon_url: present(level.icon_url),
  benefits: present(level.benefits),
  qualification: present(level.qualification),
  ...stamps(level),
})

export const tierShape = ({ switches }: World, tier: Tier) => {
  const levels =
    switches.levels_order === 'rank' ? tier.levels.toSorted((a, b) => a.rank - b.rank) : tier.levels
  return {
    id: tier.id,
    program_id: tier.program_id,
    key: tier.key,
    display_name: present(tier.display_name),
    status: tier.status,
    levels: levels.map(levelShape),
    lifecycle: present(tier.lifecycle),
    archived_at: tier.archived_at === null ? undefined : timeText(tier.archived_at),
    ...stamps(tier),
  }
}

/** A participant's level of a tier (get a participant tier page). */
export const standingShape = (world: World, tier: Tier, standing: Standing) => {
  const level = levelOf(tier, standing.level)
  const end = shownExpiry(world, tier, standing)
  const none = world.switches.no_expiry === 'null' ? null : undefined
  return {
    level: standing.level,
    rank: level?.rank ?? 0,
    benefits: level?.benefits ?? {},
    acquired_at: timeText(standing.acquired_at),
    expires_at: end === null ? none : timeText(end),
  }
}

export const counterShape = ({ now }: World, counter: Counter) => ({
  key: counter.key,
  value: decimalText(counterValue(counter, now)),
  reset_after: present(counter.reset_after),
  last_reset_at: counter.last_reset_at === null ? undefined : timeText(counter.last_reset_at),
  ...stamps(counter),
})

/** The row of a list: without counters, tiers and programs (list or get participants page). */
export const participantRow = (participant: Participant) => ({
  id: participant.id,
  external_id: participant.external_id,
  status: participant.status,
  ...participant.profile,
  ...stamps(participant),
})

export const participantShape = (world: World, participant: Participant) => {
  const counters = Object.values(participant.counters).map((counter) => [
    counter.key,
    decimalText(counterValue(counter, world.now)),
  ])
  const tiers = Object.values(world.state.programs)
    .flatMap((program) => Object.values(program.tiers))
    .flatMap((tier) => {
      const standing = standingOf(participant, tier)
      return standing === undefined
        ? []
        : [[tier.key, { level: standing.level, rank: levelOf(tier, standing.level)?.rank ?? 0 }]]
    })
  return {
    ...participantRow(participant),
    attributes: participant.attributes,
    tags: participant.tags,
    counters: Object.fromEntries(counters),
    tiers: Object.fromEntries(tiers),
    program_ids: participant.program_ids,
  }
}

export const eventShape = ({ state }: World, event: ScripEvent, withSkipped: boolean) => ({
  id: event.id,
  program_id: event.program_id,
  idempotency_key: event.idempotency_key,
  participant_id: present(event.participant_id),
  external_id: present(
    event.external_id ?? entryOf(state.participants, event.participant_id ?? '')?.external_id ?? null,
  ),
  event_timestamp: timeText(event.event_timestamp),
  event_data: event.event_data,
  ...event.recipients,
  event_type: 'EXTERNAL',
  status: event.status,
  error_message: present(event.error_message),
  rule_evaluations: event.rule_evaluations
    .filter(({ status }) => withSkipped || status !== 'SKIPPED_ERROR')
    .map(({ reason, stopped_by_rule_id, created_at, ...evaluation }) => ({
      ...evaluation,
      reason: present(reason),
      stopped_by_rule_id: present(stopped_by_rule_id),
      created_at: timeText(created_at),
    })),
  received_at: timeText(event.created_at),
  processed_at: event.status === 'PENDING' ? null : timeText(event.updated_at),
  ...stamps(event),
})
