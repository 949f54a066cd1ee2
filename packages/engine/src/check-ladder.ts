import type { Issue } from '@rungs/model'
import { ladderIssues } from './check.js'
import type { LadderLike } from './types.js'
import { ladderWarnings } from './warnings.js'

/** What {@link checkLadder} finds. Every path is one of the ladder, for example `tiers[1].rule`. */
export interface LadderCheck {
  /** What is wrong: the functions of the engine refuse such a ladder. */
  issues: Issue[]
  /** What is allowed, but may not be meant; looked for only where nothing is wrong. */
  warnings: Issue[]
}

/**
 * Looks a ladder over. Wrong are, among others, equal ids, keys or ranks, empty groups, a floor that names no
 * tier, impossible dates and lifecycles without a meaning. Doubtful are tiers that nobody can hold by qualifying,
 * because a higher rank asks for no more (Capillary and Wix refuse such thresholds, Scrip and VINR do not), and
 * settings without an effect. Throws nothing, whatever it is given.
 */
export function checkLadder(ladder: LadderLike): LadderCheck {
  const issues = ladderIssues(ladder)
  return { issues, warnings: issues.length > 0 ? [] : ladderWarnings(ladder) }
}
