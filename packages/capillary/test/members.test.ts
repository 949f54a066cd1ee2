import type { Json } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import loyaltyDetails from './__fixtures__/loyalty-details.json' with { type: 'json' }
import { draft, errorOf, legacy, list, type Seen, stub } from './support.js'

const loyalty = loyaltyDetails.reply.data[0]
const gold = {
  ...draft,
  name: 'Gold',
  tierUniqueId: 'ut-973-003',
  serialNumber: 3,
  slabId: 25300,
  status: 'LIVE',
}
const silver = { id: '25220', name: 'Silver', rank: 2 }
const goldRef = { id: 'ut-973-003', name: 'Gold', rank: 3 }

const moves: { [field: string]: string }[] = [
  { from: 'Bronze', to: 'Silver', type: 'UPGRADE', changed_on: '2026-02-03 10:00:00', notes: 'by points' },
  { from: '', to: 'Bronze', type: 'ENROLL', changed_on: '2026-01-01 00:00:00' },
]
/** In the nesting that the emulator guesses, and in one of several others: the page does not show it. */
const v1 = (history: Json): Json => ({
  response: { customers: { customer: [{ user_id: 1, slab_history: history }] } },
})

const backend =
  (details: object = {}, history: Json = v1(moves), adjusted: Json = { sideEffects: [], warnings: [] }) =>
  (request: Seen) => {
    if (request.path === '/v3/tiers') return list(gold, ...legacy)
    if (request.path === '/v1.1/customer/get') return { body: history }
    if (request.method === 'POST') return { body: adjusted }
    return { body: { data: [{ ...loyalty, ...details }], warnings: [], errors: [] } as Json }
  }

describe('a standing', () => {
  it('is told by serial number, with figures, since and expiry', async () => {
    const { client, requests } = stub(backend())
    const { vendor, ...standing } = await client.members.standing('ann')
    expect(standing).toEqual({
      memberId: 'ann',
      tier: silver,
      since: '2026-02-03T10:00:00Z',
      expiresAt: '2026-12-31T18:29:59Z',
      metrics: { 'points.balance': '5200', 'points.earned': '6100', spend: '812.5' },
      next: { tier: goldRef, remaining: '94800' },
      asOf: '2026-06-11T00:00:00Z',
    })
    expect(vendor).toEqual({ capillary: loyalty })
    const asked = Object.fromEntries(requests.map(({ path, query }) => [path, query]))
    expect(asked).toEqual({
      '/v3/tiers': { programId: '973' },
      '/v2/customers/lookup/loyaltyDetails': {
        programId: '973',
        source: 'INSTORE',
        identifierName: 'externalId',
        identifierValue: 'ann',
      },
      '/v1.1/customer/get': { format: 'json', external_id: 'ann', slab_history: 'true' },
    })
  })

  it('of the base tier is no tier, without an expiry', async () => {
    const details = { slabSNo: 1, currentSlab: 'Bronze', slabExpiryDate: '2126-06-11T00:00:00+00:00' }
    const { client } = stub(backend(details, v1([])))
    const { tier, since, expiresAt, next } = await client.members.standing('ann')
    expect([tier, since, expiresAt]).toEqual([null, undefined, undefined])
    expect(next).toEqual({ tier: silver, remaining: '0' })
  })

  it.each([
    ['2076-06-09T00:00:00Z', '2076-06-09T00:00:00Z'],
    ['2076-06-13T00:00:00Z', undefined],
    ['2125-01-01T00:00:00Z', undefined],
    ['', undefined],
    [null, undefined],
  ])('that ends %s shows %s', async (slabExpiryDate, shown) => {
    const { client } = stub(backend({ slabExpiryDate }))
    expect((await client.members.standing('ann')).expiresAt).toBe(shown)
  })

  it('at the top has no next', async () => {
    const { client } = stub(backend({ slabSNo: 3, currentSlab: 'Gold' }))
    expect(await client.members.standing('ann')).toMatchObject({ tier: goldRef, next: null })
  })

  it('of a tier that is in no list has its name for an id, and rank 0', async () => {
    const { client } = stub(backend({ slabSNo: 9, currentSlab: 'Lost' }))
    const { tier, next } = await client.members.standing('ann')
    expect([tier, next]).toEqual([{ id: 'Lost', name: 'Lost', rank: 0 }, undefined])
  })

  it('says nothing of since where the last move led elsewhere', async () => {
    const { client } = stub(backend({ slabSNo: 3, currentSlab: 'Gold' }))
    expect((await client.members.standing('ann')).since).toBeUndefined()
  })

  it('is of the program of the settings', async () => {
    const { client } = stub(backend({ programId: 974 }))
    expect(await errorOf(client.members.standing('ann'))).toMatchObject({
      code: 'not_found',
      issues: [{ path: 'memberId' }],
    })
  })

  it('by another identifier and source, and without the history, asks so', async () => {
    const { client, requests } = stub(backend(), {
      identifierName: 'mobile',
      source: 'ALL',
      tierHistory: 'none',
    })
    expect((await client.members.standing('4477')).since).toBeUndefined()
    expect(requests).toHaveLength(2)
    expect(requests.find(({ path }) => /lookup/.test(path))?.query).toMatchObject({
      identifierName: 'mobile',
      source: 'ALL',
    })
    expect([client.supports('members.history'), client.supports('standing.since')]).toEqual([false, false])
    expect(await errorOf(client.members.history('4477'))).toMatchObject({ code: 'unsupported' })
  })

  it.each([200, 400, 404])('of an unknown customer (8015, status %i) is not_found', async (status) => {
    const errors = [{ status: false, code: 8015, message: 'Customer not found' }]
    const { client } = stub(({ path }) =>
      path === '/v3/tiers' ? list() : { status, body: { errors, warnings: [] } },
    )
    expect(await errorOf(client.members.standing('bob'))).toMatchObject({
      code: 'not_found',
      vendorCode: '8015',
      issues: [{ path: 'memberId' }],
    })
  })

  it('reads customers where the settings say', async () => {
    const hosts: string[] = []
    const answer = backend()
    const { client } = stub(answer, {
      baseUrl: 'https://tiers.example',
      customerBaseUrl: 'https://customers.example/v2',
      send: async ({ url, method }) => {
        const { host, pathname } = new URL(url)
        hosts.push(`${host}${pathname}`)
        const { body } = answer({ path: pathname, method } as Seen) as { body: Json }
        return { status: 200, headers: new Headers(), body: JSON.stringify(body) }
      },
    })
    await client.members.standing('ann')
    expect(hosts.sort()).toEqual([
      'customers.example/v1.1/customer/get',
      'customers.example/v2/customers/lookup/loyaltyDetails',
      'tiers.example/v3/tiers',
    ])
  })
})

describe('the history', () => {
  it.each<[string, Json]>([
    ['as a list', v1(moves)],
    ['in a list of its own', v1({ history: moves })],
    ['at the top', { slab_history: moves }],
  ])('%s is the moves, oldest first, without those within the base', async (_where, reply) => {
    const { client } = stub(backend({}, reply))
    expect(await client.members.history('ann')).toEqual({
      items: [
        {
          at: '2026-02-03T10:00:00Z',
          from: null,
          to: silver,
          vendor: { capillary: { type: 'UPGRADE', notes: 'by points' } },
        },
      ],
    })
  })

  it('of instants without an offset is in the time of the server', async () => {
    const { client } = stub(backend(), { utcOffset: '+05:30' })
    expect((await client.members.history('ann')).items).toMatchObject([{ at: '2026-02-03T04:30:00Z' }])
  })

  it('in pages and spans', async () => {
    const many = ['01', '02', '03', '04'].map((day, index) => ({
      from: index % 2 === 0 ? 'Silver' : 'Gold',
      to: index % 2 === 0 ? 'Gold' : 'Silver',
      changed_on: `2026-03-${day}T00:00:00Z`,
    }))
    const { client } = stub(backend({}, v1(many)))
    const page = await client.members.history('ann', { limit: 3 })
    expect([page.items.length, page.nextCursor]).toEqual([3, 'after:3'])
    expect(await client.members.history('ann', { limit: 1 }).toArray({ max: 9 })).toHaveLength(4)
    const span = await client.members.history('ann', {
      from: '2026-03-02T00:00:00Z',
      to: '2026-03-03T00:00:00Z',
    })
    expect(span.items.map(({ at }) => at)).toEqual(['2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z'])
    expect(await errorOf(client.members.history('ann', { cursor: 'x' }))).toMatchObject({
      code: 'invalid_input',
    })
  })
})

describe('a tier given by hand', () => {
  it.each([
    ['ut-973-003', 'UPGRADE', 'Gold', goldRef],
    ['25300', 'UPGRADE', 'Gold', goldRef],
    [null, 'DOWNGRADE', 'Bronze', null],
  ])('%s is a manual %s to %s, by its name', async (tier, slabAction, toSlabName, given) => {
    const { client, requests } = stub(backend())
    const standing = await client.members.assign('ann', { tier })
    const writes = requests.filter(({ method }) => method !== 'GET')
    expect(writes).toMatchObject([
      {
        path: '/v2/slab/manualSlabAdjustment',
        query: { source: 'INSTORE', identifierName: 'externalId', identifierValue: 'ann' },
        body: {
          programId: 973,
          slabAction,
          toSlabName,
          manualSlabActionValidity: 'AS_PER_TIER_STRATEGY',
          reassessTierOnNextActivity: false,
        },
      },
    ])
    expect(standing).toMatchObject({ memberId: 'ann', tier: given, metrics: { 'points.balance': '5200' } })
    expect(standing.expiresAt).toBeUndefined()
  })

  it('that is held already asks for nothing', async () => {
    const { client, requests } = stub(backend())
    expect((await client.members.assign('ann', { tier: '25220' })).tier).toEqual(silver)
    expect(requests.every(({ method }) => method === 'GET')).toBe(true)
  })

  it('until an instant is refused before any request, and left out where losses are reported', async () => {
    const { client, requests } = stub(backend())
    const until = '2026-12-31T00:00:00Z'
    expect(await errorOf(client.members.assign('ann', { tier: '25300', until }))).toMatchObject({
      code: 'unsupported',
      issues: [{ path: 'until' }],
    })
    expect(requests).toEqual([])
    const { losses } = await client.members
      .assign('ann', { tier: '25300', until }, { onLoss: 'report' })
      .withDetails()
    expect(losses).toMatchObject([{ path: 'until' }])
  })

  it('that is not published, or not there, is told so, under its path', async () => {
    const waiting = stub(({ path }) =>
      path === '/v3/tiers' ? list(...legacy, { ...gold, status: 'DRAFT' }) : backend()({ path } as Seen),
    )
    expect(await errorOf(waiting.client.members.assign('ann', { tier: 'ut-973-003' }))).toMatchObject({
      code: 'conflict',
      issues: [{ path: 'tier' }],
    })
    const none = stub((request) =>
      request.path === '/v3/tiers/x'
        ? { status: 404, body: { errors: [{ code: 9056, message: 'm' }] } }
        : backend()(request),
    )
    expect(await errorOf(none.client.members.assign('ann', { tier: 'x' }))).toMatchObject({
      code: 'not_found',
      issues: [{ path: 'tier' }],
    })
  })

  it('whose reply was lost is outcome_unknown, and never repeated', async () => {
    const { client, requests } = stub((request) => (request.method === 'POST' ? 'lost' : backend()(request)))
    const thrown = await errorOf(client.members.assign('ann', { tier: '25300' }))
    expect(thrown).toMatchObject({ code: 'outcome_unknown' })
    expect(thrown.message).toContain("member's standing")
    expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  it.each([1101, 8917, 8920, 8921, 8923, 8925])('that is refused with %i is rejected', async (code) => {
    const body = { errors: [{ status: false, code, message: 'no' }], warnings: [] }
    const { client } = stub((request) =>
      request.method === 'POST' ? { status: 400, body } : backend()(request),
    )
    expect(await errorOf(client.members.assign('ann', { tier: '25300' }))).toMatchObject({
      code: 'rejected',
      vendorCode: `${code}`,
    })
  })
})

describe('an explanation', () => {
  it('tells every criterion by the figures', async () => {
    const { client } = stub(backend())
    const { reason, tiers } = await client.members.explain('ann')
    expect(reason).toBe('met')
    expect(tiers).toMatchObject([
      { tier: silver, held: true, qualifies: true, rule: { value: '5000', actual: '5200', met: true } },
      { tier: goldRef, held: false, qualifies: false, rule: { value: '100000', missing: '94800' } },
    ])
  })
})
