import { describe, expect, it } from 'vitest'
import { NOW_SECONDS, read, start } from '../support.js'

/* Authentication, errors, idempotency and rate limits pages. */

const GOLD = { name: 'G', min_points: '1' }

describe('authentication', () => {
  const get = async (headers: Record<string, string>) => {
    const { emulator } = start()
    return read(await emulator.fetch(`${emulator.url}/v1/tiers`, { headers }))
  }

  it.each([
    [{ 'X-Api-Key': 'sk_live_anything' }],
    [{ 'X-Api-Key': 'rk_test_restricted' }],
    [{ Authorization: 'Bearer sk_test_1' }],
    [{ authorization: 'bearer sk_test_1' }],
  ])('takes %j', async (headers) => {
    expect((await get(headers)).status).toBe(200)
  })

  it.each([
    [{}],
    [{ 'X-Api-Key': '' }],
    [{ 'X-Api-Key': 'sk_invalid_1' }],
    [{ Authorization: 'Bearer sk_test_invalid' }],
    [{ Authorization: 'Basic c2tfdGVzdDo=' }],
    [{ Authorization: 'sk_test_1' }],
    [{ 'X-Api-Key': 'pk_test_1' }],
    [{ Authorization: 'Bearer pk_live_1' }],
  ])('refuses %j with 401', async (headers) => {
    const { status, body } = await get(headers)
    expect(status).toBe(401)
    expect(body.error).toMatchObject({ type: 'authentication_error', code: 'invalid_api_key' })
  })

  it('comes before everything else, also before a route that is not there', async () => {
    const { emulator } = start()
    expect((await emulator.fetch(`${emulator.url}/v1/none`)).status).toBe(401)
  })
})

describe('errors', () => {
  it('are one error object with the request id of the header', async () => {
    const { status, headers, body } = await start().get('/v1/tiers/none')
    expect(status).toBe(404)
    expect(headers.get('content-type')).toBe('application/json')
    expect(Object.keys(body)).toEqual(['error'])
    expect(body.error).toEqual({
      type: 'invalid_request_error',
      code: 'resource_missing',
      message: expect.any(String),
      param: 'id',
      doc_url: expect.stringMatching(/^https:\/\/docs\.vinr\.com\//),
      request_id: expect.stringMatching(/^req_\w+$/),
    })
    expect(headers.get('request-id')).toBe(body.error.request_id)
  })

  it.each([
    ['GET', '/v1', 404],
    ['GET', '/', 404],
    ['GET', '/v2/tiers', 404],
    ['GET', '/v1/tiers/', 404],
    ['GET', '/v1/tiers/tier_gold/archive', 404],
    ['GET', '/v1/rewards', 404],
    ['PUT', '/v1/tiers/tier_gold', 405],
    ['PATCH', '/v1/tiers/tier_gold', 405],
    ['DELETE', '/v1/tiers', 405],
    ['OPTIONS', '/v1/tiers', 405],
    ['HEAD', '/v1/tiers', 405],
    ['DELETE', '/v1/points-transactions/pt_1', 405],
    ['DELETE', '/v1/loyalty-accounts/la_1', 405],
    ['POST', '/v1/events', 405],
  ])('%s %s, which no page names: %d', async (method, path, status) => {
    const answer = await start().request(method, path)
    expect(answer.status).toBe(status)
    if (method !== 'HEAD') expect(answer.body.error.type).toBe('invalid_request_error')
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/GET/)
  })

  it.each(['text/plain', 'multipart/form-data; boundary=x', 'application/xml'])(
    'a body of type %s: 400',
    async (type) => {
      const { request, emulator } = start()
      const before = emulator.snapshot()
      const init = { headers: { 'content-type': type }, body: 'name=G&min_points=1' }
      expect((await request('POST', '/v1/tiers', init)).status).toBe(400)
      expect(emulator.snapshot()).toEqual(before)
    },
  )

  it('a body of more than 1 MiB: 413, with 1 MiB still read', async () => {
    const { form } = start()
    const big = (size: number) =>
      form('/v1/tiers', { name: 'x', min_points: '1', 'benefits[]': 'b'.repeat(size) })
    const encoding = new URLSearchParams({ name: 'x', min_points: '1', 'benefits[]': '' }).toString().length
    expect((await big(1024 * 1024 - encoding)).status).toBe(200)
    expect((await big(1024 * 1024 - encoding + 1)).status).toBe(413)
  })

  it('JSON nested 500,000 deep: 400', async () => {
    const { json } = start()
    const deep = '['.repeat(500_000) + ']'.repeat(500_000)
    expect((await json('/v1/tiers', `{"name":${deep},"min_points":1}`)).status).toBe(400)
    expect((await json('/v1/tiers', `{"benefits":[${deep}]}`, { 'idempotency-key': 'k' })).status).toBe(400)
    expect((await json('/v1/tiers', deep)).status).toBe(400)
  })

  it('a query on a write, and parameters on a delete: 400', async () => {
    const { request, form } = start()
    const body = new URLSearchParams({ force: 'true' })
    expect((await request('DELETE', '/v1/tiers/tier_gold', { body })).body.error.param).toBe('force')
    expect((await form('/v1/tiers?dry=1', GOLD)).body.error.param).toBe('dry')
  })
})

describe('idempotency', () => {
  const key = { 'idempotency-key': 'order-1042' }

  it('replays a write of the same key and payload, whatever its encoding, and does it once', async () => {
    const { form, json, get } = start()
    const first = await form('/v1/tiers', GOLD, key)
    const again = await form('/v1/tiers', { min_points: '1', name: 'G' }, key)
    const asJson = await json('/v1/tiers', { name: 'G', min_points: 1 }, key)
    expect(again.body).toEqual(first.body)
    expect(asJson.body).toEqual(first.body)
    expect((await get('/v1/tiers')).body.data).toHaveLength(4)
  })

  it('refuses the key with another payload: 409, nothing done', async () => {
    const { form, emulator } = start()
    await form('/v1/tiers', GOLD, key)
    const before = emulator.snapshot()
    const { status, body } = await form('/v1/tiers', { ...GOLD, name: 'H' }, key)
    expect([status, body.error.type]).toEqual([409, 'idempotency_error'])
    expect(emulator.snapshot()).toEqual(before)
  })

  it('is of one endpoint', async () => {
    const { form } = start()
    await form('/v1/tiers', GOLD, key)
    expect((await form('/v1/tiers/tier_gold', GOLD, key)).body.id).toBe('tier_gold')
    expect((await form('/v1/tiers/tier_silver', GOLD, key)).body.id).toBe('tier_silver')
  })

  it('ignores the key of a GET and of a DELETE', async () => {
    const { request, form } = start()
    const init = { headers: key }
    expect((await request('GET', '/v1/tiers/tier_gold', init)).body.name).toBe('Gold')
    await form('/v1/tiers/tier_gold', { name: 'New' })
    expect((await request('GET', '/v1/tiers/tier_gold', init)).body.name).toBe('New')
    await request('DELETE', '/v1/tiers/tier_gold', init)
    expect((await request('DELETE', '/v1/tiers/tier_gold', init)).status).toBe(404)
  })

  it('takes keys of 255 characters and refuses 256', async () => {
    const { form } = start()
    expect((await form('/v1/tiers', GOLD, { 'idempotency-key': 'k'.repeat(255) })).status).toBe(200)
    expect((await form('/v1/tiers', GOLD, { 'idempotency-key': 'k'.repeat(256) })).status).toBe(400)
  })

  it('remembers no failure: the key can be used again for what is right', async () => {
    const { form } = start()
    expect((await form('/v1/tiers', { name: 'G' }, key)).status).toBe(400)
    expect((await form('/v1/tiers', GOLD, key)).status).toBe(200)
  })

  it('remembers a key for 24 hours', async () => {
    const { form, emulator } = start()
    const { body } = await form('/v1/tiers', GOLD, key)
    emulator.advanceClock('PT23H59M59S')
    expect((await form('/v1/tiers', GOLD, key)).body.id).toBe(body.id)
    emulator.advanceClock('PT1S')
    expect((await form('/v1/tiers', GOLD, key)).body.id).not.toBe(body.id)
  })

  it('does not tell apart keys that are names of what every object has', async () => {
    const { form } = start()
    expect((await form('/v1/tiers', GOLD, { 'idempotency-key': '__proto__' })).status).toBe(200)
    expect((await form('/v1/tiers', { ...GOLD, name: 'H' }, { 'idempotency-key': '__proto__' })).status).toBe(
      409,
    )
  })
})

const rate = (headers: Headers) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-ratelimit-${name}`)))

describe('rate limits', () => {
  it('are told on every answer, reads and writes apart, and never refuse by default', async () => {
    const { get, form } = start()
    expect(rate((await get('/v1/tiers')).headers)).toEqual([50, 49, NOW_SECONDS + 1])
    expect(rate((await get('/v1/none')).headers)).toEqual([50, 48, NOW_SECONDS + 1])
    expect(rate((await form('/v1/tiers', GOLD)).headers)).toEqual([50, 49, NOW_SECONDS + 1])
    for (let count = 0; count < 60; count += 1) expect((await get('/v1/tiers')).status).toBe(200)
    expect(rate((await get('/v1/tiers')).headers)).toEqual([50, 0, NOW_SECONDS + 2])
  })

  it('are told on a 401 too', async () => {
    const { emulator } = start()
    const { headers } = await emulator.fetch(`${emulator.url}/v1/tiers`)
    expect(rate(headers)).toEqual([50, 50, NOW_SECONDS])
  })

  it('refuse with 429 and Retry-After when the switch says so, and refill with the clock', async () => {
    const { get, request, emulator } = start({ switches: { rate_limit_enforced: true } })
    for (let count = 0; count < 50; count += 1) expect((await get('/v1/tiers')).status).toBe(200)
    const refused = await get('/v1/tiers')
    expect(refused.status).toBe(429)
    expect(refused.body.error).toMatchObject({ type: 'rate_limit_error', code: 'rate_limited' })
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(rate(refused.headers)[1]).toBe(0)
    expect((await request('GET', '/v1/tiers', { headers: { 'x-api-key': 'sk_other' } })).status).toBe(200)
    emulator.advanceClock('PT1S')
    for (let count = 0; count < 25; count += 1) expect((await get('/v1/tiers')).status).toBe(200)
    expect((await get('/v1/tiers')).status).toBe(429)
  })
})
