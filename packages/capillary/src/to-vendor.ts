import { type JsonObject, Ledger, type Loss, type Tier, type TierDraft, type TierPatch } from '@rungs/model'
import {
  lossReasons,
  objectAt,
  present,
  type Translated,
  takeExtras,
  takeNothing,
  takeTexts,
} from '@rungs/transport'
import { capabilities, reasonOf } from './capabilities.js'
import type { RuleSettings } from './conditions.js'
import { eligibilityOf } from './eligibility.js'
import { extras, extrasIn } from './extras.js'
import { validityBody } from './validity.js'

/** A tier in Capillary's words. */
export interface TierTranslation extends Translated {
  /** Only fields that Capillary takes: an unknown one is refused, and so is what its own replies have. */
  body: JsonObject
}

/** Translates a tier to create. Total: it never throws. */
export function tierBody(draft: TierDraft, settings: RuleSettings): TierTranslation {
  const ledger = new Ledger(draft)
  if (draft.status === 'draft' || draft.status === 'pending') ledger.mapped('status')
  const made = translated(draft, {}, ledger, settings)
  return { ...made, missing: missingRule(made) }
}

/** Without a rule it would be a tier that nobody qualifies for, or everybody. */
function missingRule({ body, accounting }: TierTranslation): Loss | undefined {
  if (Object(body.eligibility).threshold !== undefined) return undefined
  const lost = accounting.losses.find(({ path }) => /^rule\b/.test(path))
  return lost ?? { path: 'rule', reason: 'A Capillary tier above the base needs a threshold of its program' }
}

/**
 * Translates a change of a tier; what is absent stays. A change is merged into what is there, so eligibility and
 * validity are sent whole. What can only be overwritten is lost where it is to be cleared. Total: it never throws.
 */
export function patchBody(patch: TierPatch, settings: RuleSettings): TierTranslation {
  const ledger = new Ledger(patch)
  for (const [field, what] of Object.entries(kept)) {
    if (patch[field as keyof typeof kept] !== null) continue
    ledger.lost(field, `Capillary cannot take the ${what} of a tier away again`)
  }
  const description = patch.description === null ? '' : patch.description
  const whole = { eligibility: { conditions: [] }, validity: { minimumDuration: 0 } }
  return translated({ ...patch, description }, whole, ledger, settings)
}

/**
 * A change with all else that there is of the parts that it changes: whether Capillary merges a part into what is there,
 * or takes it as a whole, its pages leave open (Update Tier page).
 */
export function wholeParts(patch: TierPatch, tier: Tier): TierPatch {
  const [there, given] = [tier.vendor?.capillary, objectAt(patch.vendor, 'capillary')]
  const ofValidity = { ...extrasIn('validity', given), ...extrasIn('renewal', given) }
  const rule = patch.rule ?? (given?.upgradeType === undefined ? undefined : tier.rule)
  const validity = patch.validity ?? (isEmpty(ofValidity) ? undefined : tier.validity)
  const { expressionRelation, ...renewal } = extrasIn('renewal', there)
  const kept = {
    ...(rule && extrasIn('eligibility', there)),
    ...(validity && renewal),
    // It would win over a new renewal.
    ...(validity && !patch.validity && present({ expressionRelation })),
    ...(validity?.anchor === 'fixed' && extrasIn('validity', there)),
  }
  return { ...patch, ...present({ rule, validity }), vendor: { capillary: { ...kept, ...given } } }
}

/** The one criteria type of a renewal (Create Tier page). */
const criteriaType = 'Same as eligibility'

/** What can be overwritten only. */
const kept = { color: 'colour', rule: 'threshold', validity: 'validity' } as const

/** The limits of texts (Create Tier page); what is wrong with a colour Capillary says itself. */
const limits = { name: 50, description: 500, color: Number.POSITIVE_INFINITY }

type Given = { [field in keyof TierPatch]?: TierPatch[field] | undefined }
type Parts = { eligibility?: JsonObject; validity?: JsonObject }

/** @param whole what eligibility and validity have where they are given. */
function translated(
  { rule, validity, ...given }: Given,
  whole: Parts,
  ledger: Ledger,
  settings: RuleSettings,
): TierTranslation {
  const { values, issues } = takeExtras(given.vendor, 'capillary', extras, ledger)
  takeNothing(given, ledger, 'icon')
  const texts = takeTexts(given, limits, 'Capillary', ledger, issues)
  const { eligibility, reason, issue } = rule ? eligibilityOf(rule, settings) : {}
  if (issue !== undefined) issues.push(issue)
  if (reason !== undefined) ledger.lost('rule', reason)
  else ledger.mapped('rule')
  const { renewal: made, ...period } = validity
    ? validityBody(validity, ledger, issues, settings, values.isFixedTypeWithoutYear === true)
    : {}
  const renewal = { ...(made as JsonObject | undefined), ...extrasIn('renewal', values) }
  const parts = {
    eligibility: {
      ...(eligibility && whole.eligibility),
      ...eligibility,
      ...extrasIn('eligibility', values),
    },
    validity: {
      ...(validity && whole.validity),
      ...period,
      ...extrasIn('validity', values),
      ...(isEmpty(renewal) ? {} : { renewal: { criteriaType, ...renewal } }),
    },
  }
  const sent = Object.entries(parts).filter(([, part]) => !isEmpty(part))
  return { body: { ...texts, ...Object.fromEntries(sent) }, accounting: ledger.close(lossReason), issues }
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0
}

/** The reason of the leaves that nobody spoke for: what a Capillary tier has not got. */
const lossReason = lossReasons(capabilities, 'tier', 'Capillary has no place for it', {
  'validity.months': 'Capillary reviews yearly from the registration',
  'validity.start': 'Capillary takes a start date with the anchor fixed only',
  benefits: reasonOf('tier.benefits.label'),
})
