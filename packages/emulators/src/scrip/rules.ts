import { randomUuid } from '../core/ids.js'
import type { World } from './context.js'
import { qualifyingLevel } from './qualification.js'
import { entryOf, type Level, type Participant, type Program, type Standing, type Tier } from './state.js'

export const levelOf = ({ levels }: Tier, key: string | null): Level | undefined =>
  levels.find((level) => level.key === key)

export const standingOf = (participant: Participant, tier: Tier): Standing | undefined =>
  entryOf(participant.standings, tier.id)

/** The level that a participant holds; none is rank 0. */
export const heldLevel = (participant: Participant, tier: Tier): Level | undefined =>
  levelOf(tier, standingOf(participant, tier)?.level ?? null)

export const rankOf = (level: Level | undefined): number => level?.rank ?? 0

interface Move {
  readonly level: string | null
  /** The end of an assignment by hand. */
  readonly expires_at?: number | null
  readonly event_id?: string | null
  /** Whether a request asks for it. */
  readonly by_api_key?: boolean
}

const announce = (
  { state, switches, emit, now }: World,
  participant: Participant,
  tier: Tier,
  {
    from,
    to,
    ...by
  }: { from: string | null; to: string | null; event_id: string | null; by_api_key: boolean },
): void => {
  participant.history.push({
    id: randomUuid(),
    program_id: tier.program_id,
    tier: tier.key,
    old_value: from,
    new_value: to,
    operation: to === null ? 'delete' : 'set',
    ...by,
    created_at: now,
  })
  const levels =
    switches.tier_changed_data === 'levels'
      ? { previous_level: from, new_level: to }
      : { old_value: from, new_value: to }
  emit('participant.tier_changed', {
    [participant.kind === 'group' ? 'group_id' : 'participant_id']: participant.id,
    program_id: entryOf(state.programs, tier.program_id)?.id,
    tier: tier.key,
    ...levels,
  })
}

/** Gives a participant a level of a tier, or none: ends what was pending, and says so when that is a change. */
export const assignLevel = (
  world: World,
  participant: Participant,
  tier: Tier,
  { level, expires_at = null, event_id = null, by_api_key = false }: Move,
): void => {
  const before = standingOf(participant, tier)
  const from = before?.level ?? null
  if (level === null) delete participant.standings[tier.id]
  else
    participant.standings[tier.id] = {
      level,
      acquired_at: before !== undefined && from === level ? before.acquired_at : world.now,
      expires_at,
      refreshed_at: world.now,
      pending: null,
    }
  world.touched(participant)
  if (from !== level) announce(world, participant, tier, { from, to: level, event_id, by_api_key })
}

/**
 * Raises a participant to the highest level that qualifies, never lowers; one who qualifies for what is held keeps it
 * past a drop that was deferred (create a tier page).
 */
export const evaluateTier = (
  world: World,
  participant: Participant,
  tier: Tier,
  event_id: string | null,
): void => {
  if (tier.status === 'ARCHIVED') return
  if (tier.lifecycle === null && !world.switches.qualification_without_lifecycle) return
  const best = qualifyingLevel(world, participant, tier)
  const held = heldLevel(participant, tier)
  if (best === undefined || rankOf(best) < rankOf(held)) return
  if (rankOf(best) > rankOf(held)) {
    assignLevel(world, participant, tier, { level: best.key, event_id })
    return
  }
  const standing = standingOf(participant, tier)
  if (standing !== undefined && world.switches.qualifying_in_grace === 'cancels') standing.pending = null
}

/** Sets the timers of a program's tiers anew; any event cancels a lapse that was deferred (create a tier page). */
export const refreshTimers = (world: World, program: Program, participant: Participant, at: number): void => {
  world.touched(participant)
  for (const tier of Object.values(program.tiers)) {
    const standing = standingOf(participant, tier)
    if (standing === undefined || tier.lifecycle?.retention.mode !== 'ACTIVITY_REFRESH') continue
    standing.refreshed_at = Math.max(at, standing.refreshed_at ?? at)
    standing.pending = null
  }
}

/** Groups are of the organization, and so of all its programs (groups guide). */
export const isEnrolled = ({ kind, program_ids }: Participant, program: string): boolean =>
  kind === 'group' || program_ids.includes(program)
