import type { Json } from '@rungs/model'
import { explanationSchema, tierChangeSchema } from '@rungs/model/schemas'
import { describe, expect, it } from 'vitest'
import account from './__fixtures__/loyalty-account.json' with { type: 'json' }
import { errorOf, list, pageTiers, refusal, type Seen, stub } from './support.js'

const memberId = account.reply.customer
const opened = account.reply.created
const bronze = { id: 'tier_bronze', name: 'Bronze', rank: 1 }
const silver = { id: 'tier_silver', name: 'Silver', rank: 1001 }
const gold = { id: 'tier_gold', name: 'Gold', rank: 5001 }
const at = (seconds: number): string =>
  new Date((opened + seconds) * 1000).toISOString().replace('.000Z', 'Z')

/** A transaction so many seconds after the account was opened. */
const transaction = (id: string, seconds: number, after: Json): Json => ({
  id,
  loyalty_account: account.reply.id,
  // Of a booking past 2^53 the transport gives the digits as text.
  amount: after,
  points_after: after,
  created: opened + seconds,
})

/** The worked examples 1 to 3 of VINR's evaluation, as the balances that they leave, newest first. */
const booked = [
  transaction('pt_5', 50, 4900),
  transaction('pt_4', 40, 5200),
  transaction('pt_3', 30, 1000),
  transaction('pt_2', 20, 999),
  transaction('pt_1', 10, 200),
]

function booking(transactions: Json[], account_: Json = account.reply) {
  return stub(({ path, query }: Seen) => {
    if (path === '/v1/tiers') return list(pageTiers)
    if (path === '/v1/loyalty-accounts') return list([account_])
    if (path !== '/v1/points-transactions') return refusal(500, {})
    expect(query).toContainEqual(['loyalty_account', account.reply.id])
    const after = query.find(([name]) => name === 'starting_after')?.[1]
    const start = after === undefined ? 0 : transactions.findIndex((each) => Object(each).id === after) + 1
    return list(transactions.slice(start, start + 2), { has_more: transactions.length > start + 2 })
  })
}

describe('history', () => {
  it('is what the balances after each transaction led to, oldest first, over all pages', async () => {
    const { client, writes } = booking(booked)
    const { items, nextCursor } = await client.members.history(memberId)
    expect(items).toEqual([
      { at: at(0), from: null, to: bronze, reason: 'met' },
      { at: at(30), from: bronze, to: silver, reason: 'met' },
      { at: at(40), from: silver, to: gold, reason: 'met' },
      { at: at(50), from: gold, to: silver, reason: 'met' },
    ])
    expect(nextCursor).toBeUndefined()
    for (const item of items) expect(tierChangeSchema.safeParse(item).success).toBe(true)
    expect(writes()).toEqual([])
  })

  it('of a span has both ends in it, and comes in pages', async () => {
    const { client } = booking(booked)
    const span = { from: at(30), to: at(40) }
    expect((await client.members.history(memberId, span)).items.map(({ to }) => to)).toEqual([silver, gold])
    const first = await client.members.history(memberId, { limit: 1 })
    expect([first.items.length, first.nextCursor]).toEqual([1, account.reply.id])
    const all = await client.members.history(memberId, { limit: 1 }).toArray({ max: 9 })
    expect(all.map(({ to }) => to?.id)).toEqual(['tier_bronze', 'tier_silver', 'tier_gold', 'tier_silver'])
    expect(await errorOf(client.members.history(memberId, { cursor: 'pt_9' }))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'cursor' }],
    })
  })

  it('ends with no tier where none is met any more', async () => {
    const tiers = pageTiers.filter(({ min_points: from }) => from > 0)
    const { client } = stub(({ path }) => {
      if (path === '/v1/tiers') return list(tiers)
      if (path === '/v1/loyalty-accounts') return list([account.reply])
      return list([transaction('pt_2', 20, 10), transaction('pt_1', 10, '9007199254740993')])
    })
    expect((await client.members.history(memberId)).items).toEqual([
      { at: at(10), from: null, to: gold, reason: 'met' },
      { at: at(20), from: gold, to: null, reason: 'none' },
    ])
  })

  it.each<[string, Json]>([
    ['no instant', { id: 'pt_1', points_after: 5 }],
    ['no balance', { id: 'pt_1', created: opened }],
  ])('is not told from a transaction with %s', async (_what, given) => {
    const { client } = booking([given])
    expect(await errorOf(client.members.history(memberId))).toMatchObject({ code: 'unexpected_response' })
  })
})

describe('explain', () => {
  it('says by the balance what is met and what is missing', async () => {
    const { client } = booking([])
    const explanation = await client.members.explain(memberId)
    expect(explanationSchema.safeParse(explanation).success).toBe(true)
    expect(explanation).toMatchObject({
      memberId,
      tier: silver,
      reason: 'met',
      next: { tier: gold, remaining: '3750' },
      tiers: [
        { tier: bronze, held: false, qualifies: true },
        { tier: silver, held: true, qualifies: true, rule: { actual: '1250', met: true } },
        { tier: gold, held: false, qualifies: false, rule: { value: '5000', missing: '3750' } },
      ],
    })
  })

  it('gives no reason where the balance gives none: by hand, or not judged again yet', async () => {
    const { client } = booking([], { ...account.reply, tier: 'tier_gold' })
    const explanation = await client.members.explain(memberId)
    expect([explanation.tier, explanation.reason]).toEqual([gold, undefined])
  })

  it('of another instant is refused, with nothing sent, or reported', async () => {
    const { client, requests } = booking([])
    const given = { at: '2026-01-01T00:00:00Z' }
    expect(await errorOf(client.members.explain(memberId, given))).toMatchObject({
      code: 'unsupported',
      issues: [{ path: 'at' }],
    })
    expect(requests).toEqual([])
    const { losses, data } = await client.members
      .explain(memberId, { ...given, onLoss: 'report' })
      .withDetails()
    expect([losses.map(({ path }) => path), data.reason]).toEqual([['at'], 'met'])
  })
})
