import { isRungsError } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import type { TransportSettings } from '../src/index.js'
import { callOf, canary, replyOf, sequence, spoken, transportOf } from './support.js'

const refusal = (changes: object): unknown => {
  try {
    transportOf(changes as Partial<TransportSettings>)
  } catch (error) {
    return error
  }
  return undefined
}

describe('baseUrl', () => {
  it.each([
    ['https://api.acme.example', 'https://api.acme.example/v1/x'],
    ['https://api.acme.example/', 'https://api.acme.example/v1/x'],
    ['https://api.acme.example:8443/loyalty/', 'https://api.acme.example:8443/loyalty/v1/x'],
    ['HTTPS://API.acme.example/A', 'https://api.acme.example/A/v1/x'],
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010/v1/x'],
    ['http://127.8.9.10', 'http://127.8.9.10/v1/x'],
    ['http://[::1]:80', 'http://[::1]/v1/x'],
    ['http://localhost:3000/api', 'http://localhost:3000/api/v1/x'],
    ['http://vinr.localhost', 'http://vinr.localhost/v1/x'],
  ])('%s sends to %s', async (baseUrl, url) => {
    const send = sequence(replyOf(200))
    await transportOf({ baseUrl, send }).request({ method: 'GET', path: '/v1/x' }, callOf())
    expect(send.requests[0]?.url).toBe(url)
  })

  it.each([
    ['http://api.acme.example', 'https:'],
    ['http://127.0.0.1.evil.example', 'https:'],
    ['http://localhost.evil.example', 'https:'],
    ['http://10.0.0.1', 'https:'],
    ['http://0.0.0.0', 'https:'],
    ['ftp://127.0.0.1', 'https:'],
    ['file:///etc/passwd', 'https:'],
    ['api.acme.example', 'expected a URL'],
    ['', 'expected a URL'],
    [undefined, 'expected a URL'],
    [7, 'expected a URL'],
    [`https://user:sk_canary@api.acme.example`, 'credentials'],
    [`https://sk_canary@api.acme.example`, 'credentials'],
    [`https://api.acme.example?key=${canary}`, 'query'],
    [`https://api.acme.example#${canary}`, 'query'],
  ])('refuses %s', (baseUrl, says) => {
    const error = refusal({ baseUrl })
    expect(isRungsError(error, 'configuration')).toBe(true)
    expect(error).toMatchObject({ provider: 'acme', issues: [{ path: 'baseUrl' }] })
    expect(spoken(error)).toContain(says)
    expect(spoken(error)).not.toContain('canary')
  })
})

describe('headers', () => {
  it('go along with every request, under the credentials', async () => {
    const send = sequence(replyOf(200))
    const headers = { 'X-Tenant': 'north', 'X-Api-Key': 'mine' }
    await transportOf({ headers, send }).request(
      { method: 'GET', path: '/x', headers: { 'Acme-Version': '2' } },
      callOf(),
    )
    expect(send.requests[0]?.headers).toEqual({
      accept: 'application/json',
      'x-tenant': 'north',
      'x-api-key': canary,
      'acme-version': '2',
    })
  })

  it.each([
    ['x-tenant', 'a\r\nx-admin: 1'],
    ['x-tenant', 'a\nb'],
    ['x-tenant', 'a\0b'],
    ['x-tenant', '金'],
    ['x-tenant', 7],
    ['x-tenant', undefined],
    ['content-length', '3'],
    ['Host', 'evil.example'],
    ['Transfer-Encoding', 'chunked'],
  ])('refuses %s: %j and names it', async (name, value) => {
    const error = refusal({ headers: { [name]: value } })
    expect(isRungsError(error, 'configuration')).toBe(true)
    expect(error).toMatchObject({ issues: [{ path: `headers.${name}` }] })
  })

  it.each(['x tenant', 'x\r\nevil', '', 'ü', 'x:'])('refuses the name %j without repeating it', (name) => {
    expect(refusal({ headers: { [name]: '1' } })).toMatchObject({
      code: 'configuration',
      issues: [{ path: 'headers.?' }],
    })
  })

  it('of one request are invalid_input, and nothing is sent', async () => {
    const send = sequence(replyOf(200))
    const call = callOf()
    const request = { method: 'POST', path: '/x', headers: { 'x-note': 'a\nb' } } as const
    await expect(transportOf({ send }).request(request, call)).rejects.toMatchObject({
      code: 'invalid_input',
      provider: 'acme',
      operation: 'tiers.list',
      issues: [{ path: 'headers.x-note' }],
    })
    expect(call.exchange).toEqual({ attempts: 0, sent: false })
    expect(send.requests).toHaveLength(0)
  })

  it.each([`${canary}\n`, `${canary}金`])(
    'say that a credential cannot be sent, but not which',
    async (key) => {
      const transport = transportOf({ auth: () => ({ 'x-api-key': key }), send: sequence(replyOf(200)) })
      const error = await transport.request({ method: 'GET', path: '/x' }, callOf()).catch((error) => error)
      expect(error).toMatchObject({ code: 'configuration', issues: [{ path: 'credentials.x-api-key' }] })
      expect(spoken(error)).not.toContain('canary')
    },
  )
})

describe('other settings', () => {
  it.each([0, -1, 1.5, Number.NaN, '10'])('refuses maxBodyBytes %j', (maxBodyBytes) => {
    expect(refusal({ maxBodyBytes })).toMatchObject({
      code: 'configuration',
      issues: [{ path: 'maxBodyBytes' }],
    })
  })

  it('refuses a fetch that is none', () => {
    expect(refusal({ fetch: 'node-fetch' })).toMatchObject({
      code: 'configuration',
      issues: [{ path: 'fetch' }],
    })
  })

  it('takes credentials from a promise, asked for anew at each attempt', async () => {
    let calls = 0
    const send = sequence(replyOf(503), replyOf(200))
    const transport = transportOf({
      auth: async () => ({ authorization: `Bearer token-number-${++calls}` }),
      send,
    })
    await transport.request({ method: 'GET', path: '/x' }, callOf({ retries: 1 }))
    expect(send.requests.map((request) => request.headers.authorization)).toEqual([
      'Bearer token-number-1',
      'Bearer token-number-2',
    ])
  })

  it('tells a failure to get credentials apart from a lost write', async () => {
    const transport = transportOf({
      auth: () => Promise.reject(new Error(`no token for ${canary}`)),
      send: sequence(replyOf(200)),
    })
    const call = callOf()
    const error = await transport.request({ method: 'POST', path: '/x' }, call).catch((error) => error)
    expect(isRungsError(error) && error.code).toBe('authentication')
    expect(call.exchange).toEqual({ attempts: 0, sent: false })
    expect(spoken(error)).not.toContain('canary')
  })
})

describe('idempotency key', () => {
  it('is the same on all attempts', async () => {
    const send = sequence(new Error('socket hang up'), replyOf(503), replyOf(200))
    const call = callOf({ retries: 2 })
    await transportOf({ send }).request(
      { method: 'POST', path: '/x', idempotency: { header: 'Idempotency-Key' } },
      call,
    )
    const keys = send.requests.map((request) => request.headers['idempotency-key'])
    expect(keys).toEqual([call.idempotencyKey, call.idempotencyKey, call.idempotencyKey])
  })

  it('is not made for a request that does not send it', async () => {
    const call = callOf()
    Object.defineProperty(call, 'idempotencyKey', {
      get: () => expect.unreachable('a key costs a random number'),
    })
    await transportOf({ send: sequence(replyOf(200)) }).request({ method: 'GET', path: '/x' }, call)
  })

  it.each(['', 'a b', 'a\nb', 'ü'])(
    'refuses %j, which a header cannot carry unchanged',
    async (idempotencyKey) => {
      const send = sequence(replyOf(200))
      const request = { method: 'POST', path: '/x', idempotency: { header: 'Idempotency-Key' } } as const
      await expect(transportOf({ send }).request(request, callOf({ idempotencyKey }))).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: 'idempotencyKey' }],
      })
      expect(send.requests).toHaveLength(0)
    },
  )
})
