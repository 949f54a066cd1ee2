import type { JsonObject, Ladder, LadderPatch, Ledger, Lifecycle, Window } from '@rungs/model'
import {
  goDuration,
  isJsonObject,
  isoDuration,
  objectAt,
  present,
  withParts,
  wordFor,
} from '@rungs/transport'
import type { ScripLifecycle } from './wire.js'

/** How a ladder moves: by which window, and how status is lost. */
export type Motion = Pick<Ladder, 'window' | 'lifecycle'>

/** Scrip's words for what happens to who no longer qualifies, and for the years that it counts by. */
const policies: { readonly [policy in Lifecycle['downgrade']['policy']]?: string } = {
  requalify: 'DROP_TO_QUALIFYING',
  one_step: 'DROP_ONE',
  hold: 'HOLD',
}
const years: { readonly [kind in Window['kind']]?: string } = {
  calendar_year: 'CALENDAR_YEAR',
  fixed_year: 'FIXED_YEAR',
}

/** The lifecycle of a Scrip tier in the common model. Without one nothing lapses (Scrip create-a-tier page). */
export function motionOf(wire: ScripLifecycle | null | undefined): Motion {
  const { retention, downgrade_policy: drop, status_validity: validity, counters } = wire ?? {}
  if (!retention?.mode) {
    return { window: { kind: 'lifetime' }, lifecycle: { review: 'never', downgrade: { policy: 'hold' } } }
  }
  const idle = retention.mode === 'ACTIVITY_REFRESH'
  const lifecycle: Lifecycle = {
    review: idle ? 'inactivity' : 'period_end',
    downgrade: {
      policy: wordFor(policies, drop?.mode) ?? 'requalify',
      ...present({ graceDays: drop?.grace_days, floor: drop?.min_level || undefined }),
    },
    ...present({ extendMonths: validity?.extend_months }),
  }
  if (idle) lifecycle.inactivity = isoDuration(retention.duration ?? '')
  if (counters?.rollover) {
    const mode = counters.rollover === 'EXCESS' ? 'excess' : 'reset'
    lifecycle.rollover = { mode, counters: [...(counters.qualifying ?? [])] }
  }
  return { window: idle ? { kind: 'lifetime' } : windowOf(wire?.qualification_period), lifecycle }
}

function windowOf(period: ScripLifecycle['qualification_period']): Window {
  const { type, start_month: month, start_day: day } = period ?? {}
  const kind = wordFor(years, type ?? '')
  if (kind === 'calendar_year') return { kind }
  return kind === 'fixed_year' ? { kind, month: month ?? 1, day: day ?? 1 } : { kind: 'lifetime' }
}

/** Accounts for a change of window and lifecycle, and gives as much of it as Scrip can hold. */
export function takeMotion({ window, lifecycle }: LadderPatch, ledger: Ledger): Partial<Motion> {
  const taken: Partial<Motion> = {}
  if (window?.kind === 'rolling') {
    ledger.lost('window', 'Scrip counts by calendar or fixed years, or over all time; no window rolls')
  } else if (window !== undefined) taken.window = window
  if (lifecycle !== undefined) {
    ledger.lost('lifecycle.reviewClock', 'Scrip reviews when a period ends, by no other clock')
    if (lifecycle.review !== 'inactivity') {
      ledger.lost('lifecycle.inactivity', 'Scrip keeps a quiet time only with review inactivity')
    }
    const obstacle = obstacleOf(lifecycle)
    if (obstacle === undefined) taken.lifecycle = lifecycle
    else ledger.lost('lifecycle', obstacle)
  }
  ledger.mapped('window', 'lifecycle')
  return taken
}

/** What of a ladder's motion does not go together at Scrip, if anything. */
export function clashOf({ window, lifecycle }: Motion): string | undefined {
  if (window.kind === 'lifetime' || lifecycle.review === 'period_end') return undefined
  return `Scrip has years only with review period_end, and this is ${lifecycle.review}: change both together`
}

/**
 * A motion as the whole lifecycle of a Scrip tier; empty where there is none, which clears. Parts and fields of the
 * current one that are not ours stay.
 */
export function lifecycleBody(
  { window, lifecycle }: Motion,
  current: ScripLifecycle | null | undefined,
): JsonObject {
  const { review, inactivity, downgrade, extendMonths, rollover } = lifecycle
  if (review === 'never') return {}
  const idle = review === 'inactivity'
  const { month, day } = window.kind === 'fixed_year' ? window : {}
  return withParts((current ?? {}) as JsonObject, {
    retention: {
      mode: idle ? 'ACTIVITY_REFRESH' : 'PERIOD_BASED',
      duration: idle ? goDuration(inactivity ?? '') : undefined,
    },
    qualification_period: {
      type: idle ? undefined : (years[window.kind] ?? 'NONE'),
      start_month: month,
      start_day: day,
    },
    status_validity: { extend_months: extendMonths },
    downgrade_policy: {
      mode: policies[downgrade.policy],
      grace_days: downgrade.graceDays,
      min_level: downgrade.floor,
    },
    // Without a rollover Scrip's counters are none of ours.
    counters: (rollover || current?.counters?.rollover) && {
      rollover: rollover && (rollover.mode === 'excess' ? 'EXCESS' : 'NONE'),
      qualifying: rollover?.counters,
    },
  })
}

/** Whether a reply still has something of our fields that was to go: Scrip then merges what it is sent. */
export function hasLeftovers(reply: ScripLifecycle | null | undefined, sent: JsonObject): boolean {
  const isSet = (value: unknown): boolean => Boolean(value) && value !== 'NONE' && !isEmpty(value)
  return Object.entries((reply ?? {}) as JsonObject).some(([name, part]) => {
    const asked = objectAt(sent, name) ?? {}
    return isJsonObject(part) && Object.keys(part).some((field) => !(field in asked) && isSet(part[field]))
  })
}

function obstacleOf({ review, inactivity, downgrade, ...rest }: Lifecycle): string | undefined {
  const { policy, graceDays, floor } = downgrade
  if (review === 'continuous') return 'Scrip lowers nobody but at the end of a period or of a quiet time'
  if (policy === 'to_base')
    return 'Scrip drops to what qualifies or by one level, or holds; never straight to the base'
  if (review === 'inactivity' && goDuration(inactivity ?? '') === undefined) {
    return 'Scrip counts a quiet time in hours, not in calendar months or years'
  }
  const more = [graceDays, floor, rest.extendMonths, rest.rollover].some((part) => part !== undefined)
  if (review !== 'never' || (policy === 'hold' && !more)) return undefined
  return 'A Scrip ladder without reviews keeps no more than `downgrade: { policy: "hold" }`'
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
