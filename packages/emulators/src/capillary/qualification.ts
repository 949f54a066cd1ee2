import { compare, type Decimal, decimalOfNumber, subtract, writtenDecimal, ZERO } from '../core/decimal.js'
import type { World } from './context.js'
import type { Condition } from './fields.js'
import { ladderOf } from './records.js'
import type { Customer, Program, TierRecord } from './state.js'

export const amountOf = (text: string | undefined): Decimal => writtenDecimal(text ?? '0') ?? ZERO

/** The value of a tracker, by its name or by its id as text. */
const trackerOf = (
  { trackers }: Customer,
  { trackerName, trackerId }: Pick<Condition, 'trackerName' | 'trackerId'>,
): Decimal => {
  const name = [trackerName, String(trackerId)].find(
    (candidate) => candidate !== undefined && Object.hasOwn(trackers, candidate),
  )
  return amountOf(name === undefined ? undefined : trackers[name])
}

/** What the program's KPI says of a customer (Tier Upgrade page); of a tracker, the one that the tier names. */
export const kpiOf = (program: Program, customer: Customer, tier: TierRecord): Decimal => {
  switch (program.kpiType) {
    case 'CURRENT_POINTS':
      return amountOf(customer.currentPoints)
    case 'CUMULATIVE_POINTS':
      return amountOf(customer.earnedPoints)
    case 'CUMULATIVE_PURCHASES':
      return amountOf(customer.spend)
    case 'TRACKER_VALUE_BASED':
      return trackerOf(customer, tier.eligibility?.conditions?.find(({ type }) => type === 'TRACKER') ?? {})
  }
}

const conditionValue = (customer: Customer, condition: Condition): Decimal => {
  switch (condition.type) {
    case 'PURCHASE':
      return amountOf(customer.spend)
    case 'VISITS':
      return amountOf(customer.visits)
    case 'POINTS':
      return amountOf(customer.earnedPoints)
    default:
      return trackerOf(customer, condition)
  }
}

const conditionHolds = (customer: Customer, condition: Condition): boolean => {
  const wanted = condition.value === undefined ? undefined : writtenDecimal(condition.value)
  return wanted !== undefined && compare(conditionValue(customer, condition), wanted) >= 0
}

/** Whether a customer is eligible for a tier; equality qualifies, and a tier without a threshold takes nobody. */
const isEligible = ({ switches }: World, program: Program, customer: Customer, tier: TierRecord): boolean => {
  const { threshold, conditions = [], expressionRelation } = tier.eligibility ?? {}
  if (threshold === undefined) return false
  const held = [
    compare(kpiOf(program, customer, tier), decimalOfNumber(threshold)) >= 0,
    ...conditions.map((condition) => conditionHolds(customer, condition)),
  ]
  const relation = expressionRelation ?? switches.default_expression_relation
  return relation === 'OR' ? held.includes(true) : !held.includes(false)
}

/** The highest tier that a customer is eligible for, by its serial number; the base tier for nothing. */
export const qualifyingSerial = (world: World, program: Program, customer: Customer): number =>
  ladderOf(world, program.id).findLast(
    (tier) => tier.serialNumber > 1 && isEligible(world, program, customer, tier),
  )?.serialNumber ?? 1

/** What is missing to a threshold, never below zero. */
export const gapTo = (threshold: number, value: Decimal): Decimal => {
  const gap = subtract(decimalOfNumber(threshold), value)
  return gap.units < 0n ? ZERO : gap
}
