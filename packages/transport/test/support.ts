import { inspect } from 'node:util'
import {
  type Clock,
  type Exchange,
  isRungsError,
  type ProviderCall,
  type RungsError,
  systemClock,
} from '@rungs/model'
import {
  createTransport,
  type Send,
  type SendReply,
  type Transport,
  type TransportSettings,
  type WireRequest,
} from '../src/index.js'

export const canary = 'sk_canary_7Yq0+/Zt='

/** A call as the client makes it, with everything open to change. */
export function callOf(changes: Partial<ProviderCall> = {}): ProviderCall & { exchange: Exchange } {
  return {
    operation: 'tiers.list',
    signal: new AbortController().signal,
    deadline: Date.now() + 30_000,
    retries: 0,
    idempotencyKey: '3a1f3f0c-5f0f-4b55-8d0c-0d4a7e1a9f10',
    clock: systemClock,
    vendor: undefined,
    exchange: { attempts: 0, sent: false },
    settle() {},
    ...changes,
  }
}

export function transportOf(changes: Partial<TransportSettings> = {}): Transport {
  return createTransport({
    provider: 'acme',
    baseUrl: 'https://api.acme.example',
    secrets: [canary],
    auth: () => ({ 'x-api-key': canary }),
    requestIdHeaders: ['request-id'],
    explain: () => ({}),
    ...changes,
  })
}

/** A reply of a stub `send`. */
export function replyOf(
  status: number,
  body: SendReply['body'] | object = '{}',
  headers: Record<string, string> = {},
): SendReply {
  const text = typeof body === 'string' || body === null || body instanceof ReadableStream
  return { status, body: text ? body : JSON.stringify(body), headers: new Headers(headers) }
}

/** A stub `send` that plays one step after the other, the last one for ever, and counts. */
export function sequence(...steps: (SendReply | Error | Send)[]): Send & { requests: Parameters<Send>[0][] } {
  const requests: Parameters<Send>[0][] = []
  const send: Send = async (request) => {
    requests.push(request)
    const step = steps[Math.min(requests.length, steps.length) - 1]
    if (step === undefined) throw new Error('no step')
    if (step instanceof Error) throw step
    return typeof step === 'function' ? step(request) : step
  }
  return Object.assign(send, { requests })
}

/** Everything that an error says in any way that people print or log errors. */
export function spoken(error: unknown): string {
  const parts: unknown[] = []
  for (let at: unknown = error; at !== undefined && at !== null && parts.length < 60; at = Object(at).cause) {
    parts.push(String(at), Object(at).stack, JSON.stringify(at), inspect(at, { depth: 20 }))
    parts.push(inspect(at, { depth: 20, showHidden: true, compact: false, maxStringLength: null }))
    parts.push(JSON.stringify(Object.getOwnPropertyNames(at).map((name) => [name, Object(at)[name]])))
  }
  return parts.join('\n')
}

/** A clock that moves only when somebody sleeps, and notes for how long. */
export function sleeper(start = Date.now()): Clock & { readonly slept: number[] } {
  let now = start
  const slept: number[] = []
  const sleep = async (ms: number): Promise<void> => {
    slept.push(ms)
    now += ms
  }
  return { now: () => now, sleep, slept }
}

/** The error of a request that must fail. */
export async function failureOf(
  settings: Partial<TransportSettings>,
  request: WireRequest,
  call: Partial<ProviderCall> = {},
): Promise<RungsError> {
  const whole = 'exchange' in call ? (call as ProviderCall) : callOf(call)
  const settled = await transportOf(settings)
    .request(request, whole)
    .then(
      (reply) => ({ reply }),
      (error: unknown) => ({ error }),
    )
  if ('reply' in settled) throw new Error(`expected a failure, got ${JSON.stringify(settled.reply)}`)
  if (!isRungsError(settled.error)) throw settled.error
  return settled.error
}

/** A body that comes in these chunks. */
export function streamOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
}
