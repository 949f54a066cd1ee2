import { describe, expect, it } from 'vitest'
import { customer } from './members.js'
import { create, firstError, GOLD, type Started, start, stateOf, submit, tiers } from './support.js'

/* Authentication, OAuth, idempotency, headers and rates: what the platform does around the tier routes. */

const LIST = '/v3/tiers?programId=973'

describe('authentication', () => {
  const list = async ({ emulator }: Pick<Started, 'emulator'>, headers: Record<string, string>) =>
    (await emulator.fetch(emulator.url + LIST, { headers })).status

  it.each([
    [{ authorization: `Basic ${btoa('till.1:5f4dcc3b5aa765d61d8327deb882cf99')}` }],
    [{ Authorization: `basic ${btoa('75237721:x')}` }],
    [{ 'X-CAP-API-OAUTH-TOKEN': 'any.token.at-all' }],
  ])('takes %j', async (headers) => {
    expect(await list(start(), headers)).toBe(200)
  })

  it.each([
    [{}],
    [{ authorization: '' }],
    [{ authorization: 'Bearer abc' }],
    [{ authorization: 'Basic abc' }],
    [{ authorization: `Basic ${btoa('till:invalid')}` }],
    [{ authorization: `Basic ${btoa('invalid:x')}` }],
    [{ authorization: `Basic ${btoa('till:')}` }],
    [{ 'x-cap-api-oauth-token': 'an-invalid-token' }],
    [{ 'cap-api-access-token': 'a.b.c' }],
  ])('refuses %j with 401', async (headers) => {
    expect(await list(start(), headers)).toBe(401)
  })

  it('comes before everything else, also before a route that is not there', async () => {
    const { emulator } = start()
    expect((await emulator.fetch(`${emulator.url}/v3/none`)).status).toBe(401)
    expect((await emulator.fetch(emulator.url + LIST, { method: 'PATCH' })).status).toBe(401)
  })

  it.each([
    ['forbidden', [403, 403, 403]],
    ['reader', [200, 403, 403]],
    ['maker', [200, 200, 403]],
    ['anybody', [200, 200, 200]],
  ])('a %s may read, write and review: %j', async (role, seen) => {
    const started = start()
    const headers = { authorization: `Basic ${btoa(`${role}:x`)}` }
    const read = await started.request('GET', LIST, { headers })
    const write = await started.post('/v3/tiers', GOLD, headers)
    const review = await started.request('GET', '/v3/tiers/approvals?programId=973', { headers })
    expect([read.status, write.status, review.status]).toEqual(seen)
  })

  it('who writes is named in meta: the till of Basic, a number', async () => {
    const started = start()
    const headers = { authorization: `Basic ${btoa('4711:x')}` }
    const { body } = await started.post('/v3/tiers', GOLD, headers)
    expect(body.data.meta).toMatchObject({ createdBy: '4711', updatedBy: '4711' })
    const edited = await started.put(`/v3/tiers/${body.data.objectId}`, { name: 'Ruby' })
    expect(edited.body.data.meta).toMatchObject({ createdBy: '4711', updatedBy: '75237721' })
  })
})

describe('OAuth', () => {
  const token = async ({ emulator }: Started, body: object) =>
    emulator.fetch(`${emulator.url}/v3/oauth/token/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const withToken = async ({ emulator }: Started, accessToken: string): Promise<number> =>
    (await emulator.fetch(emulator.url + LIST, { headers: { 'X-CAP-API-OAUTH-TOKEN': accessToken } })).status

  it('gives a token for key and secret, without a credential, in the shape of its page', async () => {
    const started = start()
    const response = await token(started, { key: 'client', secret: 'hush-hush' })
    const body = await response.json()
    expect([response.status, body]).toEqual([
      200,
      {
        data: { accessToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/), ttlSeconds: 300 },
        errors: null,
      },
    ])
    expect(await withToken(started, body.data.accessToken)).toBe(200)
  })

  it('the token dies with its time to live', async () => {
    const started = start()
    const { data } = await (await token(started, { key: 'client', secret: 'hush-hush' })).json()
    started.emulator.advanceClock('PT299S')
    expect(await withToken(started, data.accessToken)).toBe(200)
    started.emulator.advanceClock('PT1S')
    expect(await withToken(started, data.accessToken)).toBe(401)
  })

  it.each([
    [{ key: 'client', secret: 'invalid' }, 401],
    [{ key: 'client' }, 400],
    [{ key: '', secret: 'x' }, 400],
    [{}, 400],
  ])('%j: %s', async (body, status) => {
    expect((await token(start(), body)).status).toBe(status)
  })

  it('keeps the secret and the token out of the recorded requests and the state', async () => {
    const started = start()
    const { data } = await (await token(started, { key: 'client-key', secret: 'hush-hush' })).json()
    await withToken(started, data.accessToken)
    const recorded = JSON.stringify(started.emulator.requests())
    for (const secret of ['hush-hush', 'client-key', data.accessToken]) {
      expect(recorded).not.toContain(secret)
      expect(stateOf(started)).not.toContain(secret)
    }
  })
})

describe('Idempotency-Key', () => {
  const send = ({ post }: Started, body: object, key = 'k') =>
    post('/v3/tiers', body, { 'idempotency-key': key })

  it('replays the first answer, also when its fields come in another order', async () => {
    const started = start()
    const first = await send(started, GOLD)
    const { programId, name, eligibility } = GOLD
    const again = await send(started, { eligibility, name, programId })
    expect([again.status, again.text]).toEqual([200, first.text])
    expect(await tiers(started)).toHaveLength(3)
  })

  it('refuses the same key with another body: 409, and changes nothing', async () => {
    const started = start()
    await send(started, GOLD)
    const before = stateOf(started)
    const answer = await send(started, { ...GOLD, name: 'Other' })
    expect([answer.status, firstError(answer).code]).toEqual([409, 999_999])
    expect(stateOf(started)).toBe(before)
  })

  it.each(['__proto__', 'constructor', 'k k'])('takes the key %s', async (key) => {
    const started = start()
    const first = await send(started, GOLD, key)
    expect((await send(started, GOLD, key)).text).toBe(first.text)
  })

  it('does not remember what was refused', async () => {
    const started = start()
    expect((await send(started, { ...GOLD, name: '' })).status).toBe(400)
    expect((await send(started, GOLD)).status).toBe(200)
  })

  it('forgets after 24 hours', async () => {
    const started = start()
    const first = await send(started, GOLD)
    await started.delete(`/v3/tiers/${first.body.data.objectId}`)
    started.emulator.advanceClock('PT23H59M59S')
    expect((await send(started, GOLD)).text).toBe(first.text)
    started.emulator.advanceClock('PT1S')
    expect((await send(started, GOLD)).body.data.objectId).not.toBe(first.body.data.objectId)
  })

  it('means nothing on other routes', async () => {
    const started = start()
    const { objectId } = await create(started)
    const edit = (name: string) => started.put(`/v3/tiers/${objectId}`, { name }, { 'idempotency-key': 'k' })
    await edit('Ruby')
    expect((await edit('Opal')).body.data.name).toBe('Opal')
  })
})

describe('the platform', () => {
  it('names the pattern of the path, and another trace id each time', async () => {
    const started = start()
    const { objectId } = await create(started)
    const answers = [await submit(started, objectId), await started.get('/v3/tiers/approvals?programId=973')]
    expect(answers.map(({ headers }) => headers.get('x-cap-api-request-uri'))).toEqual([
      '/v3/tiers/{id}/submit',
      '/v3/tiers/approvals',
    ])
    expect(new Set(answers.map(({ headers }) => headers.get('x-cap-requestid'))).size).toBe(2)
  })

  it.each([
    ['PATCH', '/v3/tiers', 405, 'GET, POST'],
    ['POST', '/v3/tiers/25220', 405, 'GET, PUT, DELETE'],
    ['GET', '/v3/none', 404, null],
    ['GET', '/none', 404, null],
  ])('%s %s: %s', async (method, path, status, allow) => {
    const answer = await start().request(method, path)
    expect([answer.status, answer.headers.get('allow')]).toEqual([status, allow])
    expect(answer.body.errors).toHaveLength(1)
  })

  it('a settings path without /v3 has the envelope of v3 all the same', async () => {
    const answer = await start().post('/programs/1/updateTierAdvancedSettings', {})
    expect([answer.status, Object.keys(answer.body), firstError(answer).code]).toEqual([
      404,
      ['data', 'errors', 'warnings'],
      9056,
    ])
  })

  it('takes JSON only: 415', async () => {
    const { request } = start()
    const answer = await request('POST', '/v3/tiers', {
      body: JSON.stringify(GOLD),
      headers: { 'content-type': 'text/xml' },
    })
    expect(answer.status).toBe(415)
  })

  it.each([400, 401, 403, 404, 409, 429, 461, 500, 503, 521])(
    'a fault of status %s has the envelope',
    async (status) => {
      const { emulator, get } = start()
      emulator.setFaults([{ kind: 'status', status }])
      const answer = await get(LIST)
      expect([answer.status, answer.body]).toEqual([
        status,
        { data: null, errors: [{ code: expect.any(Number), message: expect.any(String) }], warnings: null },
      ])
      expect(answer.headers.get('retry-after')).toBe(status === 429 ? '1' : null)
    },
  )

  it('refuses over the rate where the switch says so, until the next minute', async () => {
    const started = start({ switches: { rate_limit_enforced: true, rate_limit_per_minute: 2 } })
    const statuses = []
    for (let count = 0; count < 3; count += 1) statuses.push((await started.get(LIST)).status)
    expect(statuses).toEqual([200, 200, 429])
    expect((await started.get(LIST)).headers.get('retry-after')).toBe('60')
    started.emulator.advanceClock('PT1M')
    expect((await started.get(LIST)).status).toBe(200)
  })

  it('customer routes answer with their own kind of error', async () => {
    const started = start()
    const { status, body } = await started.get('/v2/customers/1/tierDetails')
    expect([status, body]).toEqual([
      400,
      { errors: [{ status: false, code: 8015, message: expect.any(String) }], warnings: [] },
    ])
    customer(started)
    const codeOf = async (query: string): Promise<number> =>
      firstError(await started.get(`/v2/customers/lookup/tierDetails?${query}`)).code
    expect(await codeOf('source=INSTORE&identifierName=mobile&identifierValue=none')).toBe(8015)
    expect(await codeOf('source=MOON&identifierName=mobile&identifierValue=ann')).toBe(8003)
    expect(await codeOf('source=INSTORE&identifierName=mobile')).toBe(11_013)
  })
})
