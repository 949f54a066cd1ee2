import type { Json, JsonObject, TierInput } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import createTier from './__fixtures__/create-tier.json' with { type: 'json' }
import { type Answer, errorOf, gold, list, refusal, type Seen, silver, stub, tierId } from './support.js'

const goldInput = { name: 'Gold', description: 'Top', threshold: 200 }
const stale = refusal(409, 'INVALID_REVISION')
const taken = refusal(409, 'ALREADY_EXISTS')
const at = `/loyalty-tiers/v1/tiers/${gold.id}`

/** A server that lists these tiers, reads the first, and answers one kind of write. */
const serving =
  (tiers: Json[], write: (request: Seen, index: number) => Answer) => (request: Seen, index: number) => {
    if (request.method !== 'GET') return write(request, index)
    return request.path.endsWith('/tiers') ? list(tiers) : { body: { tier: tiers[0] ?? null } }
  }
const failingOnce = (answer: Answer, then: () => Answer) => {
  let failed = false
  return (): Answer => {
    if (failed) return then()
    failed = true
    return answer
  }
}

describe('create', () => {
  it('sends what the SDK of Wix sends, after a look at what is there', async () => {
    const { client, lines, writes } = stub(serving([], () => ({ body: createTier.reply })))
    expect(await client.tiers.create(goldInput)).toMatchObject({ id: gold.id, revision: '1' })
    const { method, path, body } = createTier.request
    expect(writes()).toMatchObject([{ method, path, body }])
    expect(lines()[0]).toBe('GET /loyalty-tiers/v1/tiers')
  })

  it('is refused where another tier has the name or the points, with nothing written', async () => {
    const { client, writes } = stub(serving([gold, silver], () => ({ body: createTier.reply })))
    const named = await errorOf(client.tiers.create({ name: 'Gold', threshold: 5 }))
    expect(named).toMatchObject({ code: 'conflict', issues: [{ path: 'name' }] })
    expect(named.message).toContain(gold.id)
    const equal = await errorOf(client.tiers.create({ name: 'New', threshold: 100 }))
    expect(equal).toMatchObject({ code: 'conflict', issues: [{ path: 'threshold' }] })
    expect(writes()).toEqual([])
  })

  it.each<[string, Answer]>([
    ['lost', 'lost'],
    ['cut short', { text: '{"tier": {"id": "ca97' }],
    ['a page', { text: '<!doctype html><title>Bad gateway</title>' }],
    ['a 502', { status: 502 }],
  ])('whose reply is %s is repeated; the conflict with itself is looked up', async (_what, failing) => {
    const tiers: Json[] = []
    const { client, writes } = stub(
      serving(
        tiers,
        failingOnce(failing, () => {
          tiers.push(gold)
          return taken
        }),
      ),
    )
    expect(await client.tiers.create(goldInput)).toMatchObject({ id: gold.id, name: 'Gold' })
    expect(writes()).toHaveLength(2)
  })

  it.each<[string, Answer, Answer]>([
    ['no more tiers are allowed', 'lost', refusal(428, 'BASIC_TIERS_LIMIT_REACHED')],
    ['the name is taken', { status: 500 }, taken],
  ])('that is repeated is looked up also where Wix says that %s', async (_what, first, then) => {
    const tiers: Json[] = []
    const answers = [first, then]
    const { client } = stub(
      serving(tiers, () => {
        tiers[0] = gold
        return answers.shift() ?? taken
      }),
    )
    expect(await client.tiers.create(goldInput)).toMatchObject({ id: gold.id })
  })

  it('beyond what the plan allows is rejected', async () => {
    const { client } = stub(serving([], () => refusal(428, 'BASIC_TIERS_LIMIT_REACHED')))
    expect(await errorOf(client.tiers.create(goldInput))).toMatchObject({ code: 'rejected', status: 428 })
  })

  it.each<[string, JsonObject[]]>([
    ['nothing', []],
    ['other points', [{ ...gold, requiredPoints: 300 }]],
    ['another description', [{ ...gold, tierDefinition: { name: 'Gold', description: 'Other' } }]],
    [
      'another icon',
      [
        {
          ...gold,
          tierDefinition: { name: 'Gold', description: 'Top', icon: { url: 'https://x.example/a' } },
        },
      ],
    ],
  ])('stays unknown where the look finds %s', async (_what, found) => {
    const tiers: Json[] = []
    const { client } = stub(
      serving(
        tiers,
        failingOnce('lost', () => {
          tiers.push(...found)
          return taken
        }),
      ),
    )
    const input = { ...goldInput, icon: 'https://cdn.example/gold.png' }
    const thrown = await errorOf(client.tiers.create(_what === 'another icon' ? input : goldInput))
    expect(thrown).toMatchObject({ code: 'outcome_unknown', status: 409, operation: 'tiers.create' })
    expect(thrown.message).toContain('List the tiers')
  })

  it('stays unknown where the look fails', async () => {
    const { client } = stub(({ method }, index) => {
      if (index === 0) return list([])
      if (method === 'GET') return refusal(403, 'PERMISSION_DENIED')
      return index === 1 ? 'lost' : taken
    })
    expect(await errorOf(client.tiers.create(goldInput))).toMatchObject({ code: 'outcome_unknown' })
  })

  it('that lost against another writer is a conflict, and nothing is looked up', async () => {
    const { client, requests } = stub(serving([], () => taken))
    expect(await errorOf(client.tiers.create(goldInput))).toMatchObject({ code: 'conflict', status: 409 })
    expect(requests).toHaveLength(2)
  })

  it('that stays without a reply has an unknown outcome', async () => {
    const { client } = stub(
      serving([], () => 'lost'),
      { retries: 1 },
    )
    const thrown = await errorOf(client.tiers.create(goldInput))
    expect(thrown).toMatchObject({ code: 'outcome_unknown', retryable: true })
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
    [{ name: 'n'.repeat(51), threshold: 1 }, 'name'],
    [{ name: 'n', threshold: 10_000_000 }, 'threshold'],
    [{ name: 'n', rule: { metric: 'points.earned', op: '>=', value: '10000000' } }, 'rule.value'],
    // @ts-expect-error -- the types know what Wix takes
    [{ name: 'n', threshold: 1, vendor: { wix: { colour: 'gold' } } }, 'vendor.wix.colour'],
  ])('of %j is invalid at %s, with nothing sent', async (tier, path) => {
    const { client, requests } = stub(() => list([]))
    expect(await errorOf(client.tiers.create(tier))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path }],
    })
    expect(requests).toEqual([])
  })

  it('goes on without what Wix cannot hold when asked to, and reports it', async () => {
    const { client, writes } = stub(serving([], () => ({ body: createTier.reply })))
    const input = { name: 'Gold', threshold: 200, color: '#C0FFEE', rank: 3, icon: 'gold', benefits: ['a'] }
    const { losses } = await client.tiers.create(input, { onLoss: 'report' }).withDetails()
    expect(losses.map(({ path }) => path).sort()).toEqual(['benefits[0]', 'color', 'icon', 'rank'])
    expect(writes()[0]?.body).toEqual({ tier: { tierDefinition: { name: 'Gold' }, requiredPoints: 200 } })
  })

  it('sends what vendor.wix asks for', async () => {
    const { client, writes } = stub(serving([], () => ({ body: createTier.reply })))
    const icon = { url: 'https://cdn.example/a.png', altText: 'A star' }
    await client.tiers.create({
      name: 'n',
      threshold: 1,
      vendor: { wix: { icon, fields: { labels: ['a'] } } },
    })
    expect(writes()[0]?.body).toEqual({
      tier: { labels: ['a'], tierDefinition: { name: 'n', icon }, requiredPoints: 1 },
    })
  })
})

describe('update', () => {
  const shaped = {
    ...gold,
    tierDefinition: { ...gold.tierDefinition, icon: { id: '', url: 'shapes/a.svg', height: 0 } },
  }

  it('sends the whole tier with its revision as text, for Wix may replace what it gets', async () => {
    const { client, writes } = stub(serving([{ ...shaped, revision: 7 }], () => ({ body: { tier: gold } })))
    await client.tiers.update(gold.id, { name: 'Platinum' })
    await client.tiers.update(gold.id, { threshold: 400, icon: null, description: null })
    const icon = { id: '', url: 'shapes/a.svg', height: 0 }
    expect(writes().map(({ method, path, body }) => [method, path, body])).toEqual([
      [
        'PATCH',
        at,
        {
          tier: {
            ...{ id: gold.id, revision: '7', requiredPoints: 200 },
            tierDefinition: { name: 'Platinum', description: 'Top', icon },
          },
        },
      ],
      [
        'PATCH',
        at,
        {
          tier: {
            ...{ id: gold.id, revision: '7', requiredPoints: 400 },
            tierDefinition: { name: 'Gold', description: '', icon: null },
          },
        },
      ],
    ])
  })

  it('with nothing left to send reads the tier', async () => {
    const { client, lines } = stub(serving([gold], () => taken))
    expect(await client.tiers.update(gold.id, { color: null })).toMatchObject({ id: gold.id })
    expect(lines()).toEqual([`GET ${at}`])
  })

  it('with another revision than the current one is a conflict, with nothing sent', async () => {
    const { client, writes } = stub(serving([gold], () => ({ body: { tier: gold } })))
    for (const ifRevision of ['2', '0', '-1', 'no-such-revision', '1.0']) {
      for (const call of [
        client.tiers.update(gold.id, { name: 'x' }, { ifRevision }),
        client.tiers.delete(gold.id, { ifRevision }),
      ]) {
        expect(await errorOf(call)).toMatchObject({ code: 'conflict', issues: [{ path: 'ifRevision' }] })
      }
    }
    expect(writes()).toEqual([])
  })

  it('is made anew on what somebody else changed in between, without losing that', async () => {
    let current = gold
    const { client, writes } = stub(({ method, body }) => {
      if (method === 'GET') return { body: { tier: current } }
      const { revision } = (body as { tier: { revision: string } }).tier
      if (revision !== '1') return { body: { tier: current } }
      current = { ...gold, revision: '2', requiredPoints: 250 }
      return stale
    })
    await client.tiers.update(gold.id, { name: 'Platinum' })
    expect(writes().map(({ body }) => (body as { tier: JsonObject }).tier)).toMatchObject([
      { revision: '1', requiredPoints: 200 },
      { revision: '2', requiredPoints: 250, tierDefinition: { name: 'Platinum' } },
    ])
  })

  it('whose reply was lost is found done, and sent no more', async () => {
    let current: JsonObject = gold
    const answer = failingOnce('lost', () => stale)
    const { client, writes } = stub(({ method }) => {
      if (method === 'GET') return { body: { tier: current } }
      current = { ...gold, revision: '2', tierDefinition: { name: 'Platinum', description: 'Top' } }
      return answer()
    })
    const updated = await client.tiers.update(gold.id, { name: 'Platinum' }, { ifRevision: '1' })
    expect(updated).toMatchObject({ name: 'Platinum', revision: '2' })
    expect(writes()).toHaveLength(2)
  })

  it.each<[string, JsonObject, string]>([
    ['its place was taken by another', { ...gold, revision: '2' }, 'conflict'],
    ['it may have been made before another', { ...gold, revision: '3' }, 'outcome_unknown'],
  ])('whose reply was lost ends truthfully where %s', async (_what, later, code) => {
    let current: JsonObject = gold
    const answer = failingOnce('lost', () => stale)
    const { client } = stub(({ method }) => {
      if (method === 'GET') return { body: { tier: current } }
      current = later
      return answer()
    })
    const call = client.tiers.update(gold.id, { name: 'Platinum' }, { ifRevision: '1' })
    expect(await errorOf(call)).toMatchObject({ code })
  })

  it.each<[string, JsonObject, string]>([
    ['shows', { labels: ['a'] }, 'done'],
    ['does not show', {}, 'conflict'],
  ])(
    'of fields of vendor.wix alone, whose reply was lost, ends truthfully where Wix %s them',
    async (_what, made, ending) => {
      let current: JsonObject = gold
      const answer = failingOnce('lost', () => stale)
      const { client } = stub(({ method }) => {
        if (method === 'GET') return { body: { tier: current } }
        current = { ...gold, ...made, revision: '2' }
        return answer()
      })
      const vendor = { wix: { fields: { labels: ['a'] } } }
      const code = await client.tiers.update(gold.id, { vendor }, { ifRevision: '1' }).then(
        () => 'done',
        (error: unknown) => String(Reflect.get(Object(error), 'code')),
      )
      expect(code).toBe(ending)
    },
  )

  it.each<[string, JsonObject, string]>([
    ['shows', { id: 'm1', filename: 'a.png', altText: 'New' }, 'done'],
    ['shows without its words', { id: 'm1', filename: 'a.png', altText: 'Old' }, 'outcome_unknown'],
  ])(
    'of an icon of vendor.wix, whose reply was lost, ends truthfully where Wix %s it',
    async (_what, icon, ending) => {
      let current: JsonObject = gold
      const answer = failingOnce('lost', () => stale)
      const { client } = stub(({ method }) => {
        if (method === 'GET') return { body: { tier: current } }
        current = { ...gold, revision: '3', tierDefinition: { ...gold.tierDefinition, icon } }
        return answer()
      })
      const vendor = { wix: { icon: { id: 'm1', altText: 'New' } } }
      const code = await client.tiers.update(gold.id, { vendor }, { ifRevision: '1' }).then(
        () => 'done',
        (error: unknown) => String(Reflect.get(Object(error), 'code')),
      )
      expect(code).toBe(ending)
    },
  )

  it('to what another tier has names that, though Wix does not', async () => {
    const { client } = stub(serving([gold, silver], () => taken))
    const call = client.tiers.update(gold.id, { name: 'Silver', threshold: 5 })
    expect(await errorOf(call)).toMatchObject({ code: 'conflict', issues: [{ path: 'name' }] })
    // Its own name is not what is taken.
    const other = await errorOf(client.tiers.update(gold.id, { name: 'Gold', threshold: 100 }))
    expect([other.code, other.issues]).toMatchObject(['conflict', [{ path: 'threshold' }]])
    expect(other.issues).toHaveLength(1)
  })

  it('refused for a reason that no tier shows stays the conflict of Wix', async () => {
    const { client } = stub(serving([gold], () => taken))
    expect(await errorOf(client.tiers.update(gold.id, { name: 'x' }))).toMatchObject({
      code: 'conflict',
      status: 409,
    })
  })
})

describe('delete', () => {
  it('sends the current revision in the query', async () => {
    const { client, lines } = stub(serving([gold], () => ({ body: {} })))
    expect(await client.tiers.delete(gold.id)).toEqual({ id: gold.id, deleted: true })
    expect(lines()).toEqual([`GET ${at}`, `DELETE ${at} revision=1`])
  })

  it('is done when the tier is gone after a reply that was lost, not when Wix was only busy', async () => {
    const missing = refusal(404, 'NOT_FOUND')
    const lost = stub(
      serving(
        [gold],
        failingOnce('lost', () => missing),
      ),
    )
    expect(await lost.client.tiers.delete(gold.id)).toMatchObject({ deleted: true })
    const failed = stub(
      serving(
        [gold],
        failingOnce({ status: 500 }, () => missing),
      ),
    )
    expect(await failed.client.tiers.delete(gold.id)).toMatchObject({ deleted: true })
    const busy = stub(
      serving(
        [gold],
        failingOnce({ status: 429, headers: { 'retry-after': '0' } }, () => missing),
      ),
    )
    expect(await errorOf(busy.client.tiers.delete(gold.id))).toMatchObject({ code: 'not_found' })
  })

  it('goes on with the revision that somebody else made, unless the caller named one', async () => {
    const free = stub(
      serving(
        [gold],
        failingOnce(stale, () => ({ body: {} })),
      ),
    )
    expect(await free.client.tiers.delete(gold.id)).toMatchObject({ deleted: true })
    const named = stub(
      serving(
        [gold],
        failingOnce(stale, () => ({ body: {} })),
      ),
    )
    expect(await errorOf(named.client.tiers.delete(gold.id, { ifRevision: '1' }))).toMatchObject({
      code: 'conflict',
    })
  })
})

describe('an id that is no GUID', () => {
  it('is not found, with nothing sent: Wix would call it malformed', async () => {
    const { client, requests } = stub(() => ({ body: { tier: gold } }))
    for (const id of ['no-such-tier', `${gold.id}0`, 'größe']) {
      for (const call of [
        client.tiers.get(id),
        client.tiers.update(id, { name: 'x' }),
        client.tiers.delete(id),
      ]) {
        expect(await errorOf(call)).toMatchObject({ code: 'not_found', issues: [{ path: 'id' }] })
      }
    }
    expect(requests).toEqual([])
  })
})

describe('list', () => {
  const tiers = [5, 3, 1, 4, 2].map((n) => ({ ...gold, id: tierId(n), requiredPoints: n * 100 }))

  it('is one request, cut into pages in the order of the points', async () => {
    const { client, lines } = stub(() => list(tiers))
    const first = await client.tiers.list({ limit: 2 })
    expect(first.items.map(({ rank }) => rank)).toEqual([101, 201])
    const all = await client.tiers.list({ limit: 2 }).toArray({ max: 9 })
    expect(all.map(({ rank }) => rank)).toEqual([101, 201, 301, 401, 501])
    expect(new Set(lines())).toEqual(new Set(['GET /loyalty-tiers/v1/tiers']))
  })

  it('refuses a cursor that was never given out, with nothing sent', async () => {
    const { client, requests } = stub(() => list(tiers))
    const thrown = await errorOf(client.tiers.list({ cursor: 'abc' }))
    expect(thrown).toMatchObject({ code: 'invalid_input', issues: [{ path: 'cursor' }] })
    expect(requests).toEqual([])
  })
})
