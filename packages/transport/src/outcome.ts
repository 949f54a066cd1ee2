import {
  type ErrorCode,
  isRungsError,
  type ProviderCall,
  type RungsError,
  type RungsErrorInit,
} from '@rungs/model'
import { abortionOf } from './abortion.js'
import { messageOf } from './any-error.js'
import { ErrorCleaner } from './clean-error.js'
import { idempotencyOf } from './prepare.js'
import { didNothing, type FailureKind } from './retry.js'
import type { Shared } from './shared.js'
import { codeOfStatus, isGatewayLoss } from './status.js'
import type { Explanation, Idempotency, Reply, WireRequest } from './types.js'

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

/** What a code says to people, and what they can do, where the vendor says nothing. */
const meanings: { readonly [code in ErrorCode]?: string } = {
  authentication: 'the credentials are missing, wrong or expired',
  permission: 'the credentials may not do this',
  not_found: 'there is nothing there; check the id, and baseUrl',
  conflict: 'what is there forbids it; read it again',
  rate_limited: 'too many requests; wait before the next',
  unavailable: 'it is down or overloaded; try again later',
}

/** Answers that say nothing about an earlier attempt whose reply was lost. */
const vague = new Set<ErrorCode>(['rate_limited', 'unavailable', 'unexpected_response', 'network', 'timeout'])

/** Makes the errors of one logical request. */
export class Outcomes {
  readonly idempotency: Idempotency
  /** Whether the request changes nothing. */
  readonly safe: boolean
  /** Whether carrying it out twice is the same as once. */
  readonly repeatable: boolean
  /** Whether that holds for a later call, too: a key is a new one then, unless the caller keeps it. */
  private readonly harmless: boolean
  private ownCleaner: ErrorCleaner | undefined

  constructor(
    private readonly shared: Shared,
    private readonly request: WireRequest,
    private readonly call: ProviderCall,
  ) {
    const idempotency = idempotencyOf(request)
    this.idempotency = idempotency
    this.safe = idempotency === 'safe'
    this.repeatable = idempotency !== 'none'
    this.harmless = this.safe || idempotency === 'idempotent'
  }

  /** No complete reply came. */
  broken(kind: 'unsent' | 'untrusted' | 'lost', text: string, cause: unknown): Failure {
    const lost = kind === 'lost'
    const what = lost ? 'the connection broke before the reply was complete' : 'no connection'
    const advice = lost ? '' : ' Check baseUrl and the network.'
    const message = `${this.subject}: ${what} (${text})${this.attempts}.${advice}`
    const retryable = kind === 'unsent' || (kind === 'lost' && this.harmless)
    const error = this.error({ code: 'network', message, retryable, cause })
    return { kind, leavesOpen: kind === 'lost', error }
  }

  /** A complete reply that is not 2xx. */
  refused(reply: Reply, explained: Explanation, waitMs: number | undefined): Failure {
    const { status } = reply
    const code = explained.code ?? codeOfStatus(status)
    const retryAfterMs = explained.retryAfterMs ?? waitMs
    const passes = code === 'rate_limited' || code === 'unavailable'
    const error = this.error({
      body: reply.body,
      requestId: reply.requestId,
      ...defined(explained),
      code,
      message: explained.message ?? this.answered(status, meanings[code]),
      retryable: explained.retryable ?? (passes && (this.harmless || didNothing({ status, retryAfterMs }))),
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
    const message = `${this.shared.provider} answered ${status} to ${this.title}, but ${problem}${this.attempts}.`
    const error = this.error({ code: 'unexpected_response', message, status, requestId, body })
    return { kind, status, leavesOpen, error }
  }

  /** What the caller gets of the last failure. `lost`: some attempt may have been carried out. */
  final(failure: Failure, lost: boolean): RungsError {
    const { error } = failure
    if (this.safe || !lost) return error
    if (!failure.leavesOpen && !vague.has(error.code)) return error
    return this.unknown(error, error.message)
  }

  /** What the caller gets when the signal aborts. `undecided`: some attempt may have been carried out. */
  aborted(undecided: boolean): RungsError {
    const reason = this.cleaner.trust(abortionOf(this.call, this.shared.provider))
    return undecided ? this.unknown(reason, reason.message) : reason
  }

  /** An error of `auth`, of the adapter, or one that nobody foresaw. */
  unforeseen(error: unknown, undecided: boolean): RungsError {
    const clean = isRungsError(error)
      ? this.cleaner.remake(error, this.where)
      : this.error({
          code: 'unexpected_response',
          message: `${this.subject} failed in a way that nobody foresaw: ${messageOf(error)}.`,
          cause: error,
        })
    return undecided && clean.code !== 'outcome_unknown' ? this.unknown(clean, clean.message) : clean
  }

  private answered(status: number, meaning: string | undefined): string {
    const { provider } = this.shared
    return `${provider} answered ${status} to ${this.title}${this.attempts}${meaning === undefined ? '' : `: ${meaning}`}.`
  }

  private error(init: RungsErrorInit): RungsError {
    return this.cleaner.make({ ...init, ...this.where })
  }

  private unknown(cause: RungsError, what: string): RungsError {
    const how = this.request.howToFindOut ?? 'Read the state before you repeat it.'
    const { status, vendorCode, retryAfterMs, body } = cause
    return this.error({
      ...{ status, vendorCode, retryAfterMs, body, cause },
      code: 'outcome_unknown',
      message: `${what} ${this.title} had been sent: it may or may not have been carried out. ${how}`,
      requestId: cause.requestId ?? this.call.exchange.requestId,
      retryable: this.harmless,
    })
  }

  private get cleaner(): ErrorCleaner {
    this.ownCleaner ??= new ErrorCleaner(this.shared.redactor)
    return this.ownCleaner
  }

  private get where(): { provider: string; operation: string } {
    return { provider: this.shared.provider, operation: this.call.operation }
  }

  private get title(): string {
    return `${this.request.method} ${this.request.path}`
  }

  private get subject(): string {
    return `${this.title} to ${this.shared.provider}`
  }

  private get attempts(): string {
    const { attempts } = this.call.exchange
    return attempts > 1 ? `, after ${attempts} requests` : ''
  }
}

/** Without the entries that are `undefined`, which would hide what the transport knows. */
function defined(init: Explanation): Partial<RungsErrorInit> {
  return Object.fromEntries(Object.entries(init).filter(([, value]) => value !== undefined))
}
