import { describe, expect, it } from 'vitest'
import account from './__fixtures__/loyalty-account.json' with { type: 'json' }
import transaction from './__fixtures__/points-transaction.json' with { type: 'json' }
import { apiKey, errorOf, gold, list, pageTiers, refusal, stub } from './support.js'

describe('native', () => {
  it('has every route of the pages under its own names', async () => {
    const { client, requests } = stub(({ path, method }) => {
      if (method === 'DELETE') return { body: { id: 'tier_gold', deleted: true } }
      const item = path.includes('tiers') ? gold : path.includes('points') ? transaction.reply : account.reply
      return method === 'GET' && path.split('/').length === 3 ? list([item]) : { body: item }
    })
    const { tiers, loyaltyAccounts, pointsTransactions } = client.native
    expect(await tiers.create({ name: 'Gold', min_points: 5000, benefits: ['a', 'b'], extra: true })).toEqual(
      gold,
    )
    await tiers.retrieve('tier_gold')
    await tiers.update('tier_gold', { benefits: [] })
    await tiers.delete('tier_gold')
    await tiers.list()
    await loyaltyAccounts.create({ customer: 'cus_1' })
    await loyaltyAccounts.retrieve('la_1', { expand: ['customer', 'tier'] })
    await loyaltyAccounts.update('la_1', { tier: 'tier_gold' })
    await loyaltyAccounts.list({ customer: 'cus_1', limit: 5 })
    await pointsTransactions.create({ loyalty_account: 'la_1', amount: 5, type: 'credit', reason: 'Sorry' })
    await pointsTransactions.retrieve('pt_1')
    expect((await pointsTransactions.list({ type: 'debit', starting_after: 'pt_0' })).data).toHaveLength(1)
    expect(
      requests.map(({ method, path, query, form }) => {
        const pairs = [...query, ...form].map(([name, value]) => `${name}=${value}`)
        return [`${method} ${path}`, ...pairs].join(' ')
      }),
    ).toEqual([
      'POST /v1/tiers name=Gold min_points=5000 benefits[]=a benefits[]=b extra=true',
      'GET /v1/tiers/tier_gold',
      'POST /v1/tiers/tier_gold benefits=',
      'DELETE /v1/tiers/tier_gold',
      'GET /v1/tiers',
      'POST /v1/loyalty-accounts customer=cus_1',
      'GET /v1/loyalty-accounts/la_1 expand[]=customer expand[]=tier',
      'POST /v1/loyalty-accounts/la_1 tier=tier_gold',
      'GET /v1/loyalty-accounts customer=cus_1 limit=5',
      'POST /v1/points-transactions loyalty_account=la_1 amount=5 type=credit reason=Sorry',
      'GET /v1/points-transactions/pt_1',
      'GET /v1/points-transactions type=debit starting_after=pt_0',
    ])
  })

  it('keeps the fields that VINR sends, unknown ones too', async () => {
    const { client } = stub(() => ({ body: { ...gold, livemode: true } }))
    expect(await client.native.tiers.retrieve('tier_gold')).toEqual({ ...gold, livemode: true })
  })

  it('encodes ids, and refuses those that cannot be one segment', async () => {
    const { client, requests } = stub(() => ({ body: gold }))
    await client.native.tiers.retrieve('a/b?c')
    expect(requests[0]?.path).toBe('/v1/tiers/a%2Fb%3Fc')
    expect(await errorOf(client.native.tiers.retrieve('..'))).toMatchObject({ code: 'invalid_input' })
  })

  it('repeats what failed, with one key per call and a new one for the next', async () => {
    const { client, requests } = stub((_request, index) => (index === 0 ? 'lost' : { body: gold }))
    const params = { name: 'n', min_points: 1 }
    await client.native.tiers.create(params)
    await client.native.tiers.create(params)
    const [first, second, third] = requests.map(({ headers }) => headers['idempotency-key'])
    expect(first).toBe(second)
    expect(third).not.toBe(first)
  })

  it('takes options for calls', async () => {
    const { client, requests } = stub(() => 'lost')
    const { signal } = new AbortController()
    const native = client.native.with({ retries: 0, idempotencyKey: 'k', version: '2026-04-01', signal })
    expect(await errorOf(native.tiers.create({ name: 'n', min_points: 1 }))).toMatchObject({
      code: 'outcome_unknown',
      operation: 'native.tiers.create',
    })
    expect(requests).toHaveLength(1)
    expect(requests[0]?.headers).toMatchObject({ 'idempotency-key': 'k', 'vinr-version': '2026-04-01' })
    await errorOf(native.with({ version: '2026-05-01' }).tiers.list())
    expect(requests).toHaveLength(2)
    expect(requests[1]?.headers).toMatchObject({ 'vinr-version': '2026-05-01' })
  })

  it('sends nothing for a signal that is aborted', async () => {
    const { client, requests } = stub(() => ({ body: gold }))
    const native = client.native.with({ signal: AbortSignal.abort() })
    expect(await errorOf(native.tiers.list())).toMatchObject({ code: 'aborted' })
    expect(requests).toEqual([])
  })

  it('settles by its time', async () => {
    const { client } = stub(() => ({ body: gold }), { send: () => new Promise(() => {}) })
    const thrown = await errorOf(client.native.with({ timeoutMs: 10 }).tiers.list())
    expect(thrown).toMatchObject({ code: 'timeout', operation: 'native.tiers.list' })
  })

  it('has the errors of the client', async () => {
    const { client } = stub(() =>
      refusal(401, { code: 'invalid_api_key', message: `No such key: ${apiKey}` }),
    )
    const thrown = await errorOf(client.native.tiers.list())
    expect(thrown).toMatchObject({ code: 'authentication', vendorCode: 'invalid_api_key', provider: 'vinr' })
    expect(thrown.message).not.toContain(apiKey)
  })

  it('looks nothing up: two tiers of one threshold pass', async () => {
    const { client, requests } = stub(({ method }) => (method === 'GET' ? list(pageTiers) : { body: gold }))
    await client.native.tiers.create({ name: 'Gold again', min_points: 5000 })
    expect(requests).toHaveLength(1)
  })
})
