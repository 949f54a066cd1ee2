import {
  type Amount,
  type CapabilityKey,
  compareAmounts,
  type Metric,
  type Rule,
  toAmount,
} from '@rungs/model'

/** The one threshold that a rule is, or the capability that a provider of one threshold would need to hold it. */
export type OneThreshold = { value: Amount } | { needs: CapabilityKey }

/** Reads a rule for a provider whose tiers have one `>=` threshold on one metric. */
export function oneThreshold(rule: Rule, metric: Metric): OneThreshold {
  if ('all' in rule) return { needs: 'rule.all' }
  if ('any' in rule) return { needs: 'rule.any' }
  if ('of' in rule) return { needs: 'rule.atLeast' }
  if (rule.metric !== metric) return { needs: keyOf(rule.metric) }
  return rule.op === '>=' ? { value: rule.value } : { needs: 'rule.operators' }
}

/** A whole amount from 0 to `most` as a number; `undefined` for any other. */
export function wholeUpTo(amount: Amount, most: number): number | undefined {
  const fits = /^\d+$/.test(amount) && compareAmounts(amount, String(most)) <= 0
  return fits ? Number(amount) : undefined
}

/** The amount as a JSON number, if one is exactly that. */
export function exactNumber(amount: Amount): number | undefined {
  const number = Number(amount)
  return toAmount(number) === amount ? number : undefined
}

function keyOf(metric: Metric): CapabilityKey {
  switch (metric) {
    case 'points.balance':
    case 'points.earned':
    case 'spend':
    case 'visits':
      return `metric.${metric}`
    default:
      return 'metric.counter'
  }
}
