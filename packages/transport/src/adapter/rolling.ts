import type { Mark } from './moves.js'

/** Something that counts from an instant on, in milliseconds since 1970. */
export interface Counted {
  /** When it happened, in milliseconds since 1970. */
  at: number
  /** How much it counts. */
  amount: bigint
}

/**
 * What counts inside a window that rolls, from each instant on at which that changes; oldest first, one mark for each
 * instant. What leaves the window after `now` is not foreseen.
 * @param months the window's length in calendar months, UTC.
 */
export function rollingMarks(entries: readonly Counted[], months: number, now: number): Mark[] {
  const steps = entries.flatMap(({ at, amount }): Counted[] => {
    const gone = afterMonths(at, months)
    return [{ at, amount }, ...(gone > now ? [] : [{ at: gone, amount: -amount }])]
  })
  let sum = 0n
  const marks = new Map<number, Mark>()
  for (const { at, amount } of steps.sort((a, b) => a.at - b.at)) {
    sum += amount
    marks.set(at, { at, value: `${sum}` })
  }
  return [...marks.values()]
}

/** When something is as old as the window: the same day and time; where that month has no such day, at its end. */
function afterMonths(at: number, months: number): number {
  const then = new Date(at)
  const [day, month] = [then.getUTCDate(), then.getUTCMonth() + months]
  then.setUTCMonth(month)
  if (then.getUTCDate() === day) return then.getTime()
  return Date.UTC(new Date(at).getUTCFullYear(), month + 1, 1)
}
