import type { World } from './context.js'
import { duesOf, fallDue } from './reviews.js'
import type { Customer } from './state.js'

/** When something next happens to a customer by time alone; Infinity for never. */
export const nextDue = (world: World, customer: Customer): number =>
  duesOf(world, customer).reduce((first, { at }) => Math.min(first, at), Infinity)

/** The earliest instant at which something falls due for anybody; Infinity for never. */
export const firstDue = (world: World): number =>
  Object.values(world.state.customers).reduce(
    (first, customer) => Math.min(first, nextDue(world, customer)),
    Infinity,
  )

/**
 * Does everything that has fallen due up to an instant, in the order of time, whatever the size of the step.
 * `at` makes the world of an instant.
 */
export const runUntil = (at: (now: number) => World, until: number): void => {
  const { state } = at(until)
  const queue = Object.values(state.customers).map((customer) => ({
    customer,
    due: nextDue(at(until), customer),
  }))
  for (;;) {
    const now = queue.reduce((first, { due }) => Math.min(first, due), Infinity)
    if (now > until) break
    const world = at(now)
    for (const entry of queue.filter(({ due }) => due === now)) {
      for (const due of duesOf(world, entry.customer)) if (due.at <= now) fallDue(world, entry.customer, due)
      entry.due = nextDue(world, entry.customer)
    }
  }
  state.evaluatedAt = until
}
