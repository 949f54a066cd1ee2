import type { Criterion, Issue, JsonObject, Ledger, Metric, Rule } from '@rungs/model'
import { toAmount } from '@rungs/model'
import { exactNumber, flatRule, ruleOfCriteria, wordFor } from '@rungs/transport'
import { reasonOf } from './capabilities.js'
import type { CheckedSettings, CounterNames } from './settings.js'
import type { ScripLevel } from './wire.js'

type Named = Pick<CheckedSettings, 'counters'>

/** A rule as a qualification: ALL or ANY of criteria over counters. What Scrip cannot hold is lost, and then all of it. */
export function qualificationBody(
  rule: Rule,
  settings: Named,
  ledger: Ledger,
): { body?: JsonObject; issues: Issue[] } {
  const flat = flatRule(rule)
  if (flat === undefined || (flat.kind === 'all' && flat.criteria.length === 1)) {
    const nested = 'Scrip has no groups within groups; write one ALL or ANY of criteria'
    const lone = 'Scrip does not tell an ALL of one from the one; write the criterion itself'
    ledger.lost('rule', 'of' in rule ? reasonOf('rule.atLeast') : flat === undefined ? nested : lone)
    return { issues: [] }
  }
  const issues: Issue[] = []
  const criteria = flat.criteria.map(({ metric, op, value }, index): JsonObject => {
    const path = flat.pathOf(index)
    const counter = counterOf(metric, settings)
    const threshold = exactNumber(value)
    if (threshold === undefined) issues.push({ path: `${path}.value`, message: inexact })
    const known = metricOf(counter, settings)
    const message = `expected ${known}, for which this counter stands by the setting counters`
    if (known !== metric) issues.push({ path: `${path}.metric`, message })
    if (!metric.startsWith('counter:')) ledger.emulated(path, reasonOf('metric.points.earned'))
    return { counter, operator: op, threshold: threshold ?? 0 }
  })
  ledger.mapped('rule')
  return { body: { mode: flat.kind === 'any' ? 'ANY' : 'ALL', criteria }, issues }
}

/** The rule that a qualification is; `undefined` where a level has none. One criterion of ALL is the criterion itself. */
export function ruleOf(qualification: ScripLevel['qualification'], settings: Named): Rule | undefined {
  const { mode, criteria } = qualification ?? {}
  const found = (criteria ?? []).map(
    ({ counter, operator: op, threshold }): Criterion => ({
      ...{ metric: metricOf(counter, settings), op, value: amountOf(threshold) },
    }),
  )
  return ruleOfCriteria(found, mode === 'ANY' ? 'any' : 'all')
}

/** The counter of a metric. */
export function counterOf(metric: Metric, { counters }: Named): string {
  const own = 'counter:'
  return metric.startsWith(own) ? metric.slice(own.length) : counters[metric as keyof CounterNames]
}

/** The metric of a counter. */
export function metricOf(counter: string, { counters }: Named): Metric {
  return wordFor(counters, counter) ?? `counter:${counter}`
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
