import { describe, expect, it } from 'vitest'
import { createReader, get, nativeOf, path, routing } from '../src/index.js'
import { callOf, replyOf, sequence, transportOf } from './support.js'

/** Two wire schemas, as zod's are. */
const wire = {
  tierSchema: { safeParse: (value: unknown) => ({ success: true as const, data: value as { id: string } }) },
  listSchema: {
    safeParse: (value: unknown) => ({ success: true as const, data: Object.values(Object(value)) }),
  },
  constant: 1,
}

const started = () => {
  const send = sequence(replyOf(200, { id: 't1' }))
  const read = createReader({
    transport: transportOf({ send }),
    provider: 'acme',
    vendor: 'Acme',
    wire: async () => wire,
  })
  const route = routing(read)
  return {
    send,
    routes: {
      tiers: {
        get: route('tierSchema', (id: string) => get(path`/v1/tiers/${id}`)),
        list: route('listSchema', (limit?: number) => get('/v1/tiers', { limit })),
      },
    },
  }
}

describe('a route', () => {
  it('takes the call first, sends its request, and gives what its schema reads', async () => {
    const { routes, send } = started()
    expect((await routes.tiers.get(callOf(), 'a b')).id).toBe('t1')
    expect(await routes.tiers.list(callOf(), 7)).toEqual(['t1'])
    expect(send.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://api.acme.example/v1/tiers/a%20b',
      'GET https://api.acme.example/v1/tiers?limit=7',
    ])
  })

  it('rejects where its request cannot be made, and never throws', async () => {
    const { routes, send } = started()
    const call = routes.tiers.get(callOf(), '..')
    await expect(call).rejects.toMatchObject({ code: 'invalid_input' })
    expect(send.requests).toEqual([])
  })

  it('is a native operation without its call', async () => {
    const { routes } = started()
    expect(await nativeOf(routes, {}, {}).tiers.get('x')).toEqual({ id: 't1' })
  })
})
