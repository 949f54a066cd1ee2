import { type Criterion, type Issue, type JsonObject, type Metric, type Rule, toAmount } from '@rungs/model'
import { reasonOf } from './capabilities.js'
import type { CheckedSettings } from './settings.js'
import type { CapillaryTier } from './wire.js'

/** What rules need of the settings. */
export type RuleSettings = Pick<CheckedSettings, 'kpiType' | 'kpiTracker' | 'trackers'>

/** A rule as Capillary's eligibility; or why it cannot be one; or what is wrong with it. */
export interface EligibilityTranslation {
  eligibility?: JsonObject
  reason?: string
  issues: Issue[]
}

/** The largest threshold (Create Tier page). */
const largest = 2_147_483_647

/** What a KPI measures (Tier Upgrade page: active points; points ever earned; lifetime spend; a tracker). */
export function metricOf(kpiType: string, kpiTracker: string): Metric | undefined {
  switch (kpiType) {
    case 'CURRENT_POINTS':
      return 'points.balance'
    case 'CUMULATIVE_POINTS':
      return 'points.earned'
    case 'CUMULATIVE_PURCHASES':
      return 'spend'
    case 'TRACKER_VALUE_BASED':
      return `counter:${kpiTracker}`
    default:
      return undefined
  }
}

/** The metrics of conditions beside the KPI, by Capillary's names. */
const conditionTypes: readonly (readonly [type: string, metric: Metric])[] = [
  ['PURCHASE', 'spend'],
  ['VISITS', 'visits'],
  ['POINTS', 'points.earned'],
]

/**
 * A rule as eligibility: one `>=` of the KPI, or a flat `all` or `any` that begins with it. Anything else would come
 * back as another rule than it was. Total: it never throws.
 */
export function eligibilityOf(rule: Rule, settings: RuleSettings): EligibilityTranslation {
  if ('of' in rule) return { reason: reasonOf('rule.atLeast'), issues: [] }
  const group = 'metric' in rule ? undefined : 'all' in rule ? 'all' : 'any'
  const parts = 'metric' in rule ? [rule] : 'all' in rule ? rule.all : rule.any
  const flat = parts.filter((part): part is Criterion => 'metric' in part)
  if (flat.length < parts.length) return { reason: 'Capillary takes one flat list of criteria', issues: [] }
  if (group !== undefined && flat.length < 2)
    return { reason: 'Write the one criterion by itself', issues: [] }
  const [first, ...others] = flat
  const kpi = metricOf(settings.kpiType, settings.kpiTracker)
  if (first === undefined || first.metric !== kpi) {
    const what = group === undefined ? 'The criterion' : 'The first criterion'
    return { reason: `${what} has to be of ${kpi}, the KPI ${settings.kpiType} of the program`, issues: [] }
  }
  const conditions = others.map((criterion) => conditionOf(criterion, kpi, settings))
  const obstacle = [first, ...others].some(({ op }) => op !== '>=')
    ? reasonOf('rule.operators')
    : conditions.find((condition) => typeof condition === 'string')
  if (typeof obstacle === 'string') return { reason: obstacle, issues: [] }
  const threshold = Number(first.value)
  const path = group === undefined ? 'rule.value' : `rule.${group}[0].value`
  if (!(threshold <= largest) || toAmount(threshold) !== first.value) {
    const message = `expected 0 to ${largest} in at most 15 digits, Capillary's thresholds`
    return { issues: [{ path, message }] }
  }
  const relation = group === undefined ? {} : { expressionRelation: group === 'all' ? 'AND' : 'OR' }
  const more = group === undefined ? {} : { conditions: conditions as JsonObject[] }
  return { eligibility: { kpiType: settings.kpiType, threshold, ...relation, ...more }, issues: [] }
}

/** One condition beside the KPI, or why it is none. */
function conditionOf({ metric, value }: Criterion, kpi: Metric, settings: RuleSettings): JsonObject | string {
  if (metric === kpi) return `Capillary compares ${metric} once, as the KPI`
  const type = conditionTypes.find(([, known]) => known === metric)?.[0]
  if (type !== undefined) return { type, value }
  const tracker = trackerOf(metric, settings)
  if (tracker === undefined) return noTracker(metric)
  return { type: 'TRACKER', value, ...tracker }
}

/** A counter's tracker, by the settings. */
export function trackerOf(
  metric: Metric,
  { trackers }: Pick<RuleSettings, 'trackers'>,
): JsonObject | undefined {
  const name = metric.startsWith('counter:') ? metric.slice('counter:'.length) : undefined
  const known = name !== undefined && Object.hasOwn(trackers, name) ? trackers[name] : undefined
  if (known === undefined) return undefined
  return { trackerName: name ?? '', trackerId: known.trackerId, trackerCondition: known.trackerCondition }
}

/** Why a metric that is no KPI cannot be compared. */
export function noTracker(metric: Metric): string {
  return metric.startsWith('counter:')
    ? `The setting trackers does not say which tracker ${metric} is`
    : `Capillary has no condition on ${metric}`
}

/** The counter of a tracker: by the settings, by its name, or by its id. */
export function counterOf(
  tracker: { trackerName?: string | null | undefined; trackerId?: number | null | undefined },
  { trackers }: Pick<RuleSettings, 'trackers'>,
): Metric {
  const found = Object.entries(trackers).find(([, { trackerId }]) => trackerId === tracker.trackerId)
  return `counter:${found?.[0] ?? (tracker.trackerName || tracker.trackerId || 'tracker')}`
}

/** The rule that an eligibility is; `undefined` for a tier that none qualifies for by figures, as the base. */
export function ruleOf(eligibility: CapillaryTier['eligibility'], settings: RuleSettings): Rule | undefined {
  const { threshold, expressionRelation, conditions } = eligibility ?? {}
  const kpi = metricOf(eligibility?.kpiType ?? settings.kpiType, settings.kpiTracker)
  const value = toAmount(threshold)
  const criteria: Criterion[] =
    kpi === undefined || value === undefined ? [] : [{ metric: kpi, op: '>=', value }]
  for (const { type, value: given, ...tracker } of conditions ?? []) {
    const metric =
      type === 'TRACKER'
        ? counterOf(tracker, settings)
        : conditionTypes.find(([known]) => known === type)?.[1]
    const amount = toAmount(given)
    // A condition that is not known would make the rule another one: then none is told, and `raw` has it.
    if (metric === undefined || amount === undefined) return undefined
    criteria.push({ metric, op: '>=', value: amount })
  }
  const [only] = criteria
  if (criteria.length < 2) return only
  return expressionRelation === 'OR' ? { any: criteria } : { all: criteria }
}
