import { describe, expect, it } from 'vitest'
import { routes } from '../src/route-names.js'
import { createRoutes } from '../src/routes.js'
import { checkSettings } from '../src/settings.js'
import { account, apiKey, errorOf, gold, list, refusal, siteId, stub } from './support.js'

const settings = { status: 'PAUSED', rollingWindow: { durationInMonths: 24 }, revision: '2' }
const transaction = { id: 'tx', createdDate: '2026-01-01T00:00:00Z', transactionType: 'EARN', amount: 5 }
const replies = {
  body: {
    ...{ tier: gold, tiers: [gold], programSettings: settings, account, transactionId: 'tx' },
    ...{ loyaltyAccounts: [account], pagingMetadata: { count: 1, cursors: { next: 'c2' }, hasNext: true } },
    ...{
      loyaltyTransaction: transaction,
      loyaltyTransactions: [],
      count: 1,
      points: {},
      tierTotals: [{ numberOfAccounts: 3 }],
    },
    ...{ results: [{ itemMetadata: { originalIndex: 0, success: true, error: null }, item: gold }] },
  },
}

describe('native', () => {
  it('has every route of the pages under the names of the SDK, with its requests', async () => {
    const { client, lines } = stub(() => replies)
    const { tiers, accounts, programs, transactions } = client.native
    expect(await tiers.createTier({ tierDefinition: { name: 'A' }, requiredPoints: 1 })).toEqual(gold)
    const bulk = await tiers.bulkCreateTiers([{ tierDefinition: { name: 'A' }, requiredPoints: 1 }])
    expect(bulk.results[0]?.itemMetadata.success).toBe(true)
    expect((await tiers.listTiers()).tiers).toEqual([gold])
    expect(await tiers.getTier('T1')).toEqual(gold)
    await tiers.updateTier('T1', { revision: '1', requiredPoints: 400 })
    expect(await tiers.deleteTier('T1', '3')).toBeUndefined()
    expect(await tiers.createTiersProgramSettings(settings)).toEqual(settings)
    expect(await tiers.getTiersProgramSettings()).toEqual(settings)
    await tiers.updateTiersProgramSettings(settings)
    expect((await tiers.getTiersProgram()).programSettings).toEqual(settings)
    await accounts.createAccount('C1')
    expect(await accounts.getAccount('A1')).toEqual(account)
    expect(await accounts.getAccountBySecondaryId({ contactId: 'C1' })).toEqual(account)
    await accounts.getCurrentMemberAccount()
    await accounts.listAccounts({ limit: 10, contactIds: ['C1', 'C2'] })
    const sort = [{ fieldName: 'points.balance', order: 'DESC' as const }]
    const query = { filter: { 'tier.id': 'T1' }, cursorPaging: { limit: 10 }, sort }
    const page = await accounts.queryLoyaltyAccounts(query)
    expect([page.loyaltyAccounts, page.pagingMetadata?.cursors?.next]).toEqual([[account], 'c2'])
    await accounts.queryLoyaltyAccounts({ cursorPaging: { cursor: 'c2' } })
    await accounts.searchAccounts({ search: { expression: 'ann' } })
    await accounts.countAccounts({ filter: { 'tier.id': { $exists: false } } })
    await accounts.getProgramTotals()
    await accounts.earnPoints('A1', { amount: 5, description: 'd', appId: 'app', idempotencyKey: 'k' })
    await accounts.adjustPoints('A1', { amount: -5, revision: '4' })
    await accounts.bulkAdjustPoints({ amount: 1 })
    await programs.getLoyaltyProgram()
    expect(await transactions.getLoyaltyTransaction('tx')).toEqual(transaction)
    await transactions.queryLoyaltyTransactions({ filter: { accountId: 'A1' } })
    const [t, a] = ['/loyalty-tiers/v1/tiers', '/loyalty-accounts/v1/accounts']
    expect(lines()).toEqual([
      `POST ${t} {"tier":{"tierDefinition":{"name":"A"},"requiredPoints":1}}`,
      `POST /loyalty-tiers/v1/bulk/tiers/create {"tiers":[{"tierDefinition":{"name":"A"},"requiredPoints":1}]}`,
      `GET ${t}`,
      `GET ${t}/T1`,
      `PATCH ${t}/T1 {"tier":{"revision":"1","requiredPoints":400,"id":"T1"}}`,
      `DELETE ${t}/T1 revision=3`,
      `POST ${t}/program-settings {"programSettings":${JSON.stringify(settings)}}`,
      `GET ${t}/program-settings`,
      `PATCH ${t}/program-settings {"programSettings":${JSON.stringify(settings)}}`,
      `GET ${t}/program`,
      `POST ${a} {"contactId":"C1"}`,
      `GET ${a}/A1`,
      `GET ${a}/fetch-by contactId=C1`,
      `GET ${a}/my-account`,
      `GET ${a} contactIds=C1 contactIds=C2 cursorPaging.limit=10`,
      `POST ${a}/query {"query":{"filter":{"tier.id":"T1"},"cursorPaging":{"limit":10},"sort":[{"fieldName":"points.balance","order":"DESC"}]}}`,
      `POST ${a}/query {"query":{"cursorPaging":{"cursor":"c2"}}}`,
      `POST ${a}/search {"search":{"search":{"expression":"ann"}}}`,
      `POST ${a}/count {"filter":{"tier.id":{"$exists":false}}}`,
      `GET ${a}/program-totals`,
      `POST ${a}/A1/earn-points {"amount":5,"description":"d","appId":"app","idempotencyKey":"k","accountId":"A1"}`,
      `POST ${a}/A1/adjust-points {"amount":-5,"revision":"4","accountId":"A1"}`,
      `POST ${a}/bulk-adjust {"amount":1}`,
      'GET /loyalty-programs/v1/program',
      'GET /loyalty-transactions/v1/loyalty-transactions/tx',
      'POST /loyalty-transactions/v1/loyalty-transactions/query {"query":{"filter":{"accountId":"A1"}}}',
    ])
  })

  it('has no names but those of its routes', () => {
    const made: { [group: string]: object } = createRoutes(checkSettings({ apiKey, siteId }))
    for (const [group, names] of Object.entries(routes)) {
      expect(Object.keys(names).sort()).toEqual(Object.keys(made[group] ?? {}).sort())
    }
  })

  it('takes the accounts under the key of the page, too', async () => {
    const { client } = stub(() => ({ body: { accounts: [account] } }))
    expect((await client.native.accounts.queryLoyaltyAccounts()).accounts).toEqual([account])
  })

  it('encodes ids, and refuses those that cannot be one segment', async () => {
    const { client, requests } = stub(() => replies)
    await client.native.tiers.getTier('a/b?c')
    expect(requests[0]?.path).toBe('/loyalty-tiers/v1/tiers/a%2Fb%3Fc')
    expect(await errorOf(client.native.tiers.getTier('..'))).toMatchObject({ code: 'invalid_input' })
    expect(
      await errorOf(client.native.accounts.earnPoints('', { amount: 1, appId: 'a', idempotencyKey: 'k' })),
    ).toMatchObject({
      code: 'invalid_input',
    })
  })

  it('looks nothing up: a write that met its own conflict has an unknown outcome', async () => {
    const { client, requests } = stub((_request, index) =>
      index === 0 ? 'lost' : refusal(409, 'ALREADY_EXISTS'),
    )
    const thrown = await errorOf(client.native.tiers.createTier({ tierDefinition: { name: 'A' } }))
    expect(thrown).toMatchObject({
      code: 'outcome_unknown',
      operation: 'native.tiers.createTier',
      status: 409,
    })
    expect(requests).toHaveLength(2)
  })

  it('never repeats a write that Wix would carry out twice', async () => {
    for (const write of [
      (native: typeof stubbed.client.native) => native.tiers.bulkCreateTiers([{ requiredPoints: 1 }]),
      (native: typeof stubbed.client.native) => native.accounts.bulkAdjustPoints({ amount: 1 }),
    ]) {
      const { client, requests } = stub(() => 'lost')
      expect(await errorOf(write(client.native))).toMatchObject({ code: 'outcome_unknown' })
      expect(requests).toHaveLength(1)
    }
  })

  it('takes options for calls', async () => {
    const { client, requests } = stub(() => 'lost')
    const native = client.native.with({ retries: 0, siteId: 'other' })
    expect(await errorOf(native.tiers.listTiers())).toMatchObject({ code: 'network' })
    await errorOf(native.with({ siteId: 'third' }).tiers.listTiers())
    expect(requests.map(({ headers }) => headers['wix-site-id'])).toEqual(['other', 'third'])
  })

  it('has the errors of the client, without credentials', async () => {
    const { client } = stub(() => refusal(401, 'UNAUTHENTICATED', `No such key: ${apiKey}`))
    const thrown = await errorOf(client.native.tiers.listTiers())
    expect(thrown).toMatchObject({ code: 'authentication', provider: 'wix' })
    expect(thrown.message).not.toContain(apiKey)
  })

  it('settles by its time', async () => {
    const { client } = stub(() => list([]), { send: () => new Promise(() => {}) })
    const thrown = await errorOf(client.native.with({ timeoutMs: 10 }).tiers.listTiers())
    expect(thrown).toMatchObject({ code: 'timeout', operation: 'native.tiers.listTiers' })
  })
})

const stubbed = stub(() => replies)
