import type { World } from './context.js'
import { qualifyingLevel } from './qualification.js'
import { levelOf, rankOf } from './rules.js'
import type { Level, Lifecycle, Participant, Tier } from './state.js'

const lowerOne = ({ levels }: Tier, held: Level): Level | undefined =>
  levels
    .filter(({ rank }) => rank < held.rank)
    .reduce<Level | undefined>((best, level) => (rankOf(level) > rankOf(best) ? level : best), undefined)

/** Never below the floor; one who stands at it or below it stays. */
const floored = (
  tier: Tier,
  lifecycle: Lifecycle,
  held: Level,
  target: Level | undefined,
): Level | undefined => {
  const floor = levelOf(tier, lifecycle.downgrade_policy?.min_level ?? null)
  if (floor === undefined) return target
  if (held.rank <= floor.rank) return held
  return rankOf(target) < floor.rank ? floor : target
}

const policyTarget = (
  world: World,
  tier: Tier,
  lifecycle: Lifecycle,
  { held, best }: Judged,
): Level | undefined => {
  switch (lifecycle.downgrade_policy?.mode ?? 'DROP_TO_QUALIFYING') {
    case 'HOLD':
      return held
    case 'DROP_ONE': {
      const lower = lowerOne(tier, held)
      return lower === undefined && world.switches.drop_one_from_lowest === 'stays' ? held : lower
    }
    case 'DROP_TO_QUALIFYING':
      return best
  }
}

interface Judged {
  readonly held: Level
  /** What qualifies, not above what is held: reviews raise nobody. */
  readonly best: Level | undefined
}

/** Where a review or the end of a timer leaves a participant: at the held level, or where the policy leads. */
export const lapseTarget = (
  world: World,
  participant: Participant,
  tier: Tier,
  held: Level,
  lifecycle: Lifecycle,
): Level | undefined => {
  const qualifying = qualifyingLevel(world, participant, tier)
  const meets = rankOf(qualifying) >= held.rank
  const renews = lifecycle.retention.mode === 'PERIOD_BASED' || world.switches.qualified_at_lapse === 'renews'
  if (meets && renews) return held
  const judged = { held, best: meets ? held : qualifying }
  return floored(tier, lifecycle, held, policyTarget(world, tier, lifecycle, judged))
}

/** Where a drop that was deferred leads: where the closed period said, or to what qualifies now if that is higher. */
export const deferredTarget = (
  world: World,
  participant: Participant,
  tier: Tier,
  held: Level,
  said: string | null,
): Level | undefined => {
  const decided = levelOf(tier, said)
  const best = qualifyingLevel(world, participant, tier, held.rank)
  return rankOf(best) > rankOf(decided) ? best : decided
}
