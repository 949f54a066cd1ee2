import { describe, expect, it } from 'vitest'
import { accountAt, NOW, post, start, tierOf } from './support.js'

describe('state', () => {
  const busy = async () => {
    const started = start()
    const account = accountAt(started.emulator, 6000)
    await started.form('/v1/tiers', { name: 'New', min_points: '1' }, { 'idempotency-key': 'k' })
    await started.delete('/v1/tiers/tier_silver')
    started.emulator.setSwitches({ create_status: 201 })
    started.emulator.advanceClock('PT5S')
    return { ...started, account }
  }

  it('is restored exactly, by the routes, into another emulator', async () => {
    const { control, emulator, account } = await busy()
    const { text } = await control('GET', 'state')
    const other = start()
    const answer = await other.request('PUT', '/__rungs/state', { body: text })
    expect(answer.status).toBe(204)
    expect((await other.control('GET', 'state')).text).toBe(text)
    expect(other.emulator.snapshot()).toEqual(emulator.snapshot())
    expect(await tierOf(other, account)).toBe('tier_gold')
    const replayed = await other.form(
      '/v1/tiers',
      { name: 'New', min_points: '1' },
      { 'idempotency-key': 'k' },
    )
    expect(replayed.status).toBe(200)
    expect((await other.form('/v1/tiers', { name: 'T', min_points: '1' })).status).toBe(201)
  })

  it('is a copy: later changes and the caller cannot reach into it', async () => {
    const started = await busy()
    const before = started.emulator.snapshot()
    const kept = structuredClone(before)
    await post(started, started.account, 'debit', 6000)
    expect(before).toEqual(kept)
    started.emulator.restore(before)
    await started.form('/v1/tiers/tier_gold', { name: 'Changed' })
    expect(before).toEqual(kept)
    started.emulator.restore(before)
    expect(started.emulator.snapshot()).toEqual(kept)
  })

  it('holds no credential', async () => {
    const { control, form } = start()
    await form('/v1/tiers', { name: 'T', min_points: '1' }, { 'x-api-key': 'sk_canary' })
    await control('PUT', 'webhooks', [{ url: 'http://127.0.0.1:9/x', secret: 'canary' }])
    expect((await control('GET', 'state')).text).not.toContain('canary')
  })

  it.each<[string, string, object]>([
    ['another vendor', 'vendor', { vendor: 'wix' }],
    ['a broken clock', 'clock', { clock: { frozenAt: 'now' } }],
    ['an unknown switch', 'colour', { switches: { colour: 1 } }],
    ['an unknown field', 'more', { more: 1 }],
    ['no data', 'tiers', { data: {} }],
    ['no state', 'vendor', { vendor: undefined }],
  ])('refuses %s, naming the field, and stays', async (_, path, change) => {
    const { control, emulator } = await busy()
    const before = emulator.snapshot()
    const state = JSON.parse((await control('GET', 'state')).text)
    const { status, body } = await control('PUT', 'state', { ...state, ...change })
    expect(status).toBe(400)
    expect(body.error.issues.map((issue) => issue.path)).toContain(path)
    expect(emulator.snapshot()).toEqual(before)
  })

  it('refuses a broken tier by its path', async () => {
    const { control } = await busy()
    const state = JSON.parse((await control('GET', 'state')).text)
    state.data.tiers.tier_gold.min_points = 'many'
    const { status, body } = await control('PUT', 'state', state)
    expect([status, body.error.issues[0]?.path]).toEqual([400, 'tiers.tier_gold.min_points'])
  })
})

describe('members', () => {
  it('are enrolled with a customer and an account of a name that follows from theirs', async () => {
    const { control, get } = start()
    const { status, body } = await control('POST', 'members', { id: 'ann', since: '2020-01-01T00:00:00Z' })
    expect([status, body]).toEqual([201, { id: 'la_ann' }])
    expect((await get('/v1/loyalty-accounts/la_ann')).body).toEqual({
      id: 'la_ann',
      customer: 'cust_ann',
      points_balance: 0,
      tier: 'tier_bronze',
      programme_id: 'prog_default',
      created: Date.parse('2020-01-01T00:00:00Z') / 1000,
    })
    expect((await get('/v1/customers/cust_ann')).status).toBe(200)
  })

  it('keep a prefix that they have', () => {
    const { emulator } = start()
    expect(emulator.addMember({ id: 'la_x1' })).toEqual({ id: 'la_x1' })
    expect(emulator.addMember({ id: 'cust_x2' })).toEqual({ id: 'la_x2' })
  })

  it('are enrolled once: 409', async () => {
    const { control } = start()
    await control('POST', 'members', { id: 'ann' })
    expect((await control('POST', 'members', { id: 'ann' })).status).toBe(409)
  })

  it.each([
    [{}, 'id'],
    [{ id: '' }, 'id'],
    [{ id: 'a b' }, 'id'],
    [{ id: '../x' }, 'id'],
    [{ id: 'a', since: '2020' }, 'since'],
    [{ id: 'a', name: 'Ann' }, 'name'],
  ])('refuse %j', async (member, path) => {
    const { status, body } = await start().control('POST', 'members', member)
    expect([status, body.error.issues[0]?.path]).toEqual([400, path])
  })
})

describe('activity', () => {
  it.each([
    [{ type: 'earn', points: 5000 }, 6000, 'tier_gold'],
    [{ type: 'earn', points: '4000' }, 5000, 'tier_gold'],
    [{ type: 'redeem', points: 1 }, 999, 'tier_bronze'],
    [{ type: 'expire', points: 1000 }, 0, 'tier_bronze'],
    [{ type: 'refund', points: 500 }, 500, 'tier_bronze'],
    [{ type: 'adjust', points: -1 }, 999, 'tier_bronze'],
    [{ type: 'adjust', points: '4000.0' }, 5000, 'tier_gold'],
    [{ type: 'purchase', spend: '99.90' }, 1000, 'tier_silver'],
    [{ type: 'visit' }, 1000, 'tier_silver'],
    [{ type: 'touch', at: NOW }, 1000, 'tier_silver'],
    [{ type: 'counter', counter: 'nights', add: 3 }, 1000, 'tier_silver'],
    [{ type: 'set_tier', tier: 'tier_gold' }, 1000, 'tier_gold'],
    [{ type: 'set_tier', tier: null }, 1000, null],
  ])('%j at 1000 points', async (activity, balance, tier) => {
    const { control, get, emulator } = start()
    const member = accountAt(emulator, 1000)
    const { status } = await control('POST', 'activity', { member, ...activity })
    expect(status).toBe(204)
    expect((await get(`/v1/loyalty-accounts/${member}`)).body).toMatchObject({
      points_balance: balance,
      tier,
    })
  })

  it('keeps when it was', async () => {
    const { emulator, get } = start()
    const member = accountAt(emulator, 0)
    emulator.addActivity({ member, type: 'earn', points: 5, at: '2021-05-05T00:00:00Z' })
    const [transaction] = (await get('/v1/points-transactions')).body.data
    expect(transaction).toMatchObject({ points_after: 5, created: Date.parse('2021-05-05T00:00:00Z') / 1000 })
  })

  it.each([
    [{ type: 'redeem', points: 1001 }, 400, 'points'],
    [{ type: 'earn', points: -1 }, 400, 'points'],
    [{ type: 'earn', points: 0.5 }, 400, 'points'],
    [{ type: 'earn', points: '9007199254740992' }, 400, 'points'],
    [{ type: 'earn', points: 'many' }, 400, 'points'],
    [{ type: 'earn' }, 400, 'points'],
    [{ type: 'steal', points: 1 }, 400, 'type'],
    [{ type: 'visit', points: 1 }, 400, 'points'],
    [{ type: 'set_tier', tier: 'tier_none' }, 404, 'tier'],
    [{ type: 'set_tier', tier: 'tier_gold', until: NOW }, 400, 'until'],
    [{ type: 'visit', member: 'la_none' }, 404, 'member'],
    [{ type: 'visit', at: 'now' }, 400, 'at'],
  ])('refuses %j and stays', async (activity, code, path) => {
    const { control, emulator } = start()
    const member = accountAt(emulator, 1000)
    const before = emulator.snapshot()
    const { status, body } = await control('POST', 'activity', { member, ...activity })
    expect([status, body.error.issues[0]?.path]).toEqual([code, path])
    expect(emulator.snapshot()).toEqual(before)
  })
})
