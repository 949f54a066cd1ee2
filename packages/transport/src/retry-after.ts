import type { ReplyHeaders } from './types.js'

const seconds = /^\d+(\.\d+)?$/
/** The asctime form of an HTTP date carries no zone; it means GMT (RFC 9110, section 5.6.7). */
const asctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/

/**
 * How long a reply asks to wait, in milliseconds from now, by its `Retry-After` (RFC 9110, section 10.2.3:
 * seconds or an HTTP date). A date counts from the reply's own `Date`, so that two clocks need not agree.
 */
export function retryAfterMs(headers: ReplyHeaders, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (value === undefined || value === '') return undefined
  if (seconds.test(value)) return Math.min(Math.ceil(Number(value) * 1000), Number.MAX_SAFE_INTEGER)
  const until = httpDate(value)
  if (until === undefined) return undefined
  return Math.max(0, until - (httpDate(headers.get('date')?.trim() ?? '') ?? now))
}

function httpDate(text: string): number | undefined {
  // Without letters, Date.parse would take all sorts of numbers for a date.
  if (!/^[A-Z][a-z]+,? /.test(text)) return undefined
  const value = Date.parse(asctime.test(text) ? `${text} GMT` : text)
  return Number.isNaN(value) ? undefined : value
}
