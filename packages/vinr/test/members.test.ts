import type { ActivityInput, Json } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import account from './__fixtures__/loyalty-account.json' with { type: 'json' }
import expanded from './__fixtures__/loyalty-account-expanded.json' with { type: 'json' }
import transaction from './__fixtures__/points-transaction.json' with { type: 'json' }
import { type Answer, errorOf, list, pageTiers, refusal, type Seen, stub } from './support.js'

const customer = account.reply.customer
const routeOf = ({ method, path }: Seen): string => `${method} ${path.replace(/^\/v1\//, '')}`

interface Routes {
  [route: string]: Answer | ((request: Seen) => Answer)
}

/** A server that answers by route; tiers are those of the page, anything else is a 500. */
const serving =
  (routes: Routes) =>
  (request: Seen): Answer => {
    const all: Routes = { 'GET tiers': list(pageTiers), ...routes }
    const answer = all[routeOf(request)] ?? refusal(500, {})
    return typeof answer === 'function' ? answer(request) : answer
  }
const known = { 'GET loyalty-accounts': list([account.reply]) }
const silver = { id: 'tier_silver', name: 'Silver', rank: 1001 }

describe('standing', () => {
  it("of a customer is looked up by the app's own id", async () => {
    const { client, requests } = stub(serving(known))
    expect(await client.members.standing(customer)).toMatchObject({
      memberId: customer,
      tier: silver,
      metrics: { 'points.balance': '1250' },
      next: { remaining: '3750' },
    })
    expect(requests.map(routeOf).sort()).toEqual(['GET loyalty-accounts', 'GET tiers'])
    expect(requests.find(({ path }) => path.endsWith('accounts'))?.query).toEqual([
      ['customer', customer],
      ['limit', '1'],
    ])
  })

  it('of a loyalty account is read with its tier', async () => {
    const { client, requests } = stub(serving({ 'GET loyalty-accounts/la_4Kp9bQ': { body: expanded.reply } }))
    expect(await client.members.standing('la_4Kp9bQ')).toMatchObject({ memberId: 'la_4Kp9bQ', tier: silver })
    expect(requests.find(({ path }) => path.includes('la_'))?.query).toEqual([['expand[]', 'tier']])
  })

  it('asks again, for the tier too, when the held tier is in no list: it was made or deleted meanwhile', async () => {
    const fresh = { ...account.reply, tier: { id: 'tier_new', name: 'New', min_points: 1200 } }
    const { client, requests } = stub(
      serving({
        'GET loyalty-accounts': list([{ ...account.reply, tier: 'tier_new' }]),
        'GET loyalty-accounts/la_4Kp9bQ': { body: fresh },
      }),
    )
    expect((await client.members.standing(customer)).tier).toEqual({
      id: 'tier_new',
      name: 'New',
      rank: 1201,
    })
    expect(requests).toHaveLength(3)
  })

  it('shows every digit of a balance past 2^53', async () => {
    const text = '{"id":"la_1","points_balance":9007199254740993}'
    const { client } = stub(serving({ 'GET loyalty-accounts/la_1': { text } }))
    expect((await client.members.standing('la_1')).metrics).toEqual({ 'points.balance': '9007199254740993' })
  })

  it('of somebody without an account is not found, and says what to do', async () => {
    const { client } = stub(serving({ 'GET loyalty-accounts': list([]) }))
    const thrown = await errorOf(client.members.standing('nobody'))
    expect(thrown.code).toBe('not_found')
    expect(thrown.message).toContain('members.enroll')
  })

  it('is of the programme in the settings', async () => {
    const other = { ...account.reply, id: 'la_other', programme_id: 'prog_other', points_balance: 7 }
    const answer = serving({ 'GET loyalty-accounts': list([other, account.reply], { has_more: false }) })
    const main = stub(answer, { programmeId: 'prog_main' })
    expect(await main.client.members.standing(customer)).toMatchObject({
      metrics: { 'points.balance': '1250' },
    })
    const third = stub(answer, { programmeId: 'prog_third' })
    const thrown = await errorOf(third.client.members.standing(customer))
    expect(thrown).toMatchObject({ code: 'not_found' })
    expect(thrown.message).toContain('prog_third')
  })

  it('does not guess between programmes', async () => {
    const { client } = stub(serving({ 'GET loyalty-accounts': list([account.reply], { has_more: true }) }))
    const thrown = await errorOf(client.members.standing(customer))
    expect(thrown.code).toBe('conflict')
    expect(thrown.message).toContain('programmeId')
  })

  it.each<[string, Json, string]>([
    ['no balance', { id: 'la_1' }, 'points_balance'],
    ['a balance as text', { id: 'la_1', points_balance: '5' }, 'points_balance'],
    ['a fraction of a point', { id: 'la_1', points_balance: 0.5 }, 'points_balance'],
    ['a tier that is a number', { id: 'la_1', points_balance: 5, tier: 7 }, 'tier'],
    ['a tier without an id', { id: 'la_1', points_balance: 5, tier: { name: 'x' } }, 'tier.id'],
  ])('is an error that names the place when VINR sends %s', async (_what, body, path) => {
    const { client } = stub(serving({ 'GET loyalty-accounts/la_1': { body } }))
    const thrown = await errorOf(client.members.standing('la_1'))
    expect(thrown).toMatchObject({ code: 'unexpected_response', issues: [{ path }] })
  })
})

describe('enroll', () => {
  it('makes an account, in the programme of the settings', async () => {
    const { client, writes } = stub(
      serving({ 'GET loyalty-accounts': list([]), 'POST loyalty-accounts': { body: account.reply } }),
      { programmeId: 'prog_main' },
    )
    expect(await client.members.enroll(customer)).toMatchObject({ memberId: customer, tier: silver })
    expect(writes().map(({ form }) => form)).toEqual([
      [
        ['customer', customer],
        ['programme_id', 'prog_main'],
      ],
    ])
  })

  it('leaves an account that is there as it is', async () => {
    const { client, writes } = stub(serving(known))
    expect(await client.members.enroll(customer)).toMatchObject({ tier: silver })
    expect(writes()).toEqual([])
  })

  it.each([
    [409, 'anything'],
    [400, 'resource_already_exists'],
  ])('takes the account that somebody else made at the same time (%i %s)', async (status, code) => {
    let made = false
    const { client } = stub(
      serving({
        'GET loyalty-accounts': () => list(made ? [account.reply] : []),
        'POST loyalty-accounts': () => {
          made = true
          return refusal(status, { code })
        },
      }),
    )
    expect(await client.members.enroll(customer)).toMatchObject({ tier: silver })
  })

  it('is a conflict when there is none after all', async () => {
    const { client } = stub(
      serving({
        'GET loyalty-accounts': list([]),
        'POST loyalty-accounts': refusal(409, { code: 'idempotency_error' }),
      }),
    )
    expect(await errorOf(client.members.enroll(customer))).toMatchObject({ vendorCode: 'idempotency_error' })
  })

  it('cannot date the account', async () => {
    const { client, requests } = stub(serving(known))
    const thrown = await errorOf(client.members.enroll(customer, { since: '2020-01-01T00:00:00Z' }))
    expect(thrown).toMatchObject({ code: 'unsupported', issues: [{ path: 'since' }] })
    expect(requests).toEqual([])
  })

  it('cannot make an account by its own id', async () => {
    const { client, writes } = stub(serving({ 'GET loyalty-accounts/la_1': refusal(404, { param: 'id' }) }))
    expect(await errorOf(client.members.enroll('la_1'))).toMatchObject({ code: 'not_found' })
    expect(writes()).toEqual([])
  })
})

describe('record', () => {
  const booked = { ...known, 'POST points-transactions': { body: transaction.reply } }

  it.each<[ActivityInput, string, string]>([
    [{ type: 'earn', points: 250 }, 'credit', '250'],
    [{ type: 'redeem', points: 250 }, 'debit', '250'],
    [{ type: 'expire', points: 250 }, 'debit', '250'],
    [{ type: 'refund', points: 250 }, 'debit', '250'],
    [{ type: 'adjust', points: 250 }, 'credit', '250'],
    [{ type: 'adjust', points: -250 }, 'debit', '250'],
  ])('%j books a %s of %s', async (activity, type, amount) => {
    const { client, writes } = stub(serving(booked))
    expect(await client.members.record(customer, activity)).toEqual({
      memberId: customer,
      id: 'pt_7Hs2kX',
      at: '2024-05-23T21:33:20Z',
    })
    expect(Object.fromEntries(writes()[0]?.form ?? [])).toEqual({
      ...{ loyalty_account: 'la_4Kp9bQ', amount, type, reason: activity.type },
    })
    expect(writes()[0]?.headers['idempotency-key']).toBeDefined()
  })

  it('needs no look-up for the id of a loyalty account', async () => {
    const { client, requests } = stub(serving(booked))
    await client.members.record('la_1', { type: 'earn', points: 1 })
    expect(requests.map(routeOf)).toEqual(['POST points-transactions'])
  })

  it('of more than the balance is rejected', async () => {
    const { client } = stub(
      serving({ ...known, 'POST points-transactions': refusal(422, { code: 'insufficient' }) }),
    )
    expect(await errorOf(client.members.record(customer, { type: 'redeem', points: 9999 }))).toMatchObject({
      code: 'rejected',
      retryable: false,
    })
  })

  it('books once, also when the reply is lost', async () => {
    let lost = false
    const { client, writes } = stub(
      serving({
        ...known,
        'POST points-transactions': () => {
          if (lost) return { body: transaction.reply }
          lost = true
          return 'lost'
        },
      }),
    )
    await client.members.record(customer, { type: 'earn', points: 250 })
    expect(new Set(writes().map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
    expect(writes()).toHaveLength(2)
  })

  it.each<[ActivityInput, string]>([
    [{ type: 'purchase', spend: 10 }, 'type'],
    [{ type: 'visit' }, 'type'],
    [{ type: 'counter', counter: 'nights', add: 1 }, 'type'],
    [{ type: 'touch' }, 'type'],
    [{ type: 'earn', points: 1, at: '2026-01-01T00:00:00Z' }, 'at'],
  ])('%j is unsupported at %s, with nothing sent', async (activity, path) => {
    const { client, requests } = stub(serving(booked))
    const thrown = await errorOf(client.members.record(customer, activity))
    expect(thrown.code).toBe('unsupported')
    expect((thrown.issues as { path: string }[]).map((issue) => issue.path)).toContain(path)
    expect(requests).toEqual([])
  })

  it('goes on without a date, but never without points, when losses are to be reported', async () => {
    const { client, requests } = stub(serving(booked))
    const dated = { type: 'earn', points: 1, at: '2026-01-01T00:00:00Z' } as const
    const { losses } = await client.members.record(customer, dated, { onLoss: 'report' }).withDetails()
    expect(losses).toMatchObject([{ path: 'at' }])
    const sent = requests.length
    const thrown = await errorOf(client.members.record(customer, { type: 'visit' }, { onLoss: 'report' }))
    expect(thrown).toMatchObject({ code: 'unsupported', issues: [{ path: 'type' }] })
    expect(requests).toHaveLength(sent)
  })
})

describe('assign', () => {
  const assigned = {
    ...known,
    'POST loyalty-accounts/la_4Kp9bQ': { body: { ...account.reply, tier: 'tier_gold' } },
  }

  it('gives a tier by its id, under the parameter in the settings', async () => {
    for (const tierParameter of ['tier', 'tier_override']) {
      const { client, writes } = stub(serving(assigned), { tierParameter })
      expect(await client.members.assign(customer, { tier: 'tier_gold' })).toMatchObject({
        tier: { id: 'tier_gold', name: 'Gold', rank: 5001 },
        next: null,
      })
      expect(writes().map(({ form }) => form)).toEqual([[[tierParameter, 'tier_gold']]])
    }
  })

  it('reads before it writes, so that a failing read does not hide the write', async () => {
    const { client, requests, writes } = stub(serving({ ...assigned, 'GET tiers': refusal(500, {}) }), {
      retries: 0,
    })
    expect(await errorOf(client.members.assign(customer, { tier: 'tier_gold' }))).toMatchObject({
      code: 'unavailable',
    })
    expect(requests.length).toBeGreaterThan(0)
    expect(writes()).toEqual([])
  })

  it.each([
    [{ tier: null }, 'tier', 'unsupported'],
    [{ tier: 'tier_gold', until: '2027-01-01T00:00:00Z' }, 'until', 'unsupported'],
    [{ tier: '../x' }, 'tier', 'invalid_input'],
  ] as const)('%j is refused at %s as %s, with nothing sent', async (assignment, path, code) => {
    const { client, requests } = stub(serving(assigned))
    const thrown = await errorOf(client.members.assign(customer, assignment))
    expect(thrown).toMatchObject({ code, issues: [{ path }] })
    expect(requests).toEqual([])
  })

  it('takes no tier away, also when losses are to be reported', async () => {
    const { client, requests } = stub(serving(assigned))
    const thrown = await errorOf(client.members.assign(customer, { tier: null }, { onLoss: 'report' }))
    expect(thrown).toMatchObject({ code: 'unsupported', issues: [{ path: 'tier' }] })
    expect(requests).toEqual([])
  })

  it.each([
    [404, 'tier'],
    [400, 'tier'],
  ])('of a tier that is not there (%i) is not found', async (status, param) => {
    const missing = refusal(status, { code: 'resource_missing', param })
    const { client } = stub(serving({ ...known, 'POST loyalty-accounts/la_4Kp9bQ': missing }))
    const thrown = await errorOf(client.members.assign(customer, { tier: 'tier_x' }))
    expect(thrown).toMatchObject({ code: 'not_found', issues: [{ path: 'tier' }] })
  })
})
