import {
  type Amount,
  type Criterion,
  type Formula,
  formulaOf,
  type JsonObject,
  type Metric,
  type Rule,
  toAmount,
} from '@rungs/model'
import { reasonOf } from './capabilities.js'
import { counterOf, noTracker, type RuleSettings, trackerOf } from './eligibility.js'
import { parseFormula, printFormula } from './formula.js'
import type { CapillaryValidity } from './wire.js'

/** A rule as Capillary's renewal; or why it cannot be one. */
export interface RenewalTranslation {
  renewal?: JsonObject
  /** The normal form in which it is held, where that is not the rule as it was written. */
  note?: string
  reason?: string
}

type Conditions = NonNullable<CapillaryValidity['conditions']>

/** The slots of renewal conditions, in the order in which an expression counts them. */
const slots: readonly (readonly [field: 'purchase' | 'numVisits' | 'points', metric: Metric])[] = [
  ['purchase', 'spend'],
  ['numVisits', 'visits'],
  ['points', 'points.earned'],
]

/**
 * A rule as renewal conditions and an expression over their numbers, in disjunctive normal form (Create Tier page): one
 * threshold each of spend, visits, points earned and a tracker. Total: it never throws.
 */
export function renewalOf(rule: Rule, settings: Pick<RuleSettings, 'trackers'>): RenewalTranslation {
  const values = new Map<Metric, Amount>()
  for (const { metric, op, value } of criteriaOf(rule)) {
    if (op !== '>=') return { reason: reasonOf('rule.operators') }
    const known = slots.some(([, slot]) => slot === metric) || trackerOf(metric, settings) !== undefined
    if (!known) return { reason: noTracker(metric) }
    if ((values.get(metric) ?? value) !== value) {
      return { reason: `Capillary renews by one threshold of ${metric}, here are two` }
    }
    values.set(metric, value)
  }
  const counters = [...values.keys()].filter((metric) => metric.startsWith('counter:'))
  if (counters.length > 1) return { reason: 'Capillary renews by one tracker at most' }
  const order = [...slots.map(([, metric]) => metric), ...counters].filter((metric) => values.has(metric))
  const formula = formulaOf(rule, ({ metric }) => order.indexOf(metric) + 1, order.length)
  const conditions: JsonObject = {}
  for (const [field, metric] of slots) {
    const value = values.get(metric)
    if (value !== undefined) conditions[field] = value
  }
  for (const metric of counters) {
    conditions.tracker = [{ ...trackerOf(metric, settings), value: values.get(metric) ?? '0' }]
  }
  const expression = printFormula(formula)
  const renewal = { criteriaType: sameAsEligibility, conditions, expressionRelationAIRA: expression }
  return formula.exact
    ? { renewal }
    : { renewal, note: `Held in disjunctive normal form, as ${expression} of ${order.join(', ')}` }
}

/** The one criteria type there is (Create Tier page). */
export const sameAsEligibility = 'Same as eligibility'

/** The rule that renewal conditions and their expression are; `undefined` where there are none, or none is clear. */
export function renewalRule(
  given: Pick<CapillaryValidity, 'conditions' | 'expressionRelation' | 'expressionRelationAIRA'>,
  settings: Pick<RuleSettings, 'trackers'>,
): Rule | undefined {
  const criteria = conditionsOf(given.conditions ?? {}, settings)
  if (criteria.length === 0) return undefined
  // Where both are set, the older one applies (Create Tier page).
  const formula = parseFormula(
    given.expressionRelation || given.expressionRelationAIRA || 'ALL',
    criteria.length,
  )
  return formula === undefined ? undefined : ruleFrom(formula, criteria)
}

function conditionsOf(conditions: Conditions, settings: Pick<RuleSettings, 'trackers'>): Criterion[] {
  const plain = slots.map(([field, metric]) => ({ metric, value: toAmount(conditions[field]) }))
  const trackers = (conditions.tracker ?? []).map(({ value, ...tracker }) => ({
    metric: counterOf(tracker, settings),
    value: toAmount(value),
  }))
  return [...plain, ...trackers].flatMap(({ metric, value }) =>
    value === undefined ? [] : [{ metric, op: '>=', value } satisfies Criterion],
  )
}

function ruleFrom({ terms, atLeast }: Formula, criteria: readonly Criterion[]): Rule | undefined {
  const at = (numbers: readonly number[]): Criterion[] =>
    numbers.flatMap((number) => criteria[number - 1] ?? [])
  if (atLeast !== undefined) return { atLeast, of: [...criteria] }
  const groups = terms.map((numbers): Rule | undefined => {
    const all = at(numbers)
    return all.length > 1 ? { all } : all[0]
  })
  const found = groups.filter((group) => group !== undefined)
  return found.length > 1 ? { any: found } : found[0]
}

function criteriaOf(rule: Rule): Criterion[] {
  if ('metric' in rule) return [rule]
  return ('all' in rule ? rule.all : 'any' in rule ? rule.any : rule.of).flatMap(criteriaOf)
}
