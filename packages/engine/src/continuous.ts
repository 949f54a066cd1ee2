import type { Holding } from './holding.js'
import type { Outcome, Passing, Review } from './review.js'
import { higher, placeOf, type Rung } from './rung.js'

/** Judged at every instant, by events and by time alike; raised and lowered. */
export class ContinuousReview implements Review {
  readonly settled = false
  readonly cycle = undefined
  /** Whether the ladder was edited, and the member is still held by what was before. */
  private stale = false

  constructor(private readonly holding: Holding) {}

  next(): number {
    return this.holding.pending?.due ?? Number.POSITIVE_INFINITY
  }

  close(): void {}

  lapse(at: number, { changed }: Passing): void {
    if (changed || this.next() <= at) this.stale = false
  }

  edit(_at: number, held: Rung | null | undefined, lazily: boolean): void {
    this.stale = lazily
    if (held === undefined) this.holding.fallBack()
  }

  /** An assignment holds until an event changes a metric, or gives another one; not until points age out. */
  act({ changed, assigned, released }: Outcome): void {
    const { holding } = this
    if (assigned !== undefined) holding.assign(assigned)
    else if (changed || released) holding.assignment = undefined
    if (changed || released || assigned !== undefined) this.stale = false
  }

  judge(at: number): void {
    const { holding } = this
    if (holding.assignment !== undefined || this.stale) return
    const qualifying = holding.qualifying()
    const target = this.kept(qualifying)
    if (!holding.below(target)) holding.earn(target)
    else this.lower(target, at)
    holding.floored = holding.rung !== null && holding.rung === holding.plan.lifecycle.floor && !holding.met()
  }

  private lower(target: Rung | null, at: number): void {
    const { holding } = this
    const { graceMs } = holding.plan.lifecycle
    holding.pending ??= { due: at + graceMs, to: target }
    if (holding.pending.due <= at) holding.drop(target)
  }

  /** What a member is left with who qualifies for this: hold never lowers, and nobody drops below the floor. */
  private kept(qualifying: Rung | null): Rung | null {
    const { holding } = this
    const { policy, floor } = holding.plan.lifecycle
    if (policy === 'hold') return higher(holding.rung, qualifying)
    if (floor === undefined || placeOf(holding.rung) < floor.index) return qualifying
    return higher(floor, qualifying)
  }
}
