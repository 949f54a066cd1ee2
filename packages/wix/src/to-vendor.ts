import type { ActivityDraft, Issue, JsonObject, LadderPatch, TierDraft, TierPatch } from '@rungs/model'
import { Ledger } from '@rungs/model'
import type { Movement, Thresholds, Translated } from '@rungs/transport'
import {
  lossReasons,
  missingThreshold,
  takeNothing,
  takePoints,
  takeTexts,
  takeThreshold,
} from '@rungs/transport'
import { fixed, reasonOf } from './capabilities.js'
import { extrasOf } from './extras.js'
import { statuses } from './from-vendor.js'
import { imageOf } from './icons.js'
import type { CheckedSettings } from './settings.js'
import type { WixImage } from './vendor.js'

/** The most points that a tier requires, and that are moved at once (Wix Tier Object, Earn Points and Adjust Points pages). */
const thresholds: Thresholds = { vendor: 'Wix', metric: 'points.earned', most: 9_999_999, reasonOf }
/** The longest texts in characters (Wix Tier Object page). */
const longest = { name: 50, description: 70 }
/** The longest rolling window in months (Wix Tiers Program Settings page). */
const longestWindow = 36

/** Name, description and icon as they are sent; `null` clears an icon, an empty description is none. */
export interface DefinitionChange {
  name?: string
  description?: string
  icon?: WixImage | null
}

/** A tier as it is sent, or what changes of one; `fields` are those of `vendor.wix`. */
export interface TierChange {
  definition: DefinitionChange
  requiredPoints?: number
  fields: JsonObject
}

/** What changes of the settings of the tiers program; `base: null` clears the base tier. */
export interface SettingsChange {
  status?: string
  months?: number
  base?: DefinitionChange | null
  fields: JsonObject
}

/** A change in Wix's words, with the account of where every leaf went. */
export interface Translation<Change> extends Translated {
  change: Change
}

type Limits = Pick<CheckedSettings, 'zeroPoints'>

/** Translates a tier to create. Total: it never throws. */
export function tierOfDraft(draft: TierDraft, limits: Limits): Translation<TierChange> {
  const translation = translate(draft, limits)
  return { ...translation, missing: missingThreshold(translation.change.requiredPoints, thresholds) }
}

/** Translates a change of a tier; what is absent stays. Total: it never throws. */
export function tierOfPatch(patch: TierPatch, limits: Limits): Translation<TierChange> {
  return translate(patch, limits)
}

function translate(given: TierDraft | TierPatch, { zeroPoints }: Limits): Translation<TierChange> {
  const ledger = new Ledger(given)
  takeNothing(given, ledger, 'color', 'validity')
  const { icon, fields, issues } = extrasOf(given.vendor, ledger, 'tier')
  const change: TierChange = { definition: definitionOf(given, ledger, issues), fields }
  if (icon !== undefined) {
    const twice = { path: 'vendor.wix.icon', message: 'the tier has an icon already; give only one' }
    if (given.icon !== undefined) issues.push(twice)
    change.definition.icon = icon
  }
  const points = takeThreshold(given, thresholds, ledger, issues)
  if (points === 0 && zeroPoints === 'reserve') {
    const message = `0 points are the base tier's: give 1 or more, or describe the base tier by ladder.update({ baseTier }); the setting zeroPoints is 'reserve'`
    issues.push({ path: 'rule.value', message })
  } else if (points !== undefined) change.requiredPoints = points
  return { change, accounting: ledger.close(lossReason), issues }
}

/** Translates a change of the ladder; what is absent stays. Total: it never throws. */
export function settingsOfPatch(
  patch: LadderPatch,
  { shortestWindow }: Pick<CheckedSettings, 'shortestWindow'>,
): Translation<SettingsChange> {
  const { vendor, status, window, baseTier, lifecycle } = patch
  const ledger = new Ledger(patch)
  takeNothing({ baseTier }, ledger, 'baseTier')
  const { fields, issues } = extrasOf(vendor, ledger, 'ladder')
  const change: SettingsChange = { fields }
  if (status !== undefined && status !== 'archived') {
    ledger.mapped('status')
    change.status = statuses[status]
  }
  if (window?.kind === 'rolling' && window.months >= shortestWindow && window.months <= longestWindow) {
    ledger.mapped('window')
    change.months = window.months
  }
  if (baseTier !== undefined) change.base = baseTier && definitionOf(baseTier, ledger, issues, 'baseTier.')
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
): DefinitionChange {
  const definition: DefinitionChange = takeTexts(given, { name: longest.name }, 'Wix', ledger, issues, at)
  if (given.description !== undefined) {
    const description = given.description ?? ''
    const fits = [...description].length <= longest.description
    if (fits) definition.description = description
    if (fits) ledger.mapped(`${at}description`)
    else ledger.lost(`${at}description`, `Wix holds descriptions of up to ${longest.description} characters`)
  }
  if (given.icon === undefined) return definition
  const image = given.icon === null ? null : imageOf(given.icon)
  if (image !== undefined) definition.icon = image
  if (image !== undefined) ledger.mapped(`${at}icon`)
  else ledger.lost(`${at}icon`, `A Wix icon is an image: ${reasonOf('tier.icon')}`)
  return definition
}

/** The reasons of the leaves that nobody spoke for: what a Wix tier, and the program of a site, has not got. */
const lossReason = lossReasons(fixed, 'tier', 'Wix has no place for it', {
  benefits: reasonOf('tier.benefits.label'),
})
const ladderLoss = lossReasons(fixed, 'ladder', 'Wix has no place for it', {
  'baseTier.color': reasonOf('tier.color'),
})

/** Translates an activity to record: `earn`, 1 point and up, or `adjust`, signed. Total: it never throws. */
export function movementOf(activity: ActivityDraft): Movement<'earn' | 'adjust'> {
  return takePoints(activity, ['earn', 'adjust'], thresholds)
}
