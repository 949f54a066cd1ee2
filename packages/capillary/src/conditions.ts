import { type Criterion, type JsonObject, type Metric, toAmount } from '@rungs/model'
import { reasonOf } from './capabilities.js'
import type { CheckedSettings } from './settings.js'

/** What rules need of the settings. */
export type RuleSettings = Pick<CheckedSettings, 'kpiType' | 'kpiTracker' | 'trackers'>

/** What a metric is compared by, beside the KPI (Create Tier page). */
export type Condition = JsonObject & { type: string; value: string }

/** Conditions in the order in which expressions count them: the metric, its type in eligibility, its field in renewal. */
export const kinds = [
  ['spend', 'PURCHASE', 'purchase'],
  ['visits', 'VISITS', 'numVisits'],
  ['points.earned', 'POINTS', 'points'],
] as const

/** A criterion as a condition; or why it is none. */
export function conditionOf(
  { metric, op, value }: Criterion,
  { trackers }: RuleSettings,
): Condition | string {
  if (op !== '>=') return reasonOf('rule.operators')
  const type = kinds.find(([known]) => known === metric)?.[1]
  if (type !== undefined) return { type, value }
  if (!metric.startsWith('counter:')) return `Capillary has no condition on ${metric}`
  const trackerName = metric.slice('counter:'.length)
  const tracker = Object.hasOwn(trackers, trackerName) ? trackers[trackerName] : undefined
  if (tracker === undefined) return `The setting trackers does not say which tracker ${metric} is`
  const { trackerId, trackerCondition } = tracker
  return { type: 'TRACKER', value, trackerName, trackerId, trackerCondition }
}

/** A condition as Capillary returns it; `undefined` for a kind that is new to us. */
export function criterionOf(
  { type, value: given, ...tracker }: { type: string; value?: unknown } & Tracker,
  settings: RuleSettings,
): Criterion | undefined {
  const known = kinds.find(([, each]) => each === type)?.[0]
  const metric = type === 'TRACKER' ? counterOf(tracker, settings) : known
  const value = toAmount(given)
  return metric === undefined || value === undefined ? undefined : { metric, op: '>=', value }
}

interface Tracker {
  trackerName?: string | null | undefined
  trackerId?: number | null | undefined
}

/** The counter of a tracker: by the settings, by its name, or by its id. */
function counterOf({ trackerName, trackerId }: Tracker, { trackers }: RuleSettings): Metric {
  const found = Object.keys(trackers).find((name) => trackers[name]?.trackerId === trackerId)
  return `counter:${found ?? (trackerName || trackerId || 'tracker')}`
}
