import { type ActivityDraft, type Issue, Ledger, type Loss, type Metric, type Rule } from '@rungs/model'
import type { ReasonOf } from './reasons.js'
import type { Translated } from './settle.js'
import { oneThreshold, wholeUpTo } from './threshold.js'

/** A vendor whose tiers have one threshold each, a whole number. */
export interface Thresholds {
  /** The vendor's name, for messages. */
  vendor: string
  /** The metric that the vendor's thresholds are on. */
  metric: Metric
  /** The largest threshold, and the most points that are moved at once. */
  most: number
  /** Why the vendor cannot hold a path. */
  reasonOf: ReasonOf
}

/** The rank that a threshold gives, where the vendor keeps none: in its order, and above 0, which is the base. */
export function rankOfThreshold(threshold: number): number {
  return Math.min(threshold + 1, Number.MAX_SAFE_INTEGER)
}

/** The rule of a tier of one threshold, and the rank that this gives. */
export function atThreshold(metric: Metric, threshold: number): { rank: number; rule: Rule } {
  return { rank: rankOfThreshold(threshold), rule: { metric, op: '>=', value: String(threshold) } }
}

/**
 * Takes the rule of a tier, and the rank, which only ever is what the threshold gives. `rule: null` is a loss.
 * @returns the threshold, if there is one that the vendor can hold.
 */
export function takeThreshold(
  { rule, rank }: { rule?: Rule | null; rank?: number },
  vendor: Thresholds,
  ledger: Ledger,
  issues: Issue[],
): number | undefined {
  const threshold = rule && thresholdIn(rule, vendor, ledger, issues)
  if (rule === null) ledger.lost('rule', `A ${vendor.vendor} tier always has a threshold`)
  const note = vendor.reasonOf('tier.rank')
  if (typeof threshold === 'number' && rank === rankOfThreshold(threshold)) ledger.emulated('rank', note)
  else ledger.lost('rank', note)
  return threshold ?? undefined
}

function thresholdIn(
  rule: Rule,
  { vendor, metric, most, reasonOf }: Thresholds,
  ledger: Ledger,
  issues: Issue[],
): number | undefined {
  const threshold = oneThreshold(rule, metric)
  if ('needs' in threshold) {
    ledger.lost('rule', reasonOf(threshold.needs))
    return undefined
  }
  ledger.mapped('rule')
  const value = wholeUpTo(threshold.value, most)
  const message = `expected a whole number from 0 to ${most}, ${vendor}'s largest threshold`
  if (value === undefined) issues.push({ path: 'rule.value', message })
  return value
}

/** What must be there for a tier of such a vendor; `undefined` where it is. */
export function missingThreshold(
  threshold: number | null | undefined,
  { vendor, metric }: Thresholds,
): Loss | undefined {
  if (typeof threshold === 'number') return undefined
  return {
    path: 'rule',
    reason: `A ${vendor} tier needs a threshold: a rule of one >= comparison of ${metric}`,
  }
}

type Points = Extract<ActivityDraft, { points: string }>

/** Points that are moved, signed as the activity has them; absent for other activities. */
export type Movement<Kind> = Translated & { movement?: { type: Kind; points: number } }

/** Translates an activity for a vendor that records whole points only, at the time of the request. Total. */
export function takePoints<Kind extends Points['type']>(
  activity: ActivityDraft,
  kinds: readonly Kind[],
  { vendor, most, reasonOf }: Thresholds,
): Movement<Kind> {
  const ledger = new Ledger(activity)
  const type = kinds.find((kind) => kind === activity.type)
  if (type === undefined || !('points' in activity)) {
    const reason = reasonOf(`activity.${activity.type}`)
    return { accounting: ledger.close(() => reason), issues: [], missing: { path: 'type', reason } }
  }
  ledger.mapped('type', 'points')
  const accounting = ledger.close(() => reasonOf('activity.at'))
  if (wholeUpTo(activity.points.replace(/^-/, ''), most)) {
    return { accounting, issues: [], movement: { type, points: Number(activity.points) } }
  }
  const message = `expected a whole number of points other than 0, up to ${most}: ${vendor} books no others`
  return { accounting, issues: [{ path: 'points', message }] }
}
