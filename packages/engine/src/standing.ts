import { formatInstant, type Instant, type Keep, type NextTier } from '@rungs/model'
import { instantOf } from './events.js'
import { type MemberInput, simulationOf } from './member.js'
import type { Plan } from './plan.js'
import { remainingFor } from './rule.js'
import { placeOf, type Rung } from './rung.js'
import type { Simulation } from './simulation.js'
import type { Tally } from './tally.js'
import type { EngineStanding } from './types.js'

/** What {@link standingAt} takes. `at` is RFC 3339. */
export interface StandingInput extends MemberInput {
  /** The instant to look at (RFC 3339). */
  at: Instant
}

/**
 * The tier that a member holds at an instant, why, since when and what comes next. Events of exactly that
 * instant count, later ones do not, nor do later versions of the ladder. Activity may come in any order.
 * `expiresAt` is the last second of the held tier's validity (Capillary: less one second), or the `until` of an
 * assignment by hand.
 * @throws RungsError `invalid_input` naming every wrong path of the ladder, the readings or the activity.
 */
export function standingAt(input: StandingInput): EngineStanding {
  const now = instantOf(input.at, 'at')
  return standingOf(simulationAt(input, now), now)
}

/** The member as they are at an instant. */
export function simulationAt(input: MemberInput, now: number): Simulation {
  const simulation = simulationOf(input, now)
  while (simulation.next() <= now) simulation.step()
  return simulation
}

/** What a simulation has come to. It is walked on, to where the held tier is lost. */
export function standingOf(simulation: Simulation, now: number): EngineStanding {
  const { rung, reason, tally, plan, joined } = simulation
  const since = simulation.since ?? (plan.status === 'active' ? joined : undefined)
  const standing: EngineStanding = {
    tier: rung === null ? null : { ...rung.ref },
    reason,
    metrics: tally.metrics(),
    asOf: formatInstant(now),
  }
  if (since !== undefined) standing.since = formatInstant(since)
  const expires = simulation.expires
  if (expires !== undefined && expires <= lastInstant) standing.expiresAt = formatInstant(expires)
  standing.next = nextOf(plan, rung, tally)
  const keep = keepOf(simulation)
  if (keep !== undefined) standing.keep = keep
  return standing
}

/** The lowest rank above the held one that has a rule; `null` at the top. */
function nextOf(plan: Plan, held: Rung | null, tally: Tally): NextTier | null {
  const above = plan.above[placeOf(held) + 1]
  if (above?.rule === undefined) return null
  const remaining = remainingFor(above.rule, tally)
  return remaining === undefined ? { tier: { ...above.ref } } : { tier: { ...above.ref }, remaining }
}

/** Until when the held tier is safe if nothing happens any more, and what would then be missing. Walks on to that instant. */
function keepOf(simulation: Simulation): Keep | undefined {
  const held = simulation.rung
  if (held === null) return undefined
  while (!simulation.settled && simulation.next() <= lastInstant) {
    const { at } = simulation.step()
    if (placeOf(simulation.rung) >= held.index) continue
    const { missing } = simulation.holding
    const keep: Keep = { until: formatInstant(at) }
    return missing === undefined ? keep : { ...keep, remaining: missing }
  }
  return undefined
}

/** RFC 3339 ends with the year 9999. */
const lastInstant = Date.parse('9999-12-31T23:59:59.999Z')
