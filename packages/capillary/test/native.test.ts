import { describe, expect, it } from 'vitest'
import { draft, errorOf, legacy, list, ok, published, stub } from './support.js'

const id = '6a2aab5cb1f2f8016a6598bb'
const who = { identifierValue: '4477' }
const lookUp = 'source=INSTORE&identifierName=externalId&identifierValue=4477'

describe('native', () => {
  it('has all operations that the pages document, one request each', async () => {
    const { client, requests } = stub(({ path, method }) => {
      if (method === 'DELETE') return { status: 204 }
      if (/customers?\/|slab/.test(path)) return { body: { warnings: [] } }
      if (path.endsWith('/approvals')) return ok([published])
      if (method === 'GET') return path === '/v3/tiers' ? list(...legacy) : ok([draft])
      return ok(draft)
    })
    const { tiers, customers, slabs } = client.native
    expect(await tiers.create({ name: 'Gold' })).toMatchObject({ objectId: id })
    expect(await tiers.list({ tier: '25220' })).toHaveLength(2)
    expect(await tiers.get('ut-973-010')).toHaveLength(1)
    expect(await tiers.update(id, { name: 'Gold' })).toMatchObject({ objectId: id })
    expect(await tiers.submit(id)).toMatchObject({ objectId: id })
    expect(await tiers.review(id, { approvalStatus: 'REJECT', comment: 'no' })).toMatchObject({
      objectId: id,
    })
    expect(await tiers.approvals()).toMatchObject([{ slabId: 25635 }])
    expect(await tiers.delete(id)).toBeUndefined()
    await customers.tierDetails('75237801')
    await customers.lookUpTierDetails(who)
    await customers.lookUpLoyaltyDetails(who)
    await customers.details('75237801', { embed: 'mlp', gapToUpgrade: 0 })
    await customers.get({ mobile: '4477', slab_history: true })
    await slabs.adjust(who, { slabAction: 'RENEWAL' })
    const seen = requests.map(({ method, path, query }) => {
      const search = new URLSearchParams(query).toString()
      return `${method} ${path}${search === '' ? '' : `?${search}`}`
    })
    expect(seen).toEqual([
      'POST /v3/tiers',
      'GET /v3/tiers?programId=973&tier=25220',
      'GET /v3/tiers/ut-973-010',
      `PUT /v3/tiers/${id}`,
      `POST /v3/tiers/${id}/submit`,
      `POST /v3/tiers/${id}/approve`,
      'GET /v3/tiers/approvals?programId=973',
      `DELETE /v3/tiers/${id}`,
      'GET /v2/customers/75237801/tierDetails?programId=973&entityType=CUSTOMER',
      `GET /v2/customers/lookup/tierDetails?${lookUp}`,
      `GET /v2/customers/lookup/loyaltyDetails?programId=973&${lookUp}`,
      'GET /v2/customers/75237801?source=INSTORE&embed=mlp&gapToUpgrade=0',
      'GET /v1.1/customer/get?format=json&mobile=4477&slab_history=true',
      `POST /v2/slab/manualSlabAdjustment?${lookUp}`,
    ])
    expect(requests[0]?.body).toEqual({ programId: 973, name: 'Gold' })
    expect(requests[5]?.body).toEqual({ approvalStatus: 'REJECT', comment: 'no' })
  })

  it('takes options, with the key for a create and the attribution for any', async () => {
    const { client, requests } = stub(({ method }) => (method === 'GET' ? { status: 503 } : ok(draft)))
    const attribution = { entityType: 'TILL', entityCode: 't-1' }
    const native = client.native.with({ idempotencyKey: 'k-1', retries: 0 }).with({ attribution })
    await native.tiers.create({ name: 'Gold' })
    expect(await errorOf(native.tiers.list())).toMatchObject({
      code: 'unavailable',
      operation: 'native.tiers.list',
    })
    expect(
      requests.map(({ headers }) => [
        headers['idempotency-key'],
        headers['x-cap-api-attribution-entity-code'],
      ]),
    ).toEqual([
      ['k-1', 't-1'],
      [undefined, 't-1'],
    ])
  })

  it('refuses an id that cannot be part of a path', async () => {
    const { client, requests } = stub(() => ok([]))
    expect(await errorOf(client.native.tiers.get('..'))).toMatchObject({ code: 'invalid_input' })
    expect(requests).toEqual([])
  })
})
