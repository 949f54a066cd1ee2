import {
  type Accounting,
  type ActivityDraft,
  type Amount,
  type Benefit,
  type CapabilityKey,
  compareAmounts,
  type Issue,
  Ledger,
  type Rule,
  type TierDraft,
  type TierPatch,
} from '@rungs/model'
import { reasonOf } from './capabilities.js'
import { extraFields } from './extras.js'
import { rankOf } from './from-vendor.js'
import type { Params } from './params.js'
import type { CheckedSettings } from './settings.js'

/** The largest whole number that JSON carries exactly everywhere. */
const largest = Number.MAX_SAFE_INTEGER

/** A tier in VINR's parameters, with the account of where every leaf went. */
export interface TierTranslation {
  params: Params & { name?: string; min_points?: number }
  accounting: Accounting
  /** What makes the input invalid for VINR; nothing may be sent then. */
  issues: Issue[]
}

/** Translates a tier to create. Total: it never throws. */
export function tierParams(draft: TierDraft): TierTranslation {
  const ledger = new Ledger(draft)
  const { fields, issues } = extraFields(draft.vendor, ledger)
  const params: TierTranslation['params'] = { name: draft.name }
  ledger.mapped('name')
  if (draft.status === 'active') ledger.mapped('status')
  issues.push(...takeRule(draft.rule, params, ledger))
  takeRank(draft.rank, params.min_points, ledger)
  const labels = takeLabels(draft.benefits, ledger)
  if (labels !== undefined && labels.length > 0) params.benefits = labels
  return { params: { ...params, ...fields }, accounting: ledger.close(lossReason), issues }
}

/**
 * Translates a change of a tier; what is absent stays. `null` for something that VINR never has is held: it is
 * clear already. `rule: null` is a loss, for a VINR tier always has a threshold. Total: it never throws.
 */
export function patchParams(
  patch: TierPatch,
  { benefitsUpdate }: Pick<CheckedSettings, 'benefitsUpdate'>,
): TierTranslation {
  const ledger = new Ledger(patch)
  const { fields, issues } = extraFields(patch.vendor, ledger)
  const params: TierTranslation['params'] = {}
  if (patch.name !== undefined) {
    params.name = patch.name
    ledger.mapped('name')
  }
  for (const field of ['description', 'color', 'icon', 'validity'] as const) {
    if (patch[field] === null) ledger.mapped(field)
  }
  if (patch.rule === null) ledger.lost('rule', 'A VINR tier always has a threshold')
  else issues.push(...takeRule(patch.rule, params, ledger))
  takeRank(patch.rank, params.min_points, ledger)
  if (benefitsUpdate === 'none' || (benefitsUpdate === 'replace' && patch.benefits?.length === 0)) {
    ledger.lost('benefits', `The setting benefitsUpdate is '${benefitsUpdate}'`)
  } else {
    const labels = takeLabels(patch.benefits, ledger)
    const clears = labels?.length === 0
    if (labels !== undefined && !(clears && benefitsUpdate === 'replace')) params.benefits = labels
  }
  return { params: { ...params, ...fields }, accounting: ledger.close(lossReason), issues }
}

/** An activity as a points transaction, where it is one. */
export interface ActivityTranslation {
  transaction?: { amount: number; type: 'credit' | 'debit'; reason: string }
  accounting: Accounting
  issues: Issue[]
}

/** Translates an activity to record. The `reason` that VINR keeps is the activity's type. Total: it never throws. */
export function transactionOf(activity: ActivityDraft): ActivityTranslation {
  const ledger = new Ledger(activity)
  if (!('points' in activity)) {
    return { accounting: ledger.close(() => reasonOf(`activity.${activity.type}`)), issues: [] }
  }
  const { type, points } = activity
  ledger.mapped('type', 'points')
  const accounting = ledger.close(() => reasonOf('activity.at'))
  const negative = points.startsWith('-')
  const amount = wholeOf(negative ? points.slice(1) : points)
  if (amount === undefined || amount === 0) {
    const message = `expected a whole number of points other than 0, up to ${largest}: VINR books no others`
    return { accounting, issues: [{ path: 'points', message }] }
  }
  const credit = type === 'earn' || (type === 'adjust' && !negative)
  return { transaction: { amount, type: credit ? 'credit' : 'debit', reason: type }, accounting, issues: [] }
}

function takeRule(rule: Rule | undefined, params: TierTranslation['params'], ledger: Ledger): Issue[] {
  if (rule === undefined) return []
  const obstacle = obstacleOf(rule)
  if (obstacle !== undefined) {
    ledger.lost('rule', reasonOf(obstacle))
    return []
  }
  ledger.mapped('rule')
  const minPoints = 'metric' in rule ? wholeOf(rule.value) : undefined
  const message = `expected a whole number from 0 to ${largest}, VINR's largest threshold`
  if (minPoints === undefined) return [{ path: 'rule.value', message }]
  params.min_points = minPoints
  return []
}

/** The capability that VINR would need to hold a rule, if it cannot. */
function obstacleOf(rule: Rule): CapabilityKey | undefined {
  if ('all' in rule) return 'rule.all'
  if ('any' in rule) return 'rule.any'
  if ('of' in rule) return 'rule.atLeast'
  if (rule.metric !== 'points.balance') {
    return rule.metric.startsWith('counter:') ? 'metric.counter' : metricKeys[rule.metric]
  }
  return rule.op === '>=' ? undefined : 'rule.operators'
}

const metricKeys: { readonly [metric: string]: CapabilityKey } = {
  'points.earned': 'metric.points.earned',
  spend: 'metric.spend',
  visits: 'metric.visits',
}

function takeRank(rank: number | undefined, minPoints: number | undefined, ledger: Ledger): void {
  if (rank === undefined) return
  const note = reasonOf('tier.rank')
  if (minPoints !== undefined && rank === rankOf(minPoints)) ledger.emulated('rank', note)
  else ledger.lost('rank', note)
}

function takeLabels(benefits: Benefit[] | undefined, ledger: Ledger): string[] | undefined {
  if (benefits?.length === 0) ledger.mapped('benefits')
  return benefits?.flatMap((benefit, index) => {
    if (!('label' in benefit)) return []
    ledger.mapped(`benefits[${index}].label`)
    return [benefit.label]
  })
}

function wholeOf(amount: Amount): number | undefined {
  const fits = /^\d+$/.test(amount) && compareAmounts(amount, String(largest)) <= 0
  return fits ? Number(amount) : undefined
}

/** The reason of the leaves that nobody spoke for: fields that a VINR tier has not got. */
function lossReason(path: string): string {
  const field = /^\w+/.exec(path)?.[0]
  if (field === 'benefits') return reasonOf('tier.benefits.value')
  const unheld = ['key', 'description', 'color', 'icon', 'validity', 'status'] as const
  const known = unheld.find((name) => name === field)
  return known === undefined ? 'VINR has no place for it' : reasonOf(`tier.${known}`)
}
