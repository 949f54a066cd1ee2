import { type ErrorCode, isRungsError, type Json, type ProviderCall, RungsError } from '@rungs/model'
import type { ToyRequest } from './backend.js'
import type { Flaws } from './flaws.js'
import type { RawReply, ToyWire } from './wire.js'

/** Everything that the toy's adapter needs to talk to its backend. */
export interface Line {
  wire: ToyWire
  apiKey: string
  flaws: Flaws
}

const codes: Readonly<Record<number, ErrorCode>> = {
  400: 'rejected',
  401: 'authentication',
  403: 'permission',
  404: 'not_found',
  409: 'conflict',
  429: 'rate_limited',
}

/** One logical request: repeated where it failed on the way, with the same key. Reads its reply with `read`. */
export async function exchange<T>(
  line: Line,
  request: Omit<ToyRequest, 'headers'>,
  call: ProviderCall,
  read: (body: Json) => T | undefined,
): Promise<T> {
  const { flaws } = line
  const writes = request.method !== 'GET'
  const headers: Record<string, string> = { authorization: `Bearer ${line.apiKey}` }
  if (writes && !flaws.sendsNoKey && !flaws.doublesCreates) headers['x-key'] = call.idempotencyKey
  const retries = flaws.neverRepeats ? 0 : call.retries + (flaws.repeatsWithoutRetries ? 1 : 0)
  let lost = false
  for (let attempt = 0; ; attempt += 1) {
    call.exchange.attempts += flaws.forgetsAttempts ? 0 : 1
    if (writes && !flaws.hidesThatItSent) call.exchange.sent = true
    const outcome = await once(line, { ...request, headers }, call, read)
    if (!(outcome instanceof Failed)) return outcome
    if (outcome.status === 404 && lost && request.method === 'DELETE' && !flaws.deleteIsNotFoundAfterLoss)
      return read({ id: decodeURIComponent(request.path.split('/')[2] ?? '') }) as T
    lost ||= outcome.lost
    const wait = flaws.ignoresRetryAfter ? 1 : (outcome.retryAfterMs ?? 1)
    const late = call.clock.now() + wait >= call.deadline && !flaws.waitsBeyondTheDeadline
    if (!outcome.again || attempt >= retries || late) {
      const found = flaws.deleteIsNotFoundAfterLoss && outcome.status === 404
      throw outcome.error(line, call, writes && lost && !found)
    }
    await call.clock.sleep(wait, call.signal)
  }
}

class Failed {
  constructor(
    readonly code: ErrorCode,
    readonly text: string,
    readonly init: { status?: number; retryAfterMs?: number | undefined; body?: Json; lost?: boolean } = {},
  ) {}

  get status(): number | undefined {
    return this.init.status
  }

  get lost(): boolean {
    return this.init.lost ?? false
  }

  get retryAfterMs(): number | undefined {
    return this.init.retryAfterMs
  }

  get again(): boolean {
    return ['rate_limited', 'unavailable', 'network'].includes(this.code)
  }

  error({ apiKey, flaws }: Line, call: ProviderCall, lost: boolean): Error {
    if (flaws.logsTheKey) console.warn('request failed', { authorization: apiKey })
    if (flaws.throwsPlainErrors) return new TypeError(this.text)
    const code = lost && !flaws.saysNetworkForLostReplies ? 'outcome_unknown' : this.code
    const { status, retryAfterMs, body } = this.init
    return new RungsError({
      code: flaws.rejectsUnknownIds && code === 'not_found' ? 'rejected' : code,
      message: `toy: ${this.text}${flaws.leaksInMessages ? ` (key ${apiKey})` : ''}`,
      provider: 'toy',
      operation: call.operation,
      status,
      retryAfterMs,
      body: flaws.hidesReplies ? undefined : body,
      retryable: flaws.callsEverythingRetryable || ['rate_limited', 'unavailable'].includes(code),
      cause: flaws.leaksInCauses ? new Error('sent', { cause: { headers: { apiKey } } }) : undefined,
    })
  }
}

async function once<T>(
  line: Line,
  request: ToyRequest,
  call: ProviderCall,
  read: (body: Json) => T | undefined,
): Promise<T | Failed> {
  let reply: RawReply
  try {
    reply = await line.wire.send(request, call.signal)
  } catch (error) {
    if (call.signal.aborted) throw isRungsError(error) ? afterAbort(error, call) : error
    return new Failed('network', 'the connection broke', { lost: true })
  }
  const { status } = reply
  const body = parsed(reply.text)
  const clean: Json = JSON.parse(JSON.stringify(body ?? null).replaceAll(line.apiKey, '[redacted]'))
  call.exchange.raw = clean
  if (status >= 300) {
    const after = reply.headers['retry-after']
    const code =
      codes[status] ?? (status >= 500 ? 'unavailable' : status < 400 ? 'unexpected_response' : 'rejected')
    const retryAfterMs = after === undefined ? undefined : Number(after) * 1000
    return new Failed(code, `answered ${status}`, {
      status,
      retryAfterMs,
      body: clean,
      lost: status === 502 || status === 504,
    })
  }
  if (line.flaws.takesPagesForData && body === undefined)
    return read({ id: 'x', name: reply.text, min: '0' }) as T
  const value = body === undefined ? undefined : read(body)
  return value ?? new Failed('unexpected_response', 'answered nonsense', { status, lost: true })
}

/** What the adapter knows better than the client: whether a write was on its way. */
function afterAbort(reason: RungsError, call: ProviderCall): RungsError {
  if (!call.exchange.sent || reason.code === 'aborted') return reason
  return new RungsError({
    code: 'outcome_unknown',
    message: 'toy: the reply never came',
    operation: call.operation,
    provider: 'toy',
  })
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
