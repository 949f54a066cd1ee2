import type { ActivityDraft, Amount, JsonObject, LadderPatch, TierDraft, TierPatch } from '@rungs/model'
import { Ledger } from '@rungs/model'
import type { Translated } from '@rungs/transport'
import { benefitsBody, changesOf, exactNumber, lossReasons, takeExtras, takeNothing } from '@rungs/transport'
import { capabilities, reasonOf } from './capabilities.js'
import { ofLadder, ofLevel } from './extras.js'
import { type Motion, takeMotion } from './lifecycle.js'
import { counterOf, inexact, qualificationBody } from './rules.js'
import type { CheckedSettings } from './settings.js'

type Settings = Pick<CheckedSettings, 'counters' | 'labelsKey' | 'clearWith'>

/** An input in Scrip's fields. */
interface Translation extends Translated {
  body: JsonObject
}

/** The fields of a level. `swapRanks` as in `vendor.scrip`. */
export interface LevelTranslation extends Translation {
  swapRanks: boolean
}

/** A change of the ladder in Scrip's terms: its fields, what changes of window and lifecycle, and whether it ends. */
export interface LadderTranslation extends Translation {
  motion: Partial<Motion>
  archive: boolean
}

/** An activity as the data of an event, and what that takes off the balance, or as a counter to write. */
export interface ActivityTranslation extends Translated {
  event?: JsonObject
  taken?: Amount | undefined
  counter?: { key: string; value: string }
}

/** Translates a tier to create into the fields of a level, but for its key. Total: it never throws. */
export function levelBody(draft: TierDraft, settings: Settings): LevelTranslation {
  const translation = translate(draft, settings)
  const message = 'a new tier has no rank to give; leave it out'
  if (translation.swapRanks) translation.issues.push({ path: 'vendor.scrip.swapRanks', message })
  if (draft.benefits?.length === 0) delete translation.body.benefits
  return translation
}

/** Translates a change of a tier; what is absent stays. Total: it never throws. */
export function levelPatch(patch: TierPatch, settings: Settings): LevelTranslation {
  const translation = translate(patch, settings)
  const alone = translation.swapRanks && patch.rank === undefined
  const message = 'give the rank to swap with, too'
  if (alone) translation.issues.push({ path: 'vendor.scrip.swapRanks', message })
  return translation
}

function translate(given: TierDraft | TierPatch, settings: Settings): LevelTranslation {
  const ledger = new Ledger(given)
  const { values, issues } = takeExtras(given.vendor, 'scrip', ofLevel, ledger)
  const { level, swapRanks = false } = values
  takeNothing(given, ledger, 'description', 'validity', 'rule')
  const body: JsonObject = {}
  if (given.name !== undefined) body.display_name = given.name
  if (given.rank !== undefined) body.rank = given.rank
  const cleared = settings.clearWith === 'null' ? null : ''
  if (given.color !== undefined) body.color = given.color ?? cleared
  if (given.icon !== undefined) body.icon_url = given.icon ?? cleared
  ledger.mapped('key', 'name', 'rank', 'color', 'icon')
  if (given.rule === null) body.qualification = {}
  else if (given.rule !== undefined) {
    const taken = qualificationBody(given.rule, settings, ledger)
    issues.push(...taken.issues)
    if (taken.body !== undefined) body.qualification = taken.body
  }
  if (given.benefits !== undefined) {
    const { labelsKey } = settings
    const taken = benefitsBody(given.benefits, { vendor: 'Scrip', labelsKey, reasonOf }, ledger)
    issues.push(...taken.issues)
    body.benefits = taken.body
  }
  return { body: { ...body, ...level }, accounting: ledger.close(levelLoss), issues, swapRanks }
}

/** Translates a change of the ladder, but for its lifecycle, which depends on what is there. Total: it never throws. */
export function ladderPatch(patch: LadderPatch): LadderTranslation {
  const ledger = new Ledger(patch)
  const { values, issues } = takeExtras(patch.vendor, 'scrip', ofLadder, ledger)
  const { name, baseTier, status } = patch
  takeNothing({ baseTier }, ledger, 'baseTier')
  ledger.mapped('name')
  const archive = status === 'archived'
  if (archive || status === 'active') ledger.mapped('status')
  if (archive && Object.keys(patch).length > 1) {
    const message = 'archive in a call of its own: it is for good, and another request'
    issues.push({ path: 'status', message })
  }
  const motion = takeMotion(patch, ledger)
  const body = { ...(name === undefined ? {} : { display_name: name }), ...values.tier }
  return { body, accounting: ledger.close(ladderLoss), issues, motion, archive }
}

/** The reasons of the leaves that nobody spoke for: fields that a Scrip level, or tier, has not got. */
const levelLoss = lossReasons(capabilities, 'tier', 'Scrip has no place for it')
const ladderLoss = lossReasons(capabilities, 'ladder', 'Scrip has no place for it')

/**
 * Translates an activity to record. The event has its `type`, what it says (`points`, `amount`, or `counter` and `add`),
 * and under `counters` what each counter changes by, for the program's rules. Total: it never throws.
 */
export function eventOf(activity: ActivityDraft, settings: Pick<Settings, 'counters'>): ActivityTranslation {
  const ledger = new Ledger(activity)
  const set = activity.type === 'counter' ? activity.set : undefined
  ledger.mapped('type', 'points', 'spend', 'counter', set === undefined ? 'add' : 'set')
  const accounting = ledger.close(() => reasonOf('activity.at'))
  if (activity.type === 'counter' && set !== undefined) {
    return { counter: { key: activity.counter, value: set }, accounting, issues: [] }
  }
  const { path, amount: given, metrics } = changesOf(activity)
  const amount = exactNumber(given)
  if (amount === undefined) return { accounting, issues: [{ path, message: inexact }] }
  const event: JsonObject = { type: activity.type }
  if (path !== 'type') event[path === 'spend' ? 'amount' : path] = amount
  if (activity.type === 'counter') event.counter = activity.counter
  const counters = metrics.map(([metric, sign]) => [counterOf(metric, settings), sign * amount])
  if (counters.length > 0) event.counters = Object.fromEntries(counters)
  const isDebit = metrics.some(([metric, sign]) => metric === 'points.balance' && sign < 0)
  return { event, taken: isDebit ? given : undefined, accounting, issues: [] }
}
