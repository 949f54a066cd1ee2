import type { JsonObject } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import type { WixSettings } from '../src/index.js'
import {
  type Answer,
  account,
  errorOf,
  gold,
  list,
  refusal,
  type Seen,
  silver,
  stub,
  tierId,
} from './support.js'

const { id, contactId, memberId } = account
const missing = refusal(404, 'NOT_FOUND')
const accounts = '/loyalty-accounts/v1/accounts'
const routeOf = ({ method, path, query }: Seen): string =>
  [method, path.replace('/loyalty-accounts/v1/', ''), ...query.map(([key]) => key)].join(' ')

interface Routes {
  [route: string]: Answer | ((request: Seen) => Answer)
}

/** A server that answers by route; two tiers; every account that is not named is missing. */
const serving = (routes: Routes) => (request: Seen) => {
  if (request.path === '/loyalty-tiers/v1/tiers') return list([gold, silver])
  const answer = routes[routeOf(request)] ?? missing
  return typeof answer === 'function' ? answer(request) : answer
}
const known: Routes = {
  'GET accounts/fetch-by contactId': { body: { account } },
  [`GET accounts/${id}`]: { body: { account } },
}
const on = (tier: JsonObject | null, more: JsonObject = {}): Routes => ({
  'GET accounts/fetch-by contactId': { body: { account: { ...account, tier, ...more } } },
})
const reads = ({ requests }: { requests: Seen[] }): string[] =>
  requests.filter(({ path }) => path.startsWith(accounts)).map(routeOf)

describe('standing', () => {
  it('of a contact is two reads', async () => {
    const { client, requests } = stub(serving(on({ id: gold.id, points: 250 })))
    expect(await client.members.standing(contactId)).toMatchObject({
      memberId: contactId,
      tier: { id: gold.id, name: 'Gold', rank: 201 },
      metrics: { 'points.earned': '250', 'points.balance': '15' },
      next: null,
    })
    expect(requests).toHaveLength(2)
  })

  it.each<[WixSettings['memberIds'], string, string[]]>([
    [
      'any',
      memberId,
      ['GET accounts/fetch-by contactId', `GET accounts/${memberId}`, 'GET accounts/fetch-by memberId'],
    ],
    ['contact', contactId, ['GET accounts/fetch-by contactId']],
    ['member', memberId, ['GET accounts/fetch-by memberId']],
    ['account', id, [`GET accounts/${id}`]],
  ])('with memberIds %s tries %s by %j', async (memberIds, given, tried) => {
    const last = tried.at(-1) ?? ''
    const stubbed = stub(serving({ [last]: { body: { account } } }), { memberIds: memberIds ?? 'any' })
    expect((await stubbed.client.members.standing(given)).memberId).toBe(given)
    expect(reads(stubbed)).toEqual(tried)
  })

  it('of nobody is not found, and says what was tried', async () => {
    const { client } = stub(serving({}))
    const thrown = await errorOf(client.members.standing(tierId(8)))
    expect(thrown).toMatchObject({ code: 'not_found', issues: [{ path: 'memberId' }] })
    expect(thrown.message).toMatch(/contact, or account, or member.*members.enroll/)
    const byMember = await errorOf(
      stub(serving({}), { memberIds: 'member' }).client.members.standing(tierId(8)),
    )
    expect(byMember.message).not.toContain('members.enroll')
  })

  it('of an id that is no GUID asks for no account', async () => {
    const stubbed = stub(serving(known))
    expect(await errorOf(stubbed.client.members.standing('ann'))).toMatchObject({ code: 'not_found' })
    expect(reads(stubbed)).toEqual([])
  })

  it('does not take a refusal for a missing account', async () => {
    const { client } = stub(serving({ 'GET accounts/fetch-by contactId': refusal(403, 'PERMISSION_DENIED') }))
    expect(await errorOf(client.members.standing(contactId))).toMatchObject({ code: 'permission' })
  })

  it('reads a held tier that was made between the two replies; one that is gone has rank 0', async () => {
    const fresh = { ...gold, id: tierId(3), tierDefinition: { name: 'New' }, requiredPoints: 300 }
    const answer = serving(on({ id: fresh.id, points: 350 }))
    const made = stub((request) =>
      request.path.endsWith(fresh.id) ? { body: { tier: fresh } } : answer(request),
    )
    expect((await made.client.members.standing(contactId)).tier).toEqual({
      id: fresh.id,
      name: 'New',
      rank: 301,
    })
    const gone = stub(answer)
    expect((await gone.client.members.standing(contactId)).tier).toEqual({
      id: fresh.id,
      name: fresh.id,
      rank: 0,
    })
  })
})

describe('explain', () => {
  it('says what every tier asks for', async () => {
    const { client } = stub(serving(on({ id: silver.id, points: 150 })))
    expect(await client.members.explain(contactId)).toMatchObject({
      reason: 'met',
      tiers: [
        { tier: { name: 'Silver' }, held: true, qualifies: true },
        { tier: { name: 'Gold' }, held: false, qualifies: false, rule: { actual: '150', missing: '50' } },
      ],
      next: { remaining: '50' },
    })
  })

  it('makes up no reason while Wix lags behind', async () => {
    const { client } = stub(serving(on({ points: 150 })))
    const { reason, tier } = await client.members.explain(contactId)
    expect([reason, tier]).toEqual([undefined, null])
  })

  it('of another instant is unsupported, with nothing sent', async () => {
    const { client, requests } = stub(serving(known))
    const call = client.members.explain(contactId, { at: '2026-01-01T00:00:00Z' })
    expect(await errorOf(call)).toMatchObject({ code: 'unsupported', issues: [{ path: 'at' }] })
    expect(requests).toEqual([])
  })
})

describe('enroll', () => {
  const create = {
    'POST accounts': { body: { account: { ...account, points: { balance: 0 }, tier: { points: 0 } } } },
  }

  it('makes an account for a contact who has none', async () => {
    const { client, writes } = stub(serving(create))
    expect(await client.members.enroll(contactId)).toMatchObject({ memberId: contactId, tier: null })
    expect(writes().map(({ path, body }) => [path, body])).toEqual([[accounts, { contactId }]])
  })

  it('leaves an account that is there as it is', async () => {
    const { client, writes } = stub(serving(known))
    expect(await client.members.enroll(contactId)).toMatchObject({ metrics: { 'points.balance': '15' } })
    expect(writes()).toEqual([])
  })

  it.each<[string, Answer[]]>([
    ['another process makes at the same time', [refusal(409, 'ALREADY_EXISTS')]],
    ['was made by an attempt whose reply was lost', ['lost', refusal(409, 'ALREADY_EXISTS')]],
  ])('takes the account that %s', async (_what, answers) => {
    const left = [...answers]
    let made = false
    const { client } = stub(
      serving({
        'POST accounts': () => {
          made = true
          return left.shift() ?? missing
        },
        'GET accounts/fetch-by contactId': () => (made ? { body: { account } } : missing),
      }),
    )
    expect(await client.members.enroll(contactId)).toMatchObject({ metrics: { 'points.balance': '15' } })
  })

  it('of an id that is no GUID is not found', async () => {
    const { client, writes } = stub(serving(create))
    expect(await errorOf(client.members.enroll('ann'))).toMatchObject({ code: 'not_found' })
    expect(writes()).toEqual([])
  })

  it('at another time is unsupported, with nothing sent', async () => {
    const { client, requests } = stub(serving(create))
    const call = client.members.enroll(contactId, { since: '2020-01-01T00:00:00Z' })
    expect(await errorOf(call)).toMatchObject({ code: 'unsupported', issues: [{ path: 'since' }] })
    expect(requests).toEqual([])
  })

  it.each(['member', 'account'] as const)('is unsupported where memberIds is %s', async (memberIds) => {
    const { client, requests } = stub(serving(create), { memberIds })
    expect(client.supports('members.enroll')).toBe(false)
    expect(await errorOf(client.members.enroll(contactId))).toMatchObject({ code: 'unsupported' })
    expect(requests).toEqual([])
  })
})

describe('record', () => {
  const earned = { body: { account, transactionId: 'tx_1' } }
  const earn = `POST accounts/${id}/earn-points`
  const adjust = `POST accounts/${id}/adjust-points`

  it('earns under the idempotency key of the call', async () => {
    const { client, writes } = stub(serving({ ...known, [earn]: earned }))
    const receipt = await client.members.record(
      contactId,
      { type: 'earn', points: 5 },
      { idempotencyKey: 'order-7' },
    )
    expect(receipt).toEqual({ memberId: contactId, id: 'tx_1', at: '2021-12-07T07:30:23.749Z' })
    expect(writes()[0]?.body).toEqual({ accountId: id, amount: 5, appId: 'rungs', idempotencyKey: 'order-7' })
  })

  it('earns for what the call option and the settings say', async () => {
    const { client, writes } = stub(serving({ ...known, [earn]: earned }), { appId: 'shop' })
    const extras = { description: 'Order 7', activityType: 'ORDER', orderId: '7' }
    await client.members.record(contactId, { type: 'earn', points: 5 }, { vendor: { wix: extras } })
    expect(writes()[0]?.body).toMatchObject({ ...extras, appId: 'shop' })
    await client.members.record(
      contactId,
      { type: 'earn', points: 5 },
      { vendor: { wix: { appId: 'till' } } },
    )
    expect(writes()[1]?.body).toMatchObject({ appId: 'till' })
  })

  it.each([
    ['earn', { orderId: 7 }, 'orderId'],
    ['earn', { order: '7' }, 'order'],
    ['adjust', { orderId: '7' }, 'orderId'],
    ['adjust', { appId: 'till' }, 'appId'],
  ] as const)('%s with the call option %j is refused, with nothing sent', async (type, options, key) => {
    const { client, requests } = stub(serving({ ...known, [earn]: earned, [adjust]: earned }))
    const vendor: JsonObject = { wix: options }
    const thrown = await errorOf(client.members.record(contactId, { type, points: 5 }, { vendor }))
    expect(thrown).toMatchObject({ code: 'invalid_input', issues: [{ path: `vendor.wix.${key}` }] })
    expect(requests).toEqual([])
  })

  it('repeats an earning whose reply was lost with the same key', async () => {
    let first = true
    const lostOnce = (): Answer => {
      if (!first) return earned
      first = false
      return 'lost'
    }
    const { client, writes } = stub(serving({ ...known, [earn]: lostOnce }))
    await client.members.record(contactId, { type: 'earn', points: 5 })
    const [one, two] = writes()
    expect(two?.body).toEqual(one?.body)
  })

  it('adjusts under the revision of the account', async () => {
    const { client, writes } = stub(serving({ ...known, [adjust]: earned }))
    const extras = { description: 'Sorry' }
    await client.members.record(contactId, { type: 'adjust', points: -5 }, { vendor: { wix: extras } })
    expect(writes()[0]?.body).toEqual({ accountId: id, amount: -5, revision: '4', description: 'Sorry' })
  })

  it('rejects what would take the balance below 0, with nothing written', async () => {
    const { client, writes } = stub(serving({ ...known, [adjust]: earned }))
    const thrown = await errorOf(client.members.record(contactId, { type: 'adjust', points: -16 }))
    expect(thrown).toMatchObject({ code: 'rejected', issues: [{ path: 'points' }] })
    expect(writes()).toEqual([])
    await client.members.record(contactId, { type: 'adjust', points: -15 })
    expect(writes()).toHaveLength(1)
  })

  it('adjusts anew where the account changed in between', async () => {
    const { client, writes } = stub(
      serving({
        ...known,
        [`GET accounts/${id}`]: { body: { account: { ...account, revision: '5' } } },
        [adjust]: ({ body }) =>
          (body as JsonObject).revision === '4' ? refusal(409, 'INVALID_REVISION') : earned,
      }),
    )
    await client.members.record(contactId, { type: 'adjust', points: 5 })
    expect(writes().map(({ body }) => (body as JsonObject).revision)).toEqual(['4', '5'])
  })

  it.each<[string, JsonObject, string]>([
    ['shows it', { revision: '5', points: { balance: 20, adjusted: 10 } }, 'done'],
    ['shows two changes', { revision: '6', points: { balance: 20, adjusted: 10 } }, 'outcome_unknown'],
  ])(
    'an adjustment whose reply was lost ends truthfully where the account %s',
    async (_what, later, ending) => {
      let sent = 0
      const { client, writes } = stub(
        serving({
          ...known,
          [`GET accounts/${id}`]: { body: { account: { ...account, ...later } } },
          [adjust]: () => (++sent === 1 ? 'lost' : refusal(409, 'INVALID_REVISION')),
        }),
      )
      const code = await client.members.record(contactId, { type: 'adjust', points: 5 }).then(
        () => 'done',
        (error: unknown) => String(Reflect.get(Object(error), 'code')),
      )
      expect([code, writes().length]).toEqual([ending, 2])
    },
  )

  it('an adjustment whose place another change took is made once', async () => {
    let sent = 0
    const { client, writes } = stub(
      serving({
        ...known,
        [`GET accounts/${id}`]: { body: { account: { ...account, revision: '5' } } },
        [adjust]: () => [earned, 'lost' as const, refusal(409, 'INVALID_REVISION'), earned][++sent] ?? earned,
      }),
    )
    await client.members.record(contactId, { type: 'adjust', points: 5 })
    expect(writes().map(({ body }) => (body as JsonObject).revision)).toEqual(['4', '4', '5'])
  })

  it.each([
    [{ type: 'redeem', points: 5 }, 'type'],
    [{ type: 'purchase', spend: 5 }, 'type'],
    [{ type: 'earn', points: 5, at: '2026-01-01T00:00:00Z' }, 'at'],
  ] as const)('%j is unsupported, naming %s, with nothing sent', async (activity, path) => {
    const { client, requests } = stub(serving(known))
    const thrown = await errorOf(client.members.record(contactId, activity))
    expect(thrown.code).toBe('unsupported')
    expect((thrown.issues as { path: string }[]).map((issue) => issue.path)).toContain(path)
    expect(requests).toEqual([])
  })

  it('more than Wix books at once is invalid, with nothing sent', async () => {
    const { client, requests } = stub(serving(known))
    const thrown = await errorOf(client.members.record(contactId, { type: 'earn', points: 10_000_000 }))
    expect(thrown).toMatchObject({ code: 'invalid_input', issues: [{ path: 'points' }] })
    expect(requests).toEqual([])
  })
})
