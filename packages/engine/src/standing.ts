import { formatInstant, type Instant, type Keep, type NextTier } from '@rungs/model'
import { type CompiledLadder, planOf } from './compile.js'
import { instantOf, timelineOf } from './events.js'
import type { Plan } from './plan.js'
import { remainingFor } from './rule.js'
import { placeOf, type Rung } from './rung.js'
import { Simulation } from './simulation.js'
import type { Tally } from './tally.js'
import type { EngineStanding, MemberInput } from './types.js'

/** What {@link standingAt} takes. `at` is RFC 3339. */
export interface StandingInput extends Omit<MemberInput, 'ladder'> {
  ladder: MemberInput['ladder'] | CompiledLadder
  at: Instant
}

/**
 * The tier that a member holds at an instant, why, since when and what comes next. Events of exactly that
 * instant count, later ones do not. Activity may come in any order.
 * @throws RungsError `invalid_input` naming every wrong path of the ladder or the activity; `unsupported` naming
 * what of the ladder this version cannot evaluate.
 */
export function standingAt({ ladder, activity, at, memberSince }: StandingInput): EngineStanding {
  const plan = planOf(ladder)
  const now = instantOf(at, 'at')
  const enrolled = memberSince === undefined ? undefined : instantOf(memberSince, 'memberSince')
  const simulation = new Simulation(plan, timelineOf(plan, activity, now))
  while (simulation.next() <= now) simulation.step()
  const { rung, reason, tally } = simulation
  const { assignment } = simulation.holding
  const since = simulation.since ?? (plan.status === 'active' ? enrolled : undefined)
  const standing: EngineStanding = {
    tier: rung === null ? null : { ...rung.ref },
    reason,
    metrics: tally.metrics(),
    asOf: formatInstant(now),
  }
  if (since !== undefined) standing.since = formatInstant(since)
  if (reason === 'manual' && assignment !== undefined) {
    const expires = printable(assignment.until)
    if (expires !== undefined) standing.expiresAt = expires
  }
  standing.next = nextOf(plan, rung, tally)
  const keep = keepOf(simulation)
  if (keep !== undefined) standing.keep = keep
  return standing
}

/** The place of the tier that a member holds at an instant; -1 for the base tier. */
export function placeAt(plan: Plan, member: Pick<MemberInput, 'activity'>, at: number): number {
  const simulation = new Simulation(plan, timelineOf(plan, member.activity, at))
  while (simulation.next() <= at) simulation.step()
  return placeOf(simulation.rung)
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
  while (simulation.next() <= lastInstant) {
    const at = simulation.step()
    if (placeOf(simulation.rung) >= held.index) continue
    const { missing } = simulation.holding
    const keep: Keep = { until: formatInstant(at) }
    return missing === undefined ? keep : { ...keep, remaining: missing }
  }
  return undefined
}

const lastInstant = Date.parse('9999-12-31T23:59:59.999Z')

/** An instant as RFC 3339, which ends with the year 9999. */
function printable(ms: number): Instant | undefined {
  return ms > lastInstant ? undefined : formatInstant(ms)
}
