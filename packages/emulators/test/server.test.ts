import { connect, createServer as createTcpServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEmulator, type Emulator, emulate, type RunningServer, startServer } from '../src/index.js'
import { KEY, NOW, read } from './support.js'

let emulator: Emulator
let server: RunningServer

beforeEach(async () => {
  emulator = createEmulator('vinr', { clock: NOW })
  server = await startServer(emulator)
})
afterEach(() => server.close())

interface Heard {
  text: string
  error: string | undefined
}

/** Writes bytes to the socket and hears until it is closed, and how. */
const talk = (bytes: string): Promise<Heard> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    const heard: Heard = { text: '', error: undefined }
    socket.on('data', (chunk) => {
      heard.text += String(chunk)
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      heard.error = error.code
    })
    socket.on('close', () => resolve(heard))
    socket.write(bytes)
  })

const get = (path: string, headers = '') =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nX-Api-Key: sk_test\r\nConnection: close\r\n${headers}\r\n`

const bodyOf = ({ text }: Heard) => text.slice(text.indexOf('\r\n\r\n') + 4)

describe('faults on the socket', () => {
  it('reset: the connection is reset without a byte', async () => {
    emulator.setFaults([{ kind: 'reset' }])
    expect(await talk(get('/v1/tiers'))).toEqual({ text: '', error: 'ECONNRESET' })
  })

  it('lost_reply: the connection is reset without a byte', async () => {
    emulator.setFaults([{ kind: 'lost_reply' }])
    expect(await talk(get('/v1/tiers'))).toEqual({ text: '', error: 'ECONNRESET' })
  })

  it('truncate: the length of the whole body, and half of it', async () => {
    const whole = bodyOf(await talk(get('/v1/tiers')))
    emulator.setFaults([{ kind: 'truncate' }])
    const heard = await talk(get('/v1/tiers'))
    expect(heard.text).toContain(`content-length: ${whole.length}\r\n`)
    expect(bodyOf(heard)).toBe(whole.slice(0, Math.floor(whole.length / 2)))
  })

  it('dribble: the whole body in the end', async () => {
    const whole = bodyOf(await talk(get('/v1/tiers')))
    emulator.setFaults([{ kind: 'dribble', delayMs: 0 }])
    expect(bodyOf(await talk(get('/v1/tiers')))).toBe(whole)
  })
})

describe('what arrives on the socket', () => {
  it('no HTTP: 400 in the shape of the vendor', async () => {
    const heard = await talk('what is this\r\n\r\n')
    expect(heard.text).toMatch(/^HTTP\/1.1 400 /)
    expect(JSON.parse(bodyOf(heard)).error.type).toBe('invalid_request_error')
  })

  it('headers of 100 KB: 431', async () => {
    const heard = await talk(get('/v1/tiers', `X-Long: ${'x'.repeat(100_000)}\r\n`))
    expect(heard.text).toMatch(/^HTTP\/1.1 431 /)
  })

  it.each([
    ['a full URL', 'http://anything:80/v1/tiers/tier_gold', 200],
    ['an empty path of a full URL', 'http://anything', 404],
    ['dots', '/v1/tiers/../tiers/tier_gold', 404],
    ['two slashes', '//v1/tiers', 404],
    ['a star', '*', 404],
    ['raw characters', '/v1/tiers/\u00e9', 400],
  ])('%s as the target', async (_, target, status) => {
    expect((await talk(get(target))).text).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })

  it('a body in chunks', async () => {
    const part = 'name=Chunked&min_points=5'
    const headers = 'Transfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n'
    const body = `5\r\n${part.slice(0, 5)}\r\n14\r\n${part.slice(5)}\r\n0\r\n\r\n`
    const heard = await talk(get('/v1/tiers', headers).replace('GET', 'POST') + body)
    expect(JSON.parse(bodyOf(heard))).toMatchObject({ name: 'Chunked', min_points: 5 })
  })

  it('a body of 10 MB: 413 that the client can read, and the connection lives on', async () => {
    const before = emulator.snapshot()
    const body = new URLSearchParams({ name: 'x'.repeat(10_000_000), min_points: '1' })
    const answer = await read(await fetch(`${server.url}/v1/tiers`, { method: 'POST', headers: KEY, body }))
    expect([answer.status, answer.body.error.type]).toEqual([413, 'invalid_request_error'])
    expect(emulator.snapshot()).toEqual(before)
    expect((await fetch(`${server.url}/v1/tiers`, { headers: KEY })).status).toBe(200)
  })

  it('a body that stops half way: nothing done', async () => {
    const before = emulator.snapshot()
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.write(get('/v1/tiers', 'Content-Length: 100\r\n').replace('GET', 'POST'))
    socket.write('name=Half&min_points=1', () => socket.destroy())
    await new Promise((resolve) => socket.on('close', resolve))
    expect((await fetch(`${server.url}/v1/tiers`, { headers: KEY })).status).toBe(200)
    expect(emulator.snapshot()).toEqual(before)
  })

  it('HEAD: no body', async () => {
    const response = await fetch(`${server.url}/v1/tiers`, { method: 'HEAD', headers: KEY })
    expect([response.status, await response.text()]).toEqual([405, ''])
  })
})

describe('the server', () => {
  it('serves only loopback, on a free port, vendor and control routes alike', async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const reset = await fetch(`${server.url}/__rungs/reset`, { method: 'POST' })
    expect([reset.status, await reset.text()]).toEqual([204, ''])
  })

  it('shares its state with the emulator in process', async () => {
    await fetch(`${server.url}/v1/tiers/tier_gold`, { method: 'DELETE', headers: KEY })
    expect((await emulator.fetch(`${emulator.url}/v1/tiers/tier_gold`, { headers: KEY })).status).toBe(404)
  })

  it('cuts what hangs when it is closed, and can be closed twice', async () => {
    emulator.setFaults([{ kind: 'hang' }])
    const hanging = fetch(`${server.url}/v1/tiers`, { headers: KEY })
    const settled = expect(hanging).rejects.toThrow(TypeError)
    while (emulator.requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    await server.close()
    await settled
    await server.close()
    await expect(fetch(server.url)).rejects.toThrow(TypeError)
  })

  it.each([-1, 65_536, 1.5, Number.NaN])('refuses port %d', async (port) => {
    await expect(startServer(emulator, { port })).rejects.toMatchObject({ code: 'port_unavailable' })
  })

  it('refuses what is no emulator of this package', async () => {
    await expect(startServer({ ...emulator })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('emulate', () => {
  const taken = async () => {
    const holder = createTcpServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const address = holder.address()
    return { holder, port: typeof address === 'object' && address !== null ? address.port : 0 }
  }

  it('says in one line of JSON how to call each', async () => {
    const running = await emulate({ vendors: ['vinr'] })
    const ready = JSON.parse(JSON.stringify(running.ready))
    expect(ready).toEqual({
      vinr: {
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        headers: { 'x-api-key': 'sk_test_rungs' },
      },
    })
    const response = await fetch(`${ready.vinr.url}/v1/tiers`, { headers: ready.vinr.headers })
    expect((await response.json()).data).toHaveLength(3)
    await running.close()
    await expect(fetch(`${ready.vinr.url}/v1/tiers`)).rejects.toThrow(TypeError)
  })

  it('starts with the seed that is named', async () => {
    const running = await emulate({ vendors: ['vinr'], seed: 'empty' })
    const response = await fetch(`${running.ready.vinr?.url}/v1/tiers`, { headers: KEY })
    expect((await response.json()).data).toEqual([])
    await running.close()
  })

  it('takes the port that is named', async () => {
    const { holder, port } = await taken()
    await new Promise((resolve) => holder.close(resolve))
    const running = await emulate({ vendors: ['vinr'], port })
    expect(running.ready.vinr?.url).toBe(`http://127.0.0.1:${port}`)
    await running.close()
  })

  it('fails with the number of a taken port', async () => {
    const { holder, port } = await taken()
    await expect(emulate({ vendors: ['vinr'], port })).rejects.toMatchObject({
      code: 'port_unavailable',
      message: `Port ${port} on 127.0.0.1 is taken`,
    })
    holder.close()
  })

  /** The ports before a taken one, which are free. */
  const before = async (count: number) => {
    for (;;) {
      const { holder, port } = await taken()
      const free = Array.from({ length: count }, (_, index) => port - count + index)
      if ((await Promise.all(free.map(canListen))).every(Boolean)) return { holder, port, free }
      holder.close()
    }
  }

  const canListen = (port: number): Promise<boolean> =>
    new Promise((resolve) => {
      const probe = createTcpServer()
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })

  it.each([1, 2])('leaves none of several listening when number %i finds its port taken', async (index) => {
    const { holder, port, free } = await before(index)
    const started = emulate({ vendors: ['wix', 'vinr', 'scrip'], port: port - index })
    await expect(started).rejects.toMatchObject({
      code: 'port_unavailable',
      message: `Port ${port} on 127.0.0.1 is taken`,
    })
    expect(await Promise.all(free.map(canListen))).toEqual(free.map(() => true))
    holder.close()
  })

  it('refuses none, a repeated and an unknown vendor', async () => {
    await expect(emulate({ vendors: [] })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(emulate({ vendors: ['vinr', 'vinr'] })).rejects.toMatchObject({ code: 'invalid_input' })
    const unknown = JSON.parse('"nobody"')
    await expect(emulate({ vendors: [unknown] })).rejects.toThrow(/no emulator of "nobody"; there are .*vinr/)
  })
})
