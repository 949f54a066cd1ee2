import { addSpan } from './duration.js'
import type { Holding } from './holding.js'
import type { Outcome, Passing, Past, Review } from './review.js'
import { holds } from './rule.js'
import { higher, placeOf, type Rung } from './rung.js'
import { type Cycle, entering, extending } from './validity.js'

const never = Number.POSITIVE_INFINITY

/**
 * Raised only, and only by an event; lowered by reviews alone: at the end of a period or of the held tier's
 * validity, after a quiet time, or never.
 */
export class ScheduledReview implements Review {
  settled = false
  /** When the quiet time is over; infinity when there is nothing to lose. */
  private quietUntil = never
  /** The run of the held tier's validity; a tier that has one is not reviewed at the ends of years. */
  cycle: Cycle | undefined
  /** The tier whose entry was seen. */
  private entered: Rung | null

  constructor(
    private readonly holding: Holding,
    private readonly past: Past,
  ) {
    this.entered = holding.rung
  }

  next(): number {
    return Math.min(this.quietUntil, this.holding.pending?.due ?? never, this.cycle?.check ?? never)
  }

  /** A drop that falls due as the period ends still sees the closed period. */
  close(at: number): void {
    this.fallDue(at)
    if (this.holding.plan.lifecycle.review !== 'period_end' || this.cycle !== undefined) return
    this.examine(at, this.dueAfter(at))
    this.enter(at)
  }

  lapse(at: number, { steady }: Passing): void {
    this.fallDue(at)
    this.checkValidity(at, steady)
    if (this.quietUntil > at) return
    const { rung, plan } = this.holding
    this.examine(at, at + plan.lifecycle.graceMs)
    this.enter(at)
    this.rest(at)
    if (this.holding.rung === rung && this.holding.pending === undefined) this.skip(steady)
  }

  /** Those who hold a tier keep the expiry that they have, as long as the tier has a validity at all. */
  edit(at: number, held: Rung | null | undefined): void {
    this.settled = false
    if (held !== undefined) this.entered = held
    else this.holding.fallBack()
    if (held?.validity === undefined) this.cycle = undefined
    this.enter(at)
    if (this.quietUntil === never || this.holding.plan.lifecycle.quiet === undefined) this.rest(at)
  }

  act({ assigned }: Outcome, at: number): void {
    this.settled = false
    const { holding } = this
    if (assigned !== undefined) holding.assign(assigned)
    else this.raise()
    this.enter(at)
    this.rest(at)
  }

  judge(): void {}

  private raise(): void {
    const { holding } = this
    const qualifying = holding.qualifying()
    if (holding.above(qualifying)) holding.earn(qualifying)
    else if (holding.pending === undefined) return
    else if (holding.plan.lifecycle.review === 'inactivity' || this.keeps(qualifying)) {
      holding.pending = undefined
    }
  }

  /** Sees to it that a tier that was entered starts its validity. */
  private enter(at: number): void {
    const { rung } = this.holding
    if (rung === this.entered) return
    this.entered = rung
    this.cycle = rung?.validity && entering(rung.validity, at, this.past.registered)
  }

  /** The quiet time begins anew. */
  private rest(at: number): void {
    const { lifecycle, calendar } = this.holding.plan
    const over = lifecycle.quiet === undefined ? never : addSpan(calendar, at, lifecycle.quiet)
    this.quietUntil = this.holding.rung === null ? never : over
  }

  /** Leaves out the quiet times that end before anything else happens: each would end as this one did. */
  private skip(steady: number): void {
    const { quiet } = this.holding.plan.lifecycle
    if (quiet === undefined) return
    if (steady === never) this.quietUntil = steady
    else if (quiet.months === 0 && this.quietUntil < steady) {
      this.quietUntil += Math.ceil((steady - this.quietUntil) / quiet.ms) * quiet.ms
    }
  }

  /** Checks a validity that is over; the tier that outlives the check gets the next one. */
  private checkValidity(at: number, steady: number): void {
    const { cycle, holding, past } = this
    const { rung } = holding
    if (cycle === undefined || rung === null || cycle.check > at) return
    this.examine(at, this.dueAfter(at))
    this.enter(at)
    if (holding.rung !== rung) return
    this.cycle = rung.validity && extending(rung.validity, at, past.registered)
    this.settled = steady === never && holding.pending === undefined && past.last() < cycle.start
  }

  /** When a drop takes effect that a review finds: after the extension, then the days of grace. */
  private dueAfter(at: number): number {
    const { lifecycle, calendar } = this.holding.plan
    return calendar.addMonths(at, lifecycle.extendMonths) + lifecycle.graceMs
  }

  /** Judges the held tier; a member who keeps it by merit keeps it under every policy. */
  private examine(at: number, due: number): void {
    const { holding } = this
    const { rung } = holding
    holding.assignment = undefined
    if (rung === null) return
    const qualifying = holding.qualifying()
    if (this.keeps(qualifying)) {
      holding.earn(rung)
      return
    }
    if (holding.pending !== undefined) return
    const target = this.targetOf(rung, qualifying)
    if (target === undefined) return
    if (due > at && holding.below(target)) holding.pending = { due, to: target }
    else this.drop(target)
  }

  /**
   * Whether a member keeps the held tier by merit: by qualifying for it or more, where that counts, or by what
   * renews its validity; without such a rule that renews at every check.
   */
  private keeps(qualifying: Rung | null): boolean {
    const { holding, cycle } = this
    if (cycle !== undefined) {
      const renewal = holding.rung?.validity?.renewal
      if (renewal === undefined || holds(renewal, this.past.metricsSince(cycle.start))) return true
    }
    return this.spares() && !holding.below(qualifying)
  }

  /** Whether to qualify for a tier is enough to keep it. Where a renewal failed it is, under `requalify` alone. */
  private spares(): boolean {
    const { lifecycle, readings } = this.holding.plan
    if (lifecycle.policy === 'requalify') return true
    if (this.cycle !== undefined) return false
    return (
      lifecycle.review !== 'inactivity' || lifecycle.policy === 'hold' || readings.lapseSpares === 'qualified'
    )
  }

  /** Where a failed review leads; `undefined` when the tier stays. Nobody drops below the floor. */
  private targetOf(held: Rung, qualifying: Rung | null): Rung | null | undefined {
    const { lifecycle, rungs, readings } = this.holding.plan
    const { policy, floor } = lifecycle
    if (policy === 'hold') return undefined
    this.holding.floored = held === floor
    if (held === floor) return undefined
    const below = rungs[held.index - 1] ?? null
    const target = policy === 'requalify' ? qualifying : policy === 'one_step' ? below : null
    if (floor === undefined) return target
    if (held.index > floor.index) return higher(target, floor)
    if (readings.belowFloor === 'stays') return undefined
    return readings.belowFloor === 'lifted' ? floor : target
  }

  /** A drop that falls due goes where the review said, or to what qualifies by now, as the readings say. */
  private fallDue(at: number): void {
    this.enter(at)
    const { holding } = this
    const { pending } = holding
    if (pending === undefined || pending.due > at) return
    const target = this.destination(pending.to, holding.qualifying())
    if (holding.below(target)) this.drop(target)
    else holding.earn(holding.rung)
    this.enter(at)
  }

  private destination(reviewed: Rung | null, qualifying: Rung | null): Rung | null {
    const { readings, lifecycle } = this.holding.plan
    if (readings.pendingDrop === 'as_reviewed' || !this.spares()) return reviewed
    if (readings.pendingDrop === 'higher') return higher(reviewed, qualifying)
    if (lifecycle.policy !== 'requalify') return reviewed
    const floor = lifecycle.floor ?? null
    return this.holding.below(floor) ? higher(qualifying, floor) : qualifying
  }

  private drop(target: Rung | null): void {
    const { holding } = this
    const { floor } = holding.plan.lifecycle
    const qualifying = holding.qualifying()
    holding.drop(target, this.cycle && this.past.metricsSince(this.cycle.start))
    holding.floored = floor !== undefined && target === floor && placeOf(qualifying) < floor.index
    if (target === null) this.quietUntil = never
  }
}
