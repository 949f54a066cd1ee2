import type { Reason } from '@rungs/model'
import { ContinuousReview } from './continuous.js'
import type { Batch, Timeline } from './events.js'
import { Holding } from './holding.js'
import type { Plan } from './plan.js'
import type { Program } from './program.js'
import type { Outcome, Past, Review } from './review.js'
import { rollOver } from './rollover.js'
import type { Vector } from './rule.js'
import { counterpart, type Rung } from './rung.js'
import { ScheduledReview } from './scheduled.js'
import { Tally } from './tally.js'
import type { Cycle } from './validity.js'

const never = Number.POSITIVE_INFINITY

/** One member on one ladder, walked from instant to instant. */
export class Simulation implements Past {
  readonly tally: Tally
  readonly holding: Holding
  /** When the held tier was entered; `undefined` when it is held from the start. */
  since: number | undefined
  /** The version of the ladder that is in force. */
  plan: Plan
  private review: Review
  private version = 1
  private position = 0
  /** When the running period ends; infinity where there are no periods, and before the first event. */
  private periodEnd = never

  constructor(
    private readonly program: Program,
    private readonly timeline: Timeline,
    /** When they became a member, where that is known. */
    readonly joined?: number,
  ) {
    this.plan = program.versions[0]?.plan ?? program.latest
    this.tally = new Tally(timeline, this.plan)
    this.holding = new Holding(this.plan, this.tally)
    this.review = this.reviewOf(this.plan)
    this.review.judge(Number.NEGATIVE_INFINITY)
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

  /**
   * What is shown as the end of what is held: the `until` of an assignment, or the last second of a validity;
   * `undefined` where nothing says.
   */
  get expires(): number | undefined {
    if (this.plan.status !== 'active') return undefined
    const until = this.holding.assignment?.until ?? never
    if (until < never) return until
    const { cycle } = this
    return cycle && Math.min(cycle.ends, this.holding.pending?.due ?? never) - 1000
  }

  /** The run of the held tier's validity, where it has one. */
  get cycle(): Cycle | undefined {
    return this.review.cycle
  }

  /** Whether nothing is still to come but checks that change nothing. */
  get settled(): boolean {
    return this.review.settled
  }

  /** The next instant at which anything may change; infinity when nothing will. */
  next(): number {
    return Math.min(this.steadyUntil(), this.review.next())
  }

  /**
   * Goes to the next instant: what time changes comes first, then an edit of the ladder, then the events, judged
   * once after the last. True when the member moved.
   */
  step(): { at: number; moved: boolean } {
    const at = this.next()
    const before = this.rung
    const held = this.holding.rung
    const expired = this.holding.expire(at)
    if (at === this.periodEnd) this.close(at, held)
    const aged = this.tally.age(at)
    this.review.lapse(at, { steady: this.steadyUntil(), changed: aged || expired })
    if (at === this.editAt()) this.edit(at)
    const batch = this.timeline.batches[this.position]
    if (batch?.at === at) {
      this.position += 1
      this.waitForPeriod(at)
      this.review.act(this.count(batch), at)
    }
    this.review.judge(at)
    if (this.holding.rung !== held) this.waitForPeriod(at)
    const moved = !this.isHeld(before)
    if (moved) this.since = at
    return { at, moved }
  }

  get registered(): number {
    return this.joined ?? 0
  }

  last(): number {
    return this.timeline.batches[this.position - 1]?.at ?? Number.NEGATIVE_INFINITY
  }

  metricsSince(start: number): Vector {
    return this.tally.since(start, this.timeline.batches, this.position)
  }

  private reviewOf({ lifecycle }: Plan): Review {
    return lifecycle.review === 'continuous'
      ? new ContinuousReview(this.holding)
      : new ScheduledReview(this.holding, this)
  }

  /** Whether a tier is the one held, under another name for the ladder it is of. */
  private isHeld(rung: Rung | null): boolean {
    const held = this.rung
    if (rung === held || rung === null || held === null) return rung === held
    return counterpart(rung, this.plan.rungs) === held
  }

  /** Up to when nothing happens but by review. */
  private steadyUntil(): number {
    return Math.min(
      this.timeline.batches[this.position]?.at ?? never,
      this.tally.next(),
      this.holding.assignment?.until ?? never,
      this.periodEnd,
      this.editAt(),
    )
  }

  /** When the ladder is edited next, as far as that is known. */
  private editAt(): number {
    const from = this.program.versions[this.version]?.from ?? never
    return from > this.timeline.to ? never : from
  }

  /** Another version of the ladder takes over. */
  private edit(at: number): void {
    const before = this.plan
    const plan = this.program.versions[this.version]?.plan ?? before
    this.version += 1
    this.plan = plan
    const held = this.holding.follow(plan)
    this.tally.follow(plan, this.timeline.batches.slice(0, this.position), at)
    const kept = (before.lifecycle.review === 'continuous') === (plan.lifecycle.review === 'continuous')
    if (!kept) {
      this.holding.pending = undefined
      this.review = this.reviewOf(plan)
    }
    const { edits, newTiers } = plan.readings
    const added = plan.rungs.some((rung) => counterpart(rung, before.rungs) === undefined)
    this.review.edit(at, held, edits === 'next_change' && !(added && newTiers === 'at_once'))
    this.periodEnd = never
    this.waitForPeriod(at)
  }

  /**
   * Ends a period: judged first, then rolled over by the tier that was held during it, also where that ends with it.
   * Periods that can change nothing any more are not waited for.
   */
  private close(at: number, during: Rung | null): void {
    const held = this.holding.rung
    this.periodEnd = never
    const judged = this.plan.lifecycle.review === 'period_end' && this.review.cycle === undefined
    const idle = this.steadyUntil() === never && (!judged || this.review.next() === never)
    this.review.close(at)
    const rolled = rollOver(this.plan, this.tally, during)
    const still = idle && !rolled && this.holding.rung === held && this.holding.pending === undefined
    if (!still) this.periodEnd = this.periodAfter(at)
  }

  private count({ at, events }: Batch): Outcome {
    const outcome: Outcome = { changed: false, assigned: undefined, released: false }
    for (const event of events) {
      if (event.kind !== 'assign') outcome.changed = this.tally.count(event, at) || outcome.changed
      else {
        const rung = event.tier === null ? null : (this.plan.named.get(event.tier) ?? undefined)
        outcome.released = rung === undefined
        outcome.assigned = rung === undefined ? undefined : { rung, until: event.until }
      }
    }
    return outcome
  }

  /** Looks out for the next end of a period, from the first event on. */
  private waitForPeriod(at: number): void {
    if (this.periodEnd === never && this.position > 0) this.periodEnd = this.periodAfter(at)
  }

  private periodAfter(at: number): number {
    const { window, lifecycle, calendar } = this.plan
    if (window.kind === 'lifetime' || window.kind === 'rolling') return never
    const matters = lifecycle.review === 'period_end' || lifecycle.rollover !== undefined
    return matters ? calendar.nextYearStart(at, window) : never
  }
}
