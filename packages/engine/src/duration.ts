import type { Duration } from '@rungs/model'
import type { Calendar } from './calendar.js'

/** A span of time: calendar months, then exact milliseconds. */
export interface Span {
  months: number
  ms: number
}

const pattern =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

/** What one of each part comes to; years and months are calendar steps. */
const parts: readonly Span[] = [
  { months: 12, ms: 0 },
  { months: 1, ms: 0 },
  { months: 0, ms: 604_800_000 },
  { months: 0, ms: 86_400_000 },
  { months: 0, ms: 3_600_000 },
  { months: 0, ms: 60_000 },
  { months: 0, ms: 1000 },
]

/** The span of an ISO 8601 duration; `undefined` for what is none, or comes to nothing, or to over 8,000 years. */
export function parseDuration(text: Duration): Span | undefined {
  const counts = pattern.exec(text)?.slice(1)
  if (counts === undefined) return undefined
  const span: Span = { months: 0, ms: 0 }
  parts.forEach(({ months, ms }, index) => {
    const count = Number(counts[index] ?? 0)
    span.months += count * months
    span.ms += count * ms
  })
  const years = span.months / 12 + span.ms / 31_557_600_000
  return years > 0 && years <= 8000 ? span : undefined
}

/** The instant a span after another: months first, clamped to the month's end, then the exact rest. */
export function addSpan(calendar: Calendar, ms: number, span: Span): number {
  return calendar.addMonths(ms, span.months) + span.ms
}
