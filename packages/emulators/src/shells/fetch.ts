import { bodyLimitOf, type Call, CONTROL_PREFIX, type Reply } from '../core/call.js'
import { control } from '../core/control.js'
import type { Engine } from '../core/engine.js'
import { networkError } from '../core/network-error.js'
import type { Outcome } from '../core/outcome.js'
import { waited } from '../core/wait.js'
import type { WatchedExchange } from '../core/watch.js'

/** Answers a call, whether it is for the vendor or for the controls. What waits is dropped when `closing` aborts. */
export const answer = (engine: Engine, call: Call, closing?: AbortSignal): Outcome | Promise<Outcome> =>
  call.path.startsWith(CONTROL_PREFIX)
    ? { kind: 'reply', reply: control(engine, call) }
    : engine.exchange(call, closing)

/** As on the server: a byte order mark is a character of the body. */
const textOf = (bytes: ArrayBuffer): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

const callOf = async (request: Request): Promise<Call> => {
  const { pathname, search } = new URL(request.url)
  const bytes = request.body === null ? undefined : await request.arrayBuffer()
  const oversized = bytes !== undefined && bytes.byteLength > bodyLimitOf(pathname)
  return {
    method: request.method,
    path: pathname,
    query: search.slice(1),
    headers: Object.fromEntries(request.headers),
    body: bytes === undefined || oversized ? '' : textOf(bytes),
    oversized,
  }
}

/** What is started, or a rejection with the signal's reason as soon as it aborts; then nothing more is started. */
const unlessAborted = async <T>(start: () => T | Promise<T>, signal: AbortSignal): Promise<T> => {
  signal.throwIfAborted()
  const promise = start()
  if (!(promise instanceof Promise)) return promise
  let stop = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

const dribbled = (
  bytes: Uint8Array,
  delayMs: number,
  signal: AbortSignal,
  ended: () => void,
): ReadableStream<Uint8Array> => {
  const cancelled = new AbortController()
  const gone = AbortSignal.any([signal, cancelled.signal])
  let sent = 0
  return new ReadableStream({
    async pull(controller) {
      if (!(await waited(delayMs, gone))) {
        if (signal.aborted) ended()
        throw signal.reason
      }
      controller.enqueue(bytes.subarray(sent, sent + 1))
      sent += 1
      if (sent < bytes.length) return
      controller.close()
      ended()
    },
    cancel() {
      cancelled.abort()
      ended()
    },
  })
}

const responseOf = (request: Request, reply: Reply, body: BodyInit | null = reply.body): Response => {
  const shown = request.method === 'HEAD' ? null : body
  const response = new Response(shown, { status: reply.status, headers: reply.headers })
  Object.defineProperty(response, 'url', { value: request.url })
  return response
}

/** `ended` is called at the end of a body that takes its time; every other answer has ended when it is there. */
const deliver = async (request: Request, outcome: Outcome, ended: () => void): Promise<Response> => {
  switch (outcome.kind) {
    case 'reply':
      return responseOf(request, outcome.reply)
    case 'dribble': {
      const bytes = new TextEncoder().encode(outcome.reply.body ?? '')
      if (bytes.length === 0) return responseOf(request, outcome.reply)
      return responseOf(request, outcome.reply, dribbled(bytes, outcome.delayMs, request.signal, ended))
    }
    case 'truncate':
      throw networkError('UND_ERR_SOCKET', 'other side closed')
    case 'lost_reply':
    case 'reset':
      throw networkError('ECONNRESET', 'read ECONNRESET')
    case 'hang':
      return unlessAborted(() => new Promise<never>(() => {}), request.signal)
  }
}

/** Control routes are no exchanges with a vendor. */
const watch = (engine: Engine, { url }: Request, origin: string): WatchedExchange | undefined =>
  new URL(url).pathname.startsWith(CONTROL_PREFIX) ? undefined : engine.watchers.begin(() => origin)

/** A `fetch` that answers for one origin without a network, and rejects for any other. */
export const createFetch =
  (engine: Engine, origin: string) =>
  async (input: Request | string | URL, init?: RequestInit): Promise<Response> => {
    const request = input instanceof Request && init === undefined ? input : new Request(input, init)
    if (new URL(request.url).origin !== origin)
      throw networkError(
        'ENOTFOUND',
        `The emulator answers for ${origin}, not for ${new URL(request.url).origin}`,
      )
    const watched = watch(engine, request, origin)
    const call = await unlessAborted(() => callOf(request), request.signal)
    watched?.sent(call)
    try {
      const outcome = await unlessAborted(() => answer(engine, call), request.signal)
      watched?.answered(outcome)
      const response = await deliver(request, outcome, () => watched?.ended())
      if (outcome.kind !== 'dribble' || response.body === null) watched?.ended()
      return response
    } catch (error) {
      watched?.ended()
      throw error
    }
  }
