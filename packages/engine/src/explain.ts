import type { Instant, TierExplanation } from '@rungs/model'
import { type CompiledLadder, planOf } from './compile.js'
import { instantOf, timelineOf } from './events.js'
import { reasonOf, VectorReader } from './reasons.js'
import { Simulation } from './simulation.js'
import { standingAt } from './standing.js'
import type { EngineExplanation, MemberInput } from './types.js'

/** What {@link explain} takes. `at` is RFC 3339. */
export interface ExplainInput extends Omit<MemberInput, 'ladder'> {
  ladder: MemberInput['ladder'] | CompiledLadder
  at: Instant
}

/**
 * Why a member holds what they hold at an instant.
 * @throws RungsError as `standingAt` does.
 */
export function explain(input: ExplainInput): EngineExplanation {
  const plan = planOf(input.ladder)
  const now = instantOf(input.at, 'at')
  const standing = standingAt(input)
  const simulation = new Simulation(plan, timelineOf(plan, input.activity, now))
  while (simulation.next() <= now) simulation.step()
  const reader = new VectorReader(simulation.tally)
  const tiers = plan.rungs.map(({ ref, rule }): TierExplanation => {
    const held = standing.tier?.id === ref.id
    if (rule === undefined) return { tier: { ...ref }, held, qualifies: false }
    const reason = reasonOf(rule, reader)
    return { tier: { ...ref }, held, qualifies: reason.met, rule: reason }
  })
  return { ...standing, tiers }
}
