import {
  type Accounting,
  type ActivityDraft,
  type Issue,
  type JsonObject,
  type LadderPatch,
  Ledger,
  type TierDraft,
  type TierPatch,
} from '@rungs/model'
import { benefitsBody } from './benefits.js'
import { reasonOf } from './capabilities.js'
import { extraFields } from './extras.js'
import { ladderLoss, type Motion, takeMotion } from './lifecycle.js'
import { counterOf, inexact, numberOf, qualificationBody } from './rules.js'
import type { CheckedSettings } from './settings.js'

type Settings = Pick<CheckedSettings, 'counters' | 'labelsKey' | 'clearWith'>

/** An input in Scrip's fields, with the account of where every leaf went. */
export interface Translation {
  body: JsonObject
  accounting: Accounting
  /** What makes the input invalid for Scrip; nothing may be sent then. */
  issues: Issue[]
}

/** Translates a tier to create into the fields of a level, but for its key. Total: it never throws. */
export function levelBody(draft: TierDraft, settings: Settings): Translation {
  const ledger = new Ledger(draft)
  ledger.mapped('key')
  if (draft.status === 'active') ledger.mapped('status')
  const { fields, swapRanks, issues } = extraFields(draft.vendor, 'level', ledger)
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
  const { fields, swapRanks, issues } = extraFields(patch.vendor, 'level', ledger)
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
  const { fields, issues } = extraFields(patch.vendor, 'tier', ledger)
  const body: JsonObject = {}
  if (patch.name !== undefined) body.display_name = patch.name
  ledger.mapped('name')
  if (patch.baseTier === null) ledger.mapped('baseTier')
  const { status } = patch
  if (status === 'active' || status === 'archived') ledger.mapped('status')
  if (status === 'archived' && Object.keys(patch).length > 1) {
    issues.push({
      path: 'status',
      message: 'archive in a call of its own: it is for good, and another request',
    })
  }
  const motion = takeMotion(patch, ledger)
  const accounting = ledger.close(ladderLoss)
  return { body: { ...body, ...fields }, accounting, issues, motion, archive: status === 'archived' }
}

/** An activity as the data of an event, or as a counter to write. */
export interface ActivityTranslation {
  event?: JsonObject
  counter?: { key: string; value: string }
  accounting: Accounting
  issues: Issue[]
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
    return {
      counter,
      accounting: ledger.close(() => reasonOf('activity.at')),
      issues: [],
    }
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

/** The reason of the leaves that nobody spoke for: fields that a Scrip level has not got. */
function lossReason(path: string): string {
  const field = /^\w+/.exec(path)?.[0]
  const known = (['description', 'validity', 'status'] as const).find((name) => name === field)
  return known === undefined ? 'Scrip has no place for it' : reasonOf(`tier.${known}`)
}
