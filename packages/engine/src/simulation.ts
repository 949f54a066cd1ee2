import type { LadderStatus } from '@rungs/model'
import type { Event, Timeline } from './events.js'
import type { Plan, Rung } from './plan.js'
import { holds } from './rule.js'
import { Tally } from './tally.js'
import type { Reason } from './types.js'

/** A tier given by hand, while it holds. */
export interface Held {
  rung: Rung | null
  until: number
}

/** One member on one ladder, walked from instant to instant. */
export class Simulation {
  rung: Rung | null = null
  reason: Reason
  /** When the held tier was entered; `undefined` when it is held from the start. */
  since: number | undefined
  assignment: Held | undefined
  readonly tally: Tally
  private position = 0

  constructor(
    private readonly plan: Plan,
    private readonly timeline: Timeline,
  ) {
    this.tally = new Tally(timeline, plan.window)
    this.reason = 'none'
    this.judge()
  }

  /** The next instant at which anything may change; infinity when nothing will. */
  next(): number {
    return Math.min(
      this.timeline.batches[this.position]?.at ?? Number.POSITIVE_INFINITY,
      this.tally.next(),
      this.assignment?.until ?? Number.POSITIVE_INFINITY,
    )
  }

  /** Goes to the next instant: what time changes comes first, then the events, judged once after the last. */
  step(): number {
    const at = this.next()
    const before = this.rung
    this.tally.age(at)
    if (this.assignment !== undefined && this.assignment.until <= at) this.assignment = undefined
    const batch = this.timeline.batches[this.position]
    if (batch?.at === at) {
      this.position += 1
      this.count(batch.events, at)
    }
    this.judge()
    if (this.rung !== before) this.since = at
    return at
  }

  private count(events: readonly Event[], at: number): void {
    let changed = false
    let assigned: Held | undefined
    let released = false
    for (const event of events) {
      if (event.kind !== 'assign') changed = this.tally.count(event, at) || changed
      else {
        released = true
        assigned = event.rung === undefined ? undefined : { rung: event.rung, until: event.until }
      }
    }
    if (changed || released) this.assignment = assigned
  }

  private judge(): void {
    const { plan, assignment } = this
    if (plan.status !== 'active') {
      this.rung = null
      this.reason = reasonOf(plan.status)
    } else if (assignment !== undefined) {
      this.rung = assignment.rung
      this.reason = 'manual'
    } else {
      this.rung = highest(plan, this.tally)
      this.reason = this.rung === null ? 'none' : 'met'
    }
  }
}

/** The highest rank whose own rule holds, whether or not lower ones do. */
export function highest(plan: Plan, tally: Tally): Rung | null {
  for (let index = plan.rungs.length - 1; index >= 0; index -= 1) {
    const rung = plan.rungs[index]
    if (rung?.rule !== undefined && holds(rung.rule, tally)) return rung
  }
  return null
}

function reasonOf(status: LadderStatus): Reason {
  return status === 'paused' ? 'paused' : 'disabled'
}
