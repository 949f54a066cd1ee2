import type { Socket } from 'node:net'
import { RungsError } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import type { WireRequest } from '../src/index.js'
import { freePort, http, raw, sends } from './servers.js'
import { callOf, failureOf, sleeper, spoken, transportOf } from './support.js'

const read: WireRequest = { method: 'GET', path: '/v1/tiers' }
const harmful: WireRequest = { method: 'POST', path: '/v1/tiers', body: { form: [['name', 'Gold']] } }
const keyed: WireRequest = { ...harmful, idempotency: { header: 'idempotency-key' } }
const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'

/** How a connection goes wrong, and what a read, a keyed write and any other write come to. */
const wrongs: [
  what: string,
  behave: (socket: Socket) => void,
  read: string,
  keyed: string,
  harmful: string,
][] = [
  ['is reset', (s) => s.resetAndDestroy(), 'network', 'outcome_unknown', 'outcome_unknown'],
  ['is closed without a reply', (s) => s.end(), 'network', 'outcome_unknown', 'outcome_unknown'],
  ['speaks no HTTP', (s) => s.end('220 smtp ready\r\n'), 'network', 'outcome_unknown', 'outcome_unknown'],
  [
    'is cut in the headers',
    (s) => s.end('HTTP/1.1 200 OK\r\ncontent-ty'),
    'network',
    'outcome_unknown',
    'outcome_unknown',
  ],
  [
    'is cut in the body',
    (s) => s.end(`${head}content-length: 100\r\n\r\n{"id":`),
    'network',
    'outcome_unknown',
    'outcome_unknown',
  ],
  [
    'is cut between chunks',
    (s) => s.end(`${head}transfer-encoding: chunked\r\n\r\n6\r\n{"id":\r\n`),
    'network',
    'outcome_unknown',
    'outcome_unknown',
  ],
  [
    'sends broken chunks',
    (s) => s.end(`${head}transfer-encoding: chunked\r\n\r\nzz\r\n`),
    'network',
    'outcome_unknown',
    'outcome_unknown',
  ],
  [
    'sends broken gzip',
    (s) => s.end(`${head}content-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}`),
    'network',
    'outcome_unknown',
    'outcome_unknown',
  ],
  [
    'announces too few bytes',
    (s) => s.end(`${head}content-length: 3\r\n\r\n{"id":"a"}`),
    'unexpected_response',
    'outcome_unknown',
    'outcome_unknown',
  ],
  [
    'announces nothing and cuts',
    (s) => s.end(`${head}connection: close\r\n\r\n{"id":`),
    'unexpected_response',
    'outcome_unknown',
    'outcome_unknown',
  ],
  [
    'answers with a page',
    (s) => s.end(`${head}content-length: 6\r\n\r\n<html>`),
    'unexpected_response',
    'outcome_unknown',
    'outcome_unknown',
  ],
  [
    'answers with nothing',
    (s) => s.end(`${head}content-length: 0\r\n\r\n`),
    'unexpected_response',
    'outcome_unknown',
    'outcome_unknown',
  ],
  [
    'cuts the body of a 404',
    (s) => s.end('HTTP/1.1 404 Not Found\r\ncontent-length: 100\r\n\r\n{"er'),
    'not_found',
    'not_found',
    'not_found',
  ],
  [
    'cuts the body of a 503',
    (s) => s.end('HTTP/1.1 503 Busy\r\ncontent-length: 100\r\n\r\n{"er'),
    'unavailable',
    'unavailable',
    'unavailable',
  ],
]

describe.each(sends)('over %s, a connection', (_name, settings) => {
  it.each(wrongs)('that %s', async (_what, behave, onRead, onKeyed, onHarmful) => {
    const { baseUrl } = await raw((socket) => behave(socket))
    const codeOf = async (request: WireRequest): Promise<string> => {
      const error = await failureOf({ ...settings, baseUrl }, request)
      expect(spoken(error)).not.toContain('canary')
      return error.code
    }
    expect([await codeOf(read), await codeOf(keyed), await codeOf(harmful)]).toEqual([
      onRead,
      onKeyed,
      onHarmful,
    ])
  })

  it.each([0, 1, 2, 3])('that is reset each time costs %i retries and one', async (retries) => {
    const server = await raw((socket) => socket.resetAndDestroy())
    const call = callOf({ retries, clock: sleeper() })
    await failureOf({ ...settings, baseUrl: server.baseUrl }, keyed, call)
    expect(server.count()).toBe(retries + 1)
    expect(call.exchange).toEqual({ attempts: retries + 1, sent: true })
  })

  it('that is reset once does no harm to a keyed write', async () => {
    const server = await raw((socket, count) => {
      if (count === 1) socket.resetAndDestroy()
      else socket.end(`${head}request-id: req_2\r\ncontent-length: 10\r\n\r\n{"id":"a"}`)
    })
    const call = callOf({ retries: 2, clock: sleeper() })
    const reply = await transportOf({ ...settings, baseUrl: server.baseUrl }).request(keyed, call)
    expect(reply).toMatchObject({
      status: 200,
      body: { id: 'a' },
      requestId: 'req_2',
      afterLoss: true,
      attempts: 2,
    })
  })

  it('that nobody takes was never made: nothing can have changed', async () => {
    const call = callOf()
    const error = await failureOf(
      { ...settings, baseUrl: `http://127.0.0.1:${await freePort()}` },
      harmful,
      call,
    )
    expect(error).toMatchObject({ code: 'network', retryable: true, cause: { message: 'fetch failed' } })
    expect(error.message).toContain('ECONNREFUSED')
    expect(call.exchange).toEqual({ attempts: 1, sent: false })
  })

  it('to a port that fetch does not use was never made', async () => {
    const call = callOf({ retries: 3 })
    const error = await failureOf({ ...settings, baseUrl: 'http://127.0.0.1:6666' }, harmful, call)
    expect(error).toMatchObject({ code: 'network', retryable: false })
    expect(call.exchange).toEqual({ attempts: 1, sent: false })
  })

  it('to a server without TLS was never made', async () => {
    const { baseUrl } = await raw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const call = callOf({ retries: 3 })
    const error = await failureOf({ ...settings, baseUrl: baseUrl.replace('http:', 'https:') }, harmful, call)
    expect(error.code).toBe('network')
    expect(call.exchange).toEqual({ attempts: 1, sent: false })
  })

  const hangs: [string, (socket: Socket) => void][] = [
    ['never answers', () => {}],
    ['stops in the headers', (socket) => socket.write('HTTP/1.1 200 OK\r\n')],
    ['stops in the body', (socket) => socket.write(`${head}content-length: 100\r\n\r\n{"id":`)],
    [
      'dribbles',
      (socket) => {
        socket.write(`${head}content-length: 100000\r\n\r\n`)
        const timer = setInterval(() => socket.write(' '), 1)
        socket.on('close', () => clearInterval(timer))
      },
    ],
  ]

  it.each(hangs)('that %s ends with the signal, and is closed', async (_what, behave) => {
    for (const [request, code] of [
      [read, 'timeout'],
      [keyed, 'outcome_unknown'],
    ] as const) {
      const controller = new AbortController()
      let closed: Promise<unknown> | undefined
      const { baseUrl } = await raw((socket) => {
        closed = new Promise((resolve) => socket.on('close', resolve))
        behave(socket)
        setImmediate(() => controller.abort(new RungsError({ code: 'timeout', message: 'Over.' })))
      })
      const call = callOf({ signal: controller.signal, retries: 3 })
      expect((await failureOf({ ...settings, baseUrl }, request, call)).code).toBe(code)
      expect(call.exchange.attempts).toBe(1)
      await closed
    }
  })

  it('is used again for the next request', async () => {
    const ports = new Set<number | undefined>()
    const baseUrl = await http((request, response) => {
      ports.add(request.socket.remotePort)
      response.end('{}')
    })
    const transport = transportOf({ ...settings, baseUrl })
    for (let n = 0; n < 20; n++) await transport.request(read, callOf())
    expect(ports.size).toBeLessThan(4)
  })
})
