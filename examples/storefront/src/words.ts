import { type Amount, type Ladder, type Remaining, type Rule, thresholdOf } from 'rungs'
import { measureText, remainingText, ruleText } from 'rungs/output'

/** An amount as shoppers read it. Whether points are earned or at hand is the shop's business. */
export function amountOf(metric: string, amount: Amount): string {
  return measureText(metric === 'points.earned' ? 'points.balance' : metric, amount)
}

/** What qualifies for a tier. */
export function conditionOf(rule: Rule | undefined): string {
  const threshold = thresholdOf(rule)
  if (rule === undefined) return 'By invitation'
  if (threshold === undefined || !('metric' in rule)) return `For ${ruleText(rule)}`
  return `From ${amountOf(rule.metric, threshold)}`
}

/** What is missing for a tier with this rule. */
export function missingOf(remaining: Remaining, rule: Rule | undefined): string {
  const isOne = typeof remaining === 'string' && rule !== undefined && 'metric' in rule
  return isOne ? amountOf(rule.metric, remaining) : remainingText(remaining)
}

/** The metrics that the tiers of a ladder ask for. */
export function metricsOf({ tiers }: Ladder): ReadonlySet<string> {
  return new Set(tiers.flatMap(({ rule }) => (rule === undefined ? [] : metricsIn(rule))))
}

function metricsIn(rule: Rule): string[] {
  if ('metric' in rule) return [rule.metric]
  const inner = 'all' in rule ? rule.all : 'any' in rule ? rule.any : rule.of
  return inner.flatMap(metricsIn)
}
