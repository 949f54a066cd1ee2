import { afterEach, describe, expect, it, vi } from 'vitest'
import { sendOverFetch, type WireRequest } from '../src/index.js'
import { callOf, canary, failureOf, replyOf, sequence, sleeper, spoken, transportOf } from './support.js'

const read: WireRequest = { method: 'GET', path: '/v1/tiers' }
const json = (body: unknown, init?: ResponseInit): Response => new Response(JSON.stringify(body), init)

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('globalThis.fetch', () => {
  it.each([
    ['ky', undefined],
    ['fetch', sendOverFetch()],
  ])('is looked up at every call over %s, so that a mock installed later is used', async (_name, send) => {
    const transport = transportOf(send === undefined ? {} : { send })
    for (const mock of ['first', 'second']) {
      vi.stubGlobal('fetch', async () => json({ mock }))
      expect((await transport.request(read, callOf())).body).toEqual({ mock })
    }
  })

  it('is not asked when a fetch is given', async () => {
    vi.stubGlobal('fetch', () => expect.unreachable('the setting wins'))
    const transport = transportOf({ fetch: async () => json({ given: true }) })
    expect((await transport.request(read, callOf())).body).toEqual({ given: true })
  })
})

describe('a given fetch', () => {
  it('gets a request in the standard form, redirects to be left alone', async () => {
    const seen: Request[] = []
    const fetch: typeof globalThis.fetch = async (input, init) => {
      seen.push(new Request(input, init))
      return json({})
    }
    const { signal } = new AbortController()
    await transportOf({ fetch }).request(
      { method: 'POST', path: '/v1/tiers', body: { json: { name: 'Gold' } } },
      callOf({ signal }),
    )
    const [request] = seen
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://api.acme.example/v1/tiers',
      redirect: 'manual',
    })
    expect(request?.headers.get('x-api-key')).toBe(canary)
    expect(await request?.text()).toBe('{"name":"Gold"}')
  })

  it('that gives a reply of another realm is asked once', async () => {
    const given = json({ tier: 'Gold' })
    let asked = 0
    const fetch = async () => {
      asked += 1
      return { status: given.status, headers: given.headers, body: given.body }
    }
    expect((await transportOf({ fetch: fetch as never }).request(read, callOf())).body).toEqual({
      tier: 'Gold',
    })
    expect(asked).toBe(1)
  })

  it('that throws the key comes out clean', async () => {
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const request = new Request(input, init)
      const said = `GET ${request.url} with ${JSON.stringify([...request.headers])}`
      throw Object.assign(new Error(said), { request, init })
    }
    const error = await failureOf({ fetch }, read)
    expect(error.code).toBe('network')
    expect(spoken(error)).not.toContain('canary')
    expect(spoken(error)).toContain('/v1/tiers')
  })

  it.each([
    [
      'throws at once',
      () => {
        throw new Error('no network here')
      },
    ],
    ['gives no Response', async () => undefined],
    ['throws no error', () => Promise.reject('just text')],
    ['throws nothing', () => Promise.reject(undefined)],
    ['throws what cannot be printed', () => Promise.reject(Object.create(null))],
    [
      'throws what throws',
      () =>
        Promise.reject({
          get message() {
            throw new Error('x')
          },
          toString() {
            throw new Error('y')
          },
        }),
    ],
  ])('that %s is asked as often as there are retries', async (_what, fetch) => {
    const call = callOf({ retries: 2, clock: sleeper() })
    const error = await failureOf({ fetch: fetch as never }, read, call)
    expect(error.code).toBe('network')
    expect(call.exchange.attempts).toBe(3)
  })

  it('may give a body that is used already', async () => {
    const used = json({})
    await used.text()
    const error = await failureOf({ fetch: async () => used }, read)
    expect(error.code).toBe('network')
  })
})

describe('an opaque redirect, as browsers give it', () => {
  it('is unexpected_response', async () => {
    const fetch = async (): Promise<Response> => Response.error()
    expect((await failureOf({ fetch }, read)).code).toBe('unexpected_response')
  })
})

describe('ky', () => {
  it('is not loaded before the first call, and not at all for another send', async () => {
    let loads = 0
    vi.resetModules()
    vi.doMock('ky', async (original) => {
      loads++
      return original()
    })
    const { createTransport } = await import('../src/index.js')
    const settings = {
      provider: 'acme',
      baseUrl: 'https://api.acme.example',
      secrets: [],
      auth: () => ({}),
      explain: () => ({}),
    }
    await createTransport({ ...settings, send: sequence(replyOf(200)) }).request(read, callOf())
    const transport = createTransport({ ...settings, fetch: async () => json({}) })
    expect(loads).toBe(0)
    await transport.request(read, callOf())
    expect(loads).toBe(1)
    vi.doUnmock('ky')
  })
})
