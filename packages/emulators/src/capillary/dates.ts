const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate()

/** The same day and time some months later, at the month's end where it has no such day. */
export const addMonths = (at: number, months: number): number => {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  date.setUTCDate(Math.min(day, lastDayOf(date.getUTCFullYear(), date.getUTCMonth())))
  return date.getTime()
}

export const DAY_MS = 86_400_000

/** The midnight that begins a day. */
export const startOfDay = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS

/** The midnight that begins a month. */
export const startOfMonth = (at: number): number => {
  const date = new Date(startOfDay(at))
  date.setUTCDate(1)
  return date.getTime()
}

const monthsBetween = (from: number, to: number): number => {
  const [start, end] = [new Date(from), new Date(to)]
  return (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth()
}

/** The first of the dates that lie a whole number of steps of months from `start`, on or after an instant. */
export const firstStep = (
  start: number,
  { months, from, least = Number.NEGATIVE_INFINITY }: { months: number; from: number; least?: number },
): number => {
  let count = Math.max(least, Math.floor(monthsBetween(start, from) / months) - 1)
  while (addMonths(start, count * months) < from) count += 1
  return addMonths(start, count * months)
}
