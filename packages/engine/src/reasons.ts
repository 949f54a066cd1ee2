import type { Amount, CriterionReason, RuleReason, TierRef } from '@rungs/model'
import { toText } from './decimal.js'
import type { Plan } from './plan.js'
import { compares, type RuleNode, type TestNode, type Vector } from './rule.js'
import type { MetricValues } from './types.js'
import { plain, vectorOf } from './values.js'

/** Which tier metrics qualify for, and why not the next one. */
export interface Qualification {
  /** The highest tier that the metrics qualify for; `null` for the base tier. */
  tier: TierRef | null
  /** What became of that tier's rule; absent for the base tier. */
  rule?: RuleReason
  /** The lowest rank above it that has a rule; `null` at the top. */
  next: { tier: TierRef; rule: RuleReason } | null
}

/** Where the values of criteria come from. */
export interface Reader {
  actual(test: TestNode): Amount
  met(test: TestNode): boolean
  missing(test: TestNode): Amount
}

/** What became of a rule; every node has its outcome. */
export function reasonOf(rule: RuleNode, reader: Reader): RuleReason & { met: boolean } {
  if (rule.kind === 'test') return criterionReason(rule, reader)
  let met = 0
  const of: RuleReason[] = []
  for (const inner of rule.of) {
    const reason = reasonOf(inner, reader)
    if (reason.met) met += 1
    of.push(reason)
  }
  const outcome = met >= rule.need
  if (rule.form === 'all') return { all: of, met: outcome }
  return rule.form === 'any' ? { any: of, met: outcome } : { atLeast: rule.need, of, met: outcome }
}

function criterionReason(test: TestNode, reader: Reader): CriterionReason & { met: boolean } {
  const { metric, op, value } = test
  const met = reader.met(test)
  const actual = reader.actual(test)
  if (met || op !== '>=') return { metric, op, value, actual, met }
  return { metric, op, value, actual, met, missing: reader.missing(test) }
}

/** Reads scaled integers of any length. */
export class VectorReader implements Reader {
  constructor(private readonly vector: Vector) {}

  actual({ slot }: TestNode): Amount {
    return toText(this.vector.units[slot] ?? 0n, this.vector.scale)
  }

  met({ slot, op, units }: TestNode): boolean {
    return compares(op, this.vector.units[slot] ?? 0n, units * this.vector.factor)
  }

  missing({ slot, units }: TestNode): Amount {
    return toText(units * this.vector.factor - (this.vector.units[slot] ?? 0n), this.vector.scale)
  }
}

/** Reads whole numbers that doubles hold exactly, and asks nothing else of them. */
class NumberReader implements Reader {
  constructor(
    private readonly numbers: readonly number[],
    private readonly texts: readonly Amount[],
  ) {}

  actual({ slot }: TestNode): Amount {
    return this.texts[slot] as Amount
  }

  met({ slot, op, number }: TestNode): boolean {
    return compares(op, this.numbers[slot] as number, number as number)
  }

  missing({ slot, number }: TestNode): Amount {
    return String((number as number) - (this.numbers[slot] as number))
  }
}

/** Which tier metrics qualify for, which is known already, with what became of its rule and of the next one's. */
export function qualificationOf(plan: Plan, place: number, metrics: MetricValues): Qualification {
  const held = plan.rungs[place]
  const reader = readerOf(plan, metrics)
  const qualification: Qualification = { tier: held === undefined ? null : { ...held.ref }, next: null }
  if (held?.rule !== undefined) qualification.rule = reasonOf(held.rule, reader)
  const next = plan.above[place + 1]
  if (next?.rule !== undefined) {
    qualification.next = { tier: { ...next.ref }, rule: reasonOf(next.rule, reader) }
  }
  return qualification
}

/** Halves of 2^53, so that a difference of two is a whole number that a double holds. */
const most = 2 ** 52

function readerOf(plan: Plan, metrics: MetricValues): Reader {
  if (!plan.whole) return new VectorReader(vectorOf(plan, metrics))
  const numbers: number[] = []
  const texts: Amount[] = []
  for (const metric of plan.metrics) {
    const value = metrics[metric] ?? 0
    if (!plain(value) || !Number.isInteger(value) || value > most || value < -most) {
      return new VectorReader(vectorOf(plan, metrics))
    }
    numbers.push(value)
    texts.push(String(value))
  }
  return new NumberReader(numbers, texts)
}
