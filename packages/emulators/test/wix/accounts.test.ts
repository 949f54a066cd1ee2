import { describe, expect, it } from 'vitest'
import {
  ACCOUNTS,
  accountOf,
  GUID,
  made,
  NOW,
  NOWHERE,
  quarter,
  running,
  SITE,
  start,
  TIERS,
} from './support.js'

/* Loyalty accounts pages. */

const EARN = { amount: 10, appId: 'app', idempotencyKey: 'k' }

describe('an account', () => {
  it('is on the base tier at first, and tells no tier id', async () => {
    const started = start()
    const { id } = started.emulator.addMember({ id: 'ann', since: '2020-01-01T00:00:00Z' })
    expect(id).toMatch(GUID)
    expect(await accountOf(started, id)).toEqual({
      id,
      contactId: expect.stringMatching(GUID),
      memberId: expect.stringMatching(GUID),
      points: { balance: 0, earned: 0, adjusted: 0, redeemed: 0, expired: 0 },
      rewardAvailable: false,
      revision: '1',
      tier: { points: 0, updatedDate: NOW },
      createdDate: '2020-01-01T00:00:00.000Z',
      updatedDate: '2020-01-01T00:00:00.000Z',
      contact: { id: expect.stringMatching(GUID), name: 'ann' },
    })
  })

  it('has the id of a member that is a GUID, and follows from any other', () => {
    const [one, two] = [start().emulator, start().emulator]
    expect(one.addMember({ id: NOWHERE })).toEqual({ id: NOWHERE })
    expect(one.addMember({ id: 'ann' })).toEqual(two.addMember({ id: 'ann' }))
    expect(one.addMember({ id: 'Ann' })).not.toEqual(two.addMember({ id: 'an' }))
    expect(() => one.addMember({ id: 'ann' })).toThrow(/enrolled already/)
  })

  it.each<[string, string, number]>([
    ['GET', `/${NOWHERE}`, 404],
    ['GET', '/x', 400],
    ['GET', '/fetch-by', 400],
    ['GET', `/fetch-by?contactId=${NOWHERE}`, 404],
    ['GET', `/fetch-by?memberId=${'m'.repeat(51)}`, 400],
    ['GET', '/my-account', 403],
    ['GET', '?contactIds=x', 400],
    ['GET', `?${Array.from({ length: 51 }, () => `contactIds=${SITE}`).join('&')}`, 400],
    ['GET', '?cursorPaging.limit=101', 400],
    ['GET', '?cursorPaging.limit=x', 400],
    ['GET', '?cursorPaging.cursor=x', 400],
    ['DELETE', `/${NOWHERE}`, 405],
    ['PATCH', `/${NOWHERE}`, 405],
    ['GET', '/query', 400],
    ['GET', `/${NOWHERE}/transactions`, 404],
  ])('%s %s is answered with %d', async (method, path, status) => {
    expect((await start().request(method, ACCOUNTS + path)).status).toBe(status)
  })
})

describe('earning', () => {
  it('adds points and a revision, and the same idempotency key adds nothing more', async () => {
    const started = await running()
    const path = `${ACCOUNTS}/${started.account}/earn-points`
    const { status, body } = await started.post(path, EARN)
    expect([status, body.transactionId]).toEqual([200, expect.stringMatching(GUID)])
    expect(body.account).toMatchObject({ points: { balance: 10, earned: 10 }, revision: '2' })
    expect(body.account.lastActivityDate).toBe(NOW)
    expect((await started.post(path, { ...EARN, amount: 99 })).body).toEqual(body)
    const { body: more } = await started.post(path, { ...EARN, idempotencyKey: '__proto__' })
    expect(more.account.points.balance).toBe(20)
  })

  it('counts 50 parallel retries once', async () => {
    const started = await running()
    const path = `${ACCOUNTS}/${started.account}/earn-points`
    const answers = await Promise.all(Array.from({ length: 50 }, () => started.post(path, EARN)))
    expect(new Set(answers.map(({ body }) => body.transactionId)).size).toBe(1)
    expect((await accountOf(started, started.account)).points.earned).toBe(10)
  })

  it.each<[object, string]>([
    [{ amount: 0 }, 'amount'],
    [{ amount: 10_000_000 }, 'amount'],
    [{ amount: 1.5 }, 'amount'],
    [{ amount: undefined }, 'amount'],
    [{ appId: undefined }, 'appId'],
    [{ appId: '' }, 'appId'],
    [{ appId: 'a'.repeat(101) }, 'appId'],
    [{ idempotencyKey: undefined }, 'idempotencyKey'],
    [{ idempotencyKey: 'k'.repeat(257) }, 'idempotencyKey'],
    [{ description: 'd'.repeat(101) }, 'description'],
    [{ orderId: 'o'.repeat(513) }, 'orderId'],
  ])('is refused with %j', async (change, field) => {
    const started = await running()
    const before = started.emulator.snapshot()
    const { status, body } = await started.post(`${ACCOUNTS}/${started.account}/earn-points`, {
      ...EARN,
      ...change,
    })
    expect([status, body.details.validationError.fieldViolations[0]?.field]).toEqual([400, field])
    expect(started.emulator.snapshot()).toEqual(before)
  })
})

describe('adjusting', () => {
  it.each([
    [{ amount: 5 }, { balance: 15, adjusted: 5 }],
    [{ amount: -10 }, { balance: 0, adjusted: -10 }],
    [{ balance: 0 }, { balance: 0, adjusted: -10 }],
    [{ balance: 999_999_999 }, { balance: 999_999_999, adjusted: 999_999_989 }],
    [
      { balance: 3, amount: 100 },
      { balance: 3, adjusted: -7 },
    ],
  ])('10 points by %j gives %j', async (change, points) => {
    const started = await running()
    await started.post(`${ACCOUNTS}/${started.account}/earn-points`, EARN)
    const path = `${ACCOUNTS}/${started.account}/adjust-points`
    const { body } = await started.post(path, { ...change, revision: '2' })
    expect(body.account).toMatchObject({ points: { earned: 10, ...points }, revision: '3' })
  })

  it.each<[object, number]>([
    [{ amount: -1 }, 400],
    [{ amount: 0 }, 400],
    [{ amount: 10_000_000 }, 400],
    [{ amount: -10_000_000 }, 400],
    [{ balance: -1 }, 400],
    [{ balance: 1_000_000_000 }, 400],
    [{}, 400],
    [{ amount: 1, revision: '2' }, 409],
    [{ amount: 1, revision: undefined }, 409],
    [{ amount: 1, revision: 'x' }, 400],
  ])('0 points by %j is answered with %d and changes nothing', async (change, status) => {
    const started = await running()
    const before = started.emulator.snapshot()
    const path = `${ACCOUNTS}/${started.account}/adjust-points`
    expect((await started.post(path, { revision: '1', ...change })).status).toBe(status)
    expect(started.emulator.snapshot()).toEqual(before)
    expect((await started.post(`${ACCOUNTS}/${NOWHERE}/adjust-points`, { amount: 1 })).status).toBe(404)
  })

  it('in bulk reaches everyone that a search finds', async () => {
    const started = await running()
    const { id: bob } = started.emulator.addMember({ id: 'bob' })
    const sent = { amount: 7, search: { search: { expression: 'bo' } } }
    const { status, body } = await started.post(`${ACCOUNTS}/bulk-adjust`, sent)
    expect([status, body]).toEqual([200, { asyncJobId: expect.stringMatching(GUID) }])
    expect((await accountOf(started, bob)).points.balance).toBe(7)
    expect((await accountOf(started, started.account)).points.balance).toBe(0)
  })
})

describe('activity', () => {
  it.each([
    [
      { type: 'earn', points: '40' },
      { balance: 140, earned: 140 },
    ],
    [
      { type: 'redeem', points: 40 },
      { balance: 60, redeemed: 40 },
    ],
    [
      { type: 'adjust', points: -40 },
      { balance: 60, adjusted: -40 },
    ],
    [
      { type: 'expire', points: 40 },
      { balance: 60, expired: 40 },
    ],
    [{ type: 'purchase', spend: '9.90' }, { balance: 100 }],
    [{ type: 'visit' }, { balance: 100 }],
    [{ type: 'counter', counter: 'nights', add: 1 }, { balance: 100 }],
  ])('%j at 100 points gives %j', async (activity, points) => {
    const started = await running()
    started.emulator.addActivity({ member: started.account, type: 'earn', points: 100 })
    const { status } = await started.control('POST', 'activity', { member: started.account, ...activity })
    expect([status, (await accountOf(started, started.account)).points]).toEqual([
      204,
      expect.objectContaining(points),
    ])
  })

  it.each([
    [{ type: 'redeem', points: 101 }, 400, 'points'],
    [{ type: 'earn', points: -1 }, 400, 'points'],
    [{ type: 'earn', points: 0.5 }, 400, 'points'],
    [{ type: 'earn', points: '9007199254740992' }, 400, 'points'],
    [{ type: 'set_tier', tier: null }, 400, 'type'],
    [{ type: 'visit', member: NOWHERE }, 404, 'member'],
  ])('%j is refused', async (activity, status, path) => {
    const started = await running()
    started.emulator.addActivity({ member: started.account, type: 'earn', points: 100 })
    const before = started.emulator.snapshot()
    const answer = await started.control('POST', 'activity', { member: started.account, ...activity })
    expect([answer.status, answer.body.error.issues[0]?.path]).toEqual([status, path])
    expect(started.emulator.snapshot()).toEqual(before)
  })
})

/** Five members a to e of 0, 100, 200, 300 and 100 points. */
const five = async () => {
  const started = await running()
  for (const [name, points] of Object.entries({ b: 100, c: 200, d: 300, e: 100 })) {
    const { id: member } = started.emulator.addMember({ id: name })
    started.emulator.addActivity({ member, type: 'earn', points })
  }
  quarter(started)
  const query = async (sent: object) => (await started.post(`${ACCOUNTS}/query`, { query: sent })).body
  const names = async (sent: object) => (await query(sent)).loyaltyAccounts.map(({ contact }) => contact.name)
  return { ...started, query, names }
}

describe('a query', () => {
  it.each<[object, string]>([
    [{}, 'ann b c d e'],
    [{ 'points.balance': 100 }, 'b e'],
    [{ 'points.balance': { $gt: 100 } }, 'c d'],
    [{ 'points.balance': { $gte: 100, $lt: 300 } }, 'b c e'],
    [{ 'points.balance': { $lte: 100 } }, 'ann b e'],
    [{ 'points.balance': { $ne: 100 } }, 'ann c d'],
    [{ 'points.balance': { $in: [100, 300] } }, 'b d e'],
    [{ 'points.balance': { $hasSome: [300] } }, 'd'],
    [{ 'points.balance': { $nin: [100, 300] } }, 'ann c'],
    [{ 'tier.id': { $exists: false } }, 'ann'],
    [{ 'tier.id': { $exists: true } }, 'b c d e'],
    [{ lastActivityDate: null }, 'ann'],
    [{ createdDate: { $gte: NOW } }, 'ann b c d e'],
    [{ createdDate: { $gt: NOW } }, ''],
    [{ $and: [{ 'points.balance': { $gt: 0 } }, { 'points.balance': { $lt: 300 } }] }, 'b c e'],
    [{ $or: [{ 'points.balance': 0 }, { 'points.balance': 300 }] }, 'ann d'],
    [{ $not: { 'points.balance': 100 } }, 'ann c d'],
  ])('for %j finds %s', async (filter, expected) => {
    const { names, post } = await five()
    expect((await names({ filter })).join(' ')).toBe(expected)
    const { body } = await post(`${ACCOUNTS}/count`, { filter })
    expect(body.count).toBe(expected === '' ? 0 : expected.split(' ').length)
  })

  it('finds those on a tier, by the beginning of an id and by members', async () => {
    const { names, silver, account, get } = await five()
    expect(await names({ filter: { 'tier.id': silver } })).toEqual(['b', 'e'])
    expect(await names({ filter: { id: { $startsWith: account.slice(0, 8) } } })).toEqual(['ann'])
    const { memberId } = (await get(`${ACCOUNTS}/${account}`)).body.account
    expect(await names({ filter: { memberId } })).toEqual(['ann'])
  })

  it('sorts, and keeps the order of entry among equals', async () => {
    const { names } = await five()
    const by = (order?: string) => names({ sort: [{ fieldName: 'points.balance', ...(order && { order }) }] })
    expect(await by()).toEqual(['ann', 'b', 'e', 'c', 'd'])
    expect(await by('DESC')).toEqual(['d', 'c', 'b', 'e', 'ann'])
  })

  it('goes through pages of filter and order, there and back, by cursors alone', async () => {
    const { query } = await five()
    const sort = [{ fieldName: 'points.balance', order: 'DESC' }]
    const pages: string[][] = []
    let page = await query({ sort, cursorPaging: { limit: 2 } })
    for (;;) {
      pages.push(page.loyaltyAccounts.map(({ contact }) => contact.name))
      expect(page.pagingMetadata.count).toBe(page.loyaltyAccounts.length)
      const { hasNext, cursors } = page.pagingMetadata
      expect(hasNext).toBe(cursors.next !== undefined)
      if (!hasNext) break
      page = await query({ cursorPaging: { cursor: cursors.next } })
    }
    expect(pages).toEqual([['d', 'c'], ['b', 'e'], ['ann']])
    const back = await query({ cursorPaging: { cursor: page.pagingMetadata.cursors.prev } })
    expect(back.loyaltyAccounts.map(({ contact }) => contact.name)).toEqual(['b', 'e'])
  })

  it.each<[object, string]>([
    [{ filter: { colour: 1 } }, 'query.filter.colour'],
    [{ filter: { constructor: 1 } }, 'query.filter.constructor'],
    [{ filter: { 'points.balance': 'x' } }, 'query.filter.points.balance.$eq'],
    [{ filter: { 'points.balance': { $near: 1 } } }, 'query.filter.points.balance'],
    [{ filter: { createdDate: 'x' } }, 'query.filter.createdDate.$eq'],
    [{ filter: { $and: 1 } }, 'query.filter.$and'],
    [{ filter: [] }, 'query.filter'],
    [{ sort: [{ fieldName: 'colour' }] }, 'query.sort[0].fieldName'],
    [{ sort: 'x' }, 'query.sort'],
    [{ cursorPaging: { limit: 0 } }, 'query.cursorPaging.limit'],
    [{ cursorPaging: { limit: 101 } }, 'query.cursorPaging.limit'],
    [{ cursorPaging: { cursor: 'x' } }, 'query.cursorPaging.cursor'],
  ])('%j is refused', async (sent, field) => {
    const { status, body } = await start().post(`${ACCOUNTS}/query`, { query: sent })
    expect([status, body.details.validationError.fieldViolations[0]?.field]).toEqual([400, field])
  })

  it('shows 50 accounts unless it says how many, as do search and list', async () => {
    const { emulator, post, get } = start()
    for (let index = 0; index < 51; index += 1) emulator.addMember({ id: `m${index}` })
    const { body } = await post(`${ACCOUNTS}/query`, {})
    expect([body.loyaltyAccounts.length, body.pagingMetadata.hasNext]).toEqual([50, true])
    const { body: found } = await post(`${ACCOUNTS}/search`, { search: { cursorPaging: { limit: 3 } } })
    expect([found.accounts.length, found.pagingMetadata.hasNext]).toEqual([3, true])
    const { body: list } = await get(`${ACCOUNTS}?cursorPaging.limit=100`)
    expect([list.accounts.length, list.pagingMetadata.hasNext]).toEqual([51, false])
  })
})

describe('the totals', () => {
  it('sum the points up and count accounts by tier, the base tier without an id', async () => {
    const started = await five()
    await made(started, 'Nobody', 5000)
    const { body } = await started.get(`${ACCOUNTS}/program-totals`)
    expect(body.points).toEqual({ balance: 700, earned: 700, adjusted: 0, redeemed: 0, expired: 0 })
    const [{ id: nobody } = { id: '' }] = (await started.get(TIERS)).body.tiers.slice(-1)
    expect(body.tierTotals).toEqual([
      { numberOfAccounts: 1 },
      { id: started.silver, numberOfAccounts: 2 },
      { id: started.gold, numberOfAccounts: 2 },
      { id: nobody, numberOfAccounts: 0 },
    ])
  })
})
