import { type Issue, type JsonObject, Ledger, type Loss, type TierDraft, type TierPatch } from '@rungs/model'
import { lossReasons, type Translated, takeTexts } from '@rungs/transport'
import { capabilities, reasonOf } from './capabilities.js'
import { eligibilityOf, type RuleSettings } from './eligibility.js'
import { type Extras, extrasOf } from './extras.js'
import { sameAsEligibility } from './renewal.js'
import { validityBody } from './validity.js'

/** A tier in Capillary's words. */
export interface TierTranslation extends Translated {
  /** Only fields that Capillary takes: an unknown one is refused, and so is what its own replies have. */
  body: JsonObject
}

/** Translates a tier to create. Total: it never throws. */
export function tierBody(draft: TierDraft, settings: RuleSettings): TierTranslation {
  const ledger = new Ledger(draft)
  const extras = extrasOf(draft.vendor, ledger)
  const { body, issues } = shared(draft, ledger, settings)
  if (['draft', 'pending', 'active'].includes(draft.status ?? '')) ledger.mapped('status')
  if (draft.benefits?.length === 0) ledger.mapped('benefits')
  const made = finished(body, extras, issues, ledger)
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
  const extras = extrasOf(patch.vendor, ledger)
  const { rule, validity, description, color, name } = patch
  const given = {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description: description ?? '' }),
    ...(color === undefined || color === null ? {} : { color }),
    ...(rule === undefined || rule === null ? {} : { rule }),
    ...(validity === undefined || validity === null ? {} : { validity }),
  }
  const { body, issues } = shared(given, ledger, settings)
  const { eligibility, validity: sent } = body as { eligibility?: JsonObject; validity?: JsonObject }
  if (eligibility !== undefined) body.eligibility = { conditions: [], ...eligibility }
  if (sent !== undefined) body.validity = { minimumDuration: 0, ...sent }
  if (color === null) ledger.lost('color', kept('colour'))
  if (rule === null) ledger.lost('rule', kept('threshold'))
  if (validity === null) ledger.lost('validity', kept('validity'))
  if (patch.icon === null) ledger.mapped('icon')
  if (patch.benefits?.length === 0) ledger.mapped('benefits')
  return finished(body, extras, issues, ledger)
}

const kept = (what: string): string => `Capillary cannot take the ${what} of a tier away again`

type Shared = Pick<TierPatch, 'name' | 'rule' | 'validity'> & { description?: string; color?: string }

/** The limits of texts (Create Tier page); what is wrong with a colour Capillary says itself. */
const limits = { name: 50, description: 500, color: Number.POSITIVE_INFINITY }

function shared(
  { rule, validity, ...texts }: Shared,
  ledger: Ledger,
  settings: RuleSettings,
): { body: JsonObject; issues: Issue[] } {
  const issues: Issue[] = []
  const body: JsonObject = takeTexts(texts, limits, 'Capillary', ledger, issues)
  if (rule !== undefined && rule !== null) {
    const { eligibility, reason, issues: wrong } = eligibilityOf(rule, settings)
    issues.push(...wrong)
    if (reason !== undefined) ledger.lost('rule', reason)
    else ledger.mapped('rule')
    if (eligibility !== undefined) body.eligibility = eligibility
  }
  if (validity !== undefined && validity !== null) {
    const made = validityBody(validity, ledger, settings)
    issues.push(...made.issues)
    body.validity = { ...made.validity, ...(isEmpty(made.renewal) ? {} : { renewal: made.renewal }) }
  }
  return { body, issues }
}

function finished(body: JsonObject, extras: Extras, issues: Issue[], ledger: Ledger): TierTranslation {
  const { eligibility, validity = {}, ...rest } = body as { eligibility?: JsonObject; validity?: JsonObject }
  const renewal = { ...(validity.renewal as JsonObject | undefined), ...extras.renewal }
  if (!isEmpty(extras.renewal)) renewal.criteriaType = sameAsEligibility
  const all: JsonObject = {
    ...rest,
    eligibility: { ...eligibility, ...extras.eligibility },
    validity: { ...validity, ...extras.validity, ...(isEmpty(renewal) ? {} : { renewal }) },
  }
  const sent = Object.entries(all).filter(
    ([, value]) => typeof value !== 'object' || !isEmpty(value as JsonObject),
  )
  return {
    body: Object.fromEntries(sent),
    accounting: ledger.close(lossReason),
    issues: [...extras.issues, ...issues],
  }
}

function isEmpty(value: JsonObject): boolean {
  return Object.keys(value).length === 0
}

/** The reason of the leaves that nobody spoke for: what a Capillary tier has not got. */
const lossReason = lossReasons(capabilities, 'tier', 'Capillary has no place for it', {
  'validity.months': 'Capillary reviews yearly from the registration',
  'validity.start': 'Capillary takes a start date with the anchor fixed only',
  benefits: reasonOf('tier.benefits.label'),
})
