import type { Issue, LadderPatch, TierDraft, TierPatch } from '@rungs/model'
import { Ledger } from '@rungs/model'
import type { Thresholds, Translated } from '@rungs/transport'
import {
  lossReasons,
  missingThreshold,
  takeExtras,
  takeNothing,
  takeTexts,
  takeThreshold,
} from '@rungs/transport'
import { capabilities, reasonOf } from './capabilities.js'
import { ofLadder, ofTier } from './extras.js'
import { statuses } from './from-vendor.js'
import { imageOf } from './icons.js'
import type { CheckedSettings } from './settings.js'
import type { SettingsChange, TierParams, WixDefinition } from './wire.js'

/** The most points that a tier requires, and that are moved at once (Wix Tier Object, Earn Points and Adjust Points pages). */
export const thresholds: Thresholds = { vendor: 'Wix', metric: 'points.earned', most: 9_999_999, reasonOf }
/** The longest texts in characters, and the longest window (Wix Tier Object and Tiers Program Settings pages). */
const longest = { name: 50, description: 70, months: 36 }

/** What is sent, or changes, in Wix's words, `vendor.wix.fields` included. */
export type Translation<Params> = Translated & { change: Params }
type Limits = Pick<CheckedSettings, 'zeroPoints' | 'shortestWindow'>

/** Translates a tier to create. Total: it never throws. */
export function tierOfDraft(draft: TierDraft, limits: Limits): Translation<TierParams> {
  const translation = tierOfPatch(draft, limits)
  return { ...translation, missing: missingThreshold(translation.change.requiredPoints, thresholds) }
}

/** Translates a change of a tier; what is absent stays. Total: it never throws. */
export function tierOfPatch(given: TierDraft | TierPatch, { zeroPoints }: Limits): Translation<TierParams> {
  const ledger = new Ledger(given)
  takeNothing(given, ledger, 'color', 'validity')
  const { values, issues } = takeExtras(given.vendor, 'wix', ofTier, ledger)
  const { icon, fields } = values
  const definition = { ...definitionOf(given, ledger, issues), ...(icon && { icon }) }
  if (icon !== undefined && given.icon !== undefined) {
    issues.push({ path: 'vendor.wix.icon', message: 'the tier has an icon already; give only one' })
  }
  const change: TierParams = { ...fields }
  if (Object.keys(definition).length > 0) change.tierDefinition = definition
  const points = takeThreshold(given, thresholds, ledger, issues)
  if (points !== undefined) change.requiredPoints = points
  if (points === 0 && zeroPoints === 'reserve') {
    const message = `0 points are the base tier's: give 1 or more, or describe the base tier by ladder.update({ baseTier }); the setting zeroPoints is 'reserve'`
    issues.push({ path: 'rule.value', message })
  }
  return { change, accounting: ledger.close(tierLoss), issues }
}

/** Translates a change of the ladder; what is absent stays. Total: it never throws. */
export function settingsOfPatch(patch: LadderPatch, { shortestWindow }: Limits): Translation<SettingsChange> {
  const { vendor, status, window, baseTier, lifecycle } = patch
  const ledger = new Ledger(patch)
  takeNothing({ baseTier }, ledger, 'baseTier')
  const { values, issues } = takeExtras(vendor, 'wix', ofLadder, ledger)
  const change: SettingsChange = { ...values.fields }
  if (status !== undefined && status !== 'archived') {
    ledger.mapped('status')
    change.status = statuses[status]
  }
  if (window?.kind === 'rolling' && window.months >= shortestWindow && window.months <= longest.months) {
    ledger.mapped('window')
    change.rollingWindow = { durationInMonths: window.months }
  }
  if (baseTier !== undefined) {
    change.baseTierDefinition = baseTier && definitionOf(baseTier, ledger, issues, 'baseTier.')
  }
  // Wix has one lifecycle and no setting for it, so the one that it has is held, and no other.
  if (lifecycle?.review === 'continuous') ledger.mapped('lifecycle.review')
  if (lifecycle?.downgrade.policy === 'requalify') ledger.mapped('lifecycle.downgrade.policy')
  return { change, accounting: ledger.close(ladderLoss), issues }
}

/** Translates what people see of a tier, or of the base tier below the path `at`. */
function definitionOf(
  given: { name?: string; description?: string | null; icon?: string | null },
  ledger: Ledger,
  issues: Issue[],
  at = '',
): WixDefinition {
  const definition: WixDefinition = takeTexts(given, { name: longest.name }, 'Wix', ledger, issues, at)
  const { description, icon } = given
  if ([...(description ?? '')].length > longest.description) {
    ledger.lost(`${at}description`, `Wix holds descriptions of up to ${longest.description} characters`)
  } else if (description !== undefined) definition.description = description ?? ''
  const image = typeof icon === 'string' ? imageOf(icon) : icon
  if (typeof icon === 'string' && image === undefined) {
    ledger.lost(`${at}icon`, `A Wix icon is an image: ${reasonOf('tier.icon')}`)
  } else if (icon !== undefined) definition.icon = image
  ledger.mapped(`${at}description`, `${at}icon`)
  return definition
}

/** The reasons of the leaves that nobody spoke for: what a Wix tier, and the program of a site, has not got. */
const other = 'Wix has no place for it'
const tierLoss = lossReasons(capabilities, 'tier', other, { benefits: reasonOf('tier.benefits.label') })
const ladderLoss = lossReasons(capabilities, 'ladder', other, { 'baseTier.color': reasonOf('tier.color') })
