import { describe, expect, it } from 'vitest'
import { path, type WireRequest } from '../src/index.js'
import { http, sends } from './servers.js'
import { callOf, canary, failureOf, transportOf } from './support.js'

const read: WireRequest = { method: 'GET', path: '/v1/tiers' }

describe.each(sends)('over %s, the server sees', (_name, settings) => {
  it('the request as it was described', async () => {
    const baseUrl = await http((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        const { method, url, headers } = request
        response.setHeader('request-id', 'req_1')
        response.end(JSON.stringify({ method, url, headers, body }))
      })
    })
    const transport = transportOf({
      ...settings,
      baseUrl: `${baseUrl}/api/`,
      headers: { 'X-Tenant': 'north' },
    })
    const ask = async (request: WireRequest): Promise<object> => {
      const reply = await transport.request(request, callOf())
      expect(reply.requestId).toBe('req_1')
      return reply.body as object
    }
    expect(
      await ask({
        method: 'POST',
        path: path`/v1/tiers/${'../Größe'}`,
        query: [
          ['expand[]', 'a&b'],
          ['expand[]', 'ü'],
        ],
        body: {
          form: [
            ['benefits[]', 'Früh & spät'],
            ['benefits[]', 'b=c'],
            ['empty', ''],
          ],
        },
        idempotency: { header: 'Idempotency-Key' },
      }),
    ).toMatchObject({
      method: 'POST',
      url: '/api/v1/tiers/..%2FGr%C3%B6%C3%9Fe?expand%5B%5D=a%26b&expand%5B%5D=%C3%BC',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'idempotency-key': callOf().idempotencyKey,
        'x-api-key': canary,
        'x-tenant': 'north',
        accept: 'application/json',
      },
      body: 'benefits%5B%5D=Fr%C3%BCh+%26+sp%C3%A4t&benefits%5B%5D=b%3Dc&empty=',
    })
    expect(await ask({ method: 'PUT', path: '/x', body: { json: { name: 'Größe 🥇' } } })).toMatchObject({
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"Größe 🥇"}',
    })
    for (const method of ['GET', 'DELETE', 'PATCH'] as const) {
      expect(await ask({ method, path: '/x' })).toMatchObject({ method, url: '/api/x', body: '' })
    }
  })

  it('no credential when another origin is where it is sent to', async () => {
    const seen: unknown[] = []
    const other = await http((request, response) => {
      seen.push(request.headers)
      response.end('{}')
    })
    const baseUrl = await http((_request, response) =>
      response.writeHead(302, { location: `${other}/x` }).end(),
    )
    const error = await failureOf({ ...settings, baseUrl }, read)
    expect(error.code).toBe('unexpected_response')
    expect(error.message).toContain(other)
    expect(seen).toEqual([])
  })

  it('a body that is too long cut off', async () => {
    const closed = new Promise<void>((resolve) => {
      void http((_request, response) => {
        response.on('close', () => resolve())
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(65_536)));
        }
        response.on('drain', more)
        more()
      }).then((baseUrl) => failureOf({ ...settings, baseUrl, maxBodyBytes: 1_000_000 }, read))
    })
    await closed
  })
})

describe('text that is not well-formed Unicode', () => {
  it.each<[string, WireRequest]>([
    ['in a form', { method: 'POST', path: '/x', body: { form: [['name', 'Gold \ud83e']] } }],
    ['in a query', { method: 'GET', path: '/x', query: [['name', '\udd47 Gold']] }],
    ['as a name', { method: 'GET', path: '/x', query: [['\ud83e', '']] }],
  ])('%s is refused: it would be replaced in silence', async (_where, request) => {
    const call = callOf()
    expect((await failureOf({}, request, call)).code).toBe('invalid_input')
    expect(call.exchange).toEqual({ attempts: 0, sent: false })
  })
})
