import type { Remaining } from '@rungs/model'
import type { Plan } from './plan.js'
import { holds, remainingFor, type Vector } from './rule.js'
import { counterpart, higher, placeOf, type Rung } from './rung.js'

/** A tier given by hand, while it holds. */
export interface Held {
  rung: Rung | null
  /** Milliseconds since 1970; infinity where no end was set. */
  until: number
}

/** What a member holds, and what is about to become of it. */
export class Holding {
  rung: Rung | null = null
  /** The assignment by hand that is in force. */
  assignment: Held | undefined
  /** A drop that was put off by grace or extension. */
  pending: { due: number; to: Rung | null } | undefined
  /** Whether it is the floor alone that keeps the tier. */
  floored = false
  /** What was missing when a tier was last lost. */
  missing: Remaining | undefined

  constructor(
    public plan: Plan,
    readonly metrics: Vector,
  ) {}

  /** The highest rank whose own rule holds, whether or not lower ones do. */
  qualifying(): Rung | null {
    const { rungs } = this.plan
    for (let index = rungs.length - 1; index >= 0; index -= 1) {
      const rung = rungs[index]
      if (rung?.rule !== undefined && holds(rung.rule, this.metrics)) return rung
    }
    return null
  }

  /** Whether the rule of the held tier holds. */
  met(): boolean {
    return this.rung?.rule !== undefined && holds(this.rung.rule, this.metrics)
  }

  /** Goes up to a tier, or stays there on its own merit: nothing by hand and nothing pending is left. */
  earn(rung: Rung | null): void {
    this.rung = rung
    this.assignment = undefined
    this.pending = undefined
    this.floored = false
  }

  /** Goes down to a tier. `cycle`: what the renewal of the tier that is lost was measured by. */
  drop(rung: Rung | null, cycle?: Vector): void {
    const { rule, validity } = this.rung ?? {}
    const asked = cycle === undefined ? rule : validity?.renewal
    this.missing = asked === undefined ? undefined : remainingFor(asked, cycle ?? this.metrics)
    this.earn(rung)
  }

  /** Loses a tier that is gone from the ladder: to what qualifies, not below the floor if it was not there. */
  fallBack(): void {
    const { floor } = this.plan.lifecycle
    const protectedBy = floor !== undefined && (this.rung?.ref.rank ?? 0) >= floor.ref.rank ? floor : null
    this.drop(higher(this.qualifying(), protectedBy))
  }

  /**
   * Goes on with another plan, in which tiers may be gone or others. What the held tier is there; `undefined`
   * where it is gone.
   */
  follow(plan: Plan): Rung | null | undefined {
    const { assignment, pending } = this
    const held = this.rung === null ? null : counterpart(this.rung, plan.rungs)
    this.plan = plan
    if (held === undefined) return undefined
    this.rung = held
    if (assignment !== undefined) this.assignment = { ...assignment, rung: held }
    if (pending?.to != null) {
      const { to } = pending
      const below = plan.rungs.findLast(({ ref }) => ref.rank < to.ref.rank) ?? null
      this.pending = { ...pending, to: counterpart(to, plan.rungs) ?? below }
    }
    return held
  }

  /** Is given a tier by hand. */
  assign(held: Held): void {
    this.earn(held.rung)
    this.assignment = held
  }

  /** Ends an assignment whose time is over: nothing is left of it, and no policy applies. True when it did. */
  expire(at: number): boolean {
    if (this.assignment === undefined || this.assignment.until > at) return false
    this.drop(null)
    return true
  }

  /** Whether a tier lies above what is held. */
  above(rung: Rung | null): boolean {
    return placeOf(rung) > placeOf(this.rung)
  }

  /** Whether a tier lies below what is held. */
  below(rung: Rung | null): boolean {
    return placeOf(rung) < placeOf(this.rung)
  }
}
