import type { Amount } from './amount.js'

/**
 * What a rule measures. `points.balance` = earned + adjusted - redeemed - expired - refunded;
 * `points.earned` = earned + adjusted, which redeeming never lowers; `spend` is money; `visits` counts visits;
 * `counter:<key>` is a counter of the provider's own.
 */
export type Metric = 'points.balance' | 'points.earned' | 'spend' | 'visits' | `counter:${string}`

/** How a metric is compared with a value. */
export type Operator = '>=' | '>' | '==' | '<=' | '<'

/** One comparison: the metric, over the ladder's window, against an exact value. */
export interface Criterion {
  /** What is measured. */
  metric: Metric
  /** How it is compared. */
  op: Operator
  /** What it is compared with. */
  value: Amount
}

/** What qualifies a member for a tier: one criterion, or a tree of them. */
export type Rule = Criterion | { all: Rule[] } | { any: Rule[] } | { atLeast: number; of: Rule[] }

/**
 * The value of a rule that is one `>=` comparison (the short form `threshold`), and otherwise `undefined`.
 * With `metric`, only when the comparison is on that metric.
 */
export function thresholdOf(rule: Rule | undefined, metric?: Metric): Amount | undefined {
  if (rule === undefined || !('metric' in rule) || rule.op !== '>=') return undefined
  return metric === undefined || rule.metric === metric ? rule.value : undefined
}
