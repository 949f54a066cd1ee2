import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEmulator, type Emulator, type RunningServer, startServer } from '../src/index.js'
import { NOW } from './support.js'
import { known, within } from './vendor-table.js'

/* What a client may do to a connection (RFC 9112), for every vendor, with bytes on a socket. */

describe.each(known)('the server of $vendor', ({ vendor, list, tiersIn, create, error }) => {
  let emulator: Emulator
  let server: RunningServer
  beforeEach(async () => {
    emulator = createEmulator(vendor, { clock: NOW })
    server = await startServer(emulator)
  })
  afterEach(() => server.close())

  const port = () => Number(new URL(server.url).port)

  /** All that the server sends for these bytes, until it ends the connection. */
  const talk = (...parts: string[]): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(port(), '127.0.0.1')
      let text = ''
      socket.on('data', (chunk) => {
        text += String(chunk)
      })
      socket.on('error', () => {})
      socket.on('close', () => resolve(text))
      socket.write(parts.join(''))
    })

  const request = (method: string, path: string, lines: string[] = [], body = '') => {
    const auth = Object.entries(emulator.headers).map(([name, value]) => `${name}: ${value}`)
    const head = [
      `${method} ${path} HTTP/1.1`,
      'Host: x',
      ...auth,
      'Content-Type: application/json',
      ...lines,
    ]
    return `${head.join('\r\n')}\r\n\r\n${body}`
  }
  const last = 'Connection: close'
  const body = JSON.stringify(create.body)
  const length = `Content-Length: ${body.length}`
  const posting = (...lines: string[]) => request('POST', create.path, [length, ...lines], body)

  const statuses = (text: string) =>
    [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status))
  const lastBody = (text: string): unknown => JSON.parse(text.slice(text.lastIndexOf('\r\n\r\n') + 4))
  const tiers = (answer: unknown): number => {
    const found = within(answer, tiersIn)
    return Array.isArray(found) ? found.length : Number.NaN
  }
  const count = async () =>
    tiers(await (await fetch(server.url + list, { headers: { ...emulator.headers } })).json())

  it('carries out what is sent in one go in its order', async () => {
    const before = await count()
    const text = await talk(posting(), request('GET', list, [last]))
    expect(statuses(text)).toEqual([create.status, 200])
    expect(tiers(lastBody(text))).toBe(before + 1)
  })

  it('carries out in its order too what is sent behind a delayed request', async () => {
    const before = await count()
    emulator.setFaults([{ kind: 'delay', delayMs: 20 }])
    const text = await talk(posting(), request('GET', list), request('GET', list, [last]))
    expect(statuses(text)).toEqual([create.status, 200, 200])
    expect(tiers(lastBody(text))).toBe(before + 1)
  })

  it('carries out nothing that was sent behind a request whose connection broke', async () => {
    const before = await count()
    emulator.setFaults([{ kind: 'reset' }])
    expect(await talk(request('GET', list), posting(last))).toBe('')
    expect(await count()).toBe(before)
  })

  it.each([
    ['CONNECT', () => request('CONNECT', 'anything:80'), 405],
    ['an expectation that nobody can meet', () => posting('Expect: an-answer'), 417],
    ['a method that is none', () => request('HELLO', list, [last]), 400],
    ['what is no HTTP', () => 'what is this\r\n\r\n', 400],
    ['two lengths', () => posting('Content-Length: 1', last), 400],
    ['a length beside chunks', () => posting('Transfer-Encoding: chunked', last), 400],
    ['a head of 20 KB', () => request('GET', list, [`X-Long: ${'x'.repeat(20_000)}`, last]), 431],
  ])('refuses %s in the shape of the vendor and does nothing', async (_, bytes, status) => {
    const before = emulator.snapshot()
    const text = await talk(bytes())
    expect(statuses(text)).toEqual([status])
    expect(lastBody(text)).toMatchObject(error)
    expect(emulator.snapshot()).toEqual(before)
  })

  it('says 100 to who waits for it, and takes chunks and HTTP/1.0', async () => {
    expect(statuses(await talk(posting('Expect: 100-continue', last)))).toEqual([100, create.status])
    emulator.reset()
    const chunks = [...body].map((char) => `1;x=y\r\n${char}\r\n`).join('')
    const chunked = request('POST', create.path, ['Transfer-Encoding: chunked', last], `${chunks}0\r\n\r\n`)
    expect(statuses(await talk(chunked))).toEqual([create.status])
    const old = request('GET', list).replace('HTTP/1.1\r\nHost: x', 'HTTP/1.0')
    expect(tiers(lastBody(await talk(old)))).toBe(await count())
  })

  it.each([204, 205, 304, 500, 503])(
    'frames an answer of %i so that the next one is understood',
    async (status) => {
      emulator.setFaults([{ kind: 'status', status, body: '' }])
      const text = await talk(request('GET', list), request('GET', list, [last]))
      expect(statuses(text)).toEqual([status, 200])
      const [first = ''] = text.split('\r\n\r\n')
      expect(first).not.toMatch(/transfer-encoding/i)
      expect(/content-length: 0/i.test(first)).toBe(status !== 204 && status !== 304)
      expect(tiers(lastBody(text))).toBe(await count())
    },
  )

  it('lives on after a body that is too large', async () => {
    const before = emulator.snapshot()
    const huge = `{"x":"${'x'.repeat(2 * 1024 * 1024)}"}`
    const refused = request('POST', create.path, [`Content-Length: ${huge.length}`], huge)
    expect(statuses(await talk(refused, request('GET', list, [last])))).toEqual([413, 200])
    expect(emulator.snapshot()).toEqual(before)
  })

  it.each([
    ['nothing', () => ''],
    ['half a head', () => 'GET / HTTP/1.1\r\n'],
    ['half a body', () => request('POST', create.path, ['Content-Length: 100'], '{')],
    ['a request', () => request('GET', list)],
    ['what is no HTTP', () => 'what is this\r\n\r\n'],
    ['CONNECT', () => request('CONNECT', 'anything:80')],
  ])('closes although a client that sent %s stays', async (_, bytes) => {
    const socket = connect({ port: port(), host: '127.0.0.1', allowHalfOpen: true })
    socket.on('error', () => {})
    socket.resume()
    await new Promise<void>((resolve) => socket.once('connect', resolve))
    socket.write(bytes())
    expect(await count()).toBeGreaterThanOrEqual(0)
    await server.close()
    await expect(fetch(server.url)).rejects.toThrow(TypeError)
    socket.destroy()
  })

  it('listens on 127.0.0.1 alone', async () => {
    const reached = await new Promise((resolve) => {
      const socket = connect(port(), '::1')
      socket.once('connect', () => resolve(socket.destroy()))
      socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code))
    })
    expect(['ECONNREFUSED', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']).toContain(reached)
  })
})
