import { formatInstant, type JsonObject, type TierChange } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tiersOf } from '../src/from-vendor.js'
import { movesOf } from '../src/operations/history.js'
import { type Answer, account, errorOf, gold, type Seen, silver, stub, tierId } from './support.js'

const tiers = tiersOf([gold, silver])
const member = { id: account.id }
const now = Date.UTC(2026, 2, 1)
const of = (createdDate: string, amount: number, more: JsonObject = {}) => ({
  id: `${createdDate} ${amount}`,
  createdDate,
  transactionType: 'EARN',
  amount,
  ...more,
})
const named = (moves: readonly TierChange[]) =>
  moves.map(({ at, from, to, reason }) => [at, from?.name ?? null, to?.name ?? null, reason])

describe('moves', () => {
  it('are those of what was earned and adjusted, up and down', () => {
    const transactions = [
      of('2026-01-03T00:00:00Z', -1, { transactionType: 'ADJUST' }),
      of('2026-01-01T00:00:00Z', 100),
      of('2026-01-02T00:00:00.500Z', 100),
      of('2026-01-02T12:00:00Z', 150, { transactionType: 'REDEEM' }),
      of('2026-01-02T12:00:00Z', 150, { transactionType: 'REFUND' }),
      of('2026-01-02T12:00:00Z', 150, { transactionType: 'EXPIRE' }),
      of('2026-01-04T00:00:00Z', 500, {
        transactionType: 'ADJUST',
        adjustInfo: { amountBefore: 150, amountAfter: 0 },
      }),
    ]
    expect(named(movesOf(member, transactions, tiers, 12, now))).toEqual([
      ['2026-01-01T00:00:00Z', null, 'Silver', 'met'],
      ['2026-01-02T00:00:00.500Z', 'Silver', 'Gold', 'met'],
      ['2026-01-03T00:00:00Z', 'Gold', 'Silver', 'met'],
      ['2026-01-04T00:00:00Z', 'Silver', null, 'none'],
    ])
  })

  it('of one instant are one', () => {
    const at = '2026-01-01T00:00:00Z'
    expect(named(movesOf(member, [of(at, 100), of(at, 100)], tiers, 12, now))).toEqual([
      [at, null, 'Gold', 'met'],
    ])
  })

  it('begin with the account where a tier asks for nothing', () => {
    const base = { ...silver, requiredPoints: 0 }
    const created = { ...member, createdDate: '2026-01-01T00:00:00Z' }
    expect(named(movesOf(created, [], tiersOf([base]), 12, now))).toEqual([
      ['2026-01-01T00:00:00Z', null, 'Silver', 'met'],
    ])
  })

  it.each([
    ['2025-02-28T10:00:00Z', 12, '2026-02-28T10:00:00Z'],
    ['2024-02-29T10:00:00Z', 12, '2025-03-01T00:00:00Z'],
    ['2025-08-31T10:00:00Z', 6, '2026-03-01T00:00:00Z'],
    ['2025-12-15T10:00:00Z', 1, '2026-01-15T10:00:00Z'],
  ])('take points of %s away after %i months, at %s', (earned, months, gone) => {
    const moves = movesOf(member, [of(earned, 100)], tiers, months, now)
    expect(named(moves)[1]).toEqual([gone, 'Silver', null, 'none'])
  })

  it('do not foresee what leaves the window later', () => {
    expect(movesOf(member, [of('2025-03-01T00:00:00.001Z', 100)], tiers, 12, now)).toHaveLength(1)
    expect(movesOf(member, [of('2025-03-01T00:00:00Z', 100)], tiers, 12, now)).toHaveLength(2)
  })

  it('lead at every instant to what the window says then', () => {
    const day = fc.integer({ min: Date.UTC(2023, 0, 1) / 86_400_000, max: now / 86_400_000 })
    const earning = fc.tuple(day, fc.integer({ min: -120, max: 250 }))
    fc.assert(
      fc.property(
        fc.array(earning, { maxLength: 12 }),
        day,
        fc.integer({ min: 1, max: 36 }),
        (given, at, months) => {
          const transactions = given.map(([when, amount]) => of(formatInstant(when * 86_400_000), amount))
          const moves = movesOf(member, transactions, tiers, months, now)
          const last = moves.findLast((move) => Date.parse(move.at) <= at * 86_400_000)
          const opens = monthsBefore(at * 86_400_000, months)
          const points = given.reduce(
            (sum, [when, amount]) => sum + (when <= at && when * 86_400_000 > opens ? amount : 0),
            0,
          )
          expect(last?.to?.name ?? null).toBe(points >= 200 ? 'Gold' : points >= 100 ? 'Silver' : null)
        },
      ),
      { numRuns: 500 },
    )
  })
})

/** Where the window opens: the same day so many months before; where that month has none, at its end. */
function monthsBefore(at: number, months: number): number {
  const [year, month, day] = [
    new Date(at).getUTCFullYear(),
    new Date(at).getUTCMonth() - months,
    new Date(at).getUTCDate(),
  ]
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return day <= days ? Date.UTC(year, month, day) + (at % 86_400_000) : Date.UTC(year, month + 1, 1)
}

describe('members.history', () => {
  const program = {
    tiers: [gold, silver],
    programSettings: { status: 'ACTIVE', rollingWindow: { durationInMonths: 12 }, revision: '1' },
  }
  const [first, second] = [of('2026-01-01T00:00:00Z', 100), of('2026-01-02T00:00:00Z', 100)]
  const serving =
    (pages: (request: Seen) => JsonObject) =>
    (request: Seen): Answer => {
      if (request.path.endsWith('/program')) return { body: program }
      return { body: request.path.endsWith('/query') ? pages(request) : { account } }
    }
  const next = (cursor: string | null, hasNext: boolean) => ({ cursors: { next: cursor }, hasNext })

  it('reads every page of transactions: the first by filter, the next by its cursor alone', async () => {
    const { client, requests } = stub(
      serving(({ body }) =>
        JSON.stringify(body).includes('"cursor"')
          ? { loyaltyTransactions: [second], pagingMetadata: next(null, false) }
          : { loyaltyTransactions: [first], pagingMetadata: next('c2', true) },
      ),
    )
    const { items } = await client.members.history(account.contactId)
    expect(named(items)).toEqual([
      ['2026-01-01T00:00:00Z', null, 'Silver', 'met'],
      ['2026-01-02T00:00:00Z', 'Silver', 'Gold', 'met'],
    ])
    expect(requests.filter(({ path }) => path.endsWith('/query')).map(({ body }) => body)).toEqual([
      {
        query: {
          filter: { accountId: account.id },
          sort: [{ fieldName: 'createdDate', order: 'ASC' }],
          cursorPaging: { limit: 100 },
        },
      },
      { query: { cursorPaging: { limit: 100, cursor: 'c2' } } },
    ])
  })

  it('has spans and pages', async () => {
    const { client } = stub(
      serving(() => ({ loyaltyTransactions: [first, second], pagingMetadata: next('x', false) })),
    )
    const history = (query: object) => client.members.history(account.contactId, query)
    const page = await history({ limit: 1 })
    expect(page.items).toHaveLength(1)
    expect((await history({ cursor: page.nextCursor })).items).toMatchObject([{ to: { name: 'Gold' } }])
    expect((await history({ from: '2026-01-02T00:00:00Z' })).items).toHaveLength(1)
    expect((await history({ to: '2026-01-01T00:00:00Z' })).items).toHaveLength(1)
    expect((await history({ from: '2026-01-03T00:00:00Z' })).items).toEqual([])
  })

  it('fails where Wix says that there is more, but not where', async () => {
    const { client } = stub(
      serving(() => ({ loyaltyTransactions: [first], pagingMetadata: next(null, true) })),
    )
    const call = client.members.history(account.contactId)
    expect(await errorOf(call)).toMatchObject({ code: 'unexpected_response', provider: 'wix' })
  })

  it('fails where Wix tells a fraction of a point, naming the place', async () => {
    const transaction = of('2026-01-01T00:00:00Z', 1, { adjustInfo: { amountBefore: 0.5, amountAfter: 1 } })
    const { client } = stub(serving(() => ({ loyaltyTransactions: [transaction] })))
    expect(await errorOf(client.members.history(account.contactId))).toMatchObject({
      code: 'unexpected_response',
      issues: [{ path: 'loyaltyTransactions[0].adjustInfo.amountBefore' }],
    })
  })

  it('fails where the cursor stands still: half a history is none', async () => {
    const { client } = stub(
      serving(() => ({ loyaltyTransactions: [first], pagingMetadata: next('c', true) })),
    )
    const call = client.members.history(account.contactId)
    expect(await errorOf(call)).toMatchObject({ code: 'unexpected_response', provider: 'wix' })
  })

  it('refuses a cursor that was never given out, with nothing sent', async () => {
    const { client, requests } = stub(serving(() => ({ loyaltyTransactions: [] })))
    const call = client.members.history(tierId(1), { cursor: 'abc' })
    expect(await errorOf(call)).toMatchObject({ code: 'invalid_input', issues: [{ path: 'cursor' }] })
    expect(requests).toEqual([])
  })
})
