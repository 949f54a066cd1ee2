import type { Json, TierInput } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import createTier from './__fixtures__/create-tier.json' with { type: 'json' }
import deleteTier from './__fixtures__/delete-tier.json' with { type: 'json' }
import listTiers from './__fixtures__/list-tiers.json' with { type: 'json' }
import retrieveTier from './__fixtures__/retrieve-tier.json' with { type: 'json' }
import updateTier from './__fixtures__/update-tier.json' with { type: 'json' }
import { type Answer, apiKey, errorOf, gold, list, pageTiers, refusal, type Seen, stub } from './support.js'

const benefits = ['Free shipping', 'Early access to sales']
/** A server with these tiers that answers one kind of write. */
const serving =
  (tiers: Json[], write: (request: Seen, index: number) => Answer) => (request: Seen, index: number) =>
    request.method === 'GET' ? list(tiers) : write(request, index)
const asCurl = ({ method, path, form }: Seen) => ({
  method,
  path,
  data: form.map(([name, value]) => `${name}=${value}`),
})

describe('the requests of the page', () => {
  it('create', async () => {
    const { client, writes } = stub(serving([], () => ({ status: 201, body: createTier.reply })))
    const tier = await client.tiers.create({ name: 'Gold', threshold: 5000, benefits })
    expect(tier).toMatchObject({ id: 'tier_gold', rule: { value: '5000' } })
    expect(writes().map(asCurl)).toEqual([createTier.request])
    expect(writes()[0]?.headers).toMatchObject({
      'x-api-key': apiKey,
      'content-type': 'application/x-www-form-urlencoded',
    })
  })

  it('retrieve', async () => {
    const { client, requests } = stub(() => ({ body: retrieveTier.reply }))
    expect(await client.tiers.get('tier_gold')).toMatchObject({
      name: 'Gold',
      createdAt: '2024-05-21T14:00:00Z',
    })
    expect(requests.map(asCurl)).toEqual([retrieveTier.request])
    expect(requests[0]?.headers).not.toHaveProperty('vinr-version')
  })

  it('update', async () => {
    const { client, writes } = stub(serving(pageTiers, () => ({ body: updateTier.reply })))
    const tier = await client.tiers.update('tier_gold', { name: 'Platinum', threshold: 7500 })
    expect(tier).toMatchObject({
      id: 'tier_gold',
      name: 'Platinum',
      benefits: benefits.map((label) => ({ label })),
    })
    expect(writes().map(asCurl)).toEqual([updateTier.request])
  })

  it('delete', async () => {
    const { client, requests } = stub(() => ({ body: deleteTier.reply }))
    expect(await client.tiers.delete('tier_gold')).toEqual({ id: 'tier_gold', deleted: true })
    expect(requests.map(asCurl)).toEqual([deleteTier.request])
  })

  it('list', async () => {
    const { client, requests } = stub(() => ({ body: listTiers.reply }))
    const { items, nextCursor } = await client.tiers.list({ limit: 10 })
    expect(items.map(({ name }) => name)).toEqual(['Bronze', 'Silver', 'Gold'])
    expect(nextCursor).toBeUndefined()
    expect(`${requests[0]?.path}?${new URLSearchParams(requests[0]?.query)}`).toBe(listTiers.request.path)
  })
})

describe('create', () => {
  it('is refused where another tier has the threshold: VINR would take both', async () => {
    const { client, writes } = stub(serving(pageTiers, () => ({ body: gold })))
    const thrown = await errorOf(client.tiers.create({ name: 'Other', threshold: 1000 }))
    expect(thrown).toMatchObject({ code: 'conflict', issues: [{ path: 'threshold' }] })
    expect(thrown.message).toContain('tier_silver')
    expect(writes()).toEqual([])
  })

  it('looks on every page for the threshold', async () => {
    const { client, writes } = stub(({ method, query }) => {
      if (method !== 'GET') return { body: gold }
      return query.some(([name]) => name === 'starting_after')
        ? list(pageTiers.slice(2))
        : list(pageTiers.slice(0, 2), { has_more: true })
    })
    expect(await errorOf(client.tiers.create({ name: 'G', threshold: 5000 }))).toMatchObject({
      code: 'conflict',
    })
    expect(writes()).toEqual([])
  })

  it.each<[string, (index: number) => Answer]>([
    ['lost', () => 'lost'],
    ['cut short', () => ({ text: '{"id": "tier_go' })],
    ['a page', () => ({ text: '<!doctype html><title>Bad gateway</title>' })],
    ['a 503', () => refusal(503, {})],
  ])('whose reply is %s is repeated with the same key and data', async (_what, failing) => {
    let failed = false
    const { client, writes } = stub(
      serving([], (_request, index) => {
        if (failed) return { body: gold }
        failed = true
        return failing(index)
      }),
    )
    expect(await client.tiers.create({ name: 'Gold', threshold: 5000 })).toMatchObject({ id: 'tier_gold' })
    const [first, second] = writes()
    expect(first?.headers['idempotency-key']).toMatch(/^[!-~]{8,255}$/)
    expect(second).toEqual(first)
  })

  it('that stays without a reply has an unknown outcome, and says how to find out', async () => {
    const { client } = stub(
      serving([], () => 'lost'),
      { retries: 1 },
    )
    const thrown = await errorOf(client.tiers.create({ name: 'Gold', threshold: 5000 }))
    expect(thrown.code).toBe('outcome_unknown')
    expect(thrown.message).toMatch(/List the tiers.*idempotencyKey/)
  })

  it('that was refused for its threshold is refused again with the same key: nothing was sent under it', async () => {
    const { client, writes } = stub(serving(pageTiers, () => ({ body: gold })))
    for (let time = 1; time <= 2; time++) {
      const call = client.tiers.create({ name: 'Twin', threshold: 5000 }, { idempotencyKey: 'import-41' })
      expect(await errorOf(call)).toMatchObject({ code: 'conflict', issues: [{ path: 'threshold' }] })
    }
    expect(writes()).toEqual([])
  })

  it("repeated by the caller with the same key is not refused for the caller's own tier", async () => {
    const tiers: Json[] = []
    const { client, writes } = stub((request) => {
      if (request.method === 'GET') return list(tiers)
      tiers[0] = gold
      return { body: gold }
    })
    const options = { idempotencyKey: 'import-42' }
    const first = await client.tiers.create({ name: 'Gold', threshold: 5000, benefits }, options)
    expect(await client.tiers.create({ name: 'Gold', threshold: 5000, benefits }, options)).toEqual(first)
    expect(writes().map(({ headers }) => headers['idempotency-key'])).toEqual(['import-42', 'import-42'])
    expect(await errorOf(client.tiers.create({ name: 'Gold', threshold: 5000 }))).toMatchObject({
      code: 'conflict',
    })
  })

  it('with a key that was used for something else is a conflict', async () => {
    const { client } = stub(serving([], () => refusal(409, { code: 'idempotency_error' })))
    const call = client.tiers.create({ name: 'Gold', threshold: 1 }, { idempotencyKey: 'used' })
    expect(await errorOf(call)).toMatchObject({ code: 'conflict', vendorCode: 'idempotency_error' })
  })

  it.each<[TierInput, string[]]>([
    [{ name: 'By hand' }, ['rule']],
    [{ name: 'By hand', color: '#C0FFEE' }, ['color', 'rule']],
    [
      { name: 'n', rule: { metric: 'visits', op: '>=', value: 3 } },
      ['rule.metric', 'rule.op', 'rule.value', 'rule'],
    ],
  ])('of %j is unsupported at %j, with nothing sent', async (tier, paths) => {
    const { client, requests } = stub(() => list([]))
    const thrown = await errorOf(client.tiers.create(tier))
    expect(thrown.code).toBe('unsupported')
    expect((thrown.issues as { path: string }[]).map(({ path }) => path)).toEqual(paths)
    expect(await errorOf(client.tiers.create(tier, { onLoss: 'report' }))).toMatchObject({
      code: 'unsupported',
      issues: [{ path: 'rule' }],
    })
    expect(requests).toEqual([])
  })

  it.each<[TierInput, string]>([
    [{ name: 'n', threshold: '9007199254740992' }, 'threshold'],
    [{ name: 'n', rule: { metric: 'points.balance', op: '>=', value: '9007199254740992' } }, 'rule.value'],
    [{ name: 'n \ud83e', threshold: 1 }, 'name'],
    [{ name: 'n', threshold: 1, benefits: ['fine', 'n \ud83e'] }, 'benefits[1]'],
    // @ts-expect-error -- the types know what VINR takes
    [{ name: 'n', threshold: 1, vendor: { vinr: { colour: 'gold' } } }, 'vendor.vinr.colour'],
  ])('of %j is invalid at %s, with nothing sent', async (tier, path) => {
    const { client, requests } = stub(() => list([]))
    expect(await errorOf(client.tiers.create(tier))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path }],
    })
    expect(requests).toEqual([])
  })

  it('goes on without what VINR cannot hold when asked to, and reports it', async () => {
    const { client, writes } = stub(serving([], () => ({ body: gold })))
    const input = { name: 'Gold', threshold: 5000, color: '#C0FFEE', rank: 3, status: 'draft' } as const
    const { losses } = await client.tiers.create(input, { onLoss: 'report' }).withDetails()
    expect(losses.map(({ path }) => path).sort()).toEqual(['color', 'rank', 'status'])
    expect(writes().map(({ form }) => form.map(([name]) => name))).toEqual([['name', 'min_points']])
  })
})

describe('update', () => {
  it('sends only what changes, and looks up nothing when the threshold stays', async () => {
    const { client, requests } = stub(() => ({ body: gold }))
    await client.tiers.update('tier_gold', { name: 'Gold' })
    await client.tiers.update('tier_gold', { benefits: [] })
    expect(requests.map(({ form }) => form)).toEqual([[['name', 'Gold']], [['benefits', '']]])
    expect(requests.every(({ headers }) => headers['idempotency-key'] !== undefined)).toBe(true)
  })

  it('to the threshold of another tier is refused, to its own not', async () => {
    const { client, writes } = stub(serving(pageTiers, () => ({ body: gold })))
    expect(await errorOf(client.tiers.update('tier_gold', { threshold: 1000 }))).toMatchObject({
      code: 'conflict',
      issues: [{ path: 'threshold' }],
    })
    expect(writes()).toEqual([])
    await client.tiers.update('tier_gold', { threshold: 5000 })
    expect(writes()).toHaveLength(1)
  })

  it('with nothing left to send reads the tier', async () => {
    const { client, requests } = stub(() => ({ body: gold }))
    expect(await client.tiers.update('tier_gold', { color: null })).toMatchObject({ id: 'tier_gold' })
    const { losses } = await client.tiers.update('tier_gold', { rank: 7 }, { onLoss: 'report' }).withDetails()
    expect(losses).toMatchObject([{ path: 'rank' }])
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'GET'])
  })

  it('with a revision is refused, for VINR keeps none', async () => {
    const { client, requests } = stub(() => ({ body: gold }))
    for (const call of [
      client.tiers.update('tier_gold', { name: 'x' }, { ifRevision: '1' }),
      client.tiers.delete('tier_gold', { ifRevision: '1' }),
    ]) {
      expect(await errorOf(call)).toMatchObject({ code: 'unsupported', issues: [{ path: 'ifRevision' }] })
    }
    expect(requests).toEqual([])
  })
})

describe('delete', () => {
  const missing = refusal(404, { code: 'resource_missing', param: 'id' })

  it('of a tier that is not there is not found', async () => {
    const { client } = stub(() => missing)
    expect(await errorOf(client.tiers.delete('tier_x'))).toMatchObject({ code: 'not_found' })
  })

  it('is done when the tier is gone after a reply that was lost', async () => {
    const { client, requests } = stub((_request, index) => (index === 0 ? 'lost' : missing))
    expect(await client.tiers.delete('tier_gold')).toEqual({ id: 'tier_gold', deleted: true })
    expect(requests).toHaveLength(2)
  })

  it('is done when the tier is gone after a failure of the server, which may have come after the work', async () => {
    const { client } = stub((_request, index) => (index === 0 ? refusal(500, {}) : missing))
    expect(await client.tiers.delete('tier_gold')).toEqual({ id: 'tier_gold', deleted: true })
  })

  it('is not done when VINR was only too busy before', async () => {
    const { client } = stub((_request, index) => (index === 0 ? refusal(429, {}) : missing))
    expect(await errorOf(client.tiers.delete('tier_gold'))).toMatchObject({ code: 'not_found' })
  })

  it('believes VINR only when it says so', async () => {
    for (const body of [{ id: 'tier_gold', deleted: false }, { id: 'tier_gold' }, {}]) {
      const { client } = stub(() => ({ body }))
      expect(await errorOf(client.tiers.delete('tier_gold'))).toMatchObject({ code: 'unexpected_response' })
    }
  })
})

describe('list', () => {
  const tiers = Array.from({ length: 7 }, (_, n) => ({ id: `t${n}`, name: `n${n}`, min_points: n }))
  /** VINR's paging: `starting_after` an id, in the order of thresholds. */
  const paging = ({ query }: Seen, size = 3): Answer => {
    const after = query.find(([name]) => name === 'starting_after')?.[1]
    const from = tiers.findIndex(({ id }) => id === after) + 1
    return list(tiers.slice(from, from + size), { has_more: from + size < tiers.length })
  }

  it('asks for 100 by default, and walks every page when iterated', async () => {
    const { client, requests } = stub((request) => paging(request))
    const all = await client.tiers.list().toArray({ max: 100 })
    expect(all.map(({ id }) => id)).toEqual(tiers.map(({ id }) => id))
    expect(requests.map(({ query }) => Object.fromEntries(query))).toEqual([
      { limit: '100' },
      { limit: '100', starting_after: 't2' },
      { limit: '100', starting_after: 't5' },
    ])
  })

  it("goes by VINR's own cursor where there is one, under the name in the settings", async () => {
    const { client, requests } = stub(
      ({ query }) =>
        query.some(([name]) => name === 'after')
          ? list([])
          : { body: { data: tiers.slice(0, 2), page: { has_more: true, next_cursor: 'a/b=' } } },
      { cursorParameter: 'after' },
    )
    expect((await client.tiers.list()).nextCursor).toBe('a/b=')
    expect(await client.tiers.list().toArray({ max: 9 })).toHaveLength(2)
    expect(Object.fromEntries(requests.at(-1)?.query ?? [])).toEqual({ limit: '100', after: 'a/b=' })
  })

  it('fails, and says why, when VINR does not move on: half a list is not all', async () => {
    const { client } = stub(() => list(tiers.slice(0, 3), { has_more: true }))
    for (const call of [client.tiers.list().toArray({ max: 100 }), client.ladder.get()]) {
      const thrown = await errorOf(call)
      expect(thrown.code).toBe('unexpected_response')
      expect(thrown.message).toContain('cursorParameter')
    }
  })

  it('refuses a cursor that no URL can carry', async () => {
    const { client, requests } = stub(() => list([]))
    const thrown = await errorOf(client.tiers.list({ cursor: 'a\ud83e' }))
    expect(thrown).toMatchObject({ code: 'invalid_input', issues: [{ path: 'cursor' }] })
    expect(requests).toEqual([])
  })

  it('makes the ladder: every tier once, ascending, also from pages that overlap or are out of order', async () => {
    const shuffled = [...tiers].reverse()
    const { client } = stub(({ query }) => {
      const after = query.find(([name]) => name === 'starting_after')?.[1]
      const from = after === undefined ? 0 : shuffled.findIndex(({ id }) => id === after)
      return list(shuffled.slice(from, from + 3), { has_more: from + 3 < shuffled.length })
    })
    const ladder = await client.ladder.get()
    expect(ladder.tiers.map(({ id }) => id)).toEqual(tiers.map(({ id }) => id))
    expect(ladder).toMatchObject({ id: 'vinr', status: 'active', window: { kind: 'lifetime' } })
  })
})

describe('a reply that VINR does not promise', () => {
  it.each<[string, Json, string]>([
    ['a list for an object', [], ''],
    ['null', null, ''],
    ['text', 'fine', ''],
    ['no id', { name: 'n', min_points: 1 }, 'id'],
    ['an empty id', { id: '', name: 'n', min_points: 1 }, 'id'],
    ['no name', { id: 't', min_points: 1 }, 'name'],
    ['a threshold as text', { id: 't', name: 'n', min_points: '1' }, 'min_points'],
    ['a fraction', { id: 't', name: 'n', min_points: 1.5 }, 'min_points'],
    ['a threshold whose digits are lost', { id: 't', name: 'n', min_points: 2 ** 60 }, 'min_points'],
    ['a negative threshold', { id: 't', name: 'n', min_points: -1 }, 'min_points'],
    ['benefits that are no texts', { id: 't', name: 'n', min_points: 1, benefits: ['a', 7] }, 'benefits[1]'],
    ['a time that is none', { id: 't', name: 'n', min_points: 1, created: 'today' }, 'created'],
    ['a time in milliseconds', { id: 't', name: 'n', min_points: 1, created: 1716300000000 }, 'created'],
  ])('%s is an error that names the place', async (_what, body, path) => {
    const { client, requests } = stub(() => ({ body, headers: { 'request-id': 'req_9' } }))
    const thrown = await errorOf(client.tiers.get('t'))
    expect(thrown).toMatchObject({ code: 'unexpected_response', status: 200, requestId: 'req_9' })
    expect(thrown).toMatchObject({ issues: [{ path }], provider: 'vinr', operation: 'tiers.get' })
    expect(thrown.message).toContain(path === '' ? 'the body' : `${path}: `)
    expect(requests).toHaveLength(1)
  })

  it('in a list names the item', async () => {
    const { client } = stub(() => list([gold, { id: 't', name: 'n' }]))
    expect(await errorOf(client.tiers.list())).toMatchObject({ issues: [{ path: 'data[1].min_points' }] })
  })

  it('to a write says that the change may have been made', async () => {
    const { client } = stub(() => ({ body: {} }))
    expect((await errorOf(client.tiers.update('t', { name: 'n' }))).message).toContain('may have been made')
  })

  it('shows no credential', async () => {
    const body = { name: apiKey, [apiKey]: apiKey }
    const { client } = stub(() => ({ body, headers: { 'request-id': apiKey } }))
    const thrown = await errorOf(client.tiers.get('t'))
    expect(JSON.stringify(thrown) + thrown.message + thrown.stack).not.toContain(apiKey)
  })
})

describe('the version', () => {
  it('is sent with every request, and another one with the call that asks for it', async () => {
    const { client, requests } = stub(() => ({ body: gold }), { version: '2026-04-01' })
    await client.tiers.get('tier_gold')
    await client.tiers.get('tier_gold', { vendor: { vinr: { version: '2026-05-01' }, other: { a: 1 } } })
    expect(requests.map(({ headers }) => headers['vinr-version'])).toEqual(['2026-04-01', '2026-05-01'])
  })

  it.each([
    [{ vinr: { version: 'new' } }, 'vendor.vinr.version'],
    [{ vinr: { expand: ['tier'] } }, 'vendor.vinr.expand'],
    [{ vinr: 'new' }, 'vendor.vinr'],
  ])('by %j is refused at %s, with nothing sent', async (vendor, path) => {
    const { client, requests } = stub(() => ({ body: gold }))
    const thrown = await errorOf(client.tiers.get('tier_gold', { vendor: vendor as never }))
    expect(thrown).toMatchObject({ code: 'invalid_input', issues: [{ path }] })
    expect(requests).toEqual([])
  })
})
