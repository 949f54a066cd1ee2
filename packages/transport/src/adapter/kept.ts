import type { Tier, TierPatch } from '@rungs/model'
import { retold } from './about.js'
import type { Failure } from './failure.js'

const clearable = ['description', 'color', 'icon', 'rule', 'validity'] as const

/**
 * The tier as a reply to a change shows it, for a vendor whose pages leave open what clears a field, or whether benefits
 * are merged.
 * @param hint what to do, a sentence.
 * @throws RungsError `unexpected_response` where it still has what was to go.
 */
export function refuseKept(
  tier: Tier,
  patch: TierPatch,
  { vendor, hint }: { vendor: string; hint: string },
  failure: Failure,
): Tier {
  const cleared = clearable.filter((field) => patch[field] === null)
  const kept: string[] = cleared.filter((field) => tier[field] !== undefined)
  if (patch.benefits !== undefined && patch.benefits.length < tier.benefits.length) kept.push('benefits')
  if (kept.length === 0) return tier
  const message = `${vendor} has kept what was to go of ${kept.join(', ')}, and changed all else. ${hint}`
  const issues = kept.map((path) => ({ path, message: `${vendor} has kept what was to go` }))
  throw retold(failure('unexpected_response', message), { issues })
}
