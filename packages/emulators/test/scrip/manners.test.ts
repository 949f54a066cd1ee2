import { describe, expect, it } from 'vitest'
import { ARCHIVED, LOYALTY, NOW, PLAIN, PROGRAM, start, TIERS, YEARLY } from './support.js'

/* Archive, list and get tiers, programs, introduction and authentication pages. */

const made = async () => {
  const started = start()
  await started.post(TIERS, { ...LOYALTY, lifecycle: YEARLY })
  return started
}

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
