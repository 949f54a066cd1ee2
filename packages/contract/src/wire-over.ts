import type { Wire, WireFault, WireRequest } from './types.js'

/** Stands in for a vendor: answers requests, and forgets. Or asks one that listens somewhere, and empties it. */
export interface StandIn {
  /** Answers one request. */
  answer(request: Request): Response | Promise<Response>
  /** Back to a state without tiers. */
  reset(): void | Promise<void>
}

/** A stand-in behind a wire: what an adapter and a subject of the suite need of it. */
export interface Wired {
  /** For the adapter's setting `fetch`. */
  fetch: typeof globalThis.fetch
  /** For the subject. */
  wire: Wire
  /** For the subject: resets the stand-in, and forgets faults and requests. */
  reset(): Promise<void>
}

/**
 * Puts a wire before a stand-in: the faults and the requests that laws 4 and 8 need, where no emulator has them. Broken
 * connections reject as `fetch` does, with a `TypeError`; `hang` and `delay` end when the request is aborted.
 */
export function wireOver(standIn: StandIn): Wired {
  const faults = new FaultList()
  let seen: WireRequest[] = []
  return {
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const entry = await recordOf(request.clone())
      seen.push(entry)
      const fault = faults.take(entry)
      const reply = await (fault === undefined ? standIn.answer(request) : meet(fault, request, standIn))
      entry.status = reply.status
      return reply
    },
    wire: {
      setFaults: async (list) => faults.replace(list),
      requests: async () => structuredClone(seen),
    },
    reset: async () => {
      faults.replace([])
      seen = []
      await standIn.reset()
    },
  }
}

class FaultList {
  #planned: { fault: WireFault; skip: number; left: number }[] = []

  replace(faults: readonly WireFault[]): void {
    this.#planned = faults.map((fault) => ({ fault, skip: fault.after ?? 0, left: fault.times ?? 1 }))
  }

  /** The first fault that matches, has let its requests pass, and is not used up. */
  take({ method, path }: WireRequest): WireFault | undefined {
    for (const planned of this.#planned) {
      const { fault } = planned
      const other = fault.method !== undefined && fault.method.toUpperCase() !== method
      if (planned.left === 0 || other || !path.startsWith(fault.path ?? '')) continue
      if (planned.skip === 0) {
        planned.left -= 1
        return fault
      }
      planned.skip -= 1
    }
    return undefined
  }
}

async function recordOf(request: Request): Promise<WireRequest> {
  const { pathname } = new URL(request.url)
  const body = await request.text()
  return {
    method: request.method,
    path: pathname,
    headers: Object.fromEntries(request.headers),
    body: body === '' ? null : body,
    status: null,
  }
}

async function meet(fault: WireFault, request: Request, standIn: StandIn): Promise<Response> {
  const { kind, delayMs = kind === 'delay' ? 100 : kind === 'dribble' ? 10 : 0 } = fault
  switch (kind) {
    case 'status':
      return planned(fault, fault.status ?? 500, { error: { message: 'A planned failure.' } })
    case 'html':
      return planned(fault, fault.status ?? 200, '<html><body>Gateway</body></html>')
    case 'malformed':
      return planned(fault, fault.status ?? 200, '{"broken')
    case 'reset':
      throw broken()
    case 'lost_reply':
      await standIn.answer(request)
      throw broken()
    case 'truncate':
      return cutShort(await standIn.answer(request))
    case 'delay':
      await pause(delayMs, request.signal)
      return standIn.answer(request)
    case 'hang':
      return pause(undefined, request.signal)
    case 'dribble':
      return byteByByte(await standIn.answer(request), delayMs, request.signal)
  }
}

function planned({ headers = {}, body }: WireFault, status: number, otherwise: unknown): Response {
  const given = body ?? otherwise
  const text = typeof given === 'string' ? given : JSON.stringify(given)
  const type = text.startsWith('<') ? 'text/html' : 'application/json'
  // These have no body, and a Response refuses one.
  return new Response([204, 205, 304].includes(status) ? null : text, {
    status,
    headers: { 'content-type': type, ...headers },
  })
}

function broken(): TypeError {
  return new TypeError('fetch failed', {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  })
}

async function cutShort(reply: Response): Promise<Response> {
  const bytes = new Uint8Array(await reply.arrayBuffer())
  const half = bytes.slice(0, Math.floor(bytes.length / 2))
  let sent = false
  const body = new ReadableStream<Uint8Array>({
    pull: (stream) => {
      if (sent) return stream.error(broken())
      sent = true
      stream.enqueue(half)
    },
  })
  return new Response(body, reply)
}

async function byteByByte(reply: Response, delayMs: number, signal: AbortSignal): Promise<Response> {
  const bytes = new Uint8Array(await reply.arrayBuffer())
  let at = 0
  const body = new ReadableStream<Uint8Array>({
    pull: async (stream) => {
      await pause(delayMs, signal)
      if (at === bytes.length) return stream.close()
      stream.enqueue(bytes.slice(at, ++at))
    },
  })
  return new Response(body, reply)
}

/** Settles after so long, or never; rejects when the signal aborts. */
function pause(ms: undefined, signal: AbortSignal): Promise<never>
function pause(ms: number, signal: AbortSignal): Promise<void>
function pause(ms: number | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const pass = (): void => {
      signal.removeEventListener('abort', stop)
      resolve()
    }
    const timer = ms === undefined ? undefined : setTimeout(pass, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}
