import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import {
  ARCHIVED,
  countersOf,
  LOYALTY,
  levelOf,
  member,
  NOW,
  PLAIN,
  PROGRAM,
  plainEvent,
  type Started,
  start,
  TIERS,
} from './support.js'

/* Ingest, batch, get and list events pages; writing rules, rule actions and CEL guides; webhooks guide. */

const event = (more: object = {}) => ({
  program_id: PROGRAM,
  external_id: 'ann',
  idempotency_key: crypto.randomUUID(),
  event_timestamp: NOW,
  event_data: { type: 'purchase', amount: 12.5, items: { count: 2 }, vip: true },
  ...more,
})

const rule = (more: object = {}) => ({
  program_id: PROGRAM,
  name: 'rule',
  condition: 'true',
  actions: [{ type: 'COUNTER', key: 'visits', value: '1' }],
  ...more,
})

const annOf = async ({ get }: Started) => (await get('/participants?external_id=ann')).body.data[0]?.id ?? ''

describe('an event', () => {
  it('is taken as pending, enrols an unknown participant, and is completed', async () => {
    const started = start()
    const { status, body } = await started.post('/events', event())
    expect([status, body]).toMatchObject([
      202,
      { status: 'PENDING', external_id: 'ann', event_data: { amount: 12.5 } },
    ])
    const id = await annOf(started)
    expect((await started.get(`/events/${body.id}`)).body).toMatchObject({
      status: 'COMPLETED',
      participant_id: id,
    })
    expect((await started.get(`/participants/${id}`)).body.program_ids).toEqual([PROGRAM])
  })

  it('is taken once under one key; another payload is a conflict', async () => {
    const started = start()
    await started.post('/rules', rule())
    const sent = event({ idempotency_key: 'k' })
    const first = await started.post('/events', sent)
    const again = await started.post('/events', Object.fromEntries(Object.entries(sent).reverse()))
    expect([again.status, again.body.id]).toEqual([202, first.body.id])
    // The introduction page: what is cosmetic, and fields that mean nothing, make no other payload.
    const cosmetic = {
      ...sent,
      participant_id: null,
      note: 'x',
      event_timestamp: '2026-03-01T01:00:00+01:00',
    }
    expect((await started.post('/events', cosmetic)).body.id).toBe(first.body.id)
    const other = await started.post('/events', { ...sent, external_id: 'bob' })
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_conflict'])
    expect(await countersOf(started, await annOf(started))).toEqual({ visits: '1' })
  })

  it.each<[string, object, number]>([
    ['no program', { program_id: undefined }, 400],
    ['an unknown program', { program_id: crypto.randomUUID() }, 404],
    ['an archived program', { program_id: ARCHIVED }, 409],
    ['no key', { idempotency_key: undefined }, 400],
    ['no time', { event_timestamp: 'now' }, 400],
    ['no data', { event_data: undefined }, 400],
    ['data that is a list', { event_data: [] }, 400],
    ['nobody', { external_id: undefined }, 400],
    ['two names', { participant_id: crypto.randomUUID() }, 400],
    ['an unknown participant_id', { external_id: undefined, participant_id: crypto.randomUUID() }, 404],
  ])('with %s is refused', async (_, change, status) => {
    const { post, emulator } = start()
    const before = emulator.snapshot()
    const answer = await post('/events', event(change))
    expect(answer.status).toBe(status)
    expect(emulator.snapshot()).toEqual(before)
  })

  it('in a batch stands for itself', async () => {
    const { post } = start()
    const { status, body } = await post('/events/batch', { events: [event(), { bad: 1 }, event(), 5] })
    expect([status, body]).toMatchObject([202, { total: 4, success_count: 2, error_count: 2 }])
    const [accepted, error] = ['accepted', 'error']
    expect(body.results.map((result) => result.status)).toEqual([accepted, error, accepted, error])
    expect(body.results[0]).toEqual({ index: 0, status: accepted, event: expect.any(Object) })
    expect(body.results[1]).toEqual({ index: 1, status: error, error: expect.stringContaining('program_id') })
    expect((await post('/events/batch', { events: [] })).status).toBe(400)
    expect((await post('/events/batch', { events: Array.from({ length: 101 }, () => event()) })).status).toBe(
      400,
    )
  })

  it('is listed by status, newest first', async () => {
    const { post, get } = start()
    for (const key of ['one', 'two']) await post('/events', event({ idempotency_key: key }))
    const { body } = await get('/events?status=COMPLETED')
    expect(body.data.map((row) => Object.getOwnPropertyDescriptor(row, 'idempotency_key')?.value)).toEqual([
      'two',
      'one',
    ])
    expect((await get('/events?status=FAILED')).body.data).toEqual([])
  })
})

describe('the list of events', () => {
  const keysOf = async ({ get }: Started, query: string) =>
    JSON.parse((await get(`/events?${query}`)).text).data.map(
      (row: { idempotency_key: string }) => row.idempotency_key,
    )

  it('is filtered by when events came, when they occurred, their kind and the rule that fired', async () => {
    const started = start()
    const { body } = await started.post('/rules', rule({ condition: 'event.type == "b"' }))
    const send = (key: string, type: string, event_timestamp: string) =>
      started.post('/events', event({ idempotency_key: key, event_timestamp, event_data: { type } }))
    await send('a', 'a', '2026-02-01T00:00:00Z')
    started.emulator.setClock('2026-03-02T00:00:00Z')
    await send('b', 'b', '2026-01-01T00:00:00Z')
    for (const [query, keys] of [
      ['from=2026-03-01T12:00:00Z', ['b']],
      ['to=2026-03-01T12:00:00Z', ['a']],
      ['event_from=2026-01-15T00:00:00Z', ['a']],
      ['event_to=2026-01-15T00:00:00Z&from=2026-03-01T00:00:00Z', ['b']],
      ['event_type=EXTERNAL', ['b', 'a']],
      ['event_type=SYSTEM', []],
      [`rule_id=${body.id}`, ['b']],
      ['sort_dir=asc', ['a', 'b']],
      ['sort_by=event_timestamp', ['a', 'b']],
    ] as const)
      expect([query, await keysOf(started, query)]).toEqual([query, keys])
    for (const wrong of ['from=now', 'sort_by=amount', 'sort_dir=up'])
      expect((await started.get(`/events?${wrong}`)).status).toBe(400)
  })

  it('tells when events came and were processed', async () => {
    const { post, get } = start()
    const { body } = await post('/events', event())
    expect(body).toMatchObject({ event_type: 'EXTERNAL', processed_at: null })
    const at = '2026-03-01T00:00:00Z'
    expect((await get(`/events/${body.id}`)).body).toMatchObject({ received_at: at, processed_at: at })
  })
})

describe('a recipient', () => {
  it.each(['recipient_id', 'recipient_external_id'])('by %s is enrolled, and told', async (name) => {
    const started = start()
    const { body: bob } = await started.post('/participants', { external_id: 'bob' })
    const { body } = await started.post(
      '/events',
      event({ [name]: name === 'recipient_id' ? bob.id : 'bob' }),
    )
    expect((await started.get(`/events/${body.id}`)).body).toMatchObject({
      status: 'COMPLETED',
      recipient_id: bob.id,
    })
    expect((await started.get(`/participants/${bob.id}`)).body.program_ids).toEqual([PROGRAM])
  })

  it('who is unknown fails the event where the program makes nobody', async () => {
    const started = start()
    await started.patch(`/programs/${PROGRAM}`, { on_unknown_participant: 'REJECT' })
    member(started, 'ann')
    const { body } = await started.post('/events', event({ recipient_external_id: 'bob' }))
    expect((await started.get(`/events/${body.id}`)).body.status).toBe('FAILED')
  })
})

describe('the evaluations of an event', () => {
  it('tell what fired and what was skipped, and errors of conditions where they are asked for', async () => {
    const started = start()
    const add = async (name: string, more: object = {}) =>
      (await started.post('/rules', rule({ name, ...more }))).body.id
    await add('late', { active_from: '2027-01-01T00:00:00Z' })
    await add('off', { status: 'SUSPENDED' })
    await add('unmet', { condition: 'event.amount > 100' })
    await add('error', { condition: 'event.missing == 1' })
    const last = await add('last', { stop_after_match: true })
    await add('stopped')
    const { body } = await started.post('/events', event())
    const told = async (query = '') => (await started.get(`/events/${body.id}${query}`)).body.rule_evaluations
    expect(await told()).toMatchObject([
      { rule_name: 'late', status: 'SKIPPED', reason: 'OUTSIDE_TIME_WINDOW' },
      { rule_name: 'last', rule_id: last, status: 'SUCCESS' },
      { rule_name: 'stopped', status: 'SKIPPED', stopped_by_rule_id: last },
    ])
    expect((await told('?include_skipped=true')).map((one) => [one.rule_name, one.status])).toEqual([
      ['late', 'SKIPPED'],
      ['error', 'SKIPPED_ERROR'],
      ['last', 'SUCCESS'],
      ['stopped', 'SKIPPED'],
    ])
  })
})

describe('a rule', () => {
  it.each<[string, boolean]>([
    ['true', true],
    ['false', false],
    ['event.type == "purchase"', true],
    ["event.type != 'purchase'", false],
    ['event.amount > 12.4 && event.amount <= 12.5', true],
    ['event.amount < 12.5 || event.items.count == 2', true],
    ['!(event.amount >= 12.5)', false],
    ['event.vip', true],
    ['event.vip == true && !event.vip', false],
    ['event.type in ["refund", "purchase"]', true],
    ['has(event.coupon)', false],
    ['has(event.items.count) && event.items.count > -1', true],
    ['event.missing == "x" || true', false],
    ['event.type > 5', false],
  ])('%s: %j', async (condition, matches) => {
    const started = start()
    expect((await started.post('/rules', rule({ condition }))).status).toBe(201)
    const { body } = await started.post('/events', event())
    const { rule_evaluations, status } = (await started.get(`/events/${body.id}`)).body
    const fired = matches ? ['SUCCESS'] : []
    expect([status, rule_evaluations.map((one) => one.status)]).toEqual(['COMPLETED', fired])
    expect(await countersOf(started, await annOf(started))).toEqual(matches ? { visits: '1' } : {})
  })

  it.each([
    'event.type = "x"',
    'event.amount * 2 > 3',
    'size(event.items) > 0',
    'participant.tags',
    'event',
    'true &&',
    '(true',
    '"open',
    'event.items[0].sku == "a"',
    `${'('.repeat(60)}true${')'.repeat(60)}`,
  ])('with the condition %s is refused', async (condition) => {
    const { status, body } = await start().post('/rules', rule({ condition }))
    expect([status, body.details.field]).toEqual([400, 'condition'])
  })

  it.each<[string, object, string]>([
    ['no action', { actions: [] }, 'actions'],
    ['another action', { actions: [{ type: 'CREDIT', amount: '1' }] }, 'actions[0].type'],
    [
      'a value that is an expression',
      { actions: [{ type: 'COUNTER', key: 'a', value: 'event.a * 2' }] },
      'actions[0].value',
    ],
    ['no level', { actions: [{ type: 'SET_TIER', tier: 'loyalty' }] }, 'actions[0].level'],
    ['no name', { name: '' }, 'name'],
    ['an order below 1', { order: 0 }, 'order'],
  ])('with %s is refused', async (_, change, field) => {
    const { status, body } = await start().post('/rules', rule(change))
    expect([status, body.details.field]).toEqual([400, field])
  })

  it('runs in its order, which is given 10 above the last; an active one is not taken twice', async () => {
    const { post, get } = start()
    expect((await post('/rules', rule({ order: 100 }))).body.order).toBe(100)
    const { body } = await post('/rules', rule())
    expect(body.order).toBe(110)
    expect((await post('/rules', rule({ order: 100 }))).status).toBe(409)
    expect((await get(`/rules/${body.id}`)).body).toEqual(body)
    expect((await get(`/rules?program_id=${PROGRAM}`)).body.data.length).toBe(2)
  })

  it('adds fields exactly, stops after a match, and keeps to its time', async () => {
    const started = start()
    const add = (key: string, more: object = {}) =>
      started.post('/rules', rule({ actions: [{ type: 'COUNTER', key, value: 'event.amount' }], ...more }))
    await add('late', { active_from: '2027-01-01T00:00:00Z' })
    await add('early', { active_to: NOW })
    await add('off', { status: 'SUSPENDED' })
    await add('spend', { stop_after_match: true })
    await add('never')
    for (const amount of [0.1, 0.2]) await started.post('/events', event({ event_data: { amount } }))
    expect(await countersOf(started, await annOf(started))).toEqual({ spend: '0.3' })
  })

  it('loses nothing of a sum that is longer than any amount', async () => {
    const started = start()
    await started.post('/rules', rule({ actions: [{ type: 'COUNTER', key: 'sum', value: 'event.amount' }] }))
    for (const amount of [1e308, 5e-324, -1e308])
      await started.post('/events', event({ event_data: { amount } }))
    const { sum } = await countersOf(started, await annOf(started))
    expect([sum?.length, sum?.endsWith('0005')]).toEqual([326, true])
  })

  it('counts, and the count raises in the same event', async () => {
    const started = start()
    await started.post(TIERS, LOYALTY)
    await started.post(
      '/rules',
      rule({ actions: [{ type: 'COUNTER', key: 'ytd_spend', value: 'event.amount' }] }),
    )
    await started.post('/events', event({ event_data: { amount: 500 } }))
    expect(await levelOf(started, await annOf(started))).toBe('silver')
  })

  it('fails an event whose action cannot be done, and nothing of it is kept', async () => {
    const started = start()
    await started.post(TIERS, PLAIN)
    await started.post('/rules', rule())
    await started.post('/rules', rule({ actions: [{ type: 'SET_TIER', tier: 'none', level: 'x' }] }))
    const id = member(started)
    const { body } = await plainEvent(started, id)
    const { status, error_message } = (await started.get(`/events/${body.id}`)).body
    expect([status, error_message]).toEqual(['FAILED', expect.stringContaining('none')])
    expect(await countersOf(started, id)).toEqual({})
  })

  it('COUNTER fails for an inactive participant, SET_TIER does not; an archived tier is skipped', async () => {
    const started = start()
    await started.post(TIERS, PLAIN)
    const set = { type: 'SET_TIER', tier: 'status', level: 'high' }
    await started.post('/rules', rule({ condition: 'event.type == "set"', actions: [set] }))
    await started.post('/rules', rule({ condition: 'event.type == "count"' }))
    const id = member(started)
    await started.patch(`/participants/${id}/status`, { status: 'SUSPENDED' })
    const outcome = async (type: string) => {
      const sent = event({ external_id: undefined, participant_id: id, event_data: { type } })
      return (await started.get(`/events/${(await started.post('/events', sent)).body.id}`)).body.status
    }
    expect([await outcome('set'), await levelOf(started, id, 'status')]).toEqual(['COMPLETED', 'high'])
    expect([await outcome('count'), await countersOf(started, id)]).toEqual(['FAILED', {}])
    await started.post(`${TIERS}/status/archive`)
    expect(await outcome('set')).toBe('COMPLETED')
    const criteria = [{ counter: 'none', operator: '<=', threshold: 5 }]
    const levels = [{ key: 'in', rank: 1, qualification: { mode: 'ALL', criteria } }]
    await started.post(TIERS, { key: 'open', levels })
    expect([await outcome('plain'), await levelOf(started, id, 'open')]).toEqual(['COMPLETED', null])
    await started.patch(`/participants/${id}/status`, { status: 'ACTIVE' })
    expect([await outcome('plain'), await levelOf(started, id, 'open')]).toEqual(['COMPLETED', 'in'])
  })
})

describe('webhooks', () => {
  it('tell a new participant, a changed level and a processed event', async () => {
    const heard: { body: string; signature: unknown }[] = []
    const receiver = createServer((incoming, outgoing) => {
      let body = ''
      incoming.on('data', (chunk) => {
        body += String(chunk)
      })
      incoming.on('end', () => {
        heard.push({ body, signature: incoming.headers['x-scrip-signature'] })
        outgoing.end()
      })
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    const { port } = receiver.address() as AddressInfo
    const started = start()
    started.emulator.setWebhooks([{ url: `http://127.0.0.1:${port}/hook` }])
    await started.post(TIERS, PLAIN)
    await started.post('/rules', rule({ actions: [{ type: 'SET_TIER', tier: 'status', level: 'high' }] }))
    await started.post('/events', event())
    while (heard.length < 3) await new Promise((resolve) => setTimeout(resolve, 5))
    receiver.close()
    const events = heard.map(({ body }) => JSON.parse(body))
    expect(events.map(({ type }) => type)).toEqual([
      'participant.created',
      'participant.tier_changed',
      'event.completed',
    ])
    expect(events[1]).toMatchObject({
      id: expect.any(String),
      api_version: '2026-03-01',
      created_at: '2026-03-01T00:00:00Z',
      organization_id: expect.any(String),
      data: { program_id: PROGRAM, tier: 'status', previous_level: null, new_level: 'high' },
    })
    expect(heard[0]?.signature).toMatch(/^[\da-f]{64}$/)
  })

  it('are registered at a public address, whose secret is shown once and kept nowhere', async () => {
    const { post, emulator } = start()
    const sent = { url: 'https://example.com/hook', enabled_events: ['*'] }
    const { status, body } = await post('/webhook-endpoints', sent)
    expect([status, body.secret]).toEqual([201, expect.stringMatching(/^whsec_[\da-f]{64}$/)])
    expect(JSON.stringify(emulator.snapshot())).not.toContain(body.secret)
    for (const url of ['http://example.com', 'https://localhost/x', 'https://127.0.0.1/x', 'x'])
      expect((await post('/webhook-endpoints', { ...sent, url })).status).toBe(400)
    expect((await post('/webhook-endpoints', { ...sent, enabled_events: [] })).status).toBe(400)
  })
})
