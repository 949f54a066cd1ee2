/** An instant as RFC 3339 text, written by us in UTC with a `Z`, for example `2026-03-01T09:30:00Z`. */
export type Instant = string

/** An ISO 8601 duration, for example `P90D`, `P1M` or `PT2160H`. */
export type Duration = string

/** Where the time comes from. Every client and backend takes one, so that tests can set it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** Settles after `ms` milliseconds; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const stop = (): void => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }, ms)
      signal?.addEventListener('abort', stop, { once: true })
    }),
}

const rfc3339 = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/**
 * Milliseconds since 1970 of RFC 3339 text, or `undefined` when it is none: a day or hour that is not, a leap
 * second, no offset, or an instant that in UTC is outside the years 0000 to 9999. Digits below the
 * millisecond are cut off.
 */
export function parseInstant(text: string): number | undefined {
  const upper = text.length > 40 ? '' : text.toUpperCase()
  if (!rfc3339.test(upper)) return undefined
  const date = upper.slice(0, 10)
  const midnight = Date.parse(`${date}T00:00:00Z`)
  // Some engines read 30 February as 2 March.
  if (Number.isNaN(midnight) || !formatInstant(midnight).startsWith(date)) return undefined
  const instant = Date.parse(upper)
  return /^\d{4}-/.test(formatInstant(instant)) ? instant : undefined
}

/**
 * RFC 3339 text in UTC of milliseconds since 1970, without a fraction when it is zero.
 * @throws RangeError when `ms` is no finite number, or more than 8.64e15 away from 0.
 */
export function formatInstant(ms: number): Instant {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}
