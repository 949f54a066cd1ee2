import { amountOf, decimalsOf, powerOfTen, toUnits } from './decimal.js'
import type { Plan } from './plan.js'
import { describe, refuse } from './refusal.js'
import type { Vector } from './rule.js'
import type { MetricValues } from './types.js'

const { MAX_SAFE_INTEGER: most, MIN_SAFE_INTEGER: least } = Number

/** Numbers that stand for their own decimal text: finite, and no integer whose digits are lost. */
export function plain(value: unknown): value is number {
  return typeof value === 'number' && value <= most && value >= least
}

const decimalText = /^-?\d+(\.\d+)?$/

/**
 * An amount as a number that compares with the printed form of any double as the amount itself would: a number
 * that stands for its text, text of at most 15 digits (which no two of them share a double), 0 for an absent one.
 * `undefined` for what must be looked at digit by digit.
 */
export function comparable(value: unknown): number | undefined {
  if (value === undefined) return 0
  if (typeof value !== 'string') return plain(value) ? value : undefined
  return value.length <= 15 && decimalText.test(value) ? Number(value) : undefined
}

/** Metrics as scaled integers. @throws RungsError `invalid_input` naming each that is no amount. */
export function vectorOf(plan: Plan, metrics: MetricValues): Vector {
  const amounts = plan.metrics.map((metric) => {
    const given = metrics[metric]
    return given === undefined ? '0' : (amountOf(given) ?? wrong(metric, given))
  })
  const scale = amounts.reduce((finest, amount) => Math.max(finest, decimalsOf(amount)), plan.scale)
  const units = amounts.map((amount) => toUnits(amount, scale))
  return { units, scale, factor: powerOfTen(scale - plan.scale) }
}

function wrong(metric: string, given: unknown): string {
  const message = `expected a number, or decimal text such as "0.3", got ${describe(given)}; integers past 2^53 as text`
  refuse([{ path: `metrics['${metric}']`, message }])
  return '0'
}
