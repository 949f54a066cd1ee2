import { type Criterion, type Issue, type JsonObject, type Ledger, type Rule, toAmount } from '@rungs/model'
import { reasonOf } from './capabilities.js'
import type { CheckedSettings, CounterNames } from './settings.js'
import type { ScripLevel } from './wire.js'

type Named = Pick<CheckedSettings, 'counters'>
type Metric = Criterion['metric']

/** A rule as a qualification: ALL or ANY of criteria over counters. What Scrip cannot hold is lost, and then all of it. */
export function qualificationBody(
  rule: Rule,
  settings: Named,
  ledger: Ledger,
): { body?: JsonObject; issues: Issue[] } {
  const [mode, inner, paths] = shapeOf(rule)
  const obstacle = obstacleOf(rule, inner)
  if (obstacle !== undefined) {
    ledger.lost('rule', obstacle)
    return { issues: [] }
  }
  const issues: Issue[] = []
  const criteria = inner.flatMap((entry, index): JsonObject[] => {
    const path = paths(index)
    if (!('metric' in entry)) return []
    const counter = counterOf(entry.metric, settings)
    const threshold = numberOf(entry.value)
    if (threshold === undefined) issues.push({ path: `${path}.value`, message: inexact })
    if (metricOf(counter, settings) !== entry.metric) {
      const message = `expected ${metricOf(counter, settings)}, for which this counter stands by the setting counters`
      issues.push({ path: `${path}.metric`, message })
    }
    if (!entry.metric.startsWith('counter:')) {
      ledger.emulated(path, reasonOf('metric.points.earned'))
    }
    return [{ counter, operator: entry.op, threshold: threshold ?? 0 }]
  })
  ledger.mapped('rule')
  return { body: { mode, criteria }, issues }
}

/** The rule that a qualification is; `undefined` where a level has none. One criterion of ALL is the criterion itself. */
export function ruleOf(qualification: ScripLevel['qualification'], settings: Named): Rule | undefined {
  const criteria = (qualification?.criteria ?? []).map(
    ({ counter, operator, threshold }): Criterion => ({
      metric: metricOf(counter, settings),
      op: operator,
      value: amountOf(threshold),
    }),
  )
  const [first] = criteria
  if (first === undefined) return undefined
  if (qualification?.mode === 'ANY') return { any: criteria }
  return criteria.length === 1 ? first : { all: criteria }
}

/** The counter of a metric. */
export function counterOf(metric: Metric, { counters }: Named): string {
  return metric.startsWith('counter:')
    ? metric.slice('counter:'.length)
    : counters[metric as keyof CounterNames]
}

/** The metric of a counter. */
export function metricOf(counter: string, { counters }: Named): Metric {
  const found = Object.entries(counters).find(([, key]) => key === counter)
  return (found?.[0] as keyof CounterNames | undefined) ?? `counter:${counter}`
}

/** The amount as a JSON number, if one is exactly that. */
export function numberOf(amount: string): number | undefined {
  const number = Number(amount)
  return toAmount(number) === amount ? number : undefined
}

/** What Scrip gives as a number or as decimal text. */
export function amountOf(value: number | string): string {
  return (
    toAmount(value) ?? value.toLocaleString('en-US', { useGrouping: false, maximumSignificantDigits: 21 })
  )
}

/** Why an amount cannot go along. */
export const inexact =
  'expected an amount that a JSON number holds exactly, up to 2^53 - 1: Scrip takes no text here'

function shapeOf(rule: Rule): ['ALL' | 'ANY', Rule[], (index: number) => string] {
  if ('all' in rule) return ['ALL', rule.all, (index) => `rule.all[${index}]`]
  if ('any' in rule) return ['ANY', rule.any, (index) => `rule.any[${index}]`]
  return ['ALL', [rule], () => 'rule']
}

function obstacleOf(rule: Rule, inner: readonly Rule[]): string | undefined {
  if ('of' in rule) return reasonOf('rule.atLeast')
  if (inner.some((entry) => !('metric' in entry))) {
    return 'Scrip has no groups within groups; write one ALL or ANY of criteria'
  }
  if ('all' in rule && inner.length === 1)
    return 'Scrip does not tell an ALL of one from the one; write the criterion itself'
  return undefined
}
