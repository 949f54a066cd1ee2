import type { ProviderCall, RungsErrorInit } from '@rungs/model'
import { BadBody, drop, parseBody, readText } from './body.js'
import { breakdownOf } from './failure.js'
import { type Failure, Outcomes } from './outcome.js'
import type { Prepared } from './prepare.js'
import { decideRetry } from './retry.js'
import { retryAfterMs } from './retry-after.js'
import type { Shared } from './shared.js'
import type { Method, Reply, SendReply } from './types.js'

const maxRedirects = 3

/** One logical request on its way: its attempts, and what is known about it when it is cut short. */
export class Run {
  private readonly outcomes: Outcomes
  private attempts = 0
  /** Whether an attempt was sent whose outcome will never be told. */
  private lost = false
  /** Whether an attempt is on its way now. */
  private open = false
  private stopped = false
  private giveUp: (() => void) | undefined

  constructor(
    private readonly shared: Shared,
    private readonly prepared: Prepared,
    private readonly call: ProviderCall,
  ) {
    this.outcomes = new Outcomes(shared.provider, call, prepared, shared.redactor)
  }

  /** Ends the request early; returns the error that tells what became of it. */
  stop(reason: unknown): Error {
    this.stopped = true
    this.giveUp?.()
    return this.outcomes.aborted(reason, !this.prepared.safe && (this.open || this.lost))
  }

  /** Every failure that is not foreseen comes out clean, too. */
  async carryOut(): Promise<Reply> {
    try {
      return await this.loop()
    } catch (error) {
      throw this.outcomes.unforeseen(error)
    }
  }

  private async loop(): Promise<Reply> {
    const { call, prepared } = this
    for (let attempt = 1; ; attempt++) {
      const result = await this.attempt()
      if (!('kind' in result)) return result
      this.lost ||= result.leavesOpen
      const decision = decideRetry({
        kind: result.kind,
        status: result.status,
        safe: prepared.safe,
        repeatable: prepared.repeatable,
        attempt,
        retries: call.retries,
        now: call.clock.now(),
        deadline: call.deadline,
        retryAfterMs: result.retryAfterMs,
        retryable: result.retryable,
        random: Math.random(),
      })
      if (!decision.retry || this.stopped) throw this.outcomes.final(result, this.lost)
      await call.clock.sleep(decision.delayMs, call.signal)
      if (this.stopped) throw result.error
    }
  }

  private async attempt(): Promise<Reply | Failure> {
    const { method, safe } = { method: this.prepared.request.method, safe: this.prepared.safe }
    let url = this.prepared.url
    for (let redirects = 0; ; redirects++) {
      const given = await this.exchange(url)
      if ('kind' in given) return given
      const { status } = given
      if (status >= 200 && (status < 300 || status >= 400)) return this.read(given)
      drop(given.body)
      this.open = false
      const next = this.redirect(given, url, method, safe && redirects < maxRedirects)
      if (typeof next !== 'string') return next
      url = next
    }
  }

  /** Sends once; the reply's body is still to be read. */
  private async exchange(url: string): Promise<SendReply | Failure> {
    const { call, prepared, shared } = this
    const auth = shared.auth()
    const headers = shared.credentials(prepared.headers, auth instanceof Promise ? await auth : auth)
    const send = shared.send ?? (await shared.loadSend())
    if (this.stopped) throw call.signal.reason
    const sentBefore = call.exchange.sent
    call.exchange.attempts++
    this.attempts++
    if (!prepared.safe) {
      call.exchange.sent = true
      this.open = true
    }
    try {
      const { method } = prepared.request
      const reply = await send({ url, method, headers, body: prepared.body, signal: call.signal })
      if (this.stopped) drop(reply.body)
      return reply
    } catch (error) {
      const { kind, text } = breakdownOf(error)
      this.open = false
      if (kind !== 'lost') call.exchange.sent = sentBefore
      return this.outcomes.broken(kind, text, error)
    }
  }

  private redirect(given: SendReply, from: string, method: Method, follow: boolean): string | Failure {
    const location = given.headers.get('location')
    const target = location !== null && URL.canParse(location, from) ? new URL(location, from) : undefined
    const reply = this.replyOf(given, undefined)
    if (target !== undefined && follow && target.origin === this.shared.base.origin) return target.href
    const where = target === undefined ? '' : ` to ${target.origin}`
    const why =
      target !== undefined && target.origin !== this.shared.base.origin
        ? 'credentials are not sent to another origin'
        : method === 'GET'
          ? `no more than ${maxRedirects} redirects are followed`
          : 'a write is not sent elsewhere'
    const problem = `it redirects${where}; ${why}. Check baseUrl`
    // 303 is the one redirect that says that the request was carried out (RFC 9110, section 15.4.4).
    return this.outcomes.unexpected('status', problem, reply, given.status === 303)
  }

  private async read(given: SendReply): Promise<Reply | Failure> {
    const { status } = given
    const ok = status < 300
    // A 4xx says that nothing was done, whatever becomes of its body.
    if (status >= 400 && status < 500) this.open = false
    let text: string | BadBody
    try {
      text = await readText(given, this.shared.maxBodyBytes, (giveUp) => {
        this.giveUp = giveUp
      })
    } catch (error) {
      if (ok) return this.brokenBody(error)
      text = ''
    }
    this.giveUp = undefined
    this.open = false
    const body =
      text instanceof BadBody
        ? text
        : parseBody(text, ok ? (this.prepared.request.expect ?? 'json') : 'either')
    return ok ? this.succeeded(given, body, text) : this.failed(given, body, text)
  }

  private brokenBody(error: unknown): Failure {
    this.open = false
    const { text } = breakdownOf(error)
    return this.outcomes.broken('lost', text, error)
  }

  private succeeded(
    given: SendReply,
    body: Reply['body'] | BadBody,
    text: string | BadBody,
  ): Reply | Failure {
    if (body instanceof BadBody) {
      const reply = this.replyOf(given, body.text)
      return this.outcomes.unexpected(body.kind, body.problem, reply)
    }
    this.keepRaw(body, text)
    return this.replyOf(given, this.prepared.request.expect === 'empty' ? undefined : body)
  }

  private failed(given: SendReply, body: Reply['body'] | BadBody, text: string | BadBody): Reply | Failure {
    const known = body instanceof BadBody ? undefined : body
    this.keepRaw(known, text)
    const reply = this.replyOf(given, known)
    const { request } = this.prepared
    if (request.accept?.(reply)) return reply
    const explained = this.explain(reply)
    if (explained.requestId !== undefined) this.noteRequestId(explained.requestId)
    const wait = retryAfterMs(given.headers, this.call.clock.now())
    const shown = body instanceof BadBody && body.text !== undefined ? { ...reply, body: body.text } : reply
    return this.outcomes.refused(shown, explained, wait)
  }

  private explain(reply: Reply): Partial<RungsErrorInit> {
    try {
      return this.shared.explain(reply)
    } catch (cause) {
      // The status still tells what happened; how the adapter failed to read the rest goes along.
      return { cause }
    }
  }

  private replyOf(given: SendReply, body: Reply['body']): Reply {
    const reply: Reply = {
      status: given.status,
      headers: given.headers,
      body,
      afterLoss: this.lost,
      attempts: this.attempts,
    }
    for (const name of this.shared.requestIdHeaders) {
      const id = given.headers.get(name)
      if (id === null || id === '') continue
      reply.requestId = id
      this.noteRequestId(id)
      break
    }
    return reply
  }

  private noteRequestId(id: string): void {
    this.call.exchange.requestId = this.shared.redactor.text(id)
  }

  private keepRaw(body: Reply['body'], text: string | BadBody): void {
    if (body === undefined) delete this.call.exchange.raw
    else this.call.exchange.raw = this.shared.clean(body, typeof text === 'string' ? text : '')
  }
}
