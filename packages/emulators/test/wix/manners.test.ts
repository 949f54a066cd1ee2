import { describe, expect, it } from 'vitest'
import { ACCOUNTS, made, NOWHERE, SETTINGS, SITE, settings, start, TIERS, tier } from './support.js'

/* REST API Authentication, API keys, About Errors and Rate Limits pages. */

describe('authentication', () => {
  const list = async (headers: Record<string, string>) => {
    const { emulator } = start()
    const response = await emulator.fetch(emulator.url + TIERS, { headers })
    return {
      status: response.status,
      body: await response.json(),
      id: response.headers.get('x-wix-request-id'),
    }
  }
  const site = { 'wix-site-id': SITE }

  it.each([
    [{ Authorization: 'IST.any', ...site }],
    [{ authorization: 'IST.any', ...site, 'wix-account-id': SITE }],
    [{ authorization: 'OauthNG.JWS.token' }],
    [{ authorization: 'eyJhbGciOi.J9.x', ...site }],
  ])('takes %j', async (headers) => {
    expect((await list(headers)).status).toBe(200)
  })

  it.each([
    [{ ...site }],
    [{ authorization: '', ...site }],
    [{ authorization: 'IST.invalid', ...site }],
    [{ authorization: 'Bearer IST.any', ...site }],
    [{ authorization: 'Basic YTpi', ...site }],
  ])('refuses %j with 401', async (headers) => {
    const { status, body, id } = await list(headers)
    expect([status, body.details.applicationError.code]).toEqual([401, 'UNAUTHENTICATED'])
    expect(id).toMatch(/./)
  })

  it('refuses an API key without a site with 403', async () => {
    const { status, body } = await list({ authorization: 'IST.any' })
    expect([status, body.details.applicationError.code]).toEqual([403, 'PERMISSION_DENIED'])
  })

  it('comes before everything else, also before a route that is not there', async () => {
    const { emulator } = start()
    expect((await emulator.fetch(`${emulator.url}/none`)).status).toBe(401)
  })
})

describe('tokens', () => {
  const ask = {
    instance_id: SITE,
    client_id: SITE,
    client_secret: 'canary-1',
    grant_type: 'client_credentials',
  }

  it('are given for the id and secret of an app, without any other credential', async () => {
    const { emulator } = start()
    const response = await emulator.fetch(`${emulator.url}/oauth2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(ask),
    })
    const { access_token: authorization, expires_in } = await response.json()
    expect([response.status, expires_in]).toEqual([200, 14_400])
    const used = await emulator.fetch(emulator.url + TIERS, { headers: { authorization } })
    expect(used.status).toBe(200)
  })

  it.each([
    [{ client_secret: 'invalid' }, 401],
    [{ client_secret: undefined }, 400],
    [{ grant_type: 'password' }, 400],
    [{ client_id: 5 }, 400],
  ])('are refused with %j', async (change, status) => {
    expect((await start().post('/oauth2/token', { ...ask, ...change })).status).toBe(status)
  })

  it('leave no secret in the recorded requests', async () => {
    const { post, control } = start()
    await post('/oauth2/token', ask)
    const { text } = await control('GET', 'requests')
    expect(text).toContain('[redacted]')
    expect(text).not.toMatch(/canary|IST\.test/)
  })
})

describe('routes that no page names', () => {
  it.each([
    ['GET', '/', 404],
    ['GET', '/v1/tiers', 404],
    ['GET', '/loyalty-tiers/v2/tiers', 404],
    ['GET', `${TIERS}/`, 404],
    ['GET', `${TIERS}/${NOWHERE}/members`, 404],
    ['GET', '/_api/oauth2/token', 404],
    ['PUT', TIERS, 405],
    ['DELETE', TIERS, 405],
    ['HEAD', TIERS, 405],
    ['OPTIONS', TIERS, 405],
    ['POST', `${TIERS}/program`, 405],
    ['DELETE', SETTINGS, 400],
    ['POST', `${TIERS}/${NOWHERE}`, 405],
    ['GET', '/loyalty-tiers/v1/bulk/tiers/create', 405],
    ['GET', `${ACCOUNTS}/${NOWHERE}/earn-points`, 405],
  ])('%s %s: %d', async (method, path, status) => {
    const answer = await start().request(method, path)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('x-wix-request-id')).toMatch(/./)
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/GET|POST/)
  })
})

describe('ids', () => {
  it.each([
    ['GET', `${TIERS}/x`, 400, 'tierId'],
    ['DELETE', `${TIERS}/x?revision=1`, 400, 'tierId'],
    ['PATCH', `${TIERS}/x`, 400, 'tier.id'],
    ['GET', `${ACCOUNTS}/__proto__`, 400, 'id'],
  ])('that are no GUID: %s %s', async (method, path, status, field) => {
    const { send } = start()
    const answer = await send(method, path, method === 'GET' ? undefined : { tier: { revision: '1' } })
    expect([answer.status, answer.body.details.validationError.fieldViolations[0]?.field]).toEqual([
      status,
      field,
    ])
  })

  it.each([
    ['GET', ''],
    ['DELETE', '?revision=1'],
    ['PATCH', ''],
  ])('that nothing has: %s', async (method, query) => {
    const { send } = start()
    const body = method === 'GET' ? undefined : { tier: { revision: '1', requiredPoints: 1 } }
    const answer = await send(method, `${TIERS}/${NOWHERE}${query}`, body)
    expect([answer.status, answer.body]).toEqual([
      404,
      {
        message: 'Entity not found',
        details: { applicationError: { code: 'NOT_FOUND', description: 'Entity not found' } },
      },
    ])
  })

  it('may be written in capitals', async () => {
    const started = start()
    const { id } = await made(started, 'A', 1)
    expect((await started.get(`${TIERS}/${id.toUpperCase()}`)).body.tier.id).toBe(id)
  })
})

describe('bodies', () => {
  const deep = (depth: number) =>
    `{"x":${'['.repeat(depth)}${']'.repeat(depth)},${JSON.stringify(tier('A', 1)).slice(1)}`

  it.each<[string, string, number]>([
    ['broken JSON', '{"tier":', 400],
    ['no object', '[]', 400],
    ['text', '"tier"', 400],
    ['nothing', '', 400],
    ['__proto__', '{"tier":{"tierDefinition":{"name":"A"},"__proto__":{"x":1}}}', 400],
    ['__proto__ in a list', '{"x":[{"__proto__":1}],"tier":{"tierDefinition":{"name":"A"}}}', 400],
    ['a depth of 101', deep(100), 400],
    ['a depth of 100,000', deep(100_000), 400],
    ['more than 1 MiB', JSON.stringify(tier('n'.repeat(2 ** 20), 1)), 413],
  ])('%s: refused, nothing changed', async (_, body, status) => {
    const { send, emulator } = start()
    const before = emulator.snapshot()
    const answer = await send('POST', TIERS, body)
    expect([answer.status, typeof answer.body.message]).toEqual([status, 'string'])
    expect(answer.text).not.toMatch(/\bat .*\.(ts|js):\d+/)
    expect(emulator.snapshot()).toEqual(before)
  })

  it('may be nested 100 deep', async () => {
    expect((await start().send('POST', TIERS, deep(99))).status).toBe(200)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'of type %s: 400',
    async (type) => {
      const { send } = start()
      expect((await send('POST', TIERS, tier('A', 1), { 'content-type': type })).status).toBe(400)
    },
  )

  it('of type application/json with a charset are taken', async () => {
    const { send } = start()
    const type = { 'content-type': 'application/json; charset=UTF-8' }
    expect((await send('POST', TIERS, tier('A', 1), type)).status).toBe(200)
  })
})

describe('a bulk create', () => {
  const BULK = '/loyalty-tiers/v1/bulk/tiers/create'
  const item = (name: string, points: number) => tier(name, points).tier

  it.each([[0], [21]])('of %d tiers is refused', async (count) => {
    const { post, get } = start()
    const tiers = Array.from({ length: count }, (_, index) => item(`T${index}`, index))
    const { status, body } = await post(BULK, { tiers })
    expect([status, body.details.validationError.fieldViolations[0]?.field]).toEqual([400, 'tiers'])
    expect((await get(TIERS)).body.tiers).toEqual([])
  })

  it('of 20 makes 20', async () => {
    const { post, get } = start()
    const tiers = Array.from({ length: 20 }, (_, index) => item(`T${index}`, index))
    expect((await post(BULK, { tiers })).status).toBe(200)
    expect((await get(TIERS)).body.tiers).toHaveLength(20)
  })

  it('has a result for each item, in order', async () => {
    const { post } = start({ switches: { tier_quota: 2 } })
    const tiers = [item('A', 1), item('', 2), item('A', 3), item('B', 4), item('C', 5)]
    const { status, body } = await post(BULK, { tiers })
    const codes = body.results.map(({ itemMetadata }) => itemMetadata.error?.code ?? null)
    const failed = ['INVALID_ARGUMENT', 'ALREADY_EXISTS', 'BASIC_TIERS_LIMIT_REACHED']
    expect([status, codes]).toEqual([200, [null, failed[0], failed[1], null, failed[2]]])
    expect(body.results.map(({ itemMetadata }) => itemMetadata.originalIndex)).toEqual([0, 1, 2, 3, 4])
    expect(body.results[0]?.item).toMatchObject({ id: body.results[0]?.itemMetadata.id, revision: '1' })
    expect(body.results[1]).not.toHaveProperty('item')
    expect(body.bulkActionMetadata).toEqual({ totalSuccesses: 2, totalFailures: 3, undetailedFailures: 0 })
  })
})

describe('failures on demand', () => {
  it.each([
    [500, ''],
    [503, ''],
  ])('a %d is empty', async (status, text) => {
    const { emulator, get } = start()
    emulator.setFaults([{ kind: 'status', status }])
    const answer = await get(TIERS)
    expect([answer.status, answer.text]).toEqual([status, text])
    expect(answer.headers.get('x-wix-request-id')).toMatch(/./)
  })

  it.each([
    [403, 'PERMISSION_DENIED'],
    [409, 'INVALID_REVISION'],
    [429, 'RESOURCE_EXHAUSTED'],
    [418, 'FAILED'],
  ])('a %d says %s', async (status, code) => {
    const { emulator, get } = start()
    emulator.setFaults([{ kind: 'status', status }])
    const answer = await get(TIERS)
    expect([answer.status, answer.body.details.applicationError.code]).toEqual([status, code])
  })
})

describe('state', () => {
  it('is restored exactly, and reset', async () => {
    const started = start()
    const empty = started.emulator.snapshot()
    await started.post(SETTINGS, settings('ACTIVE'))
    await made(started, 'A', 1)
    const { id: member } = started.emulator.addMember({ id: 'ann' })
    const earn = { amount: 5, appId: 'a', idempotencyKey: 'k' }
    const { body: first } = await started.post(`${ACCOUNTS}/${member}/earn-points`, earn)
    started.emulator.advanceClock('P1DT7M')
    started.emulator.setSwitches({ missing_revision: 400 })
    const { text } = await started.control('GET', 'state')
    const other = start()
    expect((await other.send('PUT', '/__rungs/state', text)).status).toBe(204)
    expect((await other.control('GET', 'state')).text).toBe(text)
    const { body: again } = await other.post(`${ACCOUNTS}/${member}/earn-points`, earn)
    expect(again.transactionId).toBe(first.transactionId)
    expect(await other.get(TIERS)).toMatchObject({ text: (await started.get(TIERS)).text })
    expect(started.emulator.snapshot()).toEqual(JSON.parse(text))
    started.emulator.reset()
    expect(started.emulator.snapshot()).toEqual(empty)
    started.emulator.reset({ seed: 'empty' })
    expect(started.emulator.snapshot()).toEqual(empty)
  })

  it('is a copy, and takes none that is broken', async () => {
    const started = start()
    const { id } = await made(started, 'A', 1)
    const before = started.emulator.snapshot()
    const kept = structuredClone(before)
    await started.patch(`${TIERS}/${id}`, { tier: { requiredPoints: 9, revision: '1' } })
    expect(before).toEqual(kept)
    started.emulator.restore(before)
    expect(started.emulator.snapshot()).toEqual(kept)
    const broken = JSON.stringify(kept).replace('"requiredPoints":1', '"requiredPoints":"many"')
    const { status, body } = await started.send('PUT', '/__rungs/state', broken)
    expect([status, body.error.issues[0]?.path]).toEqual([400, `tiers.${id}.requiredPoints`])
    expect(started.emulator.snapshot()).toEqual(kept)
  })
})
