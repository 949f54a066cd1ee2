import {
  type Accounting,
  type Clock,
  type Exchange,
  type JsonObject,
  type Loss,
  type Operation,
  type ProviderCall,
  RungsError,
  randomUuid,
} from '@rungs/model'
import type { Expiring } from './deadlines.js'
import type { Where } from './failure.js'
import { type Rename, renameIssues } from './given.js'

/** How one call is to be carried out, all defaults filled in. */
export interface Manners {
  timeoutMs: number
  retries: number
  onLoss: 'reject' | 'report' | 'preview'
  clock: Clock
  signal: AbortSignal | undefined
  idempotencyKey: string | undefined
  vendor: JsonObject | undefined
}

/** What ends a call that only wanted to know what would become of its input. */
export class Previewed extends Error {
  constructor(readonly accounting: Accounting) {
    super('This call is a preview.')
  }
}

/** How long an adapter has to say what became of a call whose time is over. */
const lastWordsMs = 20

/** One running call: what the provider sees of it, and the watch over its deadline and the caller's signal. */
export class RunningCall implements ProviderCall, Expiring {
  readonly exchange: Exchange = { attempts: 0, sent: false }
  readonly expiresAt: number
  readonly deadline: number
  accounting: Accounting | undefined
  /** Why it is over, as soon as it is. */
  ended: RungsError | undefined
  /** Translates the paths of the full form back to what the user wrote. */
  rename: Rename | undefined
  private controller: AbortController | undefined
  private key: string | undefined
  private giveUp: ((error: RungsError) => void) | undefined
  private stops: (() => void)[] = []

  constructor(
    private readonly where: Where,
    private readonly manners: Manners,
  ) {
    this.expiresAt = performance.now() + manners.timeoutMs
    this.deadline = manners.clock.now() + manners.timeoutMs
    this.key = manners.idempotencyKey
  }

  get operation(): Operation {
    return this.where.operation
  }

  get retries(): number {
    return this.manners.retries
  }

  get clock(): Clock {
    return this.manners.clock
  }

  get vendor(): JsonObject | undefined {
    return this.manners.vendor
  }

  get signal(): AbortSignal {
    this.controller ??= new AbortController()
    if (this.ended !== undefined) this.controller.abort(this.ended)
    return this.controller.signal
  }

  onAbort(stop: () => void): () => void {
    if (this.ended !== undefined) stop()
    this.stops.push(stop)
    return () => {
      this.stops = this.stops.filter((other) => other !== stop)
    }
  }

  get idempotencyKey(): string {
    this.key ??= randomUuid()
    return this.key
  }

  settle(accounting: Accounting, missing?: Loss): void {
    this.accounting = this.accounting === undefined ? accounting : merge(this.accounting, accounting)
    const { onLoss } = this.manners
    const rejected = onLoss === 'reject' ? accounting.losses : []
    const losses = rejected.filter(({ path }) => path !== missing?.path)
    const goOn = "or go on without them with onLoss: 'report'."
    if (missing !== undefined) {
      const others = losses.length === 0 ? '' : ` Leave the others out, ${goOn}`
      const advice = `Nothing was sent; ${missing.path} cannot be left out.${others}`
      throw this.refusal([...losses, missing], advice)
    }
    if (onLoss === 'preview') throw new Previewed(this.accounting)
    if (losses.length > 0) throw this.refusal(losses, `Nothing was sent; leave these out, ${goOn}`)
  }

  private refusal(losses: readonly Loss[], advice: string): RungsError {
    const found = losses.map(({ path, reason }) => ({ path, message: reason }))
    const issues = this.rename === undefined ? found : renameIssues(found, this.rename)
    const paths = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ')
    return new RungsError({ ...this.where, code: 'unsupported', message: `${paths}. ${advice}`, issues })
  }

  /** The outcome of `work`, or an error by the deadline or at the caller's abort, whatever `work` does. */
  race<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.giveUp = reject
      work.then(resolve, reject)
      if (this.ended !== undefined) this.end(this.ended)
    })
  }

  expire(): void {
    this.end(
      new RungsError({
        ...this.where,
        code: 'timeout',
        message: `${this.where.operation} had not settled after ${this.manners.timeoutMs} ms, its timeoutMs.`,
        retryable: true,
      }),
    )
  }

  abort(reason: unknown): void {
    const message = `${this.where.operation} was aborted by the caller.`
    this.end(new RungsError({ ...this.where, code: 'aborted', message, cause: reason }))
  }

  private end(reason: RungsError): void {
    this.ended = reason
    const last = this.giveUp
    // The adapter, told by the signal, may know better what became of a write; but it does not have the last word.
    if (last !== undefined)
      setTimeout(() => last(this.exchange.sent ? this.unknown(reason) : reason), lastWordsMs)
    this.controller?.abort(reason)
    for (const stop of this.stops) {
      try {
        stop()
      } catch {
        // The call settles all the same, and the other ones are still to be told.
      }
    }
  }

  private unknown(cause: RungsError): RungsError {
    return new RungsError({
      ...this.where,
      code: 'outcome_unknown',
      message: `${cause.message} The request had been sent: it may or may not have happened. Read the state before you repeat it.`,
      requestId: this.exchange.requestId,
      cause,
    })
  }
}

function merge(a: Accounting, b: Accounting): Accounting {
  return {
    mapped: [...a.mapped, ...b.mapped],
    emulated: [...a.emulated, ...b.emulated],
    vendor: [...a.vendor, ...b.vendor],
    losses: [...a.losses, ...b.losses],
  }
}
