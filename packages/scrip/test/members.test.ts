import { describe, expect, it } from 'vitest'
import event from './__fixtures__/event.json' with { type: 'json' }
import participant from './__fixtures__/participant.json' with { type: 'json' }
import states from './__fixtures__/participant-tiers.json' with { type: 'json' }
import history from './__fixtures__/state-history.json' with { type: 'json' }
import { type Answer, at, errorOf, loyalty, programId, refusal, type Seen, stub } from './support.js'

const ada = participant.reply
const home = `/v1/participants/${ada.id}`
const state = states.reply.data[0]

/** Scrip with Ada in the program, and what else a case says. */
function withAda(answer: (seen: Seen, index: number) => Answer | undefined = () => undefined, settings = {}) {
  return stub((seen, index) => {
    const own = answer(seen, index)
    if (own !== undefined) return own
    if (seen.path === at) return { body: loyalty }
    if (seen.path === '/v1/participants' && seen.method === 'GET') {
      const { id, external_id } = ada
      return {
        body: {
          data: seen.query.external_id === 'ada' ? [{ id, external_id }] : [],
          pagination: { has_more: false },
        },
      }
    }
    if (seen.path === home) return { body: ada }
    if (seen.path === `${home}/state/tiers`) return { body: states.reply }
    if (seen.path === `${home}/activity/state-history`) return { body: history.reply }
    if (seen.path === '/v1/events') return { status: 202, body: event.reply }
    return refusal(404, 'not_found')
  }, settings)
}

describe('a standing', () => {
  it('is put together from participant, state and tier, within the program', async () => {
    const { client, requests } = withAda()
    const standing = await client.members.standing('ada')
    expect(standing).toMatchObject({
      memberId: 'ada',
      tier: { id: 'silver' },
      metrics: { 'points.earned': '120' },
    })
    expect(requests.map(({ path }) => path).sort()).toEqual(
      ['/v1/participants', home, `${home}/state/tiers`, at].sort(),
    )
    const lists = requests.filter(({ path }) => path === '/v1/participants')
    expect(lists[0]?.query).toEqual({ external_id: 'ada', program_id: programId, limit: '1' })
    expect(requests.at(-1)?.query.program_id ?? requests.at(-2)?.query.program_id).toBe(programId)
  })

  it('of nobody in the program is not_found, naming the member', async () => {
    const { client } = withAda()
    for (const call of [
      client.members.standing('bob'),
      client.members.explain('bob'),
      client.members.history('bob'),
      client.members.assign('bob', { tier: 'gold' }),
      client.members.record('bob', { type: 'visit' }),
    ])
      expect(await errorOf(call)).toMatchObject({ code: 'not_found', issues: [{ path: 'memberId' }] })
  })

  it('is explained by the counters', async () => {
    const { client } = withAda()
    const { reason, tiers } = await client.members.explain('ada')
    expect(reason).toBe('met')
    expect(tiers.map(({ qualifies, held }) => [qualifies, held])).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ])
  })
})

describe('the history', () => {
  it('is Scrip’s of this ladder, oldest first, in pages and spans', async () => {
    const { client, requests } = withAda()
    const { items } = await client.members.history('ada')
    expect(items.map(({ to }) => to?.id ?? null)).toEqual(['silver', null])
    expect(requests.at(-1)?.query).toEqual({
      state_type: 'tier',
      key: 'loyalty',
      program_id: programId,
      limit: '100',
    })
    const {
      items: [first],
      nextCursor = '',
    } = await client.members.history('ada', { limit: 1 })
    expect([first, nextCursor]).toEqual([items[0], 'after:1'])
    expect((await client.members.history('ada', { limit: 1, cursor: nextCursor })).items).toEqual([items[1]])
    const since = { from: '2026-02-02T00:00:00Z' }
    expect((await client.members.history('ada', since)).items).toEqual([items[1]])
    expect(requests.at(-1)?.query.from).toBe(since.from)
  })

  it('puts moves of one instant into the order in which they lead on, whatever Scrip’s is', async () => {
    const chain = [null, 'silver', 'gold', 'platinum']
    const rows = chain.slice(1).map((to, index) => ({
      ...{ id: `h${index}`, key: 'loyalty', operation: 'set', changed_at: '2026-02-01T00:00:00Z' },
      ...{ old_value: chain[index] ?? null, new_value: to },
    }))
    for (const data of [rows, [...rows].reverse()]) {
      const { client } = withAda(({ path }) =>
        path.endsWith('state-history') ? { body: { data } } : undefined,
      )
      const { items } = await client.members.history('ada')
      expect(items.map(({ to }) => to?.id)).toEqual(['silver', 'gold', 'platinum'])
    }
  })

  it('of a ladder without tiers is empty', async () => {
    const { client } = withAda(({ path }) =>
      path === at
        ? refusal(404, 'not_found')
        : path.endsWith(programId)
          ? { body: { id: programId } }
          : undefined,
    )
    expect(await client.members.history('ada')).toEqual({ items: [] })
  })
})

describe('enrolling', () => {
  it('makes a participant in the program, after everything was read', async () => {
    const { client, requests } = withAda(({ method, path }) =>
      method === 'POST' && path === '/v1/participants'
        ? { status: 201, body: { id: 'p2', external_id: 'bob' } }
        : undefined,
    )
    const { memberId, tier, next } = await client.members.enroll('bob')
    expect([memberId, tier, next?.tier.id]).toEqual(['bob', null, 'silver'])
    expect(requests.at(-1)).toMatchObject({
      method: 'POST',
      body: { external_id: 'bob', program_id: programId },
    })
  })

  it('who is there already changes nothing', async () => {
    const { client, writes } = withAda()
    expect((await client.members.enroll('ada')).tier?.id).toBe('silver')
    expect(writes()).toEqual([])
  })

  it('at another time is a loss', async () => {
    const { client, requests } = withAda()
    const since = '2020-01-01T00:00:00Z'
    expect(await errorOf(client.members.enroll('bob', { since }))).toMatchObject({
      code: 'unsupported',
      issues: [{ path: 'since' }],
    })
    expect(requests).toEqual([])
  })
})

describe('a tier given by hand', () => {
  const until = '2027-01-01T00:00:00Z'
  const put = ({ method }: Seen): Answer | undefined =>
    method === 'PUT' ? { body: { ...state, level: 'gold', rank: 2, expires_at: until } } : undefined

  it('is set as a state, with its end', async () => {
    const { client, requests } = withAda(put)
    const standing = await client.members.assign('ada', { tier: 'gold', until })
    expect(standing).toMatchObject({ tier: { id: 'gold', rank: 2 }, expiresAt: until })
    expect(requests.at(-1)).toMatchObject({
      method: 'PUT',
      path: `${home}/state/tiers/loyalty`,
      query: { program_id: programId },
      body: { level: 'gold', expires_at: until },
    })
  })

  it('without an end says so: null is no expiration, by the page', async () => {
    const { client, writes } = withAda(put)
    await client.members.assign('ada', { tier: 'gold' })
    expect(writes()[0]?.body).toEqual({ level: 'gold', expires_at: null })
  })

  it.each([
    ['204', { status: 204, text: '' }],
    ['404, by the other reading of the page', refusal(404, 'not_found')],
  ] as const)('is taken away by tier: null, where Scrip answers %s', async (_what, answer) => {
    const { client, writes } = withAda(({ method }) => (method === 'DELETE' ? answer : undefined))
    expect((await client.members.assign('ada', { tier: null })).tier).toBeNull()
    expect(writes()).toMatchObject([
      { method: 'DELETE', path: `${home}/state/tiers/loyalty`, query: { program_id: programId } },
    ])
  })

  it('that is not in the ladder is not_found with nothing sent', async () => {
    const { client, writes } = withAda()
    expect(await errorOf(client.members.assign('ada', { tier: 'bronze' }))).toMatchObject({
      code: 'not_found',
      issues: [{ path: 'tier' }],
    })
    expect(writes()).toEqual([])
  })

  it('to one who is not active is a conflict', async () => {
    const { client } = withAda(({ method }) =>
      method === 'PUT' ? refusal(409, 'participant_inactive') : undefined,
    )
    expect(await errorOf(client.members.assign('ada', { tier: 'gold' }))).toMatchObject({
      code: 'conflict',
      vendorCode: 'participant_inactive',
    })
  })

  it('cannot be no tier until an instant', async () => {
    const { client, requests } = withAda()
    expect(await errorOf(client.members.assign('ada', { tier: null, until }))).toMatchObject({
      code: 'unsupported',
      issues: [{ path: 'until' }],
    })
    expect(requests).toEqual([])
  })
})

describe('an activity', () => {
  it('is an event of the program, under the key of the call', async () => {
    const { client, requests } = withAda()
    const receipt = await client.members.record(
      'ada',
      { type: 'purchase', spend: '19.99' },
      { idempotencyKey: 'order-7' },
    )
    expect(receipt).toEqual({ memberId: 'ada', id: 'ev_1', at: '2026-03-01T00:00:00Z' })
    expect(requests.at(-1)).toMatchObject({ method: 'POST', path: '/v1/events' })
    expect(requests.at(-1)?.body).toEqual({
      program_id: programId,
      participant_id: ada.id,
      idempotency_key: 'order-7',
      event_timestamp: '2026-03-01T00:00:00Z',
      event_data: { type: 'purchase', amount: 19.99, counters: { spend: 19.99 } },
    })
  })

  it('that is repeated later under one key is the same event, for Scrip compares the payloads', async () => {
    let now = Date.UTC(2026, 2, 1)
    const clock = { now: () => now, sleep: async () => {} }
    const { client, writes } = withAda(undefined, { clock })
    const once = await client.members.record('ada', { type: 'visit' }, { idempotencyKey: 'order-7' })
    now += 60_000
    expect(await client.members.record('ada', { type: 'visit' }, { idempotencyKey: 'order-7' })).toEqual(once)
    const bodies = writes().map(({ body }) => body)
    expect(bodies).toEqual([bodies[0], bodies[0]])
    await client.members.record('ada', { type: 'visit' }, { idempotencyKey: 'order-8' })
    expect(writes().at(-1)?.body?.event_timestamp).toBe('2026-03-01T00:01:00Z')
  })

  it('of another time under the same key is another event, which Scrip refuses', async () => {
    const { client, writes } = withAda()
    const options = { idempotencyKey: 'order-7', onLoss: 'report' } as const
    const times = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z']
    for (const at of times) await client.members.record('ada', { type: 'visit', at }, options)
    expect(writes().map(({ body }) => body?.event_timestamp)).toEqual(times)
  })

  it('that took all points and is repeated under its key is the same event, not more than the balance', async () => {
    let points_balance = '100'
    let lost = true
    const { client, writes } = withAda(({ path }) => {
      if (path === home) return { body: { ...ada, counters: { points_balance } } }
      if (path !== '/v1/events') return undefined
      points_balance = '0'
      return lost ? 'lost' : undefined
    })
    const redeem = (idempotencyKey: string) =>
      client.members.record('ada', { type: 'redeem', points: 100 }, { idempotencyKey, retries: 0 })
    expect(await errorOf(redeem('order-7'))).toMatchObject({ code: 'outcome_unknown' })
    lost = false
    expect(await redeem('order-7')).toMatchObject({ id: 'ev_1' })
    for (const _time of [1, 2]) expect(await errorOf(redeem('order-8'))).toMatchObject({ code: 'rejected' })
    expect(writes()).toHaveLength(2)
  })

  it('carries more event data where the call gives it, which cannot replace its own', async () => {
    const { client, requests } = withAda()
    const vendor = { scrip: { eventData: { store: 'Berlin', type: 'other' } } }
    await client.members.record('ada', { type: 'touch' }, { vendor })
    expect(requests.at(-1)?.body?.event_data).toEqual({ store: 'Berlin', type: 'touch' })
    const wrong = { scrip: { eventData: 1, other: 2 } }
    const paths = ['vendor.scrip.other', 'vendor.scrip.eventData']
    expect(
      await errorOf(client.members.record('ada', { type: 'touch' }, { vendor: wrong as never })),
    ).toMatchObject({
      code: 'invalid_input',
      issues: paths.map((path) => ({ path })),
    })
  })

  it('whose replies are lost is sent again under the same key', async () => {
    let left = 2
    const { client, writes } = withAda(({ path }) =>
      path === '/v1/events' && left-- > 0 ? 'lost' : undefined,
    )
    await client.members.record('ada', { type: 'visit' })
    const bodies = writes().map(({ body }) => JSON.stringify(body))
    expect([bodies.length, new Set(bodies).size]).toEqual([3, 1])
  })

  it('under a key that was used for something else is a conflict', async () => {
    const { client } = withAda(({ path }) =>
      path === '/v1/events' ? refusal(409, 'idempotency_conflict') : undefined,
    )
    expect(await errorOf(client.members.record('ada', { type: 'visit' }))).toMatchObject({
      code: 'conflict',
      vendorCode: 'idempotency_conflict',
    })
  })

  it('that takes more points than the counter of the balance has is rejected, with nothing sent', async () => {
    for (const [points_balance, taken] of [
      ['100', true],
      ['99.5', false],
      [undefined, true],
    ] as const) {
      const counters = points_balance === undefined ? {} : { points_balance }
      const { client, writes } = withAda(({ path }) =>
        path === home ? { body: { ...ada, counters } } : undefined,
      )
      const call = client.members.record('ada', { type: 'redeem', points: 100 })
      if (taken) expect(await call).toMatchObject({ id: 'ev_1' })
      else expect(await errorOf(call)).toMatchObject({ code: 'rejected', issues: [{ path: 'points' }] })
      expect(writes()).toHaveLength(taken ? 1 : 0)
    }
  })

  it('that sets a counter writes it, absolutely', async () => {
    const { client, writes } = withAda(({ method }) =>
      method === 'PUT' ? { body: { key: 'nights', value: '7' } } : undefined,
    )
    const receipt = await client.members.record('ada', { type: 'counter', counter: 'nights', set: 7 })
    expect(receipt).toEqual({ memberId: 'ada', at: '2026-03-01T00:00:00Z' })
    expect(writes()).toMatchObject([
      { method: 'PUT', path: `${home}/state/counters/nights`, body: { value: '7' } },
    ])
  })

  it.each([
    ['key', 'counter'],
    ['value', 'set'],
  ])('whose %s Scrip refuses for a counter is told at %s', async (field, path) => {
    const { client } = withAda(({ method }) =>
      method === 'PUT' ? refusal(400, 'bad_request', { field }) : undefined,
    )
    const thrown = await errorOf(client.members.record('ada', { type: 'counter', counter: 'n-1', set: 7 }))
    expect([thrown.code, thrown.issues]).toEqual(['invalid_input', [{ path, message: 'Said by Scrip.' }]])
    expect(thrown.message).toContain(path)
  })

  it('at another time is a loss; with onLoss report it is the event’s timestamp', async () => {
    const { client, requests } = withAda()
    const activity = { type: 'visit', at: '2026-01-01T00:00:00Z' } as const
    expect(await errorOf(client.members.record('ada', activity))).toMatchObject({
      code: 'unsupported',
      issues: [{ path: 'at' }],
    })
    expect(requests).toEqual([])
    await client.members.record('ada', activity, { onLoss: 'report' })
    expect(requests.at(-1)?.body?.event_timestamp).toBe(activity.at)
  })
})
