import type { Reason } from '@rungs/model'
import { nextYearStart } from './calendar.js'
import { ContinuousReview } from './continuous.js'
import type { Batch, Timeline } from './events.js'
import { Holding } from './holding.js'
import type { Plan } from './plan.js'
import type { Outcome, Review } from './review.js'
import { rollOver } from './rollover.js'
import type { Rung } from './rung.js'
import { ScheduledReview } from './scheduled.js'
import { Tally } from './tally.js'

const never = Number.POSITIVE_INFINITY

/** One member on one ladder, walked from instant to instant. */
export class Simulation {
  readonly tally: Tally
  readonly holding: Holding
  /** When the held tier was entered; `undefined` when it is held from the start. */
  since: number | undefined
  private readonly review: Review
  private position = 0
  /** When the running period ends; infinity where there are no periods, and before the first event. */
  private periodEnd = never

  constructor(
    private readonly plan: Plan,
    private readonly timeline: Timeline,
  ) {
    this.tally = new Tally(timeline, plan.window)
    this.holding = new Holding(plan, this.tally)
    this.review =
      plan.lifecycle.review === 'continuous'
        ? new ContinuousReview(this.holding)
        : new ScheduledReview(this.holding)
  }

  /** The tier held; `null` for the base tier, and under a ladder that is not active. */
  get rung(): Rung | null {
    return this.plan.status === 'active' ? this.holding.rung : null
  }

  /** Why that one. */
  get reason(): Reason {
    const { status } = this.plan
    if (status !== 'active') return status === 'paused' ? 'paused' : 'disabled'
    const { assignment, pending, rung, floored } = this.holding
    if (assignment !== undefined) return 'manual'
    if (rung === null) return 'none'
    if (pending !== undefined) return 'grace'
    if (this.holding.met()) return 'met'
    return floored ? 'floor' : 'kept'
  }

  /** The next instant at which anything may change; infinity when nothing will. */
  next(): number {
    return Math.min(this.steadyUntil(), this.review.next())
  }

  /** Goes to the next instant: what time changes comes first, then the events, judged once after the last. */
  step(): number {
    const at = this.next()
    const before = this.rung
    this.holding.expire(at)
    if (at === this.periodEnd) this.close(at)
    this.tally.age(at)
    this.review.lapse(at, this.steadyUntil())
    const batch = this.timeline.batches[this.position]
    if (batch?.at === at) {
      this.position += 1
      if (this.periodEnd === never) this.periodEnd = this.periodAfter(at)
      this.review.act(this.count(batch), at)
    }
    this.review.judge(at)
    if (this.rung !== before) this.since = at
    return at
  }

  /** Up to when nothing happens but by review. */
  private steadyUntil(): number {
    return Math.min(
      this.timeline.batches[this.position]?.at ?? never,
      this.tally.next(),
      this.holding.assignment?.until ?? never,
      this.periodEnd,
    )
  }

  /** Ends a period: judged first, then rolled over. Periods that can change nothing any more are not waited for. */
  private close(at: number): void {
    const held = this.holding.rung
    this.periodEnd = never
    const idle = this.next() === never
    this.review.close(at)
    const rolled = rollOver(this.plan, this.tally, held)
    const still = idle && !rolled && this.holding.rung === held && this.holding.pending === undefined
    if (!still) this.periodEnd = this.periodAfter(at)
  }

  private count({ at, events }: Batch): Outcome {
    const outcome: Outcome = { changed: false, assigned: undefined, released: false }
    for (const event of events) {
      if (event.kind !== 'assign') outcome.changed = this.tally.count(event, at) || outcome.changed
      else {
        outcome.released = event.rung === undefined
        outcome.assigned = event.rung === undefined ? undefined : { rung: event.rung, until: event.until }
      }
    }
    return outcome
  }

  private periodAfter(at: number): number {
    const { window, lifecycle } = this.plan
    if (window.kind === 'lifetime' || window.kind === 'rolling') return never
    const matters = lifecycle.review === 'period_end' || lifecycle.rollover !== undefined
    return matters ? nextYearStart(at, window) : never
  }
}
