import { describe, expect, it } from 'vitest'
import {
  ARCHIVED,
  assign,
  counted,
  LOYALTY,
  levelOf,
  member,
  NOW,
  PROGRAM,
  plainEvent,
  setCounter,
  start,
  TIERS,
  YEARLY,
} from './support.js'

/* Participants, counters and participant tier pages. */

const withMember = async (lifecycle?: object) => {
  const started = start()
  await started.post(TIERS, { ...LOYALTY, ...(lifecycle === undefined ? {} : { lifecycle }) })
  const id = member(started)
  return { ...started, id, state: `/participants/${id}/state/tiers/loyalty?program_id=${PROGRAM}` }
}

describe('participants', () => {
  it('are made, and updated by their external id', async () => {
    const { post, get } = start()
    const made = await post('/participants', { external_id: 'u1', program_id: PROGRAM, tags: ['a'] })
    expect([made.status, made.body]).toMatchObject([
      201,
      { external_id: 'u1', status: 'ACTIVE', tags: ['a'], program_ids: [PROGRAM], counters: {}, tiers: {} },
    ])
    const again = await post('/participants', { external_id: 'u1', attributes: { x: 'y' } })
    expect([again.status, again.body]).toMatchObject([
      200,
      { id: made.body.id, tags: ['a'], attributes: { x: 'y' } },
    ])
    expect((await get('/participants?external_id=u1')).body.data).toMatchObject([{ id: made.body.id }])
    expect((await get('/participants?external_id=u2')).body.data).toEqual([])
  })

  it('change in what is sent, the status by its own route', async () => {
    const { patch, id } = await withMember()
    expect((await patch(`/participants/${id}`, { status: 'CLOSED', tags: ['t'] })).body).toMatchObject({
      status: 'ACTIVE',
      tags: ['t'],
    })
    expect((await patch(`/participants/${id}/status`, { status: 'SUSPENDED' })).body.status).toBe('SUSPENDED')
    expect((await patch(`/participants/${id}/status`, { status: 'GONE' })).status).toBe(400)
  })

  it('are listed by status, program and search, without their state', async () => {
    const { post, get } = start()
    for (const [external_id, status] of Object.entries({ ann: 'ACTIVE', bob: 'CLOSED', annika: 'ACTIVE' }))
      await post('/participants', { external_id, status })
    const names = async (query: string) =>
      (await get(`/participants?${query}`)).body.data.map(({ external_id }) => external_id)
    expect(await names('status=ACTIVE')).toEqual(['ann', 'annika'])
    expect(await names('search=NNI')).toEqual(['annika'])
    expect(await names(`program_id=${PROGRAM}`)).toEqual([])
    expect(await names('sort_by=external_id&sort_dir=desc')).toEqual(['bob', 'annika', 'ann'])
    expect(await names('sort_by=status&limit=2')).toEqual(['ann', 'annika'])
    expect(await names('to=2026-02-28T23:59:59Z')).toEqual([])
    expect(await names(`from=${NOW}`)).toEqual(['ann', 'bob', 'annika'])
    expect('counters' in ((await get('/participants')).body.data[0] ?? {})).toBe(false)
  })

  it.each([
    [{}, 'external_id'],
    [{ external_id: '' }, 'external_id'],
    [{ external_id: 'e'.repeat(256) }, 'external_id'],
    [{ external_id: 'e', status: 'NEW' }, 'status'],
    [{ external_id: 'e', program_id: 'p' }, 'program_id'],
    [{ external_id: 'e', tags: 'a' }, 'tags'],
  ])('refuse %j', async (sent, field) => {
    const { status, body } = await start().post('/participants', sent)
    expect([status, body.details.field]).toEqual([400, field])
  })

  it('of an unknown or archived program: 404 and 409', async () => {
    const { post } = start()
    const enrol = (program_id: string) => post('/participants', { external_id: 'e', program_id })
    expect((await enrol(crypto.randomUUID())).status).toBe(404)
    expect((await enrol(ARCHIVED)).status).toBe(409)
  })
})

describe('counters', () => {
  it('are set absolutely, listed and deleted', async () => {
    const { put, get, id, ...started } = await withMember()
    const path = `/participants/${id}/state/counters`
    expect(await put(`${path}/a`, { value: '0042.50' })).toMatchObject({
      status: 200,
      body: { key: 'a', value: '42.5' },
    })
    await put(`${path}/a`, { value: '-1' })
    await put(`${path}/b`, { value: '99999999999999999999.01' })
    expect((await get(path)).body.data.map(({ key, value }) => [key, value])).toEqual([
      ['a', '-1'],
      ['b', '99999999999999999999.01'],
    ])
    expect((await get(`/participants/${id}`)).body.counters).toEqual({
      a: '-1',
      b: '99999999999999999999.01',
    })
    expect((await started.delete(`${path}/a`)).status).toBe(204)
    expect((await get(`${path}/a`)).status).toBe(404)
    expect((await started.delete(`${path}/a`)).status).toBe(404)
  })

  it('read 0 once their window has passed, and start anew', async () => {
    const { put, get, id, emulator } = await withMember()
    const path = `/participants/${id}/state/counters/a`
    expect((await put(path, { value: '5', reset_after: '1h30m' })).body).toMatchObject({
      reset_after: '1h30m',
      last_reset_at: '2026-03-01T00:00:00Z',
    })
    emulator.advanceClock('PT1H29M59S')
    expect((await get(path)).body.value).toBe('5')
    emulator.advanceClock('PT1S')
    expect((await get(path)).body.value).toBe('0')
    emulator.addActivity({ member: id, type: 'counter', counter: 'a', add: 2 })
    expect((await get(path)).body).toMatchObject({ value: '2', last_reset_at: '2026-03-01T01:30:00Z' })
    expect((await put(path, { value: '5', reset_after: '' })).body.reset_after).toBeUndefined()
    emulator.advanceClock('P1Y')
    expect((await get(path)).body.value).toBe('5')
  })

  it('start their window anew when they are set, not when an event adds to them', async () => {
    const { put, get, id, emulator } = await withMember()
    const path = `/participants/${id}/state/counters/a`
    await put(path, { value: '1', reset_after: '2h' })
    emulator.advanceClock('PT1H')
    expect((await put(path, { value: '5' })).body.last_reset_at).toBe('2026-03-01T01:00:00Z')
    emulator.advanceClock('PT1H30M')
    emulator.addActivity({ member: id, type: 'counter', counter: 'a', add: 2 })
    expect((await get(path)).body).toMatchObject({ value: '7', last_reset_at: '2026-03-01T01:00:00Z' })
    emulator.advanceClock('PT30M')
    expect((await get(path)).body.value).toBe('0')
  })

  it.each([
    ['a', {}, 'value'],
    ['a', { value: 5 }, 'value'],
    ['a', { value: '1e3' }, 'value'],
    ['a', { value: '' }, 'value'],
    ['a', { value: '1.' }, 'value'],
    ['a', { value: 'NaN' }, 'value'],
    ['a', { value: '1', reset_after: '30d' }, 'reset_after'],
    ['1', { value: '1' }, 'key'],
    ['__proto__', { value: '1' }, 'key'],
  ])('%s refuses %j', async (key, sent, field) => {
    const { put, id } = await withMember()
    const { status, body } = await put(`/participants/${id}/state/counters/${key}`, sent)
    expect([status, body.details.field]).toEqual([400, field])
  })

  it('compare exactly, with each operator', async () => {
    const held = async (operator: string, threshold: number, value: string) => {
      const started = start()
      const criteria = [{ counter: 'c', operator, threshold }]
      const levels = [{ key: 'one', rank: 1, qualification: { mode: 'ALL', criteria } }]
      await started.post(TIERS, { key: 'loyalty', levels })
      const id = member(started)
      await setCounter(started, id, 'c', value)
      await plainEvent(started, id)
      return (await levelOf(started, id)) !== null
    }
    const below = '0.2999999999999999999'
    const above = '0.3000000000000000001'
    const table: [operator: string, below: boolean, equal: boolean, above: boolean][] = [
      ['>=', false, true, true],
      ['>', false, false, true],
      ['==', false, true, false],
      ['<=', true, true, false],
      ['<', true, false, false],
    ]
    for (const [operator, ...expected] of table) {
      const seen = []
      for (const value of [below, '0.30', above]) seen.push(await held(operator, 0.3, value))
      expect([operator, ...seen]).toEqual([operator, ...expected])
    }
    expect(await held('>=', 1e21, '1000000000000000000000')).toBe(true)
    expect(await held('>=', 1e21, '999999999999999999999.9')).toBe(false)
    expect(await held('<', 1e-7, '0.0000001')).toBe(false)
  })
})

describe('a level of a participant', () => {
  it('is set, shown, listed and removed', async () => {
    const { put, get, id, state, ...started } = await withMember()
    await started.patch(`${TIERS}/loyalty`, { levels: [{ key: 'gold', benefits: { multiplier: 3 } }] })
    expect((await get(state)).status).toBe(404)
    const set = await put(state, { level: 'gold' })
    const standing = {
      level: 'gold',
      rank: 2,
      benefits: { multiplier: 3 },
      acquired_at: '2026-03-01T00:00:00Z',
      expires_at: null,
    }
    expect([set.status, set.body]).toEqual([200, standing])
    expect((await get(state)).body).toEqual(standing)
    const list = await get(`/participants/${id}/state/tiers?program_id=${PROGRAM}`)
    expect(list.body).toEqual({ data: [{ key: 'loyalty', ...standing }] })
    expect((await get(`/participants/${id}`)).body.tiers).toEqual({ loyalty: { level: 'gold', rank: 2 } })
    expect((await started.delete(state)).status).toBe(204)
    expect((await get(state)).status).toBe(404)
    expect((await started.delete(state)).status).toBe(204)
    const { body } = await get(
      `/participants/${id}/activity/state-history?state_type=tier&program_id=${PROGRAM}`,
    )
    expect(body.data.map(({ old_value, new_value, operation }) => [old_value, new_value, operation])).toEqual(
      [
        ['gold', null, 'delete'],
        [null, 'gold', 'set'],
      ],
    )
    expect(body.data[0]).toMatchObject({ key: 'loyalty', state_type: 'tier', program_id: PROGRAM })
    for (const row of body.data) expect(row).toHaveProperty('changed_by_api_key_id')
  })

  it('lists changes by key, by operation, and by when they were made', async () => {
    const started = await withMember()
    const { emulator, id, get } = started
    await assign(started, id, 'gold')
    emulator.setClock('2026-04-01T00:00:00Z')
    await started.delete(started.state)
    const changes = async (query: string) =>
      (await get(`/participants/${id}/activity/state-history?${query}`)).body.data.map(
        ({ new_value }) => new_value,
      )
    expect(await changes('key=loyalty')).toEqual([null, 'gold'])
    expect(await changes('key=other')).toEqual([])
    expect(await changes('operation=set')).toEqual(['gold'])
    expect(await changes('from=2026-04-01T00:00:00Z')).toEqual([null])
    expect(await changes('to=2026-03-31T23:59:59Z')).toEqual(['gold'])
    expect(await changes('state_type=counter')).toEqual([])
    expect(await changes('event_from=2026-04-01T00:00:00Z')).toEqual([null])
    expect(await changes('limit=100')).toHaveLength(2)
    for (const wrong of ['from=today', 'event_to=today', 'limit=101'])
      expect((await get(`/participants/${id}/activity/state-history?${wrong}`)).status).toBe(400)
  })

  it('that an event changed is listed by when the event occurred', async () => {
    const started = await withMember()
    await setCounter(started, started.id, 'ytd_spend', 500)
    await started.post('/events', {
      program_id: PROGRAM,
      participant_id: started.id,
      idempotency_key: 'k',
      event_timestamp: '2026-01-01T00:00:00Z',
      event_data: {},
    })
    const listed = async (query: string) =>
      (await started.get(`/participants/${started.id}/activity/state-history?${query}`)).body.data.length
    expect(await listed('event_to=2026-01-01T00:00:00Z')).toBe(1)
    expect(await listed('event_from=2026-01-02T00:00:00Z')).toBe(0)
  })

  it('ends when its expires_at passes; a later assignment replaces that', async () => {
    const started = await withMember()
    const { emulator, id } = started
    await assign(started, id, 'gold', 'loyalty', { expires_at: '2026-03-02T02:00:00+02:00' })
    expect((await started.get(started.state)).body.expires_at).toBe('2026-03-02T00:00:00Z')
    emulator.setClock('2026-03-01T23:59:59.999Z')
    expect(await levelOf(started, id)).toBe('gold')
    emulator.advanceClock('PT0.001S')
    expect(await levelOf(started, id)).toBe(null)
    await assign(started, id, 'gold', 'loyalty', { expires_at: '2026-03-03T00:00:00Z' })
    await assign(started, id, 'silver')
    emulator.advanceClock('P1Y')
    expect(await levelOf(started, id)).toBe('silver')
  })

  it('is acquired when it is new, not when it is set again', async () => {
    const started = await withMember()
    const { emulator, id } = started
    const acquired = async (level: string) => (await assign(started, id, level)).body.acquired_at
    expect(await acquired('silver')).toBe('2026-03-01T00:00:00Z')
    emulator.advanceClock('P1D')
    expect([await acquired('silver'), await acquired('gold')]).toEqual([
      '2026-03-01T00:00:00Z',
      '2026-03-02T00:00:00Z',
    ])
  })

  it('shows the end that the lifecycle gives: the period and its extension, or the timer', async () => {
    const shown = async (lifecycle: object) => {
      const started = await withMember(lifecycle)
      await assign(started, started.id, 'gold')
      return (await started.get(started.state)).body.expires_at
    }
    expect(await shown(YEARLY)).toBe('2027-01-01T00:00:00Z')
    expect(await shown({ ...YEARLY, status_validity: { extend_months: 2 } })).toBe('2027-03-01T00:00:00Z')
    expect(await shown({ retention: { mode: 'ACTIVITY_REFRESH', duration: '24h' } })).toBe(
      '2026-03-02T00:00:00Z',
    )
    expect(await shown({ ...YEARLY, downgrade_policy: { mode: 'HOLD' } })).toBe(null)
    const from = (start_month: number, start_day: number) =>
      shown({ ...YEARLY, qualification_period: { type: 'FIXED_YEAR', start_month, start_day } })
    const last = { type: 'FIXED_YEAR', start_month: 1, start_day: 31 }
    const extended = { ...YEARLY, qualification_period: last, status_validity: { extend_months: 1 } }
    expect(await shown(extended)).toBe('2027-02-28T00:00:00Z')
    expect(await from(2, 29)).toBe('2027-02-28T00:00:00Z')
    expect(await from(4, 31)).toBe('2026-04-30T00:00:00Z')
    expect(await from(3, 1)).toBe('2027-03-01T00:00:00Z')
    expect(await from(3, 2)).toBe('2026-03-02T00:00:00Z')
  })

  const other = crypto.randomUUID()

  it.each<[string, string, object, number, string]>([
    ['no program_id', '/state/tiers/loyalty', { level: 'gold' }, 400, 'bad_request'],
    ['an unknown program', `/state/tiers/loyalty?program_id=${other}`, { level: 'gold' }, 404, 'not_found'],
    ['an unknown tier', `/state/tiers/none?program_id=${PROGRAM}`, { level: 'gold' }, 404, 'not_found'],
    ['an unknown level', `/state/tiers/loyalty?program_id=${PROGRAM}`, { level: 'none' }, 400, 'bad_request'],
    ['no level', `/state/tiers/loyalty?program_id=${PROGRAM}`, {}, 400, 'bad_request'],
    [
      'no time',
      `/state/tiers/loyalty?program_id=${PROGRAM}`,
      { level: 'gold', expires_at: 'soon' },
      400,
      'bad_request',
    ],
    [
      'a past time',
      `/state/tiers/loyalty?program_id=${PROGRAM}`,
      { level: 'gold', expires_at: NOW },
      400,
      'bad_request',
    ],
  ])('is not set with %s', async (_, path, sent, status, code) => {
    const { put, id, emulator } = await withMember()
    const before = emulator.snapshot()
    const answer = await put(`/participants/${id}${path}`, sent)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(emulator.snapshot()).toEqual(before)
  })

  it('is not set or removed: participant not enrolled or not active, tier archived, program not active', async () => {
    const { post, put, patch, id, state, get, ...started } = await withMember()
    const { body: stranger } = await post('/participants', { external_id: 'bob' })
    const of = `/participants/${stranger.id}/state/tiers`
    expect((await put(`${of}/loyalty?program_id=${PROGRAM}`, { level: 'gold' })).status).toBe(409)
    expect((await get(`${of}?program_id=${PROGRAM}`)).status).toBe(404)
    await patch(`/participants/${id}/status`, { status: 'SUSPENDED' })
    expect((await put(state, { level: 'gold' })).body.code).toBe('participant_inactive')
    expect((await started.delete(state)).body.code).toBe('participant_inactive')
    await patch(`/participants/${id}/status`, { status: 'ACTIVE' })
    await patch(`/programs/${PROGRAM}`, { status: 'SUSPENDED' })
    expect((await put(state, { level: 'gold' })).status).toBe(409)
    await patch(`/programs/${PROGRAM}`, { status: 'ACTIVE' })
    await post(`${TIERS}/loyalty/archive`)
    expect((await put(state, { level: 'gold' })).body.code).toBe('tier_archived')
  })

  it('stays as history in an archived tier, which nothing moves any more', async () => {
    const started = await withMember(YEARLY)
    await counted(started, started.id, 2100, 12)
    await started.post(`${TIERS}/loyalty/archive`)
    await counted(started, started.id, 9000, 60)
    expect(await levelOf(started, started.id)).toBe('gold')
    await counted(started, started.id, 0, 0)
    started.emulator.advanceClock('P3Y')
    expect(await levelOf(started, started.id)).toBe('gold')
  })
})
