import type { Held } from './holding.js'

/** What the events of one instant came to. */
export interface Outcome {
  /** Whether a metric changed. */
  changed: boolean
  /** The tier that was given by hand, the last one of several. */
  assigned: Held | undefined
  /** Whether the last tier given by hand is one that does not count: nothing is given, and nothing stays given. */
  released: boolean
}

/** When and how a member is judged. Called by the walk at every instant, in this order. */
export interface Review {
  /** When it next has something to do by time alone; infinity when never. */
  next(): number
  /** A period ends: the metrics are still those of the closed period. */
  close(at: number): void
  /**
   * What falls due by time; the metrics are those of this instant, before its events. Before `steady` nothing
   * else happens, infinity when nothing ever does.
   */
  lapse(at: number, steady: number): void
  /** Events of this instant. */
  act(outcome: Outcome, at: number): void
  /** The end of the instant. */
  judge(at: number): void
}
