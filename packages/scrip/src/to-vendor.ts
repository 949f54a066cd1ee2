import {
  type ActivityDraft,
  type Issue,
  type JsonObject,
  type LadderPatch,
  Ledger,
  type TierDraft,
  type TierPatch,
} from '@rungs/model'
import { lossReasons, type Translated } from '@rungs/transport'
import { benefitsBody } from './benefits.js'
import { capabilities, reasonOf } from './capabilities.js'
import { ladderExtras, levelExtras } from './extras.js'
import { type Motion, takeMotion } from './lifecycle.js'
import { counterOf, inexact, numberOf, qualificationBody } from './rules.js'
import type { CheckedSettings } from './settings.js'

type Settings = Pick<CheckedSettings, 'counters' | 'labelsKey' | 'clearWith'>

/** An input in Scrip's fields. */
export interface Translation extends Translated {
  body: JsonObject
}

/** Translates a tier to create into the fields of a level, but for its key. Total: it never throws. */
export function levelBody(draft: TierDraft, settings: Settings): Translation {
  const ledger = new Ledger(draft)
  ledger.mapped('key')
  if (draft.status === 'active') ledger.mapped('status')
  const { fields, swapRanks, issues } = levelExtras(draft.vendor, ledger)
  if (swapRanks) {
    issues.push({ path: 'vendor.scrip.swapRanks', message: 'a new tier has no rank to give; leave it out' })
  }
  const body = takeFields(draft, settings, ledger, issues)
  if (draft.benefits?.length === 0) delete body.benefits
  return { body: { ...body, ...fields }, accounting: ledger.close(lossReason), issues }
}

/** Translates a change of a tier; what is absent stays. `swapRanks` as in `vendor.scrip`. Total: it never throws. */
export function levelPatch(patch: TierPatch, settings: Settings): Translation & { swapRanks: boolean } {
  const ledger = new Ledger(patch)
  const { fields, swapRanks, issues } = levelExtras(patch.vendor, ledger)
  if (swapRanks && patch.rank === undefined) {
    issues.push({ path: 'vendor.scrip.swapRanks', message: 'give the rank to swap with, too' })
  }
  // What Scrip never has is clear already.
  for (const field of ['description', 'validity'] as const) if (patch[field] === null) ledger.mapped(field)
  const body = takeFields(patch, settings, ledger, issues)
  return { body: { ...body, ...fields }, accounting: ledger.close(lossReason), issues, swapRanks }
}

/** A change of the ladder in Scrip's terms. */
export interface LadderTranslation extends Translation {
  /** What changes of window and lifecycle. */
  motion: Partial<Motion>
  archive: boolean
}

/** Translates a change of the ladder, but for its lifecycle, which depends on what is there. Total: it never throws. */
export function ladderPatch(patch: LadderPatch): LadderTranslation {
  const ledger = new Ledger(patch)
  const { fields, issues } = ladderExtras(patch.vendor, ledger)
  const body: JsonObject = {}
  if (patch.name !== undefined) body.display_name = patch.name
  ledger.mapped('name')
  if (patch.baseTier === null) ledger.mapped('baseTier')
  const { status } = patch
  if (status === 'active' || status === 'archived') ledger.mapped('status')
  if (status === 'archived' && Object.keys(patch).length > 1) {
    const message = 'archive in a call of its own: it is for good, and another request'
    issues.push({ path: 'status', message })
  }
  const motion = takeMotion(patch, ledger)
  const accounting = ledger.close(ladderLoss)
  return { body: { ...body, ...fields }, accounting, issues, motion, archive: status === 'archived' }
}

/** An activity as the data of an event, or as a counter to write. */
export interface ActivityTranslation extends Translated {
  event?: JsonObject
  counter?: { key: string; value: string }
}

/**
 * Translates an activity to record. The event has its `type`, what it says (`points`, `amount`, or `counter` and `add`),
 * and under `counters` what each counter changes by, for the program's rules. Total: it never throws.
 */
export function eventOf(
  activity: ActivityDraft,
  { counters }: Pick<Settings, 'counters'>,
): ActivityTranslation {
  const ledger = new Ledger(activity)
  const { type } = activity
  if (type === 'counter' && activity.set !== undefined) {
    ledger.mapped('type', 'counter', 'set')
    const counter = { key: activity.counter, value: activity.set }
    return { counter, accounting: ledger.close(() => reasonOf('activity.at')), issues: [] }
  }
  ledger.mapped('type', 'points', 'spend', 'counter', 'add')
  const accounting = ledger.close(() => reasonOf('activity.at'))
  const [path, given, said, moved] = movesOf(activity)
  const amount = numberOf(given)
  if (amount === undefined) return { accounting, issues: [{ path, message: inexact }] }
  const changes = moved.map(([metric, sign]) => [counterOf(metric, { counters }), sign * amount] as const)
  const event: JsonObject = { type, ...said(amount) }
  if (changes.length > 0) event.counters = Object.fromEntries(changes)
  return { event, accounting, issues: [] }
}

type Moves = [
  path: string,
  amount: string,
  said: (amount: number) => JsonObject,
  moved: (readonly [metric: Parameters<typeof counterOf>[0], sign: 1 | -1])[],
]

/** Earning and adjusting change the points earned, and every movement the balance (design of the common model). */
function movesOf(activity: ActivityDraft): Moves {
  if ('points' in activity) {
    const up = activity.type === 'earn' || activity.type === 'adjust'
    const points: Moves[3] = up
      ? [
          ['points.balance', 1],
          ['points.earned', 1],
        ]
      : [['points.balance', -1]]
    return ['points', activity.points, (amount) => ({ points: amount }), points]
  }
  switch (activity.type) {
    case 'purchase':
      return ['spend', activity.spend, (amount) => ({ amount }), [['spend', 1]]]
    case 'counter': {
      const { counter, add = '0' } = activity
      return ['add', add, (amount) => ({ counter, add: amount }), [[`counter:${counter}`, 1]]]
    }
    case 'visit':
      return ['type', '1', () => ({}), [['visits', 1]]]
    case 'touch':
      return ['type', '0', () => ({}), []]
  }
}

/** What a tier to create and a change of one have in common. */
function takeFields(given: TierPatch, settings: Settings, ledger: Ledger, issues: Issue[]): JsonObject {
  const body: JsonObject = {}
  if (given.name !== undefined) body.display_name = given.name
  if (given.rank !== undefined) body.rank = given.rank
  const cleared = settings.clearWith === 'null' ? null : ''
  if (given.color !== undefined) body.color = given.color ?? cleared
  if (given.icon !== undefined) body.icon_url = given.icon ?? cleared
  ledger.mapped('name', 'rank', 'color', 'icon')
  if (given.rule === null) {
    ledger.mapped('rule')
    body.qualification = {}
  } else if (given.rule !== undefined) {
    const taken = qualificationBody(given.rule, settings, ledger)
    issues.push(...taken.issues)
    if (taken.body !== undefined) body.qualification = taken.body
  }
  if (given.benefits !== undefined) {
    const taken = benefitsBody(given.benefits, settings.labelsKey, ledger)
    issues.push(...taken.issues)
    body.benefits = taken.body
  }
  return body
}

/** The reasons of the leaves that nobody spoke for: fields that a Scrip level, or tier, has not got. */
const lossReason = lossReasons(capabilities, 'tier', 'Scrip has no place for it')
const ladderLoss = lossReasons(capabilities, 'ladder', 'Scrip has no place for it')
