import type { Page, Tier } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { createClient } from '../src/index.js'
import { fakeProvider, gold } from './fake-provider.js'

const many = (count: number): Tier[] =>
  Array.from({ length: count }, (_, index) => ({ ...gold, id: `t${index}`, rank: index + 1 }))

/** A backend that hands out `all` in pages; the cursor is an offset. */
const paged = (all: readonly Tier[], size = 10) =>
  vi.fn(async ({ cursor = '0', limit = size }: { cursor?: string; limit?: number }): Promise<Page<Tier>> => {
    const from = Number(cursor)
    const items = all.slice(from, from + limit)
    return from + limit < all.length ? { items, nextCursor: String(from + limit) } : { items }
  })

describe('a list', () => {
  test('is one page when awaited', async () => {
    const list = paged(many(25))
    const page = await createClient(fakeProvider({ 'tiers.list': list })).tiers.list({ limit: 5 })
    expect(page.items).toHaveLength(5)
    expect(page.nextCursor).toBe('5')
    expect(list).toHaveBeenCalledTimes(1)
  })

  test('is everything when iterated, in order, whatever the page size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40), fc.integer({ min: 1, max: 12 }), async (count, limit) => {
        const client = createClient(fakeProvider({ 'tiers.list': paged(many(count)) }))
        expect(await client.tiers.list({ limit }).toArray({ max: 100 })).toEqual(many(count))
      }),
    )
  })

  test('reads on only as far as it is iterated', async () => {
    const list = paged(many(100))
    for await (const tier of createClient(fakeProvider({ 'tiers.list': list })).tiers.list()) {
      if (tier.rank === 11) break
    }
    expect(list).toHaveBeenCalledTimes(2)
  })

  test('that is iterated twice reads its first page once', async () => {
    const list = paged(many(15))
    const call = createClient(fakeProvider({ 'tiers.list': list })).tiers.list()
    expect(await call.toArray({ max: 50 })).toEqual(await call.toArray({ max: 50 }))
    expect(list).toHaveBeenCalledTimes(3)
  })

  test('ends with an error when the provider repeats a cursor', async () => {
    const list = async (): Promise<Page<Tier>> => ({ items: [gold], nextCursor: 'again' })
    const call = createClient(fakeProvider({ 'tiers.list': list })).tiers.list()
    await expect(call.toArray({ max: 50 })).rejects.toMatchObject({ code: 'unexpected_response' })
  })

  test('refuses to collect more than was asked for', async () => {
    const call = createClient(fakeProvider({ 'tiers.list': paged(many(25)) })).tiers.list()
    await expect(call.toArray({ max: 24 })).rejects.toMatchObject({ code: 'rejected' })
  })

  test.each([[undefined], [{}], [{ max: '5' }], [{ max: Number.NaN }], [{ max: -1 }]])(
    'refuses to collect without a limit: %j',
    async (limit) => {
      const call = createClient(fakeProvider({ 'tiers.list': paged(many(25)) })).tiers.list()
      await expect(call.toArray(limit as never)).rejects.toMatchObject({
        code: 'invalid_input',
        issues: [{ path: 'max' }],
      })
    },
  )

  test('tells why its first page failed, whatever the limit is', async () => {
    const list = async () => Promise.reject(new Error('cut'))
    const call = createClient(fakeProvider({ 'tiers.list': list })).tiers.list()
    await expect(call.toArray({} as never)).rejects.toMatchObject({ code: 'unexpected_response' })
  })

  test('goes on as it was asked for, whatever becomes of the query and the options', async () => {
    const list = paged(many(9))
    const retries: number[] = []
    const query = { limit: 3 }
    const options = { retries: 1 }
    const handler = async (given: { limit?: number }, call: { retries: number }) => {
      retries.push(call.retries)
      return list(given)
    }
    const call = createClient(fakeProvider({ 'tiers.list': handler })).tiers.list(query, options)
    query.limit = 100
    options.retries = 9
    expect(await call.toArray({ max: 50 })).toHaveLength(9)
    expect(list.mock.calls.map(([given]) => given.limit)).toEqual([3, 3, 3])
    expect(retries).toEqual([1, 1, 1])
  })

  test('fails in the middle with the error of that page', async () => {
    const list = paged(many(25))
    list.mockResolvedValueOnce({ items: many(10), nextCursor: '10' }).mockRejectedValueOnce(new Error('cut'))
    const seen: string[] = []
    const call = createClient(fakeProvider({ 'tiers.list': list })).tiers.list()
    await expect(
      (async () => {
        for await (const tier of call) seen.push(tier.id)
      })(),
    ).rejects.toMatchObject({ code: 'unexpected_response' })
    expect(seen).toHaveLength(10)
  })
})
