import type { JsonObject, Rule } from '@rungs/model'
import { criteriaOf, expressionOf, ruleOfExpression } from '@rungs/transport'
import { type Condition, conditionOf, criterionOf, kinds, type RuleSettings } from './conditions.js'
import type { CapillaryValidity } from './wire.js'

/** A rule as Capillary's renewal; or why it cannot be one. */
export interface RenewalTranslation {
  renewal?: JsonObject
  /** The normal form in which it is held, where that is not the rule as it was written. */
  note?: string
  reason?: string
}

/**
 * A rule as renewal conditions and an expression over their numbers, in disjunctive normal form (Create Tier page): one
 * threshold each of spend, visits, points earned and a tracker. Total: it never throws.
 */
export function renewalOf(rule: Rule, settings: RuleSettings): RenewalTranslation {
  const found = new Map<string, Condition & { metric: string }>()
  for (const criterion of criteriaOf(rule)) {
    const condition = conditionOf(criterion, settings)
    if (typeof condition === 'string') return { reason: condition }
    const { metric, value } = criterion
    const other = found.get(condition.type) ?? { metric, value }
    if (other.metric !== metric) return { reason: 'Capillary renews by one tracker at most' }
    if (other.value !== value)
      return { reason: `Capillary renews by one threshold of ${metric}, here are two` }
    found.set(condition.type, { ...condition, metric })
  }
  const order = [...kinds.map(([, type]) => type), 'TRACKER'].flatMap((type) => found.get(type) ?? [])
  const numbers = order.map(({ metric }) => metric)
  const { text, exact } = expressionOf(rule, ({ metric }) => numbers.indexOf(metric) + 1, order.length)
  const conditions = order.map(({ type, metric: _metric, ...condition }) => {
    const field = kinds.find(([, each]) => each === type)?.[2]
    return field === undefined ? ['tracker', [condition]] : [field, condition.value]
  })
  const renewal = {
    conditions: Object.fromEntries(conditions),
    expressionRelationAIRA: text,
  }
  return exact
    ? { renewal }
    : { renewal, note: `Held in disjunctive normal form, as ${text} of ${numbers.join(', ')}` }
}

/** The rule that renewal conditions and their expression are; `undefined` where there are none, or none is clear. */
export function renewalRule(
  given: Pick<CapillaryValidity, 'conditions' | 'expressionRelation' | 'expressionRelationAIRA'>,
  settings: RuleSettings,
): Rule | undefined {
  const { tracker, ...plain } = given.conditions ?? {}
  const conditions = [
    ...kinds.map(([, type, field]) => ({ type, value: plain[field] })),
    ...(tracker ?? []).map((one) => ({ ...one, type: 'TRACKER' })),
  ]
  const criteria = conditions.flatMap((condition) => criterionOf(condition, settings) ?? [])
  if (criteria.length === 0) return undefined
  // Where both are set, the older one applies (Create Tier page).
  return ruleOfExpression(given.expressionRelation || given.expressionRelationAIRA || 'ALL', criteria)
}
