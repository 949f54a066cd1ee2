import { compare, decimalText, subtract, ZERO } from '../core/decimal.js'
import type { World } from './context.js'
import { counterValue, thresholdOf } from './qualification.js'
import { type Counter, entryOf, type Level, type Lifecycle, type Participant, type Tier } from './state.js'

const countersOf = ({ switches }: World, { levels }: Tier, { counters }: Lifecycle): readonly string[] => {
  if (counters?.rollover === undefined) return []
  if (counters.qualifying !== undefined) return counters.qualifying
  if (switches.rollover_without_qualifying === 'none') return []
  const tested = levels.flatMap(({ qualification }) => qualification?.criteria ?? [])
  return [...new Set(tested.map(({ counter }) => counter))]
}

/** Whether the end of a period changes counters. */
export const rollsOver = (world: World, tier: Tier, lifecycle: Lifecycle): boolean =>
  countersOf(world, tier, lifecycle).length > 0

/** What a counter starts the next period with: nothing, or what lies above the level's threshold. */
const carried = (
  { now, switches }: World,
  counter: Counter,
  level: Level | undefined,
  rollover: 'NONE' | 'EXCESS',
): string => {
  if (rollover === 'NONE') return '0'
  const value = counterValue(counter, now)
  const threshold = thresholdOf(level, counter.key)
  if (threshold === undefined)
    return switches.excess_of_untested_counter === 'kept' ? decimalText(value) : '0'
  const excess = subtract(value, threshold)
  return compare(excess, ZERO) > 0 ? decimalText(excess) : '0'
}

/** The counters of a participant as the next period starts with them, by key; measured, not yet written. */
export const measureRollover = (
  world: World,
  participant: Participant,
  tier: Tier,
  lifecycle: Lifecycle,
  level: Level | undefined,
): ReadonlyMap<string, string> => {
  const values = new Map<string, string>()
  for (const key of countersOf(world, tier, lifecycle)) {
    const counter = entryOf(participant.counters, key)
    if (counter !== undefined)
      values.set(key, carried(world, counter, level, lifecycle.counters?.rollover ?? 'NONE'))
  }
  return values
}

export const writeRollover = (
  { now }: World,
  { counters }: Participant,
  values: ReadonlyMap<string, string>,
): void => {
  for (const [key, value] of values) {
    const counter = entryOf(counters, key)
    if (counter !== undefined) Object.assign(counter, { value, last_reset_at: now, updated_at: now })
  }
}
