import { transactions } from '@wix/loyalty'
import { ApiKeyStrategy, createClient } from '@wix/sdk'
import { describe, expect, it } from 'vitest'
import { ACCOUNTS, accountOf, NOW, NOWHERE, running, SITE, type Started } from './support.js'

/* Loyalty Transactions pages, and Get Async Job page; the first through the real client of Wix. */

const sdk = ({ emulator }: Pick<Started, 'emulator'>) =>
  createClient({
    modules: { transactions },
    auth: ApiKeyStrategy({ apiKey: 'IST.sdk', siteId: SITE }),
    fetch: (url: string | URL | Request, init?: RequestInit) =>
      emulator.fetch(String(url).replace('https://www.wixapis.com', emulator.url), init),
  }).transactions

const QUERY = '/loyalty-transactions/v1/loyalty-transactions/query'
const APP = '33333333-3333-4333-8333-333333333333'

interface Transaction {
  transactionType: string
  amount: number
}

const queried = async ({ post }: Pick<Started, 'post'>, query: object): Promise<Transaction[]> =>
  JSON.parse((await post(QUERY, { query })).text).loyaltyTransactions

describe('loyalty transactions', () => {
  it('tell of each change of points: earned and returned ones positive, redeemed and expired ones negative', async () => {
    const started = await running({ switches: { refund_direction: 'returns' } })
    const { emulator, account: member } = started
    emulator.addActivity({ member, type: 'earn', points: 300 })
    emulator.addActivity({ member, type: 'redeem', points: 50 })
    emulator.addActivity({ member, type: 'refund', points: 20 })
    emulator.addActivity({ member, type: 'adjust', points: -30 })
    emulator.addActivity({ member, type: 'expire', points: 70 })
    const found = await queried(started, {})
    expect(found.map(({ transactionType, amount }) => [transactionType, amount])).toEqual([
      ['EXPIRE', -70],
      ['ADJUST', -30],
      ['REFUND', 20],
      ['REDEEM', -50],
      ['EARN', 300],
    ])
    expect(found[0]).toMatchObject({ expireInfo: { amountBefore: 240, amountAfter: 170 } })
    expect(found[1]).toMatchObject({ adjustInfo: { amountBefore: 270, amountAfter: 240 } })
  })

  it('are read by the SDK, with what was told when the points were earned', async () => {
    const started = await running()
    const { post, account } = started
    const earned = await post(`${ACCOUNTS}/${account}/earn-points`, {
      accountId: account,
      amount: 50,
      appId: APP,
      idempotencyKey: 'order-1',
      description: 'Sign up',
      activityType: 'SIGN_UP',
      orderId: 'o1',
    })
    const id = earned.body.transactionId
    const whole = {
      _id: id,
      accountId: account,
      _createdDate: new Date(NOW),
      amount: 50,
      transactionType: 'EARN',
      description: 'Sign up',
      idempotencyKey: 'order-1',
      earnInfo: { appId: APP, activityType: 'SIGN_UP', orderId: 'o1' },
    }
    expect(await sdk(started).getLoyaltyTransaction(id)).toEqual(whole)
    const { items } = await sdk(started).queryLoyaltyTransactions().eq('accountId', account).find()
    expect(items).toEqual([whole])
    await expect(sdk(started).getLoyaltyTransaction(NOWHERE)).rejects.toMatchObject({ status: 404 })
  })

  it('are found by what the SDK can ask for, page by page', async () => {
    const started = await running()
    const { emulator, account } = started
    const { id: bob } = emulator.addMember({ id: 'bob' })
    for (const points of [5, 10, 15, 20]) emulator.addActivity({ member: account, type: 'earn', points })
    emulator.addActivity({ member: bob, type: 'earn', points: 99 })
    emulator.addActivity({ member: account, type: 'redeem', points: 1 })
    const query = sdk(started).queryLoyaltyTransactions()
    const first = await query
      .eq('accountId', account)
      .eq('transactionType', 'EARN')
      .gt('amount', 5)
      .descending('amount')
      .limit(2)
      .find()
    const second = await first.next()
    expect([first.items, second.items].map((items) => items.map(({ amount }) => amount))).toEqual([
      [20, 15],
      [10],
    ])
  })

  it('are not found by what they do not have', async () => {
    const { post } = await running()
    expect((await post(QUERY, { query: { filter: { colour: 1 } } })).status).toBe(400)
    expect((await post(QUERY, { query: { sort: [{ fieldName: 'tier.id' }] } })).status).toBe(400)
    expect((await post(QUERY, {})).status).toBe(200)
  })
})

describe('the job of a bulk adjustment', () => {
  const JOBS = '/async-jobs/v1/async-jobs'

  const adjusting = async (started: Started, change: object): Promise<string> =>
    JSON.parse((await started.post(`${ACCOUNTS}/bulk-adjust`, change)).text).asyncJobId

  const jobOf = async ({ get }: Started, id: string) => JSON.parse((await get(`${JOBS}/${id}`)).text).job

  it('tells when it is done, how many accounts it changed and which it could not', async () => {
    const started = await running()
    const { emulator, account } = started
    emulator.addMember({ id: 'bob' })
    emulator.addActivity({ member: account, type: 'earn', points: 100 })
    const id = await adjusting(started, { amount: -40 })
    expect(await jobOf(started, id)).toEqual({
      id,
      metadata: {},
      status: 'FINISHED',
      createdDate: NOW,
      updatedDate: NOW,
      counts: { total: 2, successCount: 1, failCount: 1, errorByCodeCount: { NEGATIVE_BALANCE: 1 } },
    })
    expect((await accountOf(started, account)).points.balance).toBe(60)
  })

  it('sets all to a balance', async () => {
    const started = await running()
    const { id: bob } = started.emulator.addMember({ id: 'bob' })
    await adjusting(started, { balance: 25 })
    const balances = [started.account, bob].map(async (id) => (await accountOf(started, id)).points.balance)
    expect(await Promise.all(balances)).toEqual([25, 25])
  })

  it.each([NOWHERE, 'x'])('%s is none', async (id) => {
    const { get } = await running()
    expect((await get(`${JOBS}/${id}`)).status).toBe(id === NOWHERE ? 404 : 400)
  })
})
