const DAY_MS = 86_400_000

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate()

/**
 * When something of instant `at` leaves a window of so many calendar months: at the same day and time that many months
 * later or, where that month has no such day, when that month ends. So nothing that has left comes back.
 */
const calendarEnd = (at: number, months: number): number => {
  const date = new Date(at)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth() + months
  const day = date.getUTCDate()
  if (day > daysIn(year, month)) return Date.UTC(year, month + 1, 1)
  return Date.UTC(year, month, day) + (at - Date.UTC(year, date.getUTCMonth(), day))
}

export const windowEnd = (at: number, months: number, length: 'calendar' | 'thirty_days'): number =>
  length === 'calendar' ? calendarEnd(at, months) : at + months * 30 * DAY_MS
