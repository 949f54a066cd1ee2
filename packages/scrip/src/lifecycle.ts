import type { JsonObject, Ladder, LadderPatch, Ledger, Lifecycle, Window } from '@rungs/model'
import { goDuration, isJsonObject, isoDuration, present } from '@rungs/transport'
import type { ScripLifecycle } from './wire.js'

type Policy = Lifecycle['downgrade']['policy']
/** How a ladder moves: by which window, and how status is lost. */
export type Motion = Pick<Ladder, 'window' | 'lifecycle'>

const modes: { readonly [policy in Policy]?: string } = {
  requalify: 'DROP_TO_QUALIFYING',
  one_step: 'DROP_ONE',
  hold: 'HOLD',
}

/** The lifecycle of a Scrip tier in the common model. Without one nothing lapses (Scrip create-a-tier page). */
export function motionOf(wire: ScripLifecycle | null | undefined): Motion {
  const { retention, downgrade_policy: policy, status_validity: validity, counters } = wire ?? {}
  if (wire === null || wire === undefined || (retention?.mode ?? undefined) === undefined) {
    return { window: { kind: 'lifetime' }, lifecycle: { review: 'never', downgrade: { policy: 'hold' } } }
  }
  const idle = retention?.mode === 'ACTIVITY_REFRESH'
  const downgrade: Lifecycle['downgrade'] = { policy: policyOf(policy?.mode) }
  if (typeof policy?.grace_days === 'number') downgrade.graceDays = policy.grace_days
  if (policy?.min_level) downgrade.floor = policy.min_level
  const lifecycle: Lifecycle = { review: idle ? 'inactivity' : 'period_end', downgrade }
  if (idle) lifecycle.inactivity = isoDuration(retention?.duration ?? '')
  if (typeof validity?.extend_months === 'number') lifecycle.extendMonths = validity.extend_months
  if (counters?.rollover) {
    const mode = counters.rollover === 'EXCESS' ? 'excess' : 'reset'
    lifecycle.rollover = { mode, counters: [...(counters.qualifying ?? [])] }
  }
  return { window: idle ? { kind: 'lifetime' } : windowOf(wire.qualification_period), lifecycle }
}

/** Accounts for a change of window and lifecycle, and gives as much of it as Scrip can hold. */
export function takeMotion({ window, lifecycle }: LadderPatch, ledger: Ledger): Partial<Motion> {
  const taken: Partial<Motion> = {}
  if (window?.kind === 'rolling') {
    ledger.lost('window', 'Scrip counts by calendar or fixed years, or over all time; no window rolls')
  } else if (window !== undefined) {
    ledger.mapped('window')
    taken.window = window
  }
  if (lifecycle === undefined) return taken
  ledger.lost('lifecycle.reviewClock', 'Scrip reviews when a period ends, by no other clock')
  if (lifecycle.review !== 'inactivity') {
    ledger.lost('lifecycle.inactivity', 'Scrip keeps a quiet time only with review inactivity')
  }
  const obstacle = obstacleOf(lifecycle)
  if (obstacle === undefined) taken.lifecycle = lifecycle
  if (obstacle === undefined) ledger.mapped('lifecycle')
  else ledger.lost('lifecycle', obstacle)
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
  const ours = {
    retention: {
      mode: idle ? 'ACTIVITY_REFRESH' : 'PERIOD_BASED',
      duration: idle ? goDuration(inactivity ?? '') : undefined,
    },
    qualification_period: periodBody(idle ? undefined : window),
    status_validity: { extend_months: extendMonths },
    downgrade_policy: {
      mode: modes[downgrade.policy],
      grace_days: downgrade.graceDays,
      min_level: downgrade.floor,
    },
    counters: {
      rollover: rollover && (rollover.mode === 'excess' ? 'EXCESS' : 'NONE'),
      qualifying: rollover?.counters,
    },
  }
  const kept = (current ?? {}) as JsonObject
  const merged = Object.entries(ours).map(([name, part]) => {
    const before = kept[name]
    const whole = present({ ...(isJsonObject(before) ? before : {}), ...part })
    return [name, isEmpty(whole) ? undefined : whole]
  })
  return present({ ...kept, ...Object.fromEntries(merged) }) as JsonObject
}

/** Whether a reply still has something of our fields that was to go: Scrip then merges what it is sent. */
export function hasLeftovers(reply: ScripLifecycle | null | undefined, sent: JsonObject): boolean {
  return Object.entries((reply ?? {}) as JsonObject).some(([name, part]) => {
    const asked = sent[name]
    if (!isJsonObject(part)) return false
    return Object.entries(part).some(
      ([field, value]) =>
        !(isJsonObject(asked) && field in asked) && value && value !== 'NONE' && !isEmpty(value),
    )
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
  if (review === 'never' && (policy !== 'hold' || more)) {
    return 'A Scrip ladder without reviews keeps no more than `downgrade: { policy: "hold" }`'
  }
  return undefined
}

function policyOf(mode: string | null | undefined): Policy {
  if (mode === 'HOLD') return 'hold'
  return mode === 'DROP_ONE' ? 'one_step' : 'requalify'
}

function windowOf(period: ScripLifecycle['qualification_period']): Window {
  if (period?.type === 'CALENDAR_YEAR') return { kind: 'calendar_year' }
  if (period?.type !== 'FIXED_YEAR') return { kind: 'lifetime' }
  return { kind: 'fixed_year', month: period.start_month ?? 1, day: period.start_day ?? 1 }
}

function periodBody(window: Window | undefined): { [field: string]: string | number | undefined } {
  const types = {
    calendar_year: 'CALENDAR_YEAR',
    fixed_year: 'FIXED_YEAR',
    lifetime: 'NONE',
    rolling: 'NONE',
  }
  const start = window?.kind === 'fixed_year' ? window : undefined
  return { type: window && types[window.kind], start_month: start?.month, start_day: start?.day }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
