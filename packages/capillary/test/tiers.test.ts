import type { Json, JsonObject } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { draft, errorOf, legacy, list, ok, published, refusal, type Seen, stub } from './support.js'

const pending = { ...published, status: 'PENDING_APPROVAL', slabId: null }
/** The tier as List shows it once it is published. */
const live = { ...draft, slabId: 25635, status: 'LIVE', origin: 'BOTH' }
/** The draft of a change of it. */
const edit = { ...draft, objectId: '6a2aab5cb1f2f8016a659900', name: 'Diamond', status: 'DRAFT' }

/** A program that holds one tier, in Capillary's place, as far as a create needs it. */
function program(stop: (request: Seen) => ReturnType<typeof refusal> | undefined = () => undefined) {
  return ({ method, path }: Seen, _index: number) => {
    const stopped = stop({ method, path } as Seen)
    if (stopped !== undefined) return stopped
    if (path.endsWith('/submit')) return ok(pending)
    if (path.endsWith('/approve')) return ok(published)
    return method === 'GET' ? list(...legacy, live) : ok(draft)
  }
}

const input = { name: 'Super Platinum', threshold: 100_000 }
/** The draft of it, with what Capillary fills in. */
const { description: _description, color: _color, ...asAsked } = draft

describe('a new tier', () => {
  it('is created with the key, submitted, approved and read', async () => {
    const { client, requests, lines } = stub(program())
    const tier = await client.tiers.create(input, { idempotencyKey: 'key-7' })
    expect(lines()).toEqual([
      'POST /v3/tiers',
      'POST /v3/tiers/6a2aab5cb1f2f8016a6598bb/submit',
      'POST /v3/tiers/6a2aab5cb1f2f8016a6598bb/approve',
      'GET /v3/tiers',
    ])
    expect(requests.map(({ headers }) => headers['idempotency-key'])).toEqual([
      'key-7',
      undefined,
      undefined,
      undefined,
    ])
    expect(requests.map(({ body }) => body)).toEqual([
      {
        programId: 973,
        name: 'Super Platinum',
        eligibility: { kpiType: 'CURRENT_POINTS', threshold: 100000 },
      },
      null,
      { approvalStatus: 'APPROVE' },
      null,
    ])
    expect(requests[3]?.query).toEqual({ programId: '973', tier: 'ut-973-010' })
    expect(tier).toMatchObject({ id: 'ut-973-010', name: 'Super Platinum', status: 'active', rank: 10 })
  })

  it.each([
    [{ status: 'draft' }, {}, 1],
    [{}, { newTiers: 'draft' }, 1],
    [{ status: 'pending' }, {}, 3],
    [{}, { newTiers: 'pending' }, 3],
    [{ status: 'active' }, { newTiers: 'draft' }, 4],
  ] as const)('with %j and the settings %j takes %i requests', async (status, settings, count) => {
    const { client, lines } = stub(program(), settings)
    await client.tiers.create({ ...input, ...status })
    expect(lines()).toHaveLength(count)
    expect(lines().some((line) => line.endsWith('/approve'))).toBe(count === 4)
  })

  it('that may not be approved by these credentials stays permission, and says how to go on', async () => {
    const { client } = stub(program(({ path }) => (path.endsWith('/approve') ? refusal(403, 1) : undefined)))
    const thrown = await errorOf(client.tiers.create(input))
    expect(thrown).toMatchObject({ code: 'permission', status: 403 })
    expect(thrown.message).toContain("'Super Platinum' (ut-973-010) was last seen as pending")
    expect(thrown.message).toContain("workflow.publish('ut-973-010')")
  })

  it('that cannot be read once it is published is shown as approving showed it; without retries it is told', async () => {
    const unread = () =>
      stub(program(({ method }) => (method === 'GET' ? refusal(500, 1) : undefined))).client
    expect(await unread().tiers.create(input, { retries: 1 })).toMatchObject({
      ...{ id: 'ut-973-010', status: 'active' },
      vendor: { capillary: { status: 'ACTIVE', slabId: 25635 } },
    })
    expect(await errorOf(unread().tiers.create(input, { retries: 0 }))).toMatchObject({
      code: 'outcome_unknown',
      message: expect.stringContaining('was last seen as active'),
    })
  })

  it('that cannot be submitted is there all the same: outcome_unknown, with the cause', async () => {
    const { client } = stub(
      program(({ path }) => (path.endsWith('/submit') ? refusal(400, 9052) : undefined)),
    )
    const thrown = await errorOf(client.tiers.create(input))
    expect(thrown).toMatchObject({ code: 'outcome_unknown', vendorCode: '9052', retryable: false })
    expect(thrown.cause).toMatchObject({ code: 'rejected' })
    expect(thrown.message).toContain('was last seen as draft')
  })

  it.each([
    ['just as asked is taken on', asAsked, 'active'],
    ['of another name is left alone', { ...draft, name: 'Gold' }, 'outcome_unknown'],
    ['of another threshold is left alone', { ...draft, eligibility: { threshold: 7 } }, 'outcome_unknown'],
    ['with more to it than asked is left alone', { ...draft, description: 'Theirs' }, 'outcome_unknown'],
    [
      'that waits already is left alone',
      { ...pending, eligibility: { threshold: 100_000 } },
      'outcome_unknown',
    ],
  ])('whose reply was lost is looked up: a draft %s', async (_what, found, end) => {
    let made = false
    const { client, lines } = stub(({ method, path, query }) => {
      if (path.endsWith('/submit')) return ok(pending)
      if (path.endsWith('/approve')) return ok(published)
      if (method === 'GET') return made ? list(...legacy, query.tier === undefined ? found : live) : list()
      made = true
      return 'lost'
    })
    const ended = await client.tiers.create(input, { retries: 1 }).then(
      ({ status }) => status,
      ({ code }: { code: string }) => code,
    )
    expect([ended, lines().filter((line) => /submit|approve/.test(line)).length]).toEqual([
      end,
      end === 'active' ? 2 : 0,
    ])
  })

  it('that was rejected while it was approved is not told as created', async () => {
    const { client } = stub(
      program(({ path, method }) => {
        if (path.endsWith('/approve')) return refusal(409, 999999, 'TIER_STATE_CONFLICT: not pending')
        return method === 'GET' ? (list(...legacy, draft) as ReturnType<typeof refusal>) : undefined
      }),
    )
    expect(await errorOf(client.tiers.create(input))).toMatchObject({ code: 'outcome_unknown' })
  })

  it('without a threshold is refused, also with onLoss report, with nothing sent', async () => {
    const { client, requests } = stub(program())
    for (const given of [
      { name: 'n' },
      { name: 'n', rule: { metric: 'visits', op: '>=', value: 1 } as const },
    ])
      expect(await errorOf(client.tiers.create(given, { onLoss: 'report' }))).toMatchObject({
        code: 'unsupported',
        issues: [{ path: expect.stringMatching(/^rule/) }],
      })
    expect(requests).toEqual([])
  })
})

describe('writes of one client', () => {
  it('go one by one: a second create begins when the first is published', async () => {
    const { client, lines } = stub(program())
    await Promise.all([client.tiers.create(input), client.tiers.create(input)])
    expect(lines().map((line) => line.split(' ')[0])).toEqual([
      'POST',
      'POST',
      'POST',
      'GET',
      'POST',
      'POST',
      'POST',
      'GET',
    ])
    expect(lines()[4]).toBe('POST /v3/tiers')
  })

  it('go on after one that failed, and leave out one that is over', async () => {
    const { client, lines } = stub(
      program(({ path, method }) =>
        path === '/v3/tiers' && method === 'POST' ? refusal(400, 9006) : undefined,
      ),
    )
    const controller = new AbortController()
    const calls = [
      client.tiers.create(input),
      client.tiers.create(input, { signal: controller.signal }),
      client.tiers.create(input),
    ].map(errorOf)
    controller.abort()
    expect((await Promise.all(calls)).map(({ code }) => code)).toEqual([
      'invalid_input',
      'aborted',
      'invalid_input',
    ])
    expect(lines()).toHaveLength(2)
  })
})

describe('a list', () => {
  it('is the program without its base, ascending, each tier once', async () => {
    const { client, requests } = stub(() => list(edit, live, ...[...legacy].reverse()))
    const { items } = await client.tiers.list()
    expect(items.map(({ id, name, rank, status }) => ({ id, name, rank, status }))).toEqual([
      { id: '25220', name: 'Silver', rank: 2, status: 'active' },
      { id: 'ut-973-010', name: 'Super Platinum', rank: 10, status: 'active' },
    ])
    expect(requests).toMatchObject([{ path: '/v3/tiers', query: { programId: '973' } }])
    expect(items[1]?.vendor).toMatchObject({
      capillary: { slabId: 25635, status: 'LIVE', edit: { name: 'Diamond' } },
    })
  })

  it('has a rejected tier beside the draft that took its place', async () => {
    const rejected = { ...draft, status: 'REJECTED', tierUniqueId: 'ut-973-009', objectId: 'a'.repeat(24) }
    const { client } = stub(() => list(...legacy, rejected, draft))
    expect((await client.tiers.list()).items.map(({ id }) => id)).toEqual([
      '25220',
      'ut-973-009',
      'ut-973-010',
    ])
  })

  it.each(['-1', '', -1, null])('takes a period of %j for none', async (periodValue) => {
    const { client } = stub(() => list({ ...live, renewal: { ...draft.renewal, periodValue } }))
    expect((await client.tiers.list()).items).toMatchObject([{ validity: { anchor: 'entry' } }])
    expect((await client.tiers.list()).items[0]?.validity?.months).toBeUndefined()
  })

  it.each(['SNAPSHOT', 'DELETED'])('leaves out %s', async (status) => {
    const { client } = stub(() => list(...legacy, { ...live, status }))
    expect((await client.tiers.list()).items.map(({ name }) => name)).toEqual(['Silver'])
  })

  it.each([
    ['DRAFT', 'draft'],
    ['REJECTED', 'rejected'],
    ['PENDING_APPROVAL', 'pending'],
    ['PUBLISH_FAILED', 'pending'],
    ['ACTIVE', 'active'],
    ['LIVE', 'active'],
  ])('shows %s as %s', async (status, shown) => {
    const { client } = stub(() => list({ ...draft, status }))
    expect((await client.tiers.list()).items).toMatchObject([{ status: shown }])
  })

  it('in pages goes on after the last rank, and refuses cursors of its own making', async () => {
    const { client } = stub(() => list(...legacy, live))
    const first = await client.tiers.list({ limit: 1 })
    expect(first).toMatchObject({ items: [{ name: 'Silver' }], nextCursor: 'after:2' })
    expect(await client.tiers.list({ limit: 1, cursor: 'after:2' })).toMatchObject({
      items: [{ name: 'Super Platinum' }],
    })
    expect(await errorOf(client.tiers.list({ cursor: 'after:x' }))).toMatchObject({ code: 'invalid_input' })
  })
})

describe('a tier', () => {
  it.each(['ut-973-010', '6a2aab5cb1f2f8016a6598bb', '25635'])(
    'is found by %s, any of its three ids',
    async (id) => {
      const { client } = stub(() => list(...legacy, live))
      expect(await client.tiers.get(id)).toMatchObject({
        id: 'ut-973-010',
        createdAt: '2026-06-11T12:34:36Z',
      })
    },
  )

  it('that List does not show is asked for by its id, so that Capillary has the last word', async () => {
    const { client, lines } = stub(({ path }) => (path === '/v3/tiers' ? list() : ok([live, edit])))
    expect(await client.tiers.get('ut-973-010')).toMatchObject({ name: 'Super Platinum', status: 'active' })
    expect(lines()).toEqual(['GET /v3/tiers', 'GET /v3/tiers/ut-973-010'])
  })

  it('has instants in UTC, whatever the zone of the server', async () => {
    const { client } = stub(() => list(...legacy))
    const { baseTier, tiers } = await client.ladder.get()
    expect(baseTier).toEqual({ name: 'Bronze' })
    expect(tiers).toMatchObject([{ createdAt: '2021-01-01T00:00:00Z' }])
    const india = { ...legacy[1], meta: { createdAt: '2021-01-01T05:30:00+0530' } }
    const { client: other } = stub(() => list(india))
    expect((await other.tiers.get('25220')).createdAt).toBe('2021-01-01T00:00:00Z')
  })

  it('shows what only Capillary has under vendor.capillary, by the names in which it is given', async () => {
    const row = {
      ...live,
      renewal: {
        ...draft.renewal,
        downgradeTo: 'SINGLE',
        shouldDowngrade: true,
        isFixedTypeWithoutYear: false,
      },
    }
    const { client } = stub(() => list(row))
    const { vendor } = await client.tiers.get('ut-973-010')
    expect(vendor).toEqual({
      capillary: {
        tierUniqueId: 'ut-973-010',
        objectId: '6a2aab5cb1f2f8016a6598bb',
        slabId: 25635,
        serialNumber: 10,
        status: 'LIVE',
        origin: 'BOTH',
        upgradeType: 'LAZY',
        downgradeTo: 'SINGLE',
        shouldDowngrade: true,
        isFixedTypeWithoutYear: false,
        createdBy: '75237721',
        updatedBy: '75237721',
      },
    })
  })
})

describe('a change', () => {
  const changing = (
    rows: object[],
    more: (request: Seen) => ReturnType<typeof ok> | undefined = () => undefined,
  ) =>
    stub((request) => {
      const { method, path } = request
      const own = more(request)
      if (own !== undefined) return own
      if (path.endsWith('/submit')) return ok({ ...pending, objectId: edit.objectId })
      if (path.endsWith('/approve')) return ok({ ...published, objectId: edit.objectId })
      return method === 'GET' ? list(...legacy, ...rows) : ok(edit)
    })

  it('of a draft is made in place, by its objectId', async () => {
    const { client, lines, requests } = changing([draft])
    expect(await client.tiers.update('ut-973-010', { name: 'Diamond' })).toMatchObject({
      name: 'Diamond',
      status: 'draft',
    })
    expect(lines()).toEqual(['GET /v3/tiers', 'PUT /v3/tiers/6a2aab5cb1f2f8016a6598bb'])
    expect(requests[1]?.body).toEqual({ name: 'Diamond' })
  })

  it('of a published tier is a draft by its slabId and program, submitted and approved', async () => {
    const { client, lines, requests } = changing([live])
    await client.tiers.update('ut-973-010', { name: 'Diamond' })
    expect(lines()).toEqual([
      'GET /v3/tiers',
      'PUT /v3/tiers/25635',
      `POST /v3/tiers/${edit.objectId}/submit`,
      `POST /v3/tiers/${edit.objectId}/approve`,
      'GET /v3/tiers',
    ])
    expect(requests[1]?.query).toEqual({ programId: '973' })
  })

  it('of a tier that was made elsewhere goes by its slabId, too', async () => {
    const { client, lines } = changing([live])
    await client.tiers.update('25220', { name: 'Diamond' })
    expect(lines()[1]).toBe('PUT /v3/tiers/25220')
  })

  it('that is under way already is taken on; another one is a conflict, with nothing written', async () => {
    const own = changing([live, edit])
    await own.client.tiers.update('ut-973-010', { name: 'Diamond' })
    expect(own.lines()[1]).toBe(`POST /v3/tiers/${edit.objectId}/submit`)
    for (const change of [{ name: 'Emerald' }, { color: '#000000' }, { name: 'Diamond', threshold: 7 }]) {
      const other = changing([live, edit])
      const thrown = await errorOf(other.client.tiers.update('ut-973-010', change))
      expect(thrown).toMatchObject({ code: 'conflict', issues: [{ path: 'id' }] })
      expect(thrown.message).toContain(edit.objectId)
      expect(other.lines()).toEqual(['GET /v3/tiers'])
    }
  })

  it.each<[string, object]>([
    ['another description', { description: 'Theirs' }],
    ['another validity', { renewal: { ...draft.renewal, periodValue: '3' } }],
    ['renewal conditions', { renewal: { ...draft.renewal, conditions: { purchase: '1' } } }],
    ['another upgrade mode', { eligibility: { ...draft.eligibility, upgradeType: 'EAGER' } }],
    [
      'one more condition',
      { eligibility: { ...draft.eligibility, conditions: [{ type: 'VISITS', value: '1' }] } },
    ],
  ])('of somebody else, with %s beside the same name, is not published along', async (_what, more) => {
    const { client, lines } = changing([live, { ...edit, ...more }])
    expect(await errorOf(client.tiers.update('ut-973-010', { name: 'Diamond' }))).toMatchObject({
      code: 'conflict',
      issues: [{ path: 'id' }],
    })
    expect(lines()).toEqual(['GET /v3/tiers'])
  })

  it('that is shown in other words, as numbers and texts, is our own all the same', async () => {
    const validity = { anchor: 'entry', months: 6, renewal: { metric: 'spend', op: '>=', value: 5 } } as const
    const renewal = {
      ...{ periodType: 'SLAB_UPGRADE', periodValue: '6', unit: 'NUM_MONTHS', minimumDuration: 0 },
      ...{ criteriaType: 'Same as eligibility', conditions: { purchase: '5' }, expressionRelationAIRA: '1' },
    }
    const eligibility = { ...draft.eligibility, threshold: 200_000, conditions: [] }
    const { client, lines } = changing([live, { ...live, ...edit, name: live.name, eligibility, renewal }])
    await client.tiers.update('ut-973-010', { threshold: 200_000, validity })
    expect(lines()[1]).toBe(`POST /v3/tiers/${edit.objectId}/submit`)
  })

  it.each<[string, object, string]>([
    ['a condition that its new renewal has not', { conditions: { purchase: '5' } }, 'validity.renewal'],
    [
      'an expression in the older form, which would win',
      { conditions: { numVisits: '5' }, expressionRelation: '[[1]]' },
      'vendor.capillary.expressionRelation',
    ],
  ])('of validity that would leave %s is refused', async (_what, kept, path) => {
    const renewal = { metric: 'visits', op: '>=', value: 5 } as const
    const change = { validity: { anchor: 'entry', months: 12, renewal } } as const
    for (const row of [
      { ...live, renewal: { ...draft.renewal, ...kept } },
      { ...live, renewal: undefined, validity: { ...draft.renewal, renewal: kept } },
    ]) {
      const { client, lines } = changing([row])
      expect(await errorOf(client.tiers.update('ut-973-010', change))).toMatchObject({
        code: 'unsupported',
        issues: [{ path }],
      })
      expect(lines()).toEqual(['GET /v3/tiers'])
    }
  })

  it('where changes stay drafts is made to the draft that is there', async () => {
    const { client, lines } = stub(
      ({ method }) => (method === 'GET' ? list(...legacy, live, edit) : ok(edit)),
      {
        newTiers: 'draft',
      },
    )
    expect(await client.tiers.update('ut-973-010', { color: '#000000' })).toMatchObject({
      ...{ name: 'Super Platinum', status: 'active' },
      vendor: { capillary: { edit: { name: 'Diamond', status: 'DRAFT' } } },
    })
    expect(lines()).toEqual(['GET /v3/tiers', `PUT /v3/tiers/${edit.objectId}`])
  })

  it('whose reply was lost finds its own draft', async () => {
    let put = 0
    const { client, lines } = stub(({ method, path }) => {
      if (method === 'PUT')
        return ++put === 1 ? 'lost' : refusal(409, 999999, 'TIER_DRAFT_EXISTS: there is one')
      if (path.endsWith('/submit')) return ok({ ...pending, objectId: edit.objectId })
      if (path.endsWith('/approve')) return ok({ ...published, objectId: edit.objectId })
      return list(...legacy, live, ...(put > 0 ? [edit] : []))
    })
    await client.tiers.update('ut-973-010', { name: 'Diamond' })
    expect(lines().filter((line) => /submit|approve/.test(line))).toHaveLength(2)
  })

  it('of validity that would leave a part of the old one is refused', async () => {
    const row = {
      ...live,
      renewal: {
        periodType: 'FIXED',
        periodValue: '12',
        startDate: '2026-01-01',
        conditions: { purchase: '5' },
      },
    }
    const { client, lines } = changing([row])
    const thrown = await errorOf(
      client.tiers.update('ut-973-010', { validity: { anchor: 'entry', months: 6 } }),
    )
    expect(thrown).toMatchObject({
      code: 'unsupported',
      issues: [{ path: 'validity.start' }, { path: 'validity.renewal' }],
    })
    expect(lines()).toEqual(['GET /v3/tiers'])
  })

  it('of what only Capillary has goes with the rest of its part, in fields that Capillary takes', async () => {
    const own = { conditions: { purchase: '5' }, expressionRelation: '[[1]]', shouldDowngrade: true }
    const { client, requests } = changing([{ ...live, renewal: { ...draft.renewal, ...own, endDate: 'x' } }])
    await client.tiers.update('ut-973-010', { vendor: { capillary: { downgradeTo: 'LOWEST' } } })
    const criteriaType = 'Same as eligibility'
    expect(requests[1]?.body).toEqual({
      validity: {
        ...{ periodType: 'SLAB_UPGRADE', periodValue: 12, unit: 'NUM_MONTHS', minimumDuration: 0 },
        renewal: { criteriaType, downgradeTo: 'LOWEST', ...own, expressionRelationAIRA: '1' },
      },
    })
  })

  it('of the base tier is an update of the ladder', async () => {
    const { client, lines, requests } = changing([live])
    await client.ladder.update({ baseTier: { name: 'Friend', color: '#CD7F32' } })
    expect(lines()[1]).toBe('PUT /v3/tiers/25216')
    expect(requests[1]?.body).toEqual({ name: 'Friend', description: '', color: '#CD7F32' })
  })

  it.each<[JsonObject, string]>([
    [{ baseTier: { name: 'n'.repeat(51) } }, 'baseTier.name'],
    [{ baseTier: { name: 'n', icon: 'i' } }, 'baseTier.icon'],
    [{ baseTier: null }, 'baseTier'],
    [{ name: 'Ladder' }, 'name'],
    [{ status: 'paused' }, 'status'],
  ])('of the ladder by %j is refused at %s, with nothing sent', async (change, path) => {
    const { client, requests } = changing([])
    expect(await errorOf(client.ladder.update(change as never))).toMatchObject({ issues: [{ path }] })
    expect(requests).toEqual([])
  })

  it.each([
    [refusal(409, 999999, 'TIER_NAME_TAKEN: a live tier has this name'), 'conflict', 'baseTier.name'],
    [refusal(400, 9006), 'invalid_input', 'baseTier.color'],
    [refusal(400, 9008), 'invalid_input', 'baseTier.description'],
  ] as const)('of the base tier that is refused (%j) is %s at %s', async (answer, code, path) => {
    const { client } = changing([live], ({ method }) => (method === 'PUT' ? answer : undefined) as never)
    const thrown = await errorOf(client.ladder.update({ baseTier: { name: 'Gold', color: '#CD7F32' } }))
    expect(thrown).toMatchObject({ code, issues: [{ path }] })
    expect(thrown.message).toContain(`${path}:`)
  })

  it('of the base tier, with another of somebody else under way, is a conflict at baseTier', async () => {
    const { client } = stub(() => list({ ...legacy[0] }, { ...legacy[0], ...edit, serialNumber: 1 }))
    expect(await errorOf(client.ladder.update({ baseTier: { name: 'Friend' } }))).toMatchObject({
      code: 'conflict',
      issues: [{ path: 'baseTier' }],
    })
  })

  it('cannot take the colour of the base tier away', async () => {
    const { client, lines } = stub(() => list({ ...legacy[0], color: '#CD7F32' }))
    expect(await errorOf(client.ladder.update({ baseTier: { name: 'Friend' } }))).toMatchObject({
      code: 'unsupported',
      issues: [{ path: 'baseTier.color' }],
    })
    expect(lines()).toEqual(['GET /v3/tiers'])
  })
})

describe('the ladder', () => {
  it.each([
    [[], 'hold'],
    [['SINGLE', 'SINGLE'], 'one_step'],
    [['THRESHOLD'], 'requalify'],
    [['LOWEST'], 'to_base'],
    [['LOWEST', 'SINGLE'], 'hold'],
  ])('of tiers with downgradeTo %j has the policy %s', async (targets, policy) => {
    const rows = targets.map((downgradeTo, index) => ({
      ...live,
      serialNumber: index + 2,
      tierUniqueId: `ut-973-00${index}`,
      renewal: { ...draft.renewal, downgradeTo },
    }))
    const { client } = stub(() => list(...rows))
    expect((await client.ladder.get()).lifecycle).toEqual({ review: 'period_end', downgrade: { policy } })
  })

  const conditions = { purchase: '400' }
  it.each<[string, object[], string]>([
    [
      'a tier that keeps those who miss its renewal',
      [{ downgradeTo: 'SINGLE' }, { shouldDowngrade: false, conditions }],
      'hold',
    ],
    [
      'a tier without renewal conditions, which everybody keeps',
      [{ downgradeTo: 'SINGLE', conditions }, { shouldDowngrade: false }],
      'one_step',
    ],
    ['a word that is new', [{ downgradeTo: 'SINGLE' }, { downgradeTo: 'UPWARDS' }], 'hold'],
    [
      'a draft, which counts for nobody',
      [{ downgradeTo: 'SINGLE' }, { downgradeTo: 'LOWEST', draft: true }],
      'one_step',
    ],
  ])('with %s has the policy that is true of all', async (_what, parts, policy) => {
    const rows = parts.map(({ draft: isDraft, ...part }: { draft?: boolean }, index) => ({
      ...(isDraft ? draft : live),
      ...{
        serialNumber: index + 2,
        tierUniqueId: `ut-973-00${index}`,
        renewal: { ...draft.renewal, ...part },
      },
    }))
    const { client } = stub(() => list(...rows))
    expect((await client.ladder.get()).lifecycle.downgrade).toEqual({ policy })
  })

  it('is named by its program', async () => {
    const { client } = stub(() => list(...legacy))
    expect(await client.ladder.get()).toMatchObject({ id: '973', window: { kind: 'lifetime' } })
  })
})

describe('deleting', () => {
  it('goes by the objectId of the draft, and takes an empty 204', async () => {
    const { client, lines } = stub(({ method }) => (method === 'DELETE' ? { status: 204 } : list(draft)))
    expect(await client.tiers.delete('ut-973-010')).toEqual({ id: 'ut-973-010', deleted: true })
    expect(lines()).toEqual(['GET /v3/tiers', 'DELETE /v3/tiers/6a2aab5cb1f2f8016a6598bb'])
  })

  it('whose reply was lost is done when the draft is gone', async () => {
    let deletes = 0
    const { client } = stub(({ method }) => {
      if (method === 'GET') return list(draft)
      return ++deletes === 1 ? 'lost' : refusal(404, 9056)
    })
    expect(await client.tiers.delete('ut-973-010')).toEqual({ id: 'ut-973-010', deleted: true })
  })

  it('of a published tier is a conflict, with nothing written', async () => {
    const { client, lines } = stub(() => list(live))
    expect(await errorOf(client.tiers.delete('25635'))).toMatchObject({ code: 'conflict' })
    expect(lines()).toEqual(['GET /v3/tiers'])
  })
})

describe('the workflow', () => {
  const acting = (rows: object[]) =>
    stub(({ path }) => {
      if (path.endsWith('/submit')) return ok(pending)
      if (path.endsWith('/approve'))
        return ok({ ...published, status: 'DRAFT', slabId: null, comments: 'Too cheap' })
      return list(...rows)
    })

  it('of a change shows the tier that counts, and the change beside it', async () => {
    const { client } = stub(({ path }) =>
      path.endsWith('/submit')
        ? ok({ ...pending, objectId: edit.objectId, name: 'Diamond' })
        : list(...legacy, live, edit),
    )
    expect(await client.workflow.submit('ut-973-010')).toMatchObject({
      ...{ name: 'Super Platinum', status: 'active' },
      vendor: { capillary: { edit: { name: 'Diamond', status: 'PENDING_APPROVAL' } } },
    })
  })

  it('whose reply was lost is looked up, and made again where it was not made', async () => {
    for (const [made, count] of [
      [true, 2],
      [false, 3],
    ] as const) {
      let posts = 0
      const { client } = stub(({ method }) => {
        if (method === 'POST') return ++posts <= 2 ? 'lost' : ok(pending)
        return list(posts > 0 && made ? pending : draft)
      })
      const submitted = client.workflow.submit('ut-973-010', { retries: 1 })
      expect([(await submitted).status, posts]).toEqual(['pending', count])
    }
  })

  it('with no retries sends nothing after a reply that was lost', async () => {
    const { client, lines } = stub(({ method }) => (method === 'POST' ? 'lost' : list(draft)))
    expect(await errorOf(client.workflow.submit('ut-973-010', { retries: 0 }))).toMatchObject({
      code: 'outcome_unknown',
    })
    expect(lines()).toHaveLength(2)
  })

  it('rejecting makes it a draft again, with the comment of the reviewer', async () => {
    const { client, requests } = acting([pending])
    const tier = await client.workflow.reject('ut-973-010', { comment: 'Too cheap' })
    expect(requests[1]?.body).toEqual({ approvalStatus: 'REJECT', comment: 'Too cheap' })
    expect(tier).toMatchObject({ status: 'draft', vendor: { capillary: { comments: 'Too cheap' } } })
  })

  it.each([
    ['submit', { ...pending }],
    ['submit', { ...live }],
    ['approve', { ...draft }],
    ['reject', { ...draft }],
    ['approve', { ...live }],
  ] as const)('%s out of turn is a conflict, with nothing written', async (step, row) => {
    const { client, lines } = acting([row])
    expect(await errorOf(client.workflow[step]('ut-973-010'))).toMatchObject({
      code: 'conflict',
      issues: [{ path: 'id' }],
    })
    expect(lines()).toEqual(['GET /v3/tiers'])
  })

  it('submitting a rejected tier is in turn', async () => {
    const { client } = acting([{ ...draft, status: 'REJECTED' }])
    expect(await client.workflow.submit('ut-973-010')).toMatchObject({ status: 'pending', id: 'ut-973-010' })
  })

  it('publishing what is published already asks for nothing', async () => {
    const { client, lines } = acting([live])
    expect(await client.workflow.publish('ut-973-010')).toMatchObject({ status: 'active' })
    expect(lines()).toEqual(['GET /v3/tiers'])
  })

  it('approving what could not be published is in turn', async () => {
    const { client, lines } = stub(({ path }) =>
      path.endsWith('/approve') ? ok(published) : list({ ...pending, status: 'PUBLISH_FAILED' }),
    )
    expect(await client.workflow.publish('ut-973-010').catch(() => 'unread')).toBeDefined()
    expect(lines()[1]).toMatch(/approve$/)
  })
})

describe('a reply that Capillary does not promise', () => {
  it.each<[string, Json, string]>([
    ['null', null, ''],
    ['no data', { errors: null }, 'data'],
    ['no tiers', { data: {} }, 'data.tiers'],
    ['a tier without a name', { data: { tiers: [{ status: 'LIVE' }] } }, 'data.tiers[0].name'],
    [
      'a threshold in words',
      { data: { tiers: [{ name: 'n', status: 'LIVE', eligibility: { threshold: 'many' } }] } },
      'data.tiers[0].eligibility.threshold',
    ],
  ])('%s is an error that names the place', async (_what, body, path) => {
    const { client } = stub(() => ({ body }))
    expect(await errorOf(client.tiers.list())).toMatchObject({
      code: 'unexpected_response',
      issues: [{ path }],
    })
  })
})

describe('attribution', () => {
  it('goes with the call that asks for it; anything else is refused with nothing sent', async () => {
    const { client, requests } = stub(() => list())
    const attribution = { entityType: 'STORE_CODE', entityCode: 's-1' }
    await client.tiers.list({}, { vendor: { capillary: { attribution } } })
    expect(requests[0]?.headers).toMatchObject({
      'x-cap-api-attribution-entity-type': 'STORE_CODE',
      'x-cap-api-attribution-entity-code': 's-1',
    })
    for (const part of [{ attribution: 'x' }, { other: 1 }])
      expect(await errorOf(client.tiers.list({}, { vendor: { capillary: part as never } }))).toMatchObject({
        code: 'invalid_input',
      })
    expect(requests).toHaveLength(1)
  })
})
