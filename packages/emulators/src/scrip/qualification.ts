import { compare, type Decimal, decimalOfNumber, writtenDecimal, ZERO } from '../core/decimal.js'
import type { World } from './context.js'
import { goDurationMs } from './durations.js'
import type { Counter, Level, Participant, Qualification, Tier } from './state.js'
import { entryOf } from './state.js'

/** When the window of a counter passes, after which it reads 0; undefined for a counter without one. */
export const counterWindowEnd = ({ reset_after, last_reset_at, created_at }: Counter): number | undefined => {
  const length = reset_after === null ? undefined : goDurationMs(reset_after)
  return length === undefined ? undefined : (last_reset_at ?? created_at) + length
}

/** The value of a counter as it is read at an instant. */
export const counterValue = (counter: Counter, now: number): Decimal => {
  const end = counterWindowEnd(counter)
  return end !== undefined && now >= end ? ZERO : (writtenDecimal(counter.value) ?? ZERO)
}

type Criterion = Qualification['criteria'][number]

const holds: Readonly<Record<Criterion['operator'], (order: number) => boolean>> = {
  '>=': (order) => order >= 0,
  '>': (order) => order > 0,
  '==': (order) => order === 0,
  '<=': (order) => order <= 0,
  '<': (order) => order < 0,
}

const passes = ({ now, switches }: World, { counters }: Participant, criterion: Criterion): boolean => {
  const counter = entryOf(counters, criterion.counter)
  if (counter === undefined && switches.missing_counter === 'fails') return false
  const value = counter === undefined ? ZERO : counterValue(counter, now)
  return holds[criterion.operator](compare(value, decimalOfNumber(criterion.threshold)))
}

/** Whether the participant meets a level's own criteria; levels are independent (create a tier page). */
const qualifies = (world: World, participant: Participant, { qualification }: Level): boolean => {
  if (qualification === null || qualification.criteria.length === 0)
    return world.switches.level_without_criteria === 'always'
  const { mode, criteria } = qualification
  const test = (criterion: Criterion): boolean => passes(world, participant, criterion)
  return mode === 'ALL' ? criteria.every(test) : criteria.some(test)
}

/** The level of the highest rank whose criteria pass, among those below a rank where one is given. */
export const qualifyingLevel = (
  world: World,
  participant: Participant,
  { levels }: Tier,
  below = Number.POSITIVE_INFINITY,
): Level | undefined => {
  let best: Level | undefined
  for (const level of levels) {
    if (level.rank >= below || (best !== undefined && level.rank <= best.rank)) continue
    if (qualifies(world, participant, level)) best = level
  }
  return best
}

/** The largest threshold that a level sets for a counter as something to reach; undefined when it sets none. */
export const thresholdOf = (level: Level | undefined, counter: string): Decimal | undefined => {
  const criteria = level?.qualification?.criteria ?? []
  const reached = criteria.filter(
    ({ counter: name, operator }) =>
      name === counter && (operator === '>=' || operator === '>' || operator === '=='),
  )
  if (reached.length === 0) return undefined
  return decimalOfNumber(Math.max(...reached.map(({ threshold }) => threshold)))
}
