import {
  type ActivityDraft,
  type Issue,
  type JsonObject,
  Ledger,
  type TierDraft,
  type TierPatch,
} from '@rungs/model'
import {
  lossReasons,
  missingThreshold,
  type Thresholds,
  type Translated,
  takePoints,
  takeTexts,
  takeThreshold,
} from '@rungs/transport'
import { fixed, reasonOf } from './capabilities.js'
import { extrasOf } from './extras.js'
import { imageOf } from './icons.js'
import type { CheckedSettings } from './settings.js'
import type { WixImage } from './vendor.js'

/** The most points that a tier requires, and that are moved at once (Wix Tier Object, Earn Points and Adjust Points pages). */
const thresholds: Thresholds = { vendor: 'Wix', metric: 'points.earned', most: 9_999_999, reasonOf }
/** The longest texts in characters (Wix Tier Object page). */
const longest = { name: 50, description: 70 }

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

/** A change in Wix's words, with the account of where every leaf went. */
export interface Translation<Change> extends Translated {
  change: Change
}

type Limits = Pick<CheckedSettings, 'zeroPoints'>

/** Translates a tier to create. Total: it never throws. */
export function tierOfDraft(draft: TierDraft, limits: Limits): Translation<TierChange> {
  const ledger = new Ledger(draft)
  if (draft.status === 'active') ledger.mapped('status')
  const translation = translate(draft, ledger, limits)
  return { ...translation, missing: missingThreshold(translation.change.requiredPoints, thresholds) }
}

/**
 * Translates a change of a tier; what is absent stays. `null` for something that Wix never has is held: it is clear
 * already. `rule: null` is a loss, for a Wix tier always has a threshold. Total: it never throws.
 */
export function tierOfPatch(patch: TierPatch, limits: Limits): Translation<TierChange> {
  const ledger = new Ledger(patch)
  for (const field of ['color', 'validity'] as const) {
    if (patch[field] === null) ledger.mapped(field)
  }
  return translate(patch, ledger, limits)
}

function translate(
  given: TierDraft | TierPatch,
  ledger: Ledger,
  { zeroPoints }: Limits,
): Translation<TierChange> {
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
  if (given.benefits?.length === 0) ledger.mapped('benefits')
  return { change, accounting: ledger.close(lossReason), issues }
}

/** Translates what people see of a tier, or of the base tier below the path `at`. */
export function definitionOf(
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

/** The reason of the leaves that nobody spoke for: fields that a Wix tier has not got. */
const lossReason = lossReasons(fixed, 'tier', 'Wix has no place for it', {
  benefits: reasonOf('tier.benefits.label'),
})

/** One of the two ways in which Wix moves points: `earn`, 1 and up; `adjust`, signed. */
export interface Movement {
  kind: 'earn' | 'adjust'
  amount: number
}

/** Translates an activity to record. Total: it never throws. */
export function movementOf(activity: ActivityDraft): Translated & { change?: Movement } {
  const { movement, ...taken } = takePoints(activity, ['earn', 'adjust'], thresholds)
  if (movement === undefined) return taken
  return { ...taken, change: { kind: movement.type, amount: movement.points } }
}
