import {
  type Accounting,
  type ActivityDraft,
  type Issue,
  type JsonObject,
  Ledger,
  type Rule,
  type TierDraft,
  type TierPatch,
} from '@rungs/model'
import { oneThreshold, wholeUpTo } from '@rungs/transport'
import { reasonOf } from './capabilities.js'
import { extrasOf } from './extras.js'
import { rankOf } from './from-vendor.js'
import { imageOf } from './icons.js'
import type { CheckedSettings } from './settings.js'
import type { WixImage } from './vendor.js'

/** The most points that a tier requires, and that are moved at once (Wix Tier Object, Earn Points and Adjust Points pages). */
const mostPoints = 9_999_999
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
export interface Translation<Change> {
  change: Change
  accounting: Accounting
  /** What makes the input invalid for Wix; nothing may be sent then. */
  issues: Issue[]
}

type Limits = Pick<CheckedSettings, 'zeroPoints'>

/** Translates a tier to create. Total: it never throws. */
export function tierOfDraft(draft: TierDraft, limits: Limits): Translation<TierChange> {
  const ledger = new Ledger(draft)
  if (draft.status === 'active') ledger.mapped('status')
  return translate(draft, ledger, limits)
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
  if (patch.rule === null) ledger.lost('rule', 'A Wix tier always has a threshold')
  return translate(patch, ledger, limits)
}

function translate(given: TierDraft | TierPatch, ledger: Ledger, limits: Limits): Translation<TierChange> {
  const { icon, fields, issues } = extrasOf(given.vendor, ledger, ['icon', 'fields'])
  const change: TierChange = { definition: definitionOf(given, ledger, issues), fields }
  if (icon !== undefined) {
    const twice = { path: 'vendor.wix.icon', message: 'the tier has an icon already; give only one' }
    if (given.icon !== undefined) issues.push(twice)
    change.definition.icon = icon
  }
  takeRule(given.rule, change, ledger, limits, issues)
  takeRank(given.rank, change.requiredPoints, ledger)
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
  const definition: DefinitionChange = {}
  // Wix may count in smaller units than whole characters; what is too long in all of them is refused here.
  if (given.name !== undefined) {
    ledger.mapped(`${at}name`)
    definition.name = given.name
    const message = `expected at most ${longest.name} characters, which is all that Wix holds`
    if ([...given.name].length > longest.name) issues.push({ path: `${at}name`, message })
  }
  if (given.description !== undefined) {
    const description = given.description ?? ''
    if ([...description].length > longest.description) {
      ledger.lost(`${at}description`, `Wix holds descriptions of up to ${longest.description} characters`)
    } else {
      ledger.mapped(`${at}description`)
      definition.description = description
    }
  }
  if (given.icon === undefined) return definition
  const image = given.icon === null ? null : imageOf(given.icon)
  if (image === undefined) ledger.lost(`${at}icon`, `A Wix icon is an image: ${reasonOf('tier.icon')}`)
  else {
    ledger.mapped(`${at}icon`)
    definition.icon = image
  }
  return definition
}

function takeRule(
  rule: Rule | null | undefined,
  change: TierChange,
  ledger: Ledger,
  { zeroPoints }: Limits,
  issues: Issue[],
): void {
  if (!rule) return
  const threshold = oneThreshold(rule, 'points.earned')
  if ('needs' in threshold) {
    ledger.lost('rule', reasonOf(threshold.needs))
    return
  }
  ledger.mapped('rule')
  const points = wholeUpTo(threshold.value, mostPoints)
  if (points === undefined) {
    const message = `expected a whole number up to ${mostPoints}, Wix's largest threshold`
    issues.push({ path: 'rule.value', message })
  } else if (points === 0 && zeroPoints === 'reserve') {
    const message = `0 points are the base tier's: give 1 or more, or describe the base tier by ladder.update({ baseTier }); the setting zeroPoints is 'reserve'`
    issues.push({ path: 'rule.value', message })
  } else change.requiredPoints = points
}

function takeRank(rank: number | undefined, points: number | undefined, ledger: Ledger): void {
  if (rank === undefined) return
  const note = reasonOf('tier.rank')
  if (points !== undefined && rank === rankOf(points)) ledger.emulated('rank', note)
  else ledger.lost('rank', note)
}

/** The reason of the leaves that nobody spoke for: fields that a Wix tier has not got. */
function lossReason(path: string): string {
  const field = /^\w+/.exec(path)?.[0]
  if (field === 'benefits') return reasonOf('tier.benefits.label')
  const known = (['key', 'color', 'validity', 'status'] as const).find((name) => name === field)
  return known === undefined ? 'Wix has no place for it' : reasonOf(`tier.${known}`)
}

/** One of the two ways in which Wix moves points: `earn`, 1 and up; `adjust`, signed. */
export interface Movement {
  kind: 'earn' | 'adjust'
  amount: number
}

/** Translates an activity to record. Total: it never throws. */
export function movementOf(activity: ActivityDraft): Translation<Movement | undefined> {
  const ledger = new Ledger(activity)
  if (activity.type !== 'earn' && activity.type !== 'adjust') {
    const accounting = ledger.close(() => reasonOf(`activity.${activity.type}`))
    return { change: undefined, accounting, issues: [] }
  }
  const { type: kind, points } = activity
  ledger.mapped('type', 'points')
  const accounting = ledger.close(() => reasonOf('activity.at'))
  const amount = wholeUpTo(points.replace(/^-/, ''), mostPoints)
  if (amount) return { change: { kind, amount: Number(points) }, accounting, issues: [] }
  const message = `expected a whole number of points other than 0, up to ${mostPoints} at once: Wix books no others`
  return { change: undefined, accounting, issues: [{ path: 'points', message }] }
}
