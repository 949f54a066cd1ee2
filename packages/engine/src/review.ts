import type { Held } from './holding.js'
import type { Vector } from './rule.js'
import type { Rung } from './rung.js'
import type { Cycle } from './validity.js'

/** What the events of one instant came to. */
export interface Outcome {
  /** Whether a metric changed. */
  changed: boolean
  /** The tier that was given by hand, the last one of several. */
  assigned: Held | undefined
  /** Whether the last tier given by hand is one that does not count: nothing is given, and nothing stays given. */
  released: boolean
}

/** What a review asks about the member's past. */
export interface Past {
  /** When they became a member; 0 where no validity asks for it. */
  readonly registered: number
  /** The metrics of a stretch of time up to now. */
  metricsSince(start: number): Vector
  /** The instant of the last event; minus infinity before any. */
  last(): number
}

/** What time alone did at an instant, and will not do. */
export interface Passing {
  /** Before it nothing happens but by review; infinity when nothing else ever does. */
  steady: number
  /** Whether a metric changed by ageing, or an assignment came to its end. */
  changed: boolean
}

/** When and how a member is judged. Called by the walk at every instant, in this order. */
export interface Review {
  /** Whether all that is still to come is the same check over and over, which changes nothing but the expiry. */
  readonly settled: boolean
  /** When it next has something to do by time alone; infinity when never. */
  next(): number
  /** The run of the held tier's validity, where it has one. */
  readonly cycle: Cycle | undefined
  /** A period ends: the metrics are still those of the closed period. */
  close(at: number): void
  /** What falls due by time; the metrics are those of this instant, before its events. */
  lapse(at: number, passing: Passing): void
  /**
   * The ladder was edited. `held`: what the tier that was held is now, `undefined` where it is gone;
   * `lazily`: nobody moves by that yet.
   */
  edit(at: number, held: Rung | null | undefined, lazily: boolean): void
  /** Events of this instant. */
  act(outcome: Outcome, at: number): void
  /** The end of the instant. */
  judge(at: number): void
}
