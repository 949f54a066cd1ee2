import { describe, expect, it } from 'vitest'
import { countingRules } from '../src/index.js'
import { apiKey, errorOf, loyalty, programId, refusal, stub } from './support.js'

const id = 'p1'
const program = `/v1/programs/${programId}`

describe('native', () => {
  it('has every route of the pages under its own names', async () => {
    const { client, requests } = stub(({ method, path }) => {
      if (method === 'DELETE' && path.includes('/state/')) return { status: 204, text: '' }
      const one = {
        ...loyalty,
        id: 'x',
        value: '1',
        level: null,
        changed_at: '2026-01-01T00:00:00Z',
        data: [],
      }
      return { body: one }
    })
    const { programs, tiers, participants, participantTiers, counters, events, rules, webhookEndpoints } =
      client.native
    await programs.create({ name: 'P' })
    await programs.list({ limit: 5 })
    await programs.retrieve(programId)
    await programs.update(programId, { status: 'SUSPENDED' })
    await tiers.create(programId, { key: 'loyalty', levels: [{ key: 'a', rank: 1 }] })
    await tiers.list(programId)
    await tiers.retrieve(programId, 'loyalty')
    await tiers.update(programId, 'loyalty', { lifecycle: {} })
    await tiers.archive(programId, 'loyalty')
    await tiers.archive(programId, 'loyalty', 'delete')
    await participants.create({ external_id: 'ada' })
    await participants.list({ external_id: 'ada', cursor: undefined })
    await participants.retrieve(id)
    await participants.update(id, { tags: ['vip'] })
    await participants.updateStatus(id, 'SUSPENDED')
    await participants.stateHistory(id, { state_type: 'tier' })
    await participantTiers.list(id, programId)
    await participantTiers.retrieve(id, programId, 'loyalty')
    await participantTiers.set(id, programId, 'loyalty', { level: 'gold' })
    expect(await participantTiers.remove(id, programId, 'loyalty')).toBeUndefined()
    await counters.list(id)
    await counters.retrieve(id, 'nights')
    await counters.set(id, 'nights', { value: '42', reset_after: '720h' })
    await counters.delete(id, 'nights')
    await events.create({ program_id: programId, idempotency_key: 'order-1', event_data: {} })
    await events.createBatch([{ program_id: programId, idempotency_key: 'order-2' }])
    await events.retrieve('ev_1', { include_skipped: true })
    await events.list({ status: 'FAILED' })
    await rules.create({ program_id: programId, name: 'R', condition: 'true', actions: [] })
    await webhookEndpoints.create({ url: 'https://app.example/hook', enabled_events: ['*'] })
    const seen = requests.map(({ method, path, query, body }) =>
      [method, path, new URLSearchParams(query).toString(), JSON.stringify(body)].filter(Boolean).join(' '),
    )
    expect(seen).toEqual([
      'POST /v1/programs {"name":"P"}',
      'GET /v1/programs limit=5',
      `GET ${program}`,
      `PATCH ${program} {"status":"SUSPENDED"}`,
      `POST ${program}/tiers {"key":"loyalty","levels":[{"key":"a","rank":1}]}`,
      `GET ${program}/tiers`,
      `GET ${program}/tiers/loyalty`,
      `PATCH ${program}/tiers/loyalty {"lifecycle":{}}`,
      `POST ${program}/tiers/loyalty/archive`,
      `DELETE ${program}/tiers/loyalty`,
      'POST /v1/participants {"external_id":"ada"}',
      'GET /v1/participants external_id=ada',
      'GET /v1/participants/p1',
      'PATCH /v1/participants/p1 {"tags":["vip"]}',
      'PATCH /v1/participants/p1/status {"status":"SUSPENDED"}',
      'GET /v1/participants/p1/activity/state-history state_type=tier',
      `GET /v1/participants/p1/state/tiers program_id=${programId}`,
      `GET /v1/participants/p1/state/tiers/loyalty program_id=${programId}`,
      `PUT /v1/participants/p1/state/tiers/loyalty program_id=${programId} {"level":"gold"}`,
      `DELETE /v1/participants/p1/state/tiers/loyalty program_id=${programId}`,
      'GET /v1/participants/p1/state/counters',
      'GET /v1/participants/p1/state/counters/nights',
      'PUT /v1/participants/p1/state/counters/nights {"value":"42","reset_after":"720h"}',
      'DELETE /v1/participants/p1/state/counters/nights',
      `POST /v1/events {"program_id":"${programId}","idempotency_key":"order-1","event_data":{}}`,
      `POST /v1/events/batch {"events":[{"program_id":"${programId}","idempotency_key":"order-2"}]}`,
      'GET /v1/events/ev_1 include_skipped=true',
      'GET /v1/events status=FAILED',
      `POST /v1/rules {"program_id":"${programId}","name":"R","condition":"true","actions":[]}`,
      'POST /v1/webhook-endpoints {"url":"https://app.example/hook","enabled_events":["*"]}',
    ])
    expect(requests.every(({ headers }) => headers['x-api-key'] === apiKey)).toBe(true)
  })

  it('keeps the fields that Scrip sends, unknown ones too', async () => {
    const { client } = stub(() => ({ body: { ...loyalty, livemode: true } }))
    expect(await client.native.tiers.retrieve(programId, 'loyalty')).toEqual({ ...loyalty, livemode: true })
  })

  it('encodes keys, and refuses those that cannot be one segment', async () => {
    const { client, requests } = stub(() => ({ body: { key: 'a b/c', value: '1' } }))
    await client.native.counters.retrieve(id, 'a b/c')
    expect(requests[0]?.path).toBe('/v1/participants/p1/state/counters/a%20b%2Fc')
    expect(await errorOf(client.native.tiers.retrieve(programId, '..'))).toMatchObject({
      code: 'invalid_input',
    })
  })

  it('repeats what is harmless twice, and never what would make a second one', async () => {
    const { client, requests } = stub(() => 'lost')
    const { programs, rules, events, counters } = client.native.with({ retries: 2 })
    for (const [call, times] of [
      [() => programs.create({ name: 'P' }), 1],
      [() => rules.create({}), 1],
      [() => events.create({ idempotency_key: 'k' }), 3],
      [() => counters.set(id, 'n', { value: '1' }), 3],
      [() => counters.delete(id, 'n'), 3],
    ] as const) {
      const before = requests.length
      expect(await errorOf(call())).toMatchObject({
        code: 'outcome_unknown',
        operation: expect.stringMatching(/^native\./),
      })
      expect(requests.length - before).toBe(times)
    }
  })

  it('takes a removal whose reply was lost for done when all is gone', async () => {
    const { client } = stub((_seen, index) => (index === 0 ? 'lost' : refusal(404, 'not_found')))
    expect(await client.native.counters.delete(id, 'n')).toBeUndefined()
  })
})

describe('countingRules', () => {
  it('adds what an event says of each counter', () => {
    expect(countingRules(programId, ['points_earned', 'nights'])).toEqual([
      {
        program_id: programId,
        name: 'Count points_earned',
        condition: 'has(event.counters.points_earned)',
        actions: [{ type: 'COUNTER', key: 'points_earned', value: 'event.counters.points_earned' }],
      },
      {
        program_id: programId,
        name: 'Count nights',
        condition: 'has(event.counters.nights)',
        actions: [{ type: 'COUNTER', key: 'nights', value: 'event.counters.nights' }],
      },
    ])
  })

  it.each(['a-b', '1st', '', 'a) || true', 'in', 'true', 'null'])(
    'refuses %j, which CEL would not read as a field',
    (key) => {
      expect(() => countingRules(programId, ['ok', key])).toThrow(/counters\[1\]/)
    },
  )
})
