import type { Metric, Window } from '@rungs/model'
import { agesOutAt, nextYearStart } from './calendar.js'
import { toText } from './decimal.js'
import type { Event, Timeline } from './events.js'
import type { Vector } from './rule.js'

interface Ageing {
  at: number
  slot: number
  units: bigint
}

/** A member's metrics as time goes by: what counts inside the window leaves it again by ageing. */
export class Tally implements Vector {
  readonly units: bigint[]
  readonly scale: number
  readonly factor: bigint
  private readonly slots: ReadonlyMap<Metric, number>
  /** In order of leaving: what comes later never leaves earlier. */
  private ageing: Ageing[] = []
  private aged = 0

  constructor(
    timeline: Timeline,
    private readonly window: Window,
  ) {
    this.units = Array.from({ length: timeline.slots.size }, () => 0n)
    this.scale = timeline.scale
    this.factor = timeline.factor
    this.slots = timeline.slots
  }

  /** When the metrics next change by time alone; infinity when they do not. */
  next(): number {
    return this.ageing[this.aged]?.at ?? Number.POSITIVE_INFINITY
  }

  /** Takes out everything that has left the window at an instant. */
  age(at: number): void {
    for (let oldest = this.ageing[this.aged]; oldest !== undefined && oldest.at <= at; ) {
      this.units[oldest.slot] = (this.units[oldest.slot] ?? 0n) - oldest.units
      this.aged += 1
      oldest = this.ageing[this.aged]
    }
    if (this.aged < 1024) return
    this.ageing = this.ageing.slice(this.aged)
    this.aged = 0
  }

  /** Counts an event of an instant. True when it changed a metric. */
  count(event: Event, at: number): boolean {
    if (event.kind === 'set') {
      const changed = this.units[event.slot] !== event.units
      this.units[event.slot] = event.units
      return changed
    }
    if (event.kind !== 'change') return false
    let changed = false
    for (const { slot, units, window } of event.changes) {
      if (units === 0n) continue
      this.units[slot] = (this.units[slot] ?? 0n) + units
      if (window) this.leaveLater(at, slot, units)
      changed = true
    }
    return changed
  }

  /** Leaves of a counter what exceeds a threshold of the plan's scale, never below zero; nothing without one. True when that changed it. */
  carry(metric: Metric, threshold: bigint | undefined): boolean {
    const slot = this.slots.get(metric)
    if (slot === undefined) return false
    const before = this.units[slot]
    const excess = threshold === undefined ? 0n : (this.units[slot] ?? 0n) - threshold * this.factor
    this.units[slot] = excess > 0n ? excess : 0n
    return this.units[slot] !== before
  }

  /** All metrics as text. */
  metrics(): { [metric in Metric]?: string } {
    return Object.fromEntries(
      [...this.slots].map(([metric, slot]) => [metric, toText(this.units[slot] ?? 0n, this.scale)]),
    )
  }

  private leaveLater(at: number, slot: number, units: bigint): void {
    const { window } = this
    if (window.kind === 'lifetime') return
    const end = window.kind === 'rolling' ? agesOutAt(at, window.months) : nextYearStart(at, window)
    this.ageing.push({ at: end, slot, units })
  }
}
