import type { Metric } from '@rungs/model'
import { toText } from './decimal.js'
import type { Batch, Change, Event, Timeline } from './events.js'
import { type Plan, windowed } from './plan.js'
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
    private plan: Plan,
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

  /** Takes out everything that has left the window at an instant. True when there was anything. */
  age(at: number): boolean {
    const before = this.aged
    for (let oldest = this.ageing[this.aged]; oldest !== undefined && oldest.at <= at; ) {
      this.units[oldest.slot] = (this.units[oldest.slot] ?? 0n) - oldest.units
      this.aged += 1
      oldest = this.ageing[this.aged]
    }
    const changed = this.aged > before
    if (this.aged >= 1024) {
      this.ageing = this.ageing.slice(this.aged)
      this.aged = 0
    }
    return changed
  }

  /** Goes on with another plan: where its window is another, what happened so far is counted anew. */
  follow(plan: Plan, past: readonly Batch[], at: number): void {
    const same = sameWindow(this.plan, plan)
    this.plan = plan
    if (same) return
    this.ageing = []
    this.aged = 0
    const changes = past.flatMap((batch) => changesOf(batch).map((change) => ({ ...change, at: batch.at })))
    for (const { slot, window } of changes) if (window) this.units[slot] = 0n
    for (const { slot, units, window, at: when } of changes) {
      if (!window || units === 0n || this.leavesAt(when) <= at) continue
      this.units[slot] = (this.units[slot] ?? 0n) + units
      this.leaveLater(when, slot, units)
    }
  }

  /**
   * The metrics of a stretch of time that lasts until now: what a window applies to counts since its start.
   * `count`: how many of the batches have happened.
   */
  since(start: number, batches: readonly Batch[], count: number): Vector {
    const units = [...this.units]
    for (const slot of windowed) units[slot] = 0n
    for (let index = count - 1; index >= 0; index -= 1) {
      const batch = batches[index]
      if (batch === undefined || batch.at < start) break
      for (const change of changesOf(batch)) {
        if (change.window) units[change.slot] = (units[change.slot] ?? 0n) + change.units
      }
    }
    return { units, scale: this.scale, factor: this.factor }
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
    const end = this.leavesAt(at)
    if (end < Number.POSITIVE_INFINITY) this.ageing.push({ at: end, slot, units })
  }

  /** When what happens at an instant leaves the window; infinity when it never does. */
  private leavesAt(at: number): number {
    const { window, calendar, readings } = this.plan
    if (window.kind === 'lifetime') return Number.POSITIVE_INFINITY
    if (window.kind !== 'rolling') return calendar.nextYearStart(at, window)
    return calendar.agesOutAt(at, window.months, readings.rollingEdge === 'counts')
  }
}

function sameWindow(a: Plan, b: Plan): boolean {
  return a.calendar === b.calendar && JSON.stringify(a.window) === JSON.stringify(b.window)
}

function changesOf({ events }: Batch): Change[] {
  return events.flatMap((event) => (event.kind === 'change' ? event.changes : []))
}
