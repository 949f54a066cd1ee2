import type { Amount, Metric, Operator, Remaining } from '@rungs/model'
import { toText } from './decimal.js'

/** One comparison, its metric resolved to a slot and its value to units of the plan's scale. */
export interface TestNode {
  kind: 'test'
  metric: Metric
  slot: number
  op: Operator
  value: Amount
  units: bigint
  /** The value as a number, where a number stands for exactly it. */
  number?: number
}

/** A group of which so many must hold: all, any (1), or at least so many. */
interface GroupNode {
  kind: 'group'
  form: 'all' | 'any' | 'atLeast'
  need: number
  of: RuleNode[]
}

/** A rule, ready to be judged. */
export type RuleNode = TestNode | GroupNode

/** Metrics in units of 10^-scale, by slot. */
export interface Vector {
  readonly units: readonly bigint[]
  readonly scale: number
  /** What turns the plan's units into units of this vector: 10^(scale - plan's scale). */
  readonly factor: bigint
}

/** Whether a rule holds. */
export function holds(rule: RuleNode, vector: Vector): boolean {
  if (rule.kind === 'test') {
    return compares(rule.op, vector.units[rule.slot] ?? 0n, rule.units * vector.factor)
  }
  let met = 0
  for (const inner of rule.of) if (holds(inner, vector) && ++met >= rule.need) return true
  return false
}

/** Whether a value stands to a threshold as the operator says. */
export function compares<T extends bigint | number>(op: Operator, value: T, threshold: T): boolean {
  switch (op) {
    case '>=':
      return value >= threshold
    case '>':
      return value > threshold
    case '==':
      return value === threshold
    case '<=':
      return value <= threshold
    case '<':
      return value < threshold
  }
}

/**
 * How much is missing: one amount for a rule that is one `>=`, an object of the unmet criteria for an `all` of
 * them, `undefined` for any other rule. Never below zero.
 */
export function remainingFor(rule: RuleNode, vector: Vector): Remaining | undefined {
  if (rule.kind === 'test') {
    return rule.op === '>=' ? toText(missing(rule, vector), vector.scale) : undefined
  }
  if (rule.form !== 'all') return undefined
  const unmet = new Map<Metric, bigint>()
  for (const inner of rule.of) {
    if (inner.kind !== 'test' || inner.op !== '>=') return undefined
    const units = missing(inner, vector)
    if (units > (unmet.get(inner.metric) ?? 0n)) unmet.set(inner.metric, units)
  }
  return Object.fromEntries([...unmet].map(([metric, units]) => [metric, toText(units, vector.scale)]))
}

function missing(test: TestNode, vector: Vector): bigint {
  const units = test.units * vector.factor - (vector.units[test.slot] ?? 0n)
  return units > 0n ? units : 0n
}
