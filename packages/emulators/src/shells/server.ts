import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { bodyLimitOf, type Call, CONTROL_PREFIX, type Reply } from '../core/call.js'
import type { Engine } from '../core/engine.js'
import { EmulatorError } from '../core/error.js'
import type { Outcome } from '../core/outcome.js'
import type { WatchedExchange } from '../core/watch.js'
import { type Emulator, engineOf } from '../emulator.js'
import { answer } from './fetch.js'

/** A body this long is no mistake any more: the connection is cut instead of reading on. */
const DRAIN_LIMIT = 128 * 1024 * 1024

/** Longer than any client keeps an idle connection, so that no request meets a closing one. */
const KEEP_ALIVE_MS = 120_000

interface Target {
  readonly path: string
  readonly query: string
}

/** A target as it is sent to an origin, or in the absolute form that is sent to a proxy. */
const targetOf = (url: string): Target => {
  const origin = url.startsWith('/') ? '' : (/^https?:\/\/[^/?]*/i.exec(url)?.[0] ?? '')
  const target = url.slice(origin.length) || '/'
  const mark = target.indexOf('?')
  return mark === -1
    ? { path: target, query: '' }
    : { path: target.slice(0, mark), query: target.slice(mark + 1) }
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

/** Reads the body up to its cap; what is beyond is read off the socket and dropped, so that the client can hear why. */
const readBody = async (incoming: IncomingMessage, limit: number): Promise<string | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
    else chunks.length = 0
    if (size > DRAIN_LIMIT) incoming.destroy()
  }
  return size > limit ? undefined : Buffer.concat(chunks).toString('utf8')
}

const callOf = (incoming: IncomingMessage, { path, query }: Target, body: string | undefined): Call => ({
  method: incoming.method ?? 'GET',
  path,
  query,
  headers: incoming.headers,
  body: body ?? '',
  oversized: body === undefined,
})

const head = (outgoing: ServerResponse, { status, headers, body }: Reply): void => {
  const isBare = status === 204 || status === 304
  outgoing.writeHead(
    status,
    isBare ? headers : { ...headers, 'content-length': Buffer.byteLength(body ?? '') },
  )
}

const send = (outgoing: ServerResponse, reply: Reply): void => {
  head(outgoing, reply)
  outgoing.end(reply.body ?? undefined)
}

const truncate = (outgoing: ServerResponse, reply: Reply): void => {
  const bytes = Buffer.from(reply.body ?? '')
  head(outgoing, reply)
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy())
}

const dribble = (outgoing: ServerResponse, reply: Reply, delayMs: number): void => {
  const bytes = Buffer.from(reply.body ?? '')
  head(outgoing, reply)
  outgoing.flushHeaders()
  let sent = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  outgoing.once('close', () => clearTimeout(timer))
  const next = (): void => {
    if (outgoing.destroyed) return
    if (sent >= bytes.length) {
      outgoing.end()
      return
    }
    outgoing.write(bytes.subarray(sent, sent + 1))
    sent += 1
    timer = setTimeout(next, delayMs)
  }
  next()
}

const deliver = (incoming: IncomingMessage, outgoing: ServerResponse, outcome: Outcome): void => {
  if (outcome.kind === 'reply') send(outgoing, outcome.reply)
  else if (outcome.kind === 'truncate') truncate(outgoing, outcome.reply)
  else if (outcome.kind === 'dribble') dribble(outgoing, outcome.reply, outcome.delayMs)
  else if (outcome.kind !== 'hang') incoming.socket.resetAndDestroy()
}

interface Exchange {
  readonly engine: Engine
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  /** Aborts when the server is closed. */
  readonly closing: AbortSignal
}

const respond = (
  { engine, incoming, outgoing, closing }: Exchange,
  call: Call,
  watched: WatchedExchange | undefined,
): void | Promise<void> => {
  watched?.sent(call)
  const finish = (outcome: Outcome): void => {
    watched?.answered(outcome)
    deliver(incoming, outgoing, outcome)
  }
  const answered = answer(engine, call, closing)
  return answered instanceof Promise ? answered.then(finish) : finish(answered)
}

/** Without a body nothing is waited for: a promise would cost more than the routing. */
const serveOne = (exchange: Exchange): void | Promise<void> => {
  const { engine, incoming, outgoing } = exchange
  const target = targetOf(incoming.url ?? '/')
  const isControl = target.path.startsWith(CONTROL_PREFIX)
  const watched = isControl ? undefined : engine.watchers.begin(() => originOf(incoming))
  if (watched !== undefined) outgoing.once('close', () => watched.ended())
  if (!hasBody(incoming)) return respond(exchange, callOf(incoming, target, ''), watched)
  return readBody(incoming, bodyLimitOf(target.path)).then((body) =>
    respond(exchange, callOf(incoming, target, body), watched),
  )
}

/** What a connection still works on. */
type Busy = WeakMap<Socket, Promise<void>>

/** Requests that were sent in one go are carried out one after the other, as they may depend on each other (RFC 9112, 9.3.2). */
const serveInOrder = (exchange: Exchange, busy: Busy): void => {
  const { incoming, outgoing } = exchange
  const { socket } = incoming
  const serve = (): void | Promise<void> => (socket.destroyed ? undefined : serveOne(exchange))
  const working = busy.get(socket)?.then(serve) ?? serve()
  if (working === undefined) return
  const settled = working
    .catch(() => {
      outgoing.destroy()
    })
    .then(() => {
      if (busy.get(socket) === settled) busy.delete(socket)
    })
  busy.set(socket, settled)
}

/** Where it was sent to, whatever its Host header says. */
const originOf = ({ socket }: IncomingMessage): string => `http://${socket.localAddress}:${socket.localPort}`

const refusedStatus: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Answers what never became a request, in the vendor's shape too, and ends the connection. */
const refuse = (engine: Engine, failing: number, socket: Duplex): void => {
  const { status, headers, body } = engine.failure(failing)
  const all = { ...headers, 'content-length': Buffer.byteLength(body ?? ''), connection: 'close' }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${body ?? ''}`)
}

const answerConnections = (server: Server, engine: Engine): void => {
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    if (socket.writable && code !== 'ECONNRESET') refuse(engine, refusedStatus[code] ?? 400, socket)
    else socket.destroy()
  })
  server.on('connect', (_, socket) => refuse(engine, 405, socket))
  server.on('checkExpectation', (_, outgoing) => {
    const { headers, ...reply } = engine.failure(417)
    send(outgoing, { ...reply, headers: { ...headers, connection: 'close' } })
  })
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'is taken' : `cannot be had (${cause.code})`
      const message = `Port ${port} on 127.0.0.1 ${why}`
      const error = new EmulatorError('port_unavailable', message, [{ path: 'port', message }])
      reject(Object.assign(error, { cause }))
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

/** Every connection by itself, for the server forgets those that are no HTTP; each has ended when this has. */
const closeServer = async (server: Server, open: ReadonlySet<Socket>): Promise<void> => {
  const ended = [...open].map((socket) => new Promise((resolve) => socket.once('close', resolve)))
  const stopped = new Promise((resolve) => server.close(resolve))
  for (const socket of open) socket.destroy()
  await Promise.all([stopped, ...ended])
}

/** A server that stands. */
export interface RunningServer {
  /** The origin, for example `http://127.0.0.1:41001`. */
  readonly url: string
  /** Cuts every connection and stops listening. */
  close(): Promise<void>
}

/**
 * Serves an emulator on 127.0.0.1, its vendor routes and its control routes. `port` 0 (default) takes a free one.
 *
 * @throws EmulatorError `port_unavailable`, naming the port, when it is taken.
 */
export async function startServer(
  emulator: Emulator,
  { port = 0 }: { port?: number } = {},
): Promise<RunningServer> {
  const engine = engineOf(emulator)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new EmulatorError('port_unavailable', `port: expected a whole number from 0 to 65535, got ${port}`)
  const { createServer } = await import('node:http')
  const closing = new AbortController()
  const busy: Busy = new WeakMap()
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (incoming, outgoing) => {
    try {
      serveInOrder({ engine, incoming, outgoing, closing: closing.signal }, busy)
    } catch {
      outgoing.destroy()
    }
  })
  answerConnections(server, engine)
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  const bound = await listen(server, port)
  const close = (): Promise<void> => {
    closing.abort()
    return closeServer(server, open)
  }
  return { url: `http://127.0.0.1:${bound}`, close }
}
