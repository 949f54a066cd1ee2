import { describe, expect, it } from 'vitest'
import {
  assign,
  counted,
  countersOf,
  LOYALTY,
  levelOf,
  member,
  NOW,
  PLAIN,
  PROGRAM,
  start,
  TIERS,
  YEARLY,
} from './support.js'

describe('state', () => {
  const busy = async () => {
    const started = start()
    await started.post(TIERS, { ...LOYALTY, lifecycle: { ...YEARLY, downgrade_policy: { grace_days: 30 } } })
    await started.post(TIERS, PLAIN)
    const id = member(started)
    await counted(started, id, 2100, 12)
    await assign(started, id, 'high', 'status', { expires_at: '2027-01-15T00:00:00Z' })
    const actions = [{ type: 'COUNTER', key: 'visits', value: '1' }]
    await started.post('/rules', { program_id: PROGRAM, name: 'r', condition: 'true', actions })
    await started.post(`${TIERS}/status/archive`)
    await started.put(`/participants/${id}/state/counters/ytd_spend`, { value: '5', reset_after: '720h' })
    started.emulator.setClock('2027-01-02T00:00:00Z')
    started.emulator.setSwitches({ tier_create_status: 200 })
    return { ...started, id }
  }

  it('is restored exactly, by the routes, into another emulator, and goes on from there', async () => {
    const { control, emulator, id, ...first } = await busy()
    const { text } = await control('GET', 'state')
    const other = start()
    expect((await other.request('PUT', '/__rungs/state', { body: text })).status).toBe(204)
    expect((await other.control('GET', 'state')).text).toBe(text)
    expect(other.emulator.snapshot()).toEqual(emulator.snapshot())
    for (const each of [{ ...first, control, emulator }, other]) {
      expect(await levelOf(each, id)).toBe('gold')
      each.emulator.setClock('2027-01-31T00:00:00Z')
      expect(await levelOf(each, id)).toBe(null)
    }
  })

  it('is that of the start after a reset', async () => {
    const fresh = start().emulator.snapshot()
    const { emulator } = await busy()
    emulator.reset()
    expect(emulator.snapshot()).toEqual(fresh)
    emulator.reset({ seed: 'empty' })
    expect(emulator.snapshot()).toEqual(fresh)
  })

  it('has the two programs at the start, and no tiers', async () => {
    const { get } = start()
    expect((await get(`/programs/${PROGRAM}`)).body).toMatchObject({ status: 'ACTIVE' })
    expect((await get('/programs/550e8400-e29b-41d4-a716-446655440009')).body).toMatchObject({
      status: 'ARCHIVED',
    })
    expect((await get(TIERS)).body.data).toEqual([])
  })

  it('refuses a broken tier by its path, and stays', async () => {
    const { control, emulator } = await busy()
    const before = emulator.snapshot()
    const state = JSON.parse((await control('GET', 'state')).text)
    state.data.programs[PROGRAM].tiers.loyalty.levels[0].rank = 'low'
    const { status, body } = await control('PUT', 'state', state)
    expect([status, body.error.issues[0]?.path]).toEqual([
      400,
      `programs.${PROGRAM}.tiers.loyalty.levels[0].rank`,
    ])
    expect(emulator.snapshot()).toEqual(before)
  })

  it('holds no credential', async () => {
    const { control, request } = start()
    await request('GET', `/v1${TIERS}`, { headers: { 'x-api-key': 'sk_canary' } })
    expect((await control('GET', 'state')).text + (await control('GET', 'requests')).text).not.toContain(
      'canary',
    )
  })
})

describe('members', () => {
  it('are enrolled participants, whose external id is theirs', async () => {
    const { control, get } = start()
    const { status, body } = await control('POST', 'members', { id: 'ann', since: '2020-01-01T00:00:00Z' })
    expect([status, body.id]).toEqual([201, expect.stringMatching(/^[\da-f-]{36}$/)])
    expect((await get(`/participants/${body.id}`)).body).toMatchObject({
      external_id: 'ann',
      status: 'ACTIVE',
      program_ids: [PROGRAM],
      created_at: '2020-01-01T00:00:00Z',
    })
    expect((await control('POST', 'members', { id: 'ann' })).status).toBe(409)
  })
})

describe('activity', () => {
  const prepared = async () => {
    const started = start()
    await started.post(TIERS, LOYALTY)
    return { ...started, id: member(started) }
  }

  it.each<[object, object, string | null]>([
    [{ type: 'counter', counter: 'ytd_spend', add: 500 }, { ytd_spend: '500' }, 'silver'],
    [{ type: 'counter', counter: 'ytd_spend', set: '499.99' }, { ytd_spend: '499.99' }, null],
    [{ type: 'earn', points: 5000 }, {}, null],
    [{ type: 'purchase', spend: '900' }, {}, null],
    [{ type: 'visit' }, {}, null],
    [{ type: 'touch', at: NOW }, {}, null],
    [{ type: 'set_tier', tier: 'gold' }, {}, 'gold'],
    [{ type: 'set_tier', tier: 'loyalty/silver' }, {}, 'silver'],
    [{ type: 'set_tier', tier: null }, {}, null],
  ])('%j', async (activity, counters, level) => {
    const started = await prepared()
    const { status } = await started.control('POST', 'activity', { member: started.id, ...activity })
    expect(status).toBe(204)
    expect([await countersOf(started, started.id), await levelOf(started, started.id)]).toEqual([
      counters,
      level,
    ])
  })

  it('keeps the end of an assignment, and any kind moves the timer', async () => {
    const started = await prepared()
    const { emulator, id: of } = started
    emulator.addActivity({ member: of, type: 'set_tier', tier: 'gold', until: '2026-03-02T00:00:00Z' })
    emulator.advanceClock('P1D')
    expect(await levelOf(started, of)).toBe(null)
    const lifecycle = { retention: { mode: 'ACTIVITY_REFRESH', duration: '48h' } }
    await started.patch(`${TIERS}/loyalty`, { lifecycle })
    emulator.addActivity({ member: of, type: 'set_tier', tier: 'gold' })
    emulator.advanceClock('P1D')
    emulator.addActivity({ member: of, type: 'visit' })
    emulator.advanceClock('PT47H')
    expect(await levelOf(started, of)).toBe('gold')
    emulator.advanceClock('PT1H')
    expect(await levelOf(started, of)).toBe(null)
  })

  it('counts nothing for a participant who is not active', async () => {
    const { control, patch, id } = await prepared()
    await patch(`/participants/${id}/status`, { status: 'SUSPENDED' })
    const activity = { member: id, type: 'counter', counter: 'ytd_spend', add: 500 }
    expect((await control('POST', 'activity', activity)).body.error.issues[0]?.path).toBe('member')
    expect((await control('POST', 'activity', { member: id, type: 'visit' })).status).toBe(204)
  })

  it.each([
    [{ type: 'counter', counter: 'a' }, 400, 'counter'],
    [{ type: 'counter', counter: 'a', add: 1, set: 1 }, 400, 'counter'],
    [{ type: 'counter', counter: '__proto__', add: 1 }, 400, 'counter'],
    [{ type: 'set_tier', tier: 'none' }, 404, 'tier'],
    [{ type: 'set_tier', tier: 'gold', until: NOW }, 400, 'until'],
    [{ type: 'visit', member: 'none' }, 404, 'member'],
  ])('refuses %j and stays', async (activity, code, path) => {
    const { control, emulator, id } = await prepared()
    const before = emulator.snapshot()
    const { status, body } = await control('POST', 'activity', { member: id, ...activity })
    expect([status, body.error.issues[0]?.path]).toEqual([code, path])
    expect(emulator.snapshot()).toEqual(before)
  })
})
