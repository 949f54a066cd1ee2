/**
 * How an attempt failed:
 * - `status`: with a complete reply that is not 2xx.
 * - `unsent`: it certainly never left: no address, no route, refused.
 * - `untrusted`: it never left, because the server's certificate is not to be trusted.
 * - `lost`: it was sent, but no reply came, or not all of it.
 * - `unreadable`: the reply is 2xx but not what was asked for: a gateway's page, broken JSON, nothing.
 * - `oversized`: the reply is 2xx and longer than the cap.
 */
export type FailureKind = 'status' | 'unsent' | 'untrusted' | 'lost' | 'unreadable' | 'oversized'

/** All that the decision depends on. */
export interface RetryInput {
  /** What went wrong. */
  readonly kind: FailureKind
  /** The status of the reply, with `status`. */
  readonly status?: number | undefined
  /** Whether the request changes nothing. */
  readonly safe: boolean
  /** Whether carrying the request out twice is the same as once; true for a safe one. */
  readonly repeatable: boolean
  /** Attempts so far, at least 1. */
  readonly attempt: number
  /** How many times a failed attempt may be repeated. */
  readonly retries: number
  /** Milliseconds since 1970. */
  readonly now: number
  /** When the call must have settled, in milliseconds since 1970. */
  readonly deadline: number
  /** How long the server asked to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined
  /** What the adapter knows about this failure. */
  readonly retryable?: boolean | undefined
  /** From 0 up to, but not including, 1. */
  readonly random: number
}

/**
 * Whether to repeat, and after how many milliseconds; if not, why:
 * `spent` no retry is left; `final` a repetition would fail the same way; `unsafe` it could be carried out
 * twice; `deadline` the wait would last past the deadline.
 */
export type RetryDecision =
  | { readonly retry: true; readonly delayMs: number }
  | { readonly retry: false; readonly reason: 'spent' | 'final' | 'unsafe' | 'deadline' }

const baseMs = 200
const capMs = 5000

/** Statuses that a repetition may change: the server was too slow, too busy, or not there. */
const passing = new Set([408, 425, 429, 500, 502, 503, 504])

/** Decides whether a failed attempt is repeated. Pure: the same input gives the same answer. */
export function decideRetry(input: RetryInput): RetryDecision {
  const verdict = verdictOn(input)
  if (verdict !== undefined) return { retry: false, reason: verdict }
  if (input.attempt > input.retries) return { retry: false, reason: 'spent' }
  const jittered = input.random * Math.min(capMs, baseMs * 2 ** (input.attempt - 1))
  // `||`, because an adapter may have computed NaN from what a vendor sent.
  const delayMs = Math.round(Math.max(input.retryAfterMs || 0, jittered))
  if (input.now + delayMs >= input.deadline) return { retry: false, reason: 'deadline' }
  return { retry: true, delayMs }
}

function verdictOn(input: RetryInput): 'final' | 'unsafe' | undefined {
  if (input.retryable === false) return 'final'
  switch (input.kind) {
    case 'unsent':
      return undefined
    case 'untrusted':
    case 'oversized':
      return 'final'
    case 'lost':
      return input.repeatable ? undefined : 'unsafe'
    case 'unreadable':
      // Of a read nothing is to be learned that the first reply did not say. Of a write the truth is.
      return input.safe ? 'final' : input.repeatable ? undefined : 'unsafe'
    case 'status':
      if (input.retryable !== true && !passing.has(input.status ?? 0)) return 'final'
      return input.repeatable || didNothing(input) ? undefined : 'unsafe'
  }
}

/**
 * Statuses by which a server says that it has not begun: 425 and 429 refuse before any work, and so does a 503
 * that names a time to come back. A 408, a 500, a 503 without a time, a 502 and a 504 may come after the work.
 */
export function didNothing({ status, retryAfterMs }: Pick<RetryInput, 'status' | 'retryAfterMs'>): boolean {
  return status === 425 || status === 429 || (status === 503 && retryAfterMs !== undefined)
}
