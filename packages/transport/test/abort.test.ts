import { isRungsError, type ProviderCall, RungsError } from '@rungs/model'
import { describe, expect, it, vi } from 'vitest'
import { createTransport, type Send, type TransportSettings, type WireRequest } from '../src/index.js'
import { callOf, replyOf, sequence, transportOf } from './support.js'

const read: WireRequest = { method: 'GET', path: '/v1/tiers' }
const keyed: WireRequest = { method: 'POST', path: '/v1/tiers', idempotency: { header: 'idempotency-key' } }
const harmful: WireRequest = { method: 'POST', path: '/v1/tiers' }

const timeout = new RungsError({ code: 'timeout', message: 'tiers.list had not settled after 50 ms.' })
const never = new Promise<never>(() => {})
/** Everything that was begun has gone as far as it can without the world outside. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const hanging: Send = () => never
const hangingBody: Send = async () =>
  replyOf(200, new ReadableStream({ start: (c) => c.enqueue(new Uint8Array([123])) }))
const hangingError: Send = async () =>
  replyOf(400, new ReadableStream({ start: (c) => c.enqueue(new Uint8Array([123])) }))
const lost = new Error('socket hang up')

/** Aborts when nothing moves any more, and gives what the request rejects with. */
async function abortedIn(
  settings: Partial<TransportSettings>,
  request: WireRequest,
  changes: Partial<ProviderCall> = {},
  reason: unknown = timeout,
): Promise<unknown> {
  const controller = new AbortController()
  const call = callOf({ signal: controller.signal, ...changes })
  let asked = false
  const auth = (): ReturnType<TransportSettings['auth']> => {
    asked = true
    return settings.auth?.() ?? {}
  }
  const outcome = transportOf({ ...settings, auth })
    .request(request, call)
    .then(
      () => 'a reply',
      (error: unknown) => error,
    )
  // The first request of a transport loads code, which takes as long as it takes.
  await vi.waitFor(() => expect(asked).toBe(true), { interval: 1, timeout: 10_000 })
  for (let turn = 0; turn < 5; turn++) await settled()
  controller.abort(reason)
  return outcome
}

const sleeping: Partial<ProviderCall> = { retries: 1, clock: { now: () => 0, sleep: () => never } }

describe('an abort', () => {
  it.each<[string, Partial<TransportSettings>, WireRequest, Partial<ProviderCall>]>([
    ['while the credentials are asked for', { auth: () => never }, harmful, {}],
    ['while a read is sent', { send: hanging }, read, {}],
    ["while a read's body is read", { send: hangingBody }, read, {}],
    ['while a read waits to be repeated', { send: sequence(lost) }, read, sleeping],
    ['while a write that was refused waits', { send: sequence(replyOf(429)) }, harmful, sleeping],
    [
      'while a write that never left waits',
      { send: sequence(Object.assign(lost, { code: 'ECONNREFUSED' })) },
      harmful,
      sleeping,
    ],
    ['while the reason of a refusal is read', { send: hangingError }, harmful, {}],
  ])('%s rejects with its reason: nothing can have changed', async (_phase, settings, request, changes) => {
    expect(await abortedIn(settings, request, changes)).toBe(timeout)
  })

  it.each<[string, Partial<TransportSettings>, WireRequest, Partial<ProviderCall>]>([
    ['while a write is sent', { send: hanging }, harmful, {}],
    ['while a write with a key is sent', { send: hanging }, keyed, {}],
    ["while a write's reply is read", { send: hangingBody }, harmful, {}],
    ['while a write whose reply was lost waits', { send: sequence(new Error('reset')) }, keyed, sleeping],
    [
      'while a write is sent again',
      { send: sequence(replyOf(504), hanging) },
      keyed,
      { retries: 1, clock: { now: () => 0, sleep: async () => {} } },
    ],
  ])('%s leaves the outcome unknown', async (_phase, settings, request, changes) => {
    const error = await abortedIn(settings, { ...request, howToFindOut: 'Look for the name.' }, changes)
    expect(isRungsError(error, 'outcome_unknown')).toBe(true)
    expect(error).toMatchObject({ cause: timeout, message: expect.stringContaining('Look for the name.') })
    expect(error).toHaveProperty('cause', timeout)
  })

  it('before the first attempt sends nothing', async () => {
    const send = sequence(replyOf(200))
    const call = callOf({ signal: AbortSignal.abort(timeout) })
    await expect(transportOf({ send }).request(harmful, call)).rejects.toBe(timeout)
    expect(call.exchange).toEqual({ attempts: 0, sent: false })
    expect(send.requests).toHaveLength(0)
  })

  it('is heard of by onAbort, without a signal being made', async () => {
    let stop = () => {}
    let listeners = 0
    const call = {
      ...callOf(),
      get signal(): AbortSignal {
        throw new Error('nobody asked for it')
      },
      onAbort: (told: () => void) => {
        stop = told
        listeners += 1
        return () => {
          listeners -= 1
        }
      },
    }
    const transport = transportOf({ send: sequence(replyOf(200)) })
    await transport.request(read, call)
    expect(listeners).toBe(0)
    const ended = { ...callOf(), onAbort: call.onAbort, signal: AbortSignal.abort(timeout) }
    const running = transportOf({ send: hanging }).request(read, ended)
    stop()
    await expect(running).rejects.toBe(timeout)
  })

  it('while ky is loaded sends nothing', async () => {
    const controller = new AbortController()
    let requests = 0
    const fetch = async (): Promise<Response> => {
      requests += 1
      return new Response('{}')
    }
    const running = transportOf({ fetch }).request(harmful, callOf({ signal: controller.signal }))
    controller.abort(timeout)
    await expect(running).rejects.toBe(timeout)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(requests).toBe(0)
  })

  it('of a write that was sent shows in the exchange', async () => {
    const exchange = { attempts: 0, sent: false }
    await abortedIn({ send: hanging }, harmful, { exchange })
    expect(exchange).toEqual({ attempts: 1, sent: true })
  })

  it.each([
    [new DOMException('over', 'TimeoutError'), 'timeout'],
    [new DOMException('stop', 'AbortError'), 'aborted'],
    [new Error('the user left'), 'aborted'],
    ['the user left', 'aborted'],
  ])('with the reason %s is told as a RungsError, too', async (reason, code) => {
    const error = await abortedIn({ send: hanging }, read, {}, reason)
    expect(isRungsError(error, code as 'timeout')).toBe(true)
  })

  it('gives up the body that is being read', async () => {
    let cancelled = false
    const body = new ReadableStream<Uint8Array>({
      cancel() {
        cancelled = true
      },
    })
    await abortedIn({ send: async () => replyOf(200, body) }, read)
    expect(cancelled).toBe(true)
  })

  it('gives up a reply that comes too late, and sends nothing more', async () => {
    let answer: (reply: ReturnType<typeof replyOf>) => void = () => {}
    let cancelled = false
    const send = sequence(
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    )
    const exchange = { attempts: 0, sent: false }
    await abortedIn({ send }, keyed, { exchange, retries: 3 })
    answer(
      replyOf(
        503,
        new ReadableStream({
          cancel() {
            cancelled = true
          },
        }),
      ),
    )
    await settled()
    expect(cancelled).toBe(true)
    expect(send.requests).toHaveLength(1)
    expect(exchange).toEqual({ attempts: 1, sent: true })
  })

  it('hands its signal to the send and to the clock', async () => {
    const signals: unknown[] = []
    const controller = new AbortController()
    const clock = {
      now: () => 0,
      sleep: async (_ms: number, signal?: AbortSignal) => void signals.push(signal),
    }
    const send = sequence(replyOf(503), replyOf(200))
    await transportOf({ send }).request(read, callOf({ signal: controller.signal, retries: 1, clock }))
    expect([...send.requests.map((request) => request.signal), ...signals]).toEqual(
      Array(3).fill(controller.signal),
    )
  })

  it('leaves no listener behind', async () => {
    const { signal } = new AbortController()
    const listeners = new Set<unknown>()
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    Object.assign(signal, {
      addEventListener: (type: string, listener: () => void, options: object) => {
        listeners.add(listener)
        add(type, listener, options)
      },
      removeEventListener: (type: string, listener: () => void) => {
        listeners.delete(listener)
        remove(type, listener)
      },
    })
    const transport = transportOf({ send: sequence(replyOf(200), replyOf(500)) })
    await transport.request(read, callOf({ signal }))
    await transport.request(read, callOf({ signal })).catch(() => {})
    expect(listeners.size).toBe(0)
  })

  it('cuts short a fetch that ignores the signal', async () => {
    const transport = createTransport({
      provider: 'acme',
      baseUrl: 'https://api.acme.example',
      secrets: [],
      auth: () => ({}),
      explain: () => ({}),
      fetch: () => never,
    })
    const controller = new AbortController()
    const outcome = transport.request(read, callOf({ signal: controller.signal })).catch((error) => error)
    setTimeout(() => controller.abort(timeout), 20)
    expect(await outcome).toBe(timeout)
  })
})
