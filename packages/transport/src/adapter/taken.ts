import type { Issue, Tier } from '@rungs/model'
import { thresholdOf } from '@rungs/model'
import type { Failure } from './failure.js'

/** What no two tiers may have in common. */
export interface Unique {
  /** The name. */
  name?: string | null | undefined
  /** The one threshold, a whole number. */
  threshold?: number | null | undefined
}

/**
 * Refuses what another tier has, for a vendor of whose tiers no two have it in common. What is absent is not looked at.
 * @param self the tier that is changed, if one is.
 * @throws RungsError `conflict` at `name` or `rule.value`, naming the tier that has it.
 */
export function refuseTaken(
  tiers: readonly Tier[],
  { name, threshold }: Unique,
  failure: Failure,
  self?: string,
): void {
  const issues = tiers.flatMap((tier): Issue[] => {
    const taken = [
      ...(tier.name === name ? ['name'] : []),
      ...(thresholdOf(tier.rule) === `${threshold}` ? ['rule.value'] : []),
    ]
    const message = `the tier ${tier.id} has this already; choose another, or change that tier`
    return tier.id === self ? [] : taken.map((path) => ({ path, message }))
  })
  if (issues.length > 0) throw failure('conflict', issues)
}
