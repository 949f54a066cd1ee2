import type { Validity } from '@rungs/model'
import type { Calendar } from './calendar.js'
import type { RuleNode } from './rule.js'

/** How long a tier is held before it is checked, with its defaults and its rule resolved. */
export interface PlannedValidity {
  anchor: Validity['anchor']
  months: number
  /** The day from which `fixed` periods are counted. */
  start: number
  minimumMonths: number
  renewal?: RuleNode
  /** Whether checks wait for the end of their month. */
  monthEnd: boolean
  calendar: Calendar
}

/** One run of a tier's validity. */
export interface Cycle {
  /** The start of the day of entry, or the check before; what renews the tier is measured from here. */
  start: number
  /** The boundary; the last second before it is what is shown as the expiry. */
  ends: number
  /** When it is checked: a midnight, that of the boundary or a later one. */
  check: number
}

/** The first cycle of a member who enters a tier. `registered`: when they became one. */
export function entering(validity: PlannedValidity, at: number, registered: number): Cycle {
  const { anchor, months, minimumMonths, calendar } = validity
  const day = calendar.startOfDay(at)
  if (anchor === 'entry') return running(validity, day, Math.max(months, minimumMonths))
  if (anchor === 'entry_cyclic') {
    return running(validity, day, months * Math.max(1, Math.ceil(minimumMonths / months)))
  }
  const least = daysLater(calendar, day, minimumMonths)
  return anchored(validity, day, registered, (date) => date > day && date >= least)
}

/**
 * The cycle that follows a check which the tier outlived (Capillary: extension by a month, by the validity, to the
 * next fixed date or anniversary).
 */
export function extending(validity: PlannedValidity, at: number, registered: number): Cycle {
  const { anchor, months } = validity
  if (anchor === 'entry') return running(validity, at, 1)
  if (anchor === 'entry_cyclic') return running(validity, at, months)
  return anchored(validity, at, registered, (date) => boundary(validity, date) > at)
}

function running({ calendar, monthEnd }: PlannedValidity, start: number, months: number): Cycle {
  const ends = daysLater(calendar, start, months)
  return { start, ends, check: monthEnd ? Math.max(ends, calendar.nextMonthStart(ends - 1)) : ends }
}

/** A cycle up to the first fixed date, or anniversary, that is one of those wanted. */
function anchored(
  validity: PlannedValidity,
  start: number,
  registered: number,
  wanted: (date: number) => boolean,
): Cycle {
  const { anchor, calendar } = validity
  const [origin, step, first] =
    anchor === 'fixed' ? [validity.start, validity.months, 0] : [registered, 12, 1]
  const day = calendar.startOfDay(origin)
  const near = Math.floor(calendar.monthsBetween(day, start) / step) - 1
  for (let count = Math.max(first, near); ; count += 1) {
    const date = daysLater(calendar, day, count * step)
    if (!wanted(date)) continue
    const ends = boundary(validity, date)
    return { start, ends, check: ends }
  }
}

/** Where a period ends that is counted to a date: at its midnight, or with its month. */
function boundary({ calendar, monthEnd }: PlannedValidity, date: number): number {
  return monthEnd ? calendar.nextMonthStart(date) : date
}

/** The start of the day so many months later. */
function daysLater(calendar: Calendar, day: number, months: number): number {
  return calendar.startOfDay(calendar.addMonths(day, months))
}
