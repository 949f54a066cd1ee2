import { formatInstant, type Instant, type Renewal, type TierExplanation } from '@rungs/model'
import { instantOf } from './events.js'
import type { MemberInput } from './member.js'
import { reasonOf, VectorReader } from './reasons.js'
import type { Simulation } from './simulation.js'
import { simulationAt, standingOf } from './standing.js'
import type { EngineExplanation } from './types.js'

/** What {@link explain} takes. `at` is RFC 3339. */
export interface ExplainInput extends MemberInput {
  /** The instant to explain (RFC 3339). */
  at: Instant
}

/**
 * Why a member holds what they hold at an instant: the standing, what became of every tier's rule, and of what
 * renews the held tier where that has a validity.
 * @throws RungsError as `standingAt` does.
 */
export function explain(input: ExplainInput): EngineExplanation {
  const now = instantOf(input.at, 'at')
  const simulation = simulationAt(input, now)
  const tiers = tiersOf(simulation)
  const renewal = renewalOf(simulation)
  const explanation: EngineExplanation = { ...standingOf(simulation, now), tiers }
  if (renewal !== undefined) explanation.renewal = renewal
  return explanation
}

function tiersOf({ plan, rung, tally }: Simulation): TierExplanation[] {
  const reader = new VectorReader(tally)
  return plan.rungs.map((one): TierExplanation => {
    const { rule } = one
    const tier = { ...one.ref }
    const held = one === rung
    if (rule === undefined) return { tier, held, qualifies: false }
    const reason = reasonOf(rule, reader)
    return { tier, held, qualifies: reason.met, rule: reason }
  })
}

function renewalOf(simulation: Simulation): Renewal | undefined {
  const { cycle, rung } = simulation
  if (cycle === undefined || rung?.validity === undefined) return undefined
  const renewal: Renewal = { from: formatInstant(cycle.start), checkedAt: formatInstant(cycle.check) }
  const rule = rung.validity.renewal
  if (rule === undefined) return renewal
  return { ...renewal, rule: reasonOf(rule, new VectorReader(simulation.metricsSince(cycle.start))) }
}
