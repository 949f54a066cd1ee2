import { type Issue, type JsonObject, type Rule, toAmount } from '@rungs/model'
import { exactNumber, flatRule, ruleOfCriteria } from '@rungs/transport'
import { reasonOf } from './capabilities.js'
import { conditionOf, criterionOf, type RuleSettings } from './conditions.js'
import { metricOf } from './kpi.js'
import type { CapillaryTier } from './wire.js'

/** A rule as Capillary's eligibility; or why it cannot be one; or what is wrong with it. */
export interface EligibilityTranslation {
  eligibility?: JsonObject
  reason?: string
  issue?: Issue
}

/** The largest threshold (Create Tier page). */
const largest = 2_147_483_647

/**
 * A rule as eligibility: one `>=` of the KPI, or a flat `all` or `any` that begins with it. Anything else would come
 * back as another rule than it was. Total: it never throws.
 */
export function eligibilityOf(rule: Rule, settings: RuleSettings): EligibilityTranslation {
  if ('of' in rule) return { reason: reasonOf('rule.atLeast') }
  const flat = flatRule(rule)
  if (flat === undefined) return { reason: 'Capillary takes one flat list of criteria' }
  const { kind, criteria, pathOf } = flat
  const [first, ...others] = criteria
  if (kind !== undefined && others.length === 0) return { reason: 'Write the one criterion by itself' }
  const { kpiType } = settings
  const kpi = metricOf(kpiType, settings.kpiTracker)
  if (first === undefined || first.metric !== kpi) {
    const what = kind === undefined ? 'The criterion' : 'The first criterion'
    return { reason: `${what} has to be of ${kpi}, the KPI ${kpiType} of the program` }
  }
  if (first.op !== '>=') return { reason: reasonOf('rule.operators') }
  const conditions = others.map((other) =>
    other.metric === kpi ? `Capillary compares ${kpi} once, as the KPI` : conditionOf(other, settings),
  )
  const reason = conditions.find((condition) => typeof condition === 'string')
  if (reason !== undefined) return { reason }
  const threshold = exactNumber(first.value)
  if (threshold === undefined || threshold > largest) {
    const message = `expected 0 to ${largest} in at most 15 digits, Capillary's thresholds`
    return { issue: { path: `${pathOf(0)}.value`, message } }
  }
  if (kind === undefined) return { eligibility: { kpiType, threshold } }
  const expressionRelation = kind === 'all' ? 'AND' : 'OR'
  return { eligibility: { kpiType, threshold, expressionRelation, conditions } }
}

/** The rule that an eligibility is; `undefined` for a tier that none qualifies for by figures, as the base. */
export function ruleOf(eligibility: CapillaryTier['eligibility'], settings: RuleSettings): Rule | undefined {
  const { kpiType, threshold, expressionRelation, conditions } = eligibility ?? {}
  const metric = metricOf(kpiType ?? settings.kpiType, settings.kpiTracker)
  const value = toAmount(threshold)
  const kpi = metric === undefined || value === undefined ? [] : [{ metric, op: '>=', value } as const]
  const others = (conditions ?? []).map((condition) => criterionOf(condition, settings))
  // A condition that is not known would make the rule another one: then none is told, and `raw` has it.
  if (others.includes(undefined)) return undefined
  const criteria = [...kpi, ...others.filter((other) => other !== undefined)]
  return ruleOfCriteria(criteria, expressionRelation === 'OR' && criteria.length > 1 ? 'any' : 'all')
}
