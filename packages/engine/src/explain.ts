import type { Instant, TierRef } from '@rungs/model'
import { type CompiledLadder, planOf } from './compile.js'
import { instantOf, timelineOf } from './events.js'
import { type RuleReason, reasonOf, VectorReader } from './reasons.js'
import { Simulation } from './simulation.js'
import { standingAt } from './standing.js'
import type { EngineStanding, MemberInput } from './types.js'

/** What {@link explain} takes. `at` is RFC 3339. */
export interface ExplainInput extends Omit<MemberInput, 'ladder'> {
  ladder: MemberInput['ladder'] | CompiledLadder
  at: Instant
}

/** What became of one tier. */
export interface TierExplanation {
  tier: TierRef
  held: boolean
  /** Whether the tier's rule holds; false for a tier without a rule, which is only ever assigned by hand. */
  qualifies: boolean
  /** What became of the rule, criterion by criterion; absent where there is no rule. */
  rule?: RuleReason
}

/**
 * A standing with what led to it: `reason` says why this tier, `tiers` what became of every rule, `next` what is
 * missing for the next tier, `keep` and `expiresAt` what keeps this one and until when.
 */
export interface Explanation extends EngineStanding {
  /** Every tier that counts, ascending by rank. */
  tiers: TierExplanation[]
}

/**
 * Why a member holds what they hold at an instant.
 * @throws RungsError as `standingAt` does.
 */
export function explain(input: ExplainInput): Explanation {
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
