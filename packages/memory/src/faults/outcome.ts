import { type ErrorCode, isRungsError, RungsError } from '@rungs/model'
import type { ProviderFault } from './fault-list.js'

/** What an attempt came to that met a fault. */
export interface Failed {
  error: RungsError
  /** Whether it may have been carried out all the same, as far as a caller can know. */
  leavesOpen: boolean
  /** Whether a repetition may end otherwise. */
  passing: boolean
  /** Whether the server says that it has not begun, so that a repetition is safe. */
  didNothing: boolean
  retryAfterMs?: number
}

/** What there is to know of a call beside its fault. */
export interface Context {
  provider: string
  operation: string
  /** Whether the operation changes nothing. */
  safe: boolean
}

const passingStatuses = new Set([408, 425, 429, 500, 502, 503, 504])

const codes: { readonly [status: number]: ErrorCode } = {
  400: 'invalid_input',
  401: 'authentication',
  403: 'permission',
  404: 'not_found',
  408: 'unavailable',
  409: 'conflict',
  410: 'not_found',
  412: 'conflict',
  425: 'unavailable',
  429: 'rate_limited',
}

/** A complete reply that refuses. */
export function refused({ status = 500, headers = {} }: ProviderFault, where: Context): Failed {
  const seconds = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1]
  const after = seconds !== undefined && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : undefined
  const code = codes[status] ?? (status >= 500 ? 'unavailable' : 'rejected')
  const didNothing = status === 425 || status === 429 || (status === 503 && after !== undefined)
  const passes = code === 'unavailable' || code === 'rate_limited'
  const failed: Failed = {
    error: new RungsError({
      ...{ code, status, provider: where.provider, operation: where.operation },
      message: `${where.provider} answered ${status} to ${where.operation}: a fault that was put in.`,
      retryable: passes && (where.safe || didNothing),
      retryAfterMs: after,
    }),
    leavesOpen: status === 502 || status === 504,
    passing: passingStatuses.has(status),
    didNothing,
  }
  return after === undefined ? failed : { ...failed, retryAfterMs: after }
}

/** No reply: the caller cannot know whether the request was carried out. */
export function broken({ provider, operation, safe }: Context): Failed {
  const message = `The connection to ${provider} broke before the reply to ${operation} was complete: a fault that was put in.`
  const error = new RungsError({ code: 'network', message, provider, operation, retryable: safe })
  return { error, leavesOpen: true, passing: true, didNothing: false }
}

/** What the caller gets of the last failure. `lost`: some attempt may have been carried out. */
export function finalError({ error }: Failed, lost: boolean, context: Context): RungsError {
  const vague = ['rate_limited', 'unavailable', 'network'].includes(error.code)
  return lost && vague ? interrupted(error, context) : error
}

/** What the caller gets when an attempt ends, by whatever, before it is known whether it was carried out. */
export function interrupted(cause: unknown, { provider, operation, safe }: Context): RungsError {
  if (!isRungsError(cause))
    return new RungsError({ code: 'aborted', message: `${operation} was aborted.`, cause })
  if (safe || cause.code === 'outcome_unknown') return cause
  const { status, retryAfterMs } = cause
  return new RungsError({
    ...{ provider, operation, status, retryAfterMs, cause },
    code: 'outcome_unknown',
    message: `${cause.message} It may or may not have been carried out. Read the state before you repeat it.`,
  })
}
