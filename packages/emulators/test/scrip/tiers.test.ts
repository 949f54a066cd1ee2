import { describe, expect, it } from 'vitest'
import { LOYALTY, member, PLAIN, PROGRAM, plainEvent, start, TIERS, YEARLY } from './support.js'

/* Create and update a tier pages, the update page to the letter. */

const made = async () => {
  const started = start()
  await started.post(TIERS, { ...LOYALTY, lifecycle: YEARLY })
  return started
}

const level = (rank: number, more: object = {}) => ({ key: `l${rank}`, rank, ...more })
const tier = (more: object = {}) => ({ key: 'status', levels: [level(1)], ...more })
const lifecycle = (more: object) => tier({ lifecycle: { ...YEARLY, ...more } })
const qualified = (qualification: unknown) => tier({ levels: [level(1, { qualification })] })
const fixed = (start_month?: unknown, start_day?: unknown) =>
  lifecycle({ qualification_period: { type: 'FIXED_YEAR', start_month, start_day } })
const refresh = (duration?: unknown) =>
  tier({ lifecycle: { retention: { mode: 'ACTIVITY_REFRESH', duration } } })

describe('create', () => {
  it('answers with the tier, its levels by rank', async () => {
    const { post, get } = start()
    const levels = [
      level(5, { display_name: 'Top', color: '#fff', benefits: { points_multiplier: 2 } }),
      level(2),
    ]
    const { status, body } = await post(TIERS, { key: 'vip', display_name: 'VIP', levels })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      program_id: PROGRAM,
      key: 'vip',
      display_name: 'VIP',
      status: 'ACTIVE',
      created_at: '2026-03-01T00:00:00Z',
      updated_at: '2026-03-01T00:00:00Z',
    })
    expect(body.levels.map(({ key, rank }) => [key, rank])).toEqual([
      ['l2', 2],
      ['l5', 5],
    ])
    expect(body.levels[1]).toMatchObject({
      display_name: 'Top',
      color: '#fff',
      benefits: { points_multiplier: 2 },
    })
    expect('archived_at' in body || 'lifecycle' in body).toBe(false)
    expect((await get(`${TIERS}/vip`)).body).toEqual(body)
  })

  it.each<[string, object, string]>([
    ['no key', { levels: [level(1)] }, 'key'],
    ['an empty key', tier({ key: '' }), 'key'],
    ['a key of capitals', tier({ key: 'Status' }), 'key'],
    ['a key that begins with a digit', tier({ key: '1st' }), 'key'],
    ['a key with a dash', tier({ key: 'a-b' }), 'key'],
    ['a key of 101', tier({ key: 'k'.repeat(101) }), 'key'],
    ['a display_name of 256', tier({ display_name: 'd'.repeat(256) }), 'display_name'],
    ['a display_name that is no text', tier({ display_name: 5 }), 'display_name'],
    ['no levels', { key: 'status' }, 'levels'],
    ['an empty list of levels', tier({ levels: [] }), 'levels'],
    ['levels that are no list', tier({ levels: {} }), 'levels'],
    ['a level without a key', tier({ levels: [{ rank: 1 }] }), 'levels[0].key'],
    ['a level without a rank', tier({ levels: [{ key: 'a' }] }), 'levels[0].rank'],
    ['a level of rank 0', tier({ levels: [level(0)] }), 'levels[0].rank'],
    ['a level of rank 1.5', tier({ levels: [{ key: 'a', rank: 1.5 }] }), 'levels[0].rank'],
    ['a level of a bad key', tier({ levels: [{ key: 'A', rank: 1 }] }), 'levels[0].key'],
    ['benefits that are a list', tier({ levels: [level(1, { benefits: [] })] }), 'levels[0].benefits'],
    ['a qualification without a mode', qualified({ criteria: [] }), 'levels[0].qualification.mode'],
    ['a qualification without criteria', qualified({ mode: 'ALL' }), 'levels[0].qualification.criteria'],
    ['no criterion', qualified({ mode: 'ALL', criteria: [] }), 'levels[0].qualification.criteria'],
    ['another mode', qualified({ mode: 'SOME', criteria: [] }), 'levels[0].qualification.mode'],
    [
      'another operator',
      qualified({ mode: 'ALL', criteria: [{ counter: 'c', operator: '!=', threshold: 1 }] }),
      'levels[0].qualification.criteria[0].operator',
    ],
    [
      'a threshold that is text',
      qualified({ mode: 'ALL', criteria: [{ counter: 'c', operator: '>=', threshold: '1' }] }),
      'levels[0].qualification.criteria[0].threshold',
    ],
    [
      'a lifecycle without retention',
      tier({ lifecycle: { qualification_period: { type: 'NONE' } } }),
      'lifecycle.retention',
    ],
    ['another retention', lifecycle({ retention: { mode: 'FOREVER' } }), 'lifecycle.retention.mode'],
    ['ACTIVITY_REFRESH without a duration', refresh(), 'lifecycle.retention.duration'],
    ['a duration in days', refresh('90d'), 'lifecycle.retention.duration'],
    ['an ISO duration', refresh('P90D'), 'lifecycle.retention.duration'],
    ['a duration of nothing', refresh('0s'), 'lifecycle.retention.duration'],
    ['a negative duration', refresh('-1h'), 'lifecycle.retention.duration'],
    ['a fixed year without a month', fixed(undefined, 1), 'lifecycle.qualification_period.start_month'],
    ['a fixed year without a day', fixed(1), 'lifecycle.qualification_period.start_day'],
    ['month 13', fixed(13, 1), 'lifecycle.qualification_period.start_month'],
    ['day 0', fixed(1, 0), 'lifecycle.qualification_period.start_day'],
    [
      'negative grace',
      lifecycle({ downgrade_policy: { grace_days: -1 } }),
      'lifecycle.downgrade_policy.grace_days',
    ],
    [
      'an unknown floor',
      lifecycle({ downgrade_policy: { min_level: 'none' } }),
      'lifecycle.downgrade_policy.min_level',
    ],
    [
      'half a month',
      lifecycle({ status_validity: { extend_months: 0.5 } }),
      'lifecycle.status_validity.extend_months',
    ],
    ['another rollover', lifecycle({ counters: { rollover: 'ALL' } }), 'lifecycle.counters.rollover'],
  ])('refuses %s with 400', async (_, sent, field) => {
    const { post, emulator } = start()
    const before = emulator.snapshot()
    const { status, body } = await post(TIERS, sent)
    expect([status, body.code, body.details.field]).toEqual([400, 'bad_request', field])
    expect(body.details.fields[0]).toMatchObject({
      field,
      reason: expect.stringMatching(/^(required|invalid)$/),
    })
    expect(emulator.snapshot()).toEqual(before)
  })

  it('names every field that does not fit', async () => {
    const { body } = await start().post(TIERS, { key: 'A', levels: [{ key: 'a' }] })
    expect(body.details.fields.map(({ field, reason }) => [field, reason])).toEqual([
      ['key', 'invalid'],
      ['levels[0].rank', 'required'],
    ])
  })

  it.each<[string, object]>([
    ['the key of a tier', tier({ key: 'loyalty' })],
    ['one level key twice', tier({ levels: [level(1), { key: 'l1', rank: 2 }] })],
    ['one rank twice', tier({ levels: [level(1), { key: 'other', rank: 1 }] })],
  ])('refuses %s with 409', async (_, sent) => {
    const { post, emulator } = await made()
    const before = emulator.snapshot()
    expect(await post(TIERS, sent)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(emulator.snapshot()).toEqual(before)
  })

  it('takes keys and ranks at their limits, and null for what may be left out', async () => {
    const key = `k${'_'.repeat(99)}`
    const nothing = { display_name: null, color: null, icon_url: null, benefits: null, qualification: null }
    const levels = [{ key, rank: 1, ...nothing }, level(2_147_483_647)]
    const { status, body } = await start().post(TIERS, { key, display_name: null, lifecycle: null, levels })
    expect([status, body.levels.map(({ rank }) => rank)]).toEqual([201, [1, 2_147_483_647]])
    expect(Object.keys(body.levels[0] ?? {}).sort()).toEqual([
      'created_at',
      'id',
      'key',
      'rank',
      'updated_at',
    ])
  })

  it('makes one of 50 at once: 49 conflicts', async () => {
    const { post, get } = start()
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async () => (await post(TIERS, PLAIN)).status),
    )
    expect(statuses.sort()).toEqual([201, ...Array.from({ length: 49 }, () => 409)])
    expect((await get(TIERS)).body.data.length).toBe(1)
  })
})

describe('update', () => {
  it.each<[string, object, object]>([
    ['nothing', {}, {}],
    ['a lifecycle of null', { lifecycle: null }, {}],
    ['an empty lifecycle', { lifecycle: {} }, { lifecycle: undefined }],
    ['a name', { display_name: 'New' }, { display_name: 'New' }],
    ['an empty name', { display_name: '' }, { display_name: '' }],
    [
      'another lifecycle',
      { lifecycle: { retention: { mode: 'ACTIVITY_REFRESH', duration: '720h' } } },
      { lifecycle: { retention: { mode: 'ACTIVITY_REFRESH', duration: '720h' } } },
    ],
  ])('%s: changes that and nothing else', async (_, sent, change) => {
    const { patch, get } = await made()
    const { body: before } = await get(`${TIERS}/loyalty`)
    const { status, body } = await patch(`${TIERS}/loyalty`, sent)
    expect(status).toBe(200)
    expect(body).toEqual({ ...before, ...change })
    expect((await get(`${TIERS}/loyalty`)).body).toEqual(body)
  })

  it.each<[string, object, object]>([
    ['its rank', { rank: 9 }, { rank: 9 }],
    ['its name', { display_name: 'G' }, { display_name: 'G' }],
    ['its benefits', { benefits: { a: 1 } }, { benefits: { a: 1 } }],
    [
      'its color and icon',
      { color: '#ff0', icon_url: 'https://x.y/z' },
      { color: '#ff0', icon_url: 'https://x.y/z' },
    ],
    ['a qualification of null', { qualification: null }, {}],
    ['an empty qualification', { qualification: {} }, { qualification: undefined }],
  ])('a level by its key: %s, and keeps the others', async (_, sent, change) => {
    const { patch, get } = await made()
    const { body: before } = await get(`${TIERS}/loyalty`)
    const { body } = await patch(`${TIERS}/loyalty`, { levels: [{ key: 'gold', ...sent }] })
    expect(body.levels.length).toBe(3)
    const old = before.levels.find(({ key }) => key === 'gold')
    expect(body.levels.find(({ key }) => key === 'gold')).toEqual({ ...old, ...change })
    expect(body.levels.find(({ key }) => key === 'silver')).toEqual(before.levels[0])
  })

  it('adds a level of a new key, which needs a rank', async () => {
    const { patch } = await made()
    const refused = await patch(`${TIERS}/loyalty`, { levels: [{ key: 'diamond' }] })
    expect([refused.status, refused.body.details]).toMatchObject([
      400,
      { field: 'levels[0].rank', reason: 'required' },
    ])
    const { body } = await patch(`${TIERS}/loyalty`, { levels: [{ key: 'diamond', rank: 4 }] })
    expect(body.levels.map(({ key }) => key)).toEqual(['silver', 'gold', 'platinum', 'diamond'])
  })

  it.each<[string, object[]]>([
    ['the rank of another level', [{ key: 'gold', rank: 1 }]],
    ['the rank of another level for a new one', [{ key: 'diamond', rank: 3 }]],
    ['one key twice', [{ key: 'gold' }, { key: 'gold' }]],
  ])('refuses %s with 409, all or nothing', async (_, levels) => {
    const { patch, emulator } = await made()
    const before = emulator.snapshot()
    const { status, body } = await patch(`${TIERS}/loyalty`, { display_name: 'New', levels })
    expect([status, body.code]).toEqual([409, 'conflict'])
    expect(emulator.snapshot()).toEqual(before)
  })

  it('judges ranks as they end up', async () => {
    const { patch } = await made()
    const levels = [
      { key: 'silver', rank: 2 },
      { key: 'gold', rank: 1 },
    ]
    const { status, body } = await patch(`${TIERS}/loyalty`, { levels })
    expect([status, body.levels.map(({ key }) => key)]).toEqual([200, ['gold', 'silver', 'platinum']])
  })

  it('never changes the key', async () => {
    const { patch, get } = await made()
    expect((await patch(`${TIERS}/loyalty`, { key: 'other' })).body.key).toBe('loyalty')
    expect((await get(`${TIERS}/other`)).status).toBe(404)
  })

  it('evaluates nobody by itself', async () => {
    const started = await made()
    const id = member(started)
    await started.patch(`${TIERS}/loyalty`, { levels: [{ key: 'basic', rank: 4, qualification: ZERO }] })
    expect((await started.get(`/participants/${id}`)).body.tiers).toEqual({})
    await plainEvent(started, id)
    expect((await started.get(`/participants/${id}`)).body.tiers).toEqual({
      loyalty: { level: 'basic', rank: 4 },
    })
  })
})

const ZERO = { mode: 'ALL', criteria: [{ counter: 'any', operator: '==', threshold: 0 }] }
