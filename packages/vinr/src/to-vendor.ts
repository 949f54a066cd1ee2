import { type ActivityDraft, type Benefit, Ledger, type TierDraft, type TierPatch } from '@rungs/model'
import {
  lossReasons,
  missingThreshold,
  type Thresholds,
  type Translated,
  takeNothing,
  takePoints,
  takeThreshold,
} from '@rungs/transport'
import { capabilities, reasonOf } from './capabilities.js'
import { extraFields } from './extras.js'
import type { Params } from './params.js'
import type { CheckedSettings } from './settings.js'

/** VINR's tiers have `min_points`, up to the largest whole number that JSON carries exactly everywhere. */
const thresholds: Thresholds = {
  vendor: 'VINR',
  metric: 'points.balance',
  most: Number.MAX_SAFE_INTEGER,
  reasonOf,
}

/** A tier in VINR's parameters. */
export interface TierTranslation extends Translated {
  params: Params & { name?: string; min_points?: number }
}

/** Translates a tier to create. Total: it never throws. */
export function tierParams(draft: TierDraft): TierTranslation {
  const ledger = new Ledger(draft)
  const { fields, issues } = extraFields(draft.vendor, ledger)
  const params: TierTranslation['params'] = { name: draft.name }
  ledger.mapped('name')
  takeNothing(draft, ledger)
  const minPoints = takeThreshold(draft, thresholds, ledger, issues)
  if (minPoints !== undefined) params.min_points = minPoints
  const labels = takeLabels(draft.benefits, ledger)
  if (labels !== undefined && labels.length > 0) params.benefits = labels
  const missing = missingThreshold(minPoints, thresholds)
  return { params: { ...params, ...fields }, accounting: ledger.close(lossReason), issues, missing }
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
  const minPoints = takeThreshold(patch, thresholds, ledger, issues)
  if (minPoints !== undefined) params.min_points = minPoints
  if (benefitsUpdate === 'none' || (benefitsUpdate === 'replace' && patch.benefits?.length === 0)) {
    ledger.lost('benefits', `The setting benefitsUpdate is '${benefitsUpdate}'`)
  } else {
    const labels = takeLabels(patch.benefits, ledger)
    const clears = labels?.length === 0
    if (labels !== undefined && !(clears && benefitsUpdate === 'replace')) params.benefits = labels
  }
  takeNothing(patch, ledger, 'description', 'color', 'icon', 'validity')
  return { params: { ...params, ...fields }, accounting: ledger.close(lossReason), issues }
}

/** Translates an activity to record. The `reason` that VINR keeps is the activity's type. Total: it never throws. */
export function transactionOf(activity: ActivityDraft): Translated & {
  transaction?: { amount: number; type: 'credit' | 'debit'; reason: string }
} {
  const { movement, ...taken } = takePoints(activity, movements, thresholds)
  if (movement === undefined) return taken
  const { type, points } = movement
  const credit = type === 'earn' || (type === 'adjust' && points > 0)
  const transaction = { amount: Math.abs(points), type: credit ? 'credit' : 'debit', reason: type } as const
  return { ...taken, transaction }
}

const movements = ['earn', 'redeem', 'adjust', 'expire', 'refund'] as const

function takeLabels(benefits: Benefit[] | undefined, ledger: Ledger): string[] | undefined {
  return benefits?.flatMap((benefit, index) => {
    if (!('label' in benefit)) return []
    ledger.mapped(`benefits[${index}].label`)
    return [benefit.label]
  })
}

/** The reason of the leaves that nobody spoke for: fields that a VINR tier has not got. */
const lossReason = lossReasons(capabilities, 'tier', 'VINR has no place for it', {
  benefits: reasonOf('tier.benefits.value'),
})
