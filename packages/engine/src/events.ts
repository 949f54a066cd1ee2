import { type Activity, type Instant, type Metric, parseInstant } from '@rungs/model'
import { type Entry, readActivity } from './activity.js'
import { decimalsOf, powerOfTen, toUnits } from './decimal.js'
import { fixedMetrics, type Plan } from './plan.js'
import { describe, invalid } from './refusal.js'
import type { Rung } from './rung.js'

/** A change of one metric. `window`: it counts only while it is inside the ladder's window. */
interface Change {
  slot: number
  units: bigint
  window: boolean
}

/** One activity, resolved to slots, units and tiers. */
export type Event =
  | { kind: 'change'; changes: readonly Change[] }
  | { kind: 'set'; slot: number; units: bigint }
  /** `undefined`: the tier does not count, so nothing is assigned. */
  | { kind: 'assign'; rung: Rung | null | undefined; until: number }
  | { kind: 'touch' }

/** The events of one instant, in list order. */
export interface Batch {
  at: number
  events: Event[]
}

/** A member's activity up to an instant, in order of time. */
export interface Timeline {
  batches: Batch[]
  slots: ReadonlyMap<Metric, number>
  scale: number
  /** What turns units of the plan into units of this timeline. */
  factor: bigint
}

/** Milliseconds since 1970 of an instant. @throws RungsError `invalid_input` naming `path`. */
export function instantOf(value: Instant, path: string): number {
  const ms = typeof value === 'string' ? parseInstant(value) : undefined
  if (ms !== undefined) return ms
  throw invalid(path, `expected an RFC 3339 instant such as 2026-03-01T09:30:00Z, got ${describe(value)}`)
}

/**
 * Checks activity, leaves out what lies after `to`, and brings the rest into order of time.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function timelineOf(plan: Plan, activity: readonly Activity[], to: number): Timeline {
  const entries = readActivity(plan, activity)
  const scale = entries.reduce((finest, { amount }) => Math.max(finest, decimalsOf(amount)), plan.scale)
  const slots = new Map(plan.slots)
  const known = entries.filter(({ at }) => at <= to).sort((a, b) => a.at - b.at)
  const batches: Batch[] = []
  let last: Batch | undefined
  for (const entry of known) {
    if (last?.at !== entry.at) {
      last = { at: entry.at, events: [] }
      batches.push(last)
    }
    last.events.push(eventOf(entry, plan, slots, scale))
  }
  return { batches, slots, scale, factor: powerOfTen(scale - plan.scale) }
}

const [balance, earned, spend, visits] = fixedMetrics.map((_, slot) => slot) as [
  number,
  number,
  number,
  number,
]

function eventOf(entry: Entry, plan: Plan, slots: Map<Metric, number>, scale: number): Event {
  const { activity, amount } = entry
  switch (activity.type) {
    case 'earn':
    case 'adjust':
      return points(toUnits(amount, scale), true)
    case 'redeem':
    case 'expire':
    case 'refund':
      return points(-toUnits(amount, scale), false)
    case 'purchase':
      return { kind: 'change', changes: [{ slot: spend, units: toUnits(amount, scale), window: true }] }
    case 'visit':
      return { kind: 'change', changes: [{ slot: visits, units: toUnits(amount, scale), window: true }] }
    case 'counter': {
      const metric: Metric = `counter:${activity.counter}`
      const slot = slots.get(metric) ?? slots.size
      slots.set(metric, slot)
      const units = toUnits(amount, scale)
      if (activity.set !== undefined) return { kind: 'set', slot, units }
      return { kind: 'change', changes: [{ slot, units, window: false }] }
    }
    case 'set_tier': {
      const rung = activity.tier === null ? null : (plan.named.get(activity.tier) ?? undefined)
      return { kind: 'assign', rung, until: entry.until }
    }
    case 'touch':
      return { kind: 'touch' }
  }
}

/** Points change the balance for good; what is earned or adjusted also counts as earned, inside the window. */
function points(units: bigint, qualifies: boolean): Event {
  const change: Change = { slot: balance, units, window: false }
  return { kind: 'change', changes: qualifies ? [change, { slot: earned, units, window: true }] : [change] }
}
