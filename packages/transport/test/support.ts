import { type Exchange, type ProviderCall, systemClock } from '@rungs/model'
import {
  createTransport,
  type Send,
  type SendReply,
  type Transport,
  type TransportSettings,
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
