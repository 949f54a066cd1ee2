import { type Activity, type Instant, type Metric, parseInstant } from '@rungs/model'
import { type Entry, readActivity } from './activity.js'
import { decimalsOf, powerOfTen, toUnits } from './decimal.js'
import { fixedMetrics } from './plan.js'
import type { Program } from './program.js'
import { describe, invalid } from './refusal.js'

/** A change of one metric. `window`: it counts only while it is inside the ladder's window. */
export interface Change {
  slot: number
  units: bigint
  window: boolean
}

/** One activity, resolved to slots and units. */
export type Event =
  | { kind: 'change'; changes: readonly Change[] }
  | { kind: 'set'; slot: number; units: bigint }
  /** The tier's id or key; `null` for the base tier. */
  | { kind: 'assign'; tier: string | null; until: number }
  | { kind: 'touch' }

/** The events of one instant, in list order. */
export interface Batch {
  at: number
  events: Event[]
}

/** A member's activity up to an instant, in order of time. */
export interface Timeline {
  batches: Batch[]
  /** What happens after this instant is not known. */
  to: number
  slots: ReadonlyMap<Metric, number>
  scale: number
  /** What turns units of the plans into units of this timeline. */
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
export function timelineOf(program: Program, activity: readonly Activity[], to: number): Timeline {
  const entries = readActivity(program.names, activity)
  const scale = entries.reduce((finest, { amount }) => Math.max(finest, decimalsOf(amount)), program.scale)
  const reader = new EventReader(program, new Map(program.slots), scale)
  const known = entries.filter(({ at }) => at <= to).sort((a, b) => a.at - b.at)
  const batches: Batch[] = []
  let last: Batch | undefined
  for (const entry of known) {
    if (last?.at !== entry.at) {
      last = { at: entry.at, events: [] }
      batches.push(last)
    }
    last.events.push(reader.read(entry))
  }
  return { batches, to, slots: reader.slots, scale, factor: powerOfTen(scale - program.scale) }
}

const [balance, earned, spend, visits] = fixedMetrics.map((_, slot) => slot) as [
  number,
  number,
  number,
  number,
]

/** Resolves activity to the slots and units of a timeline, as the readings say. */
class EventReader {
  constructor(
    private readonly program: Program,
    readonly slots: Map<Metric, number>,
    private readonly scale: number,
  ) {}

  read(entry: Entry): Event {
    const { type } = entry.activity
    if (type === 'touch') return { kind: 'touch' }
    if (type === 'set_tier') return { kind: 'assign', tier: entry.activity.tier, until: entry.until }
    if (this.program.readings.pausedActivity === 'ignored' && !this.active(entry.at)) return { kind: 'touch' }
    return this.change(entry, toUnits(entry.amount, this.scale))
  }

  private change({ activity }: Entry, units: bigint): Event {
    const { readings } = this.program
    switch (activity.type) {
      case 'earn':
        return points(units, true)
      case 'adjust':
        return points(units, units > 0n || readings.negativeAdjustment === 'counts')
      case 'refund':
        return points(readings.refund === 'raises' ? units : -units, false)
      case 'purchase':
        return { kind: 'change', changes: [{ slot: spend, units, window: true }] }
      case 'visit':
        return { kind: 'change', changes: [{ slot: visits, units, window: true }] }
      case 'counter': {
        const slot = this.slotOf(`counter:${activity.counter}`)
        if (activity.set !== undefined) return { kind: 'set', slot, units }
        return { kind: 'change', changes: [{ slot, units, window: false }] }
      }
      default:
        return points(-units, false)
    }
  }

  private slotOf(metric: Metric): number {
    const slot = this.slots.get(metric) ?? this.slots.size
    this.slots.set(metric, slot)
    return slot
  }

  /** Whether the ladder counts at an instant. */
  private active(at: number): boolean {
    return this.program.versions.findLast(({ from }) => from <= at)?.plan.status === 'active'
  }
}

/** Points change the balance for good; what is earned or adjusted also counts as earned, inside the window. */
function points(units: bigint, qualifies: boolean): Event {
  const change: Change = { slot: balance, units, window: false }
  return { kind: 'change', changes: qualifies ? [change, { slot: earned, units, window: true }] : [change] }
}
