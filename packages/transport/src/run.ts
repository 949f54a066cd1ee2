import type { ProviderCall, RungsError } from '@rungs/model'
import { BadBody, drop, parseBody, readText } from './body.js'
import { breakdownOf } from './failure.js'
import { excerptOf, noteRaw, noteRequestId } from './note.js'
import { type Failure, Outcomes } from './outcome.js'
import { type Prepared, prepare } from './prepare.js'
import { judgeRedirect } from './redirect.js'
import { decideRetry } from './retry.js'
import { retryAfterMs } from './retry-after.js'
import type { Shared } from './shared.js'
import type { Explanation, Method, Reply, Send, SendReply, SendRequest, WireRequest } from './types.js'

/** One logical request on its way: its attempts, and what is known about it when it is cut short. */
export class Run {
  private readonly outcomes: Outcomes
  private attempts = 0
  /** Whether an attempt was sent whose outcome nobody will tell. */
  private lost = false
  /** Whether an attempt that may change something is on its way now. */
  private open = false
  private stopped = false
  private giveUp: (() => void) | undefined

  constructor(
    private readonly shared: Shared,
    private readonly send: Send,
    private readonly request: WireRequest,
    private readonly call: ProviderCall,
  ) {
    this.outcomes = new Outcomes(shared, request, call)
  }

  /** Ends the request early; returns the error that tells what became of it. */
  stop(): Error {
    this.stopped = true
    this.giveUp?.()
    return this.outcomes.aborted(this.undecided)
  }

  /** The reply, or an error that is always a clean RungsError. */
  async carryOut(): Promise<Reply> {
    let result: Reply | RungsError
    try {
      result = await this.loop(prepare(this.request, this.outcomes.idempotency, this.call, this.shared))
    } catch (error) {
      throw this.outcomes.unforeseen(error, this.undecided)
    }
    if (result instanceof Error) throw result
    return result
  }

  private get undecided(): boolean {
    return !this.outcomes.safe && (this.open || this.lost)
  }

  private async loop(prepared: Prepared): Promise<Reply | RungsError> {
    const { call, outcomes } = this
    for (let attempt = 1; ; attempt++) {
      const result = await this.attempt(prepared)
      if (!('kind' in result)) return result
      this.open = false
      this.lost ||= result.leavesOpen
      const decision = decideRetry({
        kind: result.kind,
        status: result.status,
        safe: outcomes.safe,
        repeatable: outcomes.repeatable,
        attempt,
        retries: call.retries,
        now: call.clock.now(),
        deadline: call.deadline,
        retryAfterMs: result.retryAfterMs,
        retryable: result.retryable,
        random: Math.random(),
      })
      if (!decision.retry) return outcomes.final(result, this.lost)
      this.goOn()
      await call.clock.sleep(decision.delayMs, call.signal)
      this.goOn()
    }
  }

  private async attempt(prepared: Prepared): Promise<Reply | Failure> {
    let { url } = prepared
    for (let followed = 0; ; followed++) {
      const given = await this.exchange(url, prepared)
      if ('kind' in given) return given
      const { status } = given
      if (status >= 200 && (status < 300 || status >= 400)) return this.read(given)
      drop(given.body)
      const verdict = judgeRedirect(given, url, this.shared.base, this.outcomes.safe, followed)
      if ('problem' in verdict) {
        // 303 is the one redirect that says that the request was carried out (RFC 9110, section 15.4.4), and 0 is what
        // a browser makes of each.
        return this.outcomes.unexpected(
          'status',
          verdict.problem,
          this.replyOf(given, undefined),
          status === 303 || status === 0,
        )
      }
      url = verdict.to
    }
  }

  /** Sends once; the reply's body is still to be read. */
  private async exchange(url: string, prepared: Prepared): Promise<SendReply | Failure> {
    const { call, shared, request } = this
    const given = shared.credentials()
    const headers = shared.join(prepared.headers, given instanceof Promise ? await given : given)
    this.goOn()
    const sentBefore = call.exchange.sent
    call.exchange.attempts++
    this.attempts++
    if (!this.outcomes.safe) {
      call.exchange.sent = true
      this.open = true
    }
    let reply: SendReply
    try {
      reply = await this.send(new Outgoing(url, request.method, headers, prepared.body, call))
    } catch (error) {
      const { kind, text } = breakdownOf(error)
      if (kind !== 'lost') call.exchange.sent = sentBefore
      return this.outcomes.broken(kind, text, error)
    }
    if (this.stopped) drop(reply.body)
    this.goOn()
    return reply
  }

  private async read(given: SendReply): Promise<Reply | Failure> {
    const { status } = given
    const ok = status < 300
    // A 4xx says that nothing was done, whatever becomes of its body.
    if (!ok && status < 500 && status !== 408) this.open = false
    let text: string | BadBody
    try {
      text = await readText(given, this.shared.maxBodyBytes, (giveUp) => {
        this.giveUp = giveUp
      })
    } catch (error) {
      if (ok) return this.outcomes.broken('lost', breakdownOf(error).text, error)
      text = ''
    }
    this.goOn()
    this.giveUp = undefined
    this.open = false
    if (ok) return this.succeeded(given, text)
    return this.failed(given, text)
  }

  private succeeded(given: SendReply, text: string | BadBody): Reply | Failure {
    const { expect = 'json' } = this.request
    const body = text instanceof BadBody ? text : parseBody(text, expect)
    if (body instanceof BadBody) {
      const excerpt = excerptOf(body, this.shared)
      noteRaw(excerpt, '', this.shared, this.call.exchange)
      return this.outcomes.unexpected(body.kind, body.problem, this.replyOf(given, excerpt))
    }
    noteRaw(body, text as string, this.shared, this.call.exchange)
    return this.replyOf(given, expect === 'empty' ? undefined : body)
  }

  private failed(given: SendReply, text: string | BadBody): Reply | Failure {
    const { shared, call } = this
    const body = text instanceof BadBody ? text : parseBody(text, 'either')
    const shown = body instanceof BadBody ? excerptOf(body, shared) : body
    noteRaw(shown, body instanceof BadBody ? '' : (text as string), shared, call.exchange)
    const reply = this.replyOf(given, body instanceof BadBody ? undefined : body)
    if (this.request.accept?.(reply)) return reply
    const explained = this.explain(reply)
    if (explained.requestId !== undefined) call.exchange.requestId = shared.redactor.text(explained.requestId)
    const waitMs = retryAfterMs(given.headers, call.clock.now())
    return this.outcomes.refused({ ...reply, body: shown }, explained, waitMs)
  }

  private explain(reply: Reply): Explanation {
    try {
      return this.shared.explain(reply)
    } catch (cause) {
      // The status still tells what happened; how the adapter failed to read the rest goes along.
      return { cause }
    }
  }

  private replyOf(given: SendReply, body: Reply['body']): Reply {
    const { status, headers } = given
    const requestId = noteRequestId(headers, this.shared, this.call.exchange)
    const reply: Reply = { status, headers, body, afterLoss: this.lost, attempts: this.attempts }
    if (requestId !== undefined) reply.requestId = requestId
    return reply
  }

  /** Nothing more is sent, noted or told after the call has been answered. */
  private goOn(): void {
    if (this.stopped) throw this.call.signal.reason
  }
}

/** What is sent once. Its signal is made when it is read, for it costs as much as reading a small reply. */
class Outgoing implements SendRequest {
  readonly #call: ProviderCall

  constructor(
    readonly url: string,
    readonly method: Method,
    readonly headers: Record<string, string>,
    readonly body: string | undefined,
    call: ProviderCall,
  ) {
    this.#call = call
  }

  get signal(): AbortSignal {
    return this.#call.signal
  }
}
