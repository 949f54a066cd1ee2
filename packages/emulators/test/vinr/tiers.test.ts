import { describe, expect, it } from 'vitest'
import { NOW_SECONDS, type Started, start } from '../support.js'

/* Tiers page, and form encoding as VINR's curl examples show it; codes are Stripe's where VINR names none. */

const names = async ({ get }: Started, query = '') =>
  (await get(`/v1/tiers${query}`)).body.data.map(({ name }) => name)

describe('create', () => {
  it.each([
    ['brackets', 'benefits[]=a&benefits[]=b'],
    ['percent-encoded brackets', 'benefits%5B%5D=a&benefits%5B%5D=b'],
    ['indexes', 'benefits[0]=a&benefits[1]=b'],
    ['indexes out of order', 'benefits[7]=b&benefits[0]=a'],
    ['plus and percent encoding', 'benefits[]=%61&benefits[]=b'],
  ])('reads a list written with %s', async (_, encoded) => {
    const { request } = start()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const { body } = await request('POST', '/v1/tiers', { headers, body: `name=X&min_points=1&${encoded}` })
    expect(body.benefits).toEqual(['a', 'b'])
  })

  it('takes JSON with the same meaning', async () => {
    const { json } = start()
    const { status, body } = await json('/v1/tiers', { name: 'VIP', min_points: 20, benefits: ['x'] })
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.stringMatching(/^tier_\w{12}$/),
      name: 'VIP',
      min_points: 20,
      benefits: ['x'],
      created: NOW_SECONDS,
    })
  })

  it('keeps names and benefits of any script, in their order', async () => {
    const { form } = start()
    const { body } = await form('/v1/tiers', [
      ['name', 'Größe 金 🥇 & "q" =+%'],
      ['min_points', '0'],
      ['benefits[]', 'b & c'],
      ['benefits[]', 'a=1'],
    ])
    expect(body).toMatchObject({ name: 'Größe 金 🥇 & "q" =+%', benefits: ['b & c', 'a=1'] })
  })

  it('takes 0 and 2^53 - 1 points, no benefits, and a name of 255 characters beyond the BMP', async () => {
    const { form } = start()
    const { body } = await form('/v1/tiers', { name: '🥇'.repeat(255), min_points: '9007199254740991' })
    expect(body).toMatchObject({ min_points: Number.MAX_SAFE_INTEGER, benefits: [] })
    expect((await form('/v1/tiers', { name: 'Zero', min_points: '0' })).body.min_points).toBe(0)
  })
})

const refusals: [name: string, fields: Record<string, string>, code: string, param: string][] = [
  ['no name', { min_points: '1' }, 'parameter_missing', 'name'],
  ['no min_points', { name: 'X' }, 'parameter_missing', 'min_points'],
  ['empty name', { name: '', min_points: '1' }, 'parameter_invalid_empty', 'name'],
  ['empty min_points', { name: 'X', min_points: '' }, 'parameter_invalid_empty', 'min_points'],
  ['negative points', { name: 'X', min_points: '-1' }, 'parameter_invalid_integer', 'min_points'],
  ['fractional points', { name: 'X', min_points: '1.5' }, 'parameter_invalid_integer', 'min_points'],
  ['points as a power', { name: 'X', min_points: '1e3' }, 'parameter_invalid_integer', 'min_points'],
  ['points as words', { name: 'X', min_points: 'many' }, 'parameter_invalid_integer', 'min_points'],
  [
    'points of 2^53',
    { name: 'X', min_points: '9007199254740992' },
    'parameter_invalid_integer',
    'min_points',
  ],
  [
    'points past 2^53',
    { name: 'X', min_points: '9007199254740993' },
    'parameter_invalid_integer',
    'min_points',
  ],
  ['name of 256', { name: 'x'.repeat(256), min_points: '1' }, 'parameter_invalid', 'name'],
  ['an id', { name: 'X', min_points: '1', id: 'tier_x' }, 'parameter_unknown', 'id'],
  ['a typo', { name: 'X', min_points: '1', benefit: 'x' }, 'parameter_unknown', 'benefit'],
  ['__proto__', { name: 'X', min_points: '1', ['__proto__']: 'x' }, 'parameter_unknown', '__proto__'],
  [
    'an empty benefit',
    { name: 'X', min_points: '1', 'benefits[]': '' },
    'parameter_invalid_empty',
    'benefits[0]',
  ],
  ['a scalar benefit', { name: 'X', min_points: '1', benefits: 'x' }, 'parameter_invalid', 'benefits'],
  [
    'a nested benefit',
    { name: 'X', min_points: '1', 'benefits[a]': 'x' },
    'parameter_unknown',
    'benefits[a]',
  ],
]

describe('what create refuses with 400', () => {
  it.each(refusals)('%s', async (_, fields, code, param) => {
    const { form, emulator } = start()
    const before = emulator.snapshot()
    const { status, body } = await form('/v1/tiers', Object.entries(fields))
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ type: 'invalid_request_error', code, param })
    expect(emulator.snapshot()).toEqual(before)
  })

  it.each([
    ['a name that is a number', { name: 5, min_points: 1 }, 'name'],
    ['points that are text', { name: 'X', min_points: '1' }, 'min_points'],
    ['points past 2^53', '{"name":"X","min_points":9007199254740993}', 'min_points'],
    ['fractional points', { name: 'X', min_points: 0.5 }, 'min_points'],
    ['null benefits', { name: 'X', min_points: 1, benefits: null }, 'benefits'],
    ['a benefit that is no text', { name: 'X', min_points: 1, benefits: ['a', 1] }, 'benefits[1]'],
    ['__proto__', '{"name":"X","min_points":1,"__proto__":{"a":1}}', '__proto__'],
    ['a list', [], undefined],
    ['null', null, undefined],
    ['broken JSON', '{"name":', undefined],
  ])('JSON: %s', async (_, sent, param) => {
    const { json } = start()
    const { status, body } = await json('/v1/tiers', sent)
    expect(status).toBe(400)
    expect(body.error.param).toBe(param)
  })

  it.each([
    ['a repeated scalar', 'name=a&name=b&min_points=1', 'name'],
    ['a scalar and a list', 'name=a&name[]=b&min_points=1', 'name'],
    ['a repeated index', 'name=a&min_points=1&benefits[0]=a&benefits[0]=b', 'benefits'],
    ['mixed indexes', 'name=a&min_points=1&benefits[]=a&benefits[0]=b', 'benefits'],
  ])('form: %s', async (_, body, param) => {
    const { request } = start()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await request('POST', '/v1/tiers', { headers, body })
    expect([answer.status, answer.body.error.param]).toEqual([400, param])
  })
})

describe('update', () => {
  it.each([
    [{ name: 'N' }, { name: 'N', min_points: 5000, benefits: ['Free shipping', 'Early access to sales'] }],
    [
      { min_points: '1' },
      { name: 'Gold', min_points: 1, benefits: ['Free shipping', 'Early access to sales'] },
    ],
    [
      { min_points: '0' },
      { name: 'Gold', min_points: 0, benefits: ['Free shipping', 'Early access to sales'] },
    ],
    [{ 'benefits[]': 'only' }, { name: 'Gold', min_points: 5000, benefits: ['only'] }],
    [{ benefits: '' }, { name: 'Gold', min_points: 5000, benefits: [] }],
    [{}, { name: 'Gold', min_points: 5000, benefits: ['Free shipping', 'Early access to sales'] }],
  ])('%j changes that and nothing else', async (fields, expected) => {
    const { form, get } = start()
    const { status, body } = await form('/v1/tiers/tier_gold', Object.entries(fields))
    expect(status).toBe(200)
    expect(body).toEqual({ id: 'tier_gold', created: 1716300000, ...expected })
    expect((await get('/v1/tiers/tier_gold')).body).toEqual(body)
  })

  it('refuses all or nothing', async () => {
    const { form, emulator } = start()
    const before = emulator.snapshot()
    const { status } = await form('/v1/tiers/tier_gold', { name: 'New', min_points: '-5' })
    expect(status).toBe(400)
    expect(emulator.snapshot()).toEqual(before)
  })
})

describe('what is not there', () => {
  it.each([
    ['GET', '/v1/tiers/tier_none'],
    ['POST', '/v1/tiers/tier_none'],
    ['DELETE', '/v1/tiers/tier_none'],
    ['GET', '/v1/tiers/__proto__'],
    ['GET', '/v1/tiers/constructor'],
    ['GET', '/v1/tiers/..%2Ftier_gold'],
    ['GET', '/v1/tiers/%E0%A4%A'],
  ])('%s %s: 404', async (method, path) => {
    const { status, body } = await start().request(method, path)
    expect(status).toBe(404)
    expect(body.error).toMatchObject({ code: 'resource_missing', param: 'id' })
  })

  it('a second delete: 404', async () => {
    const started = start()
    expect((await started.delete('/v1/tiers/tier_gold')).body).toEqual({ id: 'tier_gold', deleted: true })
    expect((await started.delete('/v1/tiers/tier_gold')).status).toBe(404)
  })

  it('decodes a percent-encoded id', async () => {
    expect((await start().get('/v1/tiers/tier%5Fgold')).body.id).toBe('tier_gold')
  })
})

describe('list', () => {
  it('is ordered by min_points, then created, then id', async () => {
    const started = start({ clock: '2020-01-01T00:00:00Z' })
    await started.form('/v1/tiers', { name: 'Early silver', min_points: '1000' })
    await started.form('/v1/tiers', { name: 'Lowest', min_points: '1' })
    expect(await names(started)).toEqual(['Bronze', 'Lowest', 'Early silver', 'Silver', 'Gold'])
  })

  it('walks with starting_after until has_more is false', async () => {
    const { get } = start()
    const first = (await get('/v1/tiers?limit=2')).body
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([['tier_bronze', 'tier_silver'], true])
    const second = (await get('/v1/tiers?limit=2&starting_after=tier_silver')).body
    expect([second.data.map(({ id }) => id), second.has_more]).toEqual([['tier_gold'], false])
    expect((await get('/v1/tiers?starting_after=tier_gold')).body.data).toEqual([])
  })

  it('walks back with ending_before', async () => {
    const { body } = await start().get('/v1/tiers?limit=1&ending_before=tier_gold')
    expect([body.data.map(({ id }) => id), body.has_more]).toEqual([['tier_silver'], true])
  })

  it('shows 10 by default, 100 at most, has_more exactly when there are more', async () => {
    const { form, get } = start({ seed: 'empty' })
    for (let points = 0; points < 101; points += 1)
      await form('/v1/tiers', { name: `T${points}`, min_points: String(points) })
    expect((await get('/v1/tiers')).body).toMatchObject({ has_more: true, data: { length: 10 } })
    expect((await get('/v1/tiers?limit=100')).body).toMatchObject({ has_more: true, data: { length: 100 } })
    const rest = (await get('/v1/tiers?limit=100')).body.data[0]?.id
    expect((await get(`/v1/tiers?limit=100&starting_after=${rest}`)).body).toMatchObject({
      has_more: false,
      data: { length: 100 },
    })
  })

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=', 'limit'],
    ['starting_after=tier_none', 'starting_after'],
    ['starting_after=tier_gold&ending_before=tier_gold', 'ending_before'],
    ['page=2', 'page'],
  ])('refuses ?%s with 400', async (query, param) => {
    const { status, body } = await start().get(`/v1/tiers?${query}`)
    expect([status, body.error.param]).toEqual([400, param])
  })
})
