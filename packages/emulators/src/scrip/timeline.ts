import type { World } from './context.js'
import { fallDue, nextDue } from './lifecycle.js'
import { holdersOf } from './state.js'

/** The earliest instant at which something falls due for anybody; Infinity for never. */
export const firstDue = (world: World): number =>
  holdersOf(world.state).reduce(
    (first, participant) => Math.min(first, nextDue(world, participant)),
    Infinity,
  )

/**
 * Does everything that has fallen due up to an instant, in the order of time, whatever the size of the step.
 * `at` makes the world of an instant.
 */
export const runUntil = (at: (now: number) => World, until: number): void => {
  const world = at(until)
  const { state } = world
  const queue = holdersOf(state).map((participant) => ({
    participant,
    due: nextDue(world, participant),
  }))
  for (;;) {
    const now = queue.reduce((first, { due }) => Math.min(first, due), Infinity)
    if (now > until) break
    const instant = at(now)
    const reached = queue.filter(({ due }) => due === now)
    for (const { participant } of reached) fallDue(instant, participant, until)
    state.evaluated_at = now
    for (const entry of reached) entry.due = nextDue(instant, entry.participant)
  }
  state.evaluated_at = until
}
