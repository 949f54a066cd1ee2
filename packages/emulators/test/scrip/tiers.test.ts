import { describe, expect, it } from 'vitest'
import {
  ARCHIVED,
  LOYALTY,
  member,
  NOW,
  PLAIN,
  PROGRAM,
  plainEvent,
  start,
  TIERS,
  YEARLY,
} from './support.js'

/* Create, update, get, list and archive a tier pages; the update page to the letter. */

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

describe('archive', () => {
  it.each([
    ['POST', '/archive'],
    ['DELETE', ''],
  ])('by %s: keeps the tier readable, and is final', async (method, suffix) => {
    const { request, get, patch } = await made()
    const { status, body } = await request(method, `/v1${TIERS}/loyalty${suffix}`)
    expect([status, body.status, body.archived_at]).toEqual([200, 'ARCHIVED', '2026-03-01T00:00:00Z'])
    expect((await get(`${TIERS}/loyalty`)).body).toEqual(body)
    const again = await request(method, `/v1${TIERS}/loyalty${suffix}`)
    expect([again.status, again.body.code]).toEqual([409, 'tier_archived'])
    expect((await patch(`${TIERS}/loyalty`, {})).body.code).toBe('tier_archived')
  })
})

describe('an archived program', () => {
  it.each([
    ['POST', `/programs/${ARCHIVED}/tiers`, PLAIN],
    ['PATCH', `/programs/${PROGRAM}/tiers/loyalty`, {}],
    ['POST', `/programs/${PROGRAM}/tiers/loyalty/archive`, undefined],
  ])('refuses %s %s with 409', async (method, path, sent) => {
    const { request, patch, get } = await made()
    await patch(`/programs/${PROGRAM}`, { status: 'ARCHIVED' })
    const headers = { 'content-type': 'application/json' }
    const init = sent === undefined ? {} : { headers, body: JSON.stringify(sent) }
    const { status, body } = await request(method, `/v1${path}`, init)
    expect([status, body.code]).toEqual([409, 'program_archived'])
    expect((await get(`${TIERS}/loyalty`)).status).toBe(200)
  })
})

describe('what is not there', () => {
  it.each([
    ['GET', `${TIERS}/none`],
    ['GET', `${TIERS}/__proto__`],
    ['GET', `${TIERS}/constructor`],
    ['GET', '/programs/none/tiers'],
    ['GET', '/programs/__proto__'],
    ['DELETE', `${TIERS}/none`],
    ['GET', '/participants/none'],
    ['GET', '/events/none'],
    ['GET', '/rules/none'],
    ['GET', '/nothing'],
  ])('%s %s: 404', async (method, path) => {
    const { status, body } = await start().request(method, `/v1${path}`)
    expect([status, body.code]).toEqual([404, 'not_found'])
  })

  it('a wrong method: 405 with those that the path has', async () => {
    const { status, headers } = await start().request('PUT', `/v1${TIERS}/loyalty`)
    expect([status, headers.get('allow')]).toEqual([405, 'GET, PATCH, DELETE'])
  })
})

describe('list', () => {
  it('walks by cursor while others write', async () => {
    const { post, get } = start()
    const create = (key: string) => post(TIERS, { ...PLAIN, key })
    for (const key of ['a', 'b', 'c']) await create(key)
    const first = (await get(`${TIERS}?limit=2`)).body
    expect([first.data.map(({ key }) => key), first.pagination.has_more]).toEqual([['a', 'b'], true])
    await create('aa')
    const second = (await get(`${TIERS}?limit=2&cursor=${first.pagination.next_cursor}`)).body
    expect([second.data.map(({ key }) => key), second.pagination]).toEqual([
      ['c', 'aa'],
      { has_more: false, next_cursor: null },
    ])
  })

  it('shows 50 by default and 200 at most', async () => {
    const { post, get } = start()
    for (let count = 0; count < 201; count += 1) await post(TIERS, { ...PLAIN, key: `t${count}` })
    expect((await get(TIERS)).body).toMatchObject({ data: { length: 50 }, pagination: { has_more: true } })
    expect((await get(`${TIERS}?limit=200`)).body).toMatchObject({ data: { length: 200 } })
  })

  it.each(['limit=0', 'limit=201', 'limit=x', 'limit=', 'limit=-1', 'cursor=zz', 'cursor='])(
    'refuses ?%s',
    async (query) => {
      const { status, body } = await start().get(`${TIERS}?${query}`)
      expect([status, body.code]).toEqual([400, 'bad_request'])
    },
  )
})

describe('programs', () => {
  it('are made, read, changed, and hidden while archived', async () => {
    const { post, get, patch } = start()
    const { status, body } = await post('/programs', { name: 'Second' })
    expect([status, body]).toMatchObject([
      201,
      { name: 'Second', status: 'ACTIVE', on_unknown_participant: 'CREATE' },
    ])
    const names = async () => (await get('/programs')).body.data.map(({ name }) => name)
    expect(await names()).toEqual(['Loyalty', 'Second'])
    expect((await patch(`/programs/${body.id}`, { status: 'ARCHIVED' })).body.status).toBe('ARCHIVED')
    expect(await names()).toEqual(['Loyalty'])
    expect((await get(`/programs/${body.id}`)).status).toBe(200)
    await patch(`/programs/${body.id}`, { status: 'ACTIVE', description: 'Back' })
    expect((await get(`/programs/${body.id}`)).body).toMatchObject({ description: 'Back', name: 'Second' })
  })

  it.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'n'.repeat(256) }, 'name'],
    [{ name: 'N', description: 'd'.repeat(1001) }, 'description'],
    [{ name: 'N', on_unknown_participant: 'ASK' }, 'on_unknown_participant'],
  ])('refuse %j', async (sent, field) => {
    const { status, body } = await start().post('/programs', sent)
    expect([status, body.details.field]).toEqual([400, field])
  })
})

describe('manners', () => {
  it.each<[string, Record<string, string>, number, string]>([
    ['no key', { 'x-api-key': '' }, 401, 'unauthorized'],
    ['an invalid key', { 'x-api-key': 'sk_invalid' }, 401, 'unauthorized'],
    ['another scheme', { 'x-api-key': '', authorization: 'Basic abc' }, 401, 'unauthorized'],
    ['a forbidden key', { 'x-api-key': 'sk_forbidden' }, 403, 'forbidden'],
  ])('%s', async (_, headers, status, code) => {
    const answer = await start().request('GET', `/v1${TIERS}`, { headers })
    expect(answer).toMatchObject({ status, body: { code, message: expect.any(String) } })
    expect(answer.headers.get('x-ratelimit-limit')).toBe('30')
  })

  it('takes a bearer token', async () => {
    const headers = { 'x-api-key': '', authorization: 'Bearer sk_live_1' }
    expect((await start().request('GET', `/v1${TIERS}`, { headers })).status).toBe(200)
  })

  it('counts down the rate on every answer, and shows when the burst is there again', async () => {
    const { get } = start()
    const first = await get(TIERS)
    const second = await get('/nothing')
    const header = (name: string) => [first, second].map(({ headers }) => headers.get(`x-ratelimit-${name}`))
    expect([header('remaining'), header('limit')]).toEqual([
      ['29', '28'],
      ['30', '30'],
    ])
    expect(Number(header('reset')[0])).toBe(Date.parse(NOW) / 1000 + 1)
  })

  it.each<[string, string | undefined, string]>([
    ['another content type', 'text/plain', '{}'],
    ['no JSON', 'application/json', '{'],
    ['a list', 'application/json', '[]'],
    ['null', 'application/json', 'null'],
    ['__proto__', 'application/json', '{"key":"a","levels":[],"__proto__":{}}'],
    ['__proto__ in disguise', 'application/json', '{"key":"a","levels":[],"\\u005f_proto__":{}}'],
    ['200 lists in each other', 'application/json', `{"key":${'['.repeat(200)}${']'.repeat(200)}}`],
  ])('refuses %s with 400', async (_, type, body) => {
    const headers = type === undefined ? {} : { 'content-type': type }
    const answer = await start().request('POST', `/v1${TIERS}`, { headers, body })
    expect([answer.status, answer.body.code]).toEqual([400, 'bad_request'])
  })
})
