import { addMonths } from './calendar.js'
import { addSpan } from './duration.js'
import type { Holding } from './holding.js'
import type { Outcome, Review } from './review.js'
import { higher, placeOf, type Rung } from './rung.js'

/**
 * Raised only, and only by an event; lowered by reviews alone: at the end of a period, after a quiet time, or never.
 */
export class ScheduledReview implements Review {
  /** When the quiet time is over; infinity when there is nothing to lose. */
  private quietUntil = Number.POSITIVE_INFINITY

  constructor(private readonly holding: Holding) {}

  next(): number {
    return Math.min(this.quietUntil, this.holding.pending?.due ?? Number.POSITIVE_INFINITY)
  }

  /** A drop that falls due as the period ends still sees the closed period. */
  close(at: number): void {
    this.fallDue(at)
    const { review, extendMonths, graceMs } = this.holding.plan.lifecycle
    if (review === 'period_end') this.examine(at, addMonths(at, extendMonths) + graceMs)
  }

  lapse(at: number, steady: number): void {
    this.fallDue(at)
    if (this.quietUntil > at) return
    const { rung, plan } = this.holding
    this.examine(at, at + plan.lifecycle.graceMs)
    this.rest(at)
    if (this.holding.rung === rung && this.holding.pending === undefined) this.skip(steady)
  }

  act({ assigned }: Outcome, at: number): void {
    const { holding } = this
    if (assigned !== undefined) holding.assign(assigned)
    else this.raise()
    this.rest(at)
  }

  judge(): void {}

  private raise(): void {
    const { holding } = this
    const qualifying = holding.qualifying()
    if (holding.above(qualifying)) holding.earn(qualifying)
    else if (!holding.below(qualifying) || holding.plan.lifecycle.review === 'inactivity') {
      holding.pending = undefined
    }
  }

  /** The quiet time begins anew. */
  private rest(at: number): void {
    const { quiet } = this.holding.plan.lifecycle
    if (quiet === undefined) return
    this.quietUntil = this.holding.rung === null ? Number.POSITIVE_INFINITY : addSpan(at, quiet)
  }

  /** Leaves out the quiet times that end before anything else happens: each would end as this one did. */
  private skip(steady: number): void {
    const { quiet } = this.holding.plan.lifecycle
    if (quiet === undefined) return
    if (steady === Number.POSITIVE_INFINITY) this.quietUntil = steady
    else if (quiet.months === 0 && this.quietUntil < steady) {
      this.quietUntil += Math.ceil((steady - this.quietUntil) / quiet.ms) * quiet.ms
    }
  }

  /** Judges the held tier; a member who qualifies for it or more keeps it under every policy. */
  private examine(at: number, due: number): void {
    const { holding } = this
    if (holding.rung === null) {
      holding.assignment = undefined
      return
    }
    const qualifying = holding.qualifying()
    holding.assignment = undefined
    if (!holding.below(qualifying)) {
      holding.earn(holding.rung)
      return
    }
    if (holding.pending !== undefined) return
    const target = this.targetOf(holding.rung, qualifying)
    if (target === undefined) return
    if (due > at) holding.pending = { due, to: target }
    else this.drop(target)
  }

  /** Where a failed review leads; `undefined` when the tier stays. Nobody drops below the floor, nor from below it. */
  private targetOf(held: Rung, qualifying: Rung | null): Rung | null | undefined {
    const { policy, floor } = this.holding.plan.lifecycle
    if (policy === 'hold') return undefined
    if (floor !== undefined && held.index <= floor.index) {
      this.holding.floored = held === floor
      return undefined
    }
    const { rungs } = this.holding.plan
    const below = rungs[held.index - 1] ?? null
    const target = policy === 'requalify' ? qualifying : policy === 'one_step' ? below : null
    return floor === undefined ? target : higher(target, floor)
  }

  /** A pending drop goes where its review said, or to what qualifies by now if that is higher. */
  private fallDue(at: number): void {
    const { holding } = this
    const { pending } = holding
    if (pending === undefined || pending.due > at) return
    const target = higher(pending.to, holding.qualifying())
    if (holding.below(target)) this.drop(target)
    else holding.earn(holding.rung)
  }

  private drop(target: Rung | null): void {
    const { holding } = this
    const { floor } = holding.plan.lifecycle
    const qualifying = holding.qualifying()
    holding.drop(target)
    holding.floored = floor !== undefined && target === floor && placeOf(qualifying) < floor.index
    if (target === null) this.quietUntil = Number.POSITIVE_INFINITY
  }
}
