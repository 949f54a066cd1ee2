import {
  type ErrorCode,
  isRungsError,
  type ProviderCall,
  type RungsError,
  type RungsErrorInit,
} from '@rungs/model'
import { cleanRungsError, messageOf, property } from './clean-error.js'
import type { Prepared } from './prepare.js'
import type { Redactor } from './redact.js'
import type { FailureKind } from './retry.js'
import { codeOfStatus, isGatewayLoss } from './status.js'
import type { Reply } from './types.js'

/** An attempt that did not succeed. */
export interface Failure {
  readonly kind: FailureKind
  readonly status?: number
  /** Whether the request may have been carried out all the same. */
  readonly leavesOpen: boolean
  readonly retryAfterMs?: number | undefined
  readonly retryable?: boolean | undefined
  readonly error: RungsError
}

/** Answers that say nothing about an earlier attempt whose reply was lost. */
const vague = new Set<ErrorCode>(['rate_limited', 'unavailable', 'unexpected_response', 'network', 'timeout'])

/** Makes the errors of one logical request. */
export class Outcomes {
  constructor(
    private readonly provider: string,
    private readonly call: ProviderCall,
    private readonly prepared: Prepared,
    private readonly redactor: Redactor,
  ) {}

  /** No complete reply came. */
  broken(kind: 'unsent' | 'untrusted' | 'lost', text: string, cause: unknown): Failure {
    const what = kind === 'lost' ? 'the connection broke before the reply was complete' : 'no connection'
    const message = `${this.subject}: ${what} (${text})${this.attempts}.`
    const retryable = kind === 'unsent' || (kind === 'lost' && this.prepared.repeatable)
    const error = this.error({ code: 'network', message, retryable, cause })
    return { kind, leavesOpen: kind === 'lost', error }
  }

  /** A complete reply that is not 2xx. */
  refused(reply: Reply, explained: Partial<RungsErrorInit>, waitMs: number | undefined): Failure {
    const { status } = reply
    const code = explained.code ?? codeOfStatus(status)
    const retryAfterMs = explained.retryAfterMs ?? waitMs
    const error = this.error({
      body: reply.body,
      requestId: reply.requestId,
      ...defined(explained),
      code,
      message: explained.message ?? `${this.provider} answered ${status} to ${this.title}${this.attempts}.`,
      retryable: explained.retryable ?? (code === 'rate_limited' || code === 'unavailable'),
      status,
      retryAfterMs,
    })
    const gateway = explained.code === undefined && isGatewayLoss(status)
    const { retryable } = explained
    return { kind: 'status', status, leavesOpen: gateway, retryAfterMs, retryable, error }
  }

  /** A reply that the provider's API does not promise. */
  unexpected(
    kind: 'unreadable' | 'oversized' | 'status',
    problem: string,
    reply: Reply,
    leavesOpen = true,
  ): Failure {
    const { status, requestId, body } = reply
    const message = `${this.provider} answered ${status} to ${this.title}, but ${problem}${this.attempts}.`
    const error = this.error({ code: 'unexpected_response', message, status, requestId, body })
    return { kind, status, leavesOpen, error }
  }

  /** What the caller gets of the last failure. `lost`: some attempt may have been carried out. */
  final(failure: Failure, lost: boolean): RungsError {
    const { error } = failure
    if (this.prepared.safe || !lost) return error
    if (!failure.leavesOpen && !vague.has(error.code)) return error
    return this.unknown(error, error.message)
  }

  /** What the caller gets when the signal aborts. `open`: some attempt may have been carried out. */
  aborted(reason: unknown, open: boolean): RungsError {
    const given = isRungsError(reason) ? reason : this.abortion(reason)
    return open ? this.unknown(given, given.message) : given
  }

  /** Something that nobody foresaw, or an error of `auth` or of the adapter. */
  unforeseen(error: unknown): RungsError {
    if (isRungsError(error)) {
      const where = {
        provider: error.provider ?? this.provider,
        operation: error.operation ?? this.call.operation,
      }
      return cleanRungsError(
        { ...error, message: error.message, cause: error.cause, ...where },
        error.stack,
        this.redactor,
      )
    }
    const message = `${this.subject} failed in a way that nobody foresaw: ${messageOf(error)}`
    return this.error({ code: 'unexpected_response', message, cause: error })
  }

  error(init: RungsErrorInit): RungsError {
    const where = { provider: this.provider, operation: this.call.operation }
    return cleanRungsError({ ...init, ...where }, undefined, this.redactor)
  }

  private unknown(cause: RungsError, what: string): RungsError {
    const { request, repeatable } = this.prepared
    const how = request.howToFindOut ?? 'Read the state before you repeat it.'
    return this.error({
      code: 'outcome_unknown',
      message: `${what} ${this.title} had been sent: it may or may not have been carried out. ${how}`,
      status: cause.status,
      requestId: cause.requestId ?? this.call.exchange.requestId,
      vendorCode: cause.vendorCode,
      retryAfterMs: cause.retryAfterMs,
      // With a key, only the same key makes the same call harmless; without, nothing does.
      retryable: repeatable && typeof request.idempotency !== 'object',
      body: cause.body,
      cause,
    })
  }

  private abortion(reason: unknown): RungsError {
    const timeout = property(reason, 'name') === 'TimeoutError'
    const message = `${this.subject}: ${timeout ? 'the time was over' : 'aborted'}.`
    return this.error({ code: timeout ? 'timeout' : 'aborted', message, retryable: timeout, cause: reason })
  }

  private get title(): string {
    return `${this.prepared.request.method} ${this.prepared.request.path}`
  }

  private get subject(): string {
    return `${this.title} to ${this.provider}`
  }

  private get attempts(): string {
    const { attempts } = this.call.exchange
    return attempts > 1 ? `, after ${attempts} requests` : ''
  }
}

/** Without the entries that are `undefined`, which would hide what the transport knows. */
function defined(init: Partial<RungsErrorInit>): Partial<RungsErrorInit> {
  return Object.fromEntries(Object.entries(init).filter(([, value]) => value !== undefined))
}
