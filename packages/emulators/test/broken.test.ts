import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Broken, reached, ways, withHuge } from './broken-requests.js'
import { accountAt, KEY, start } from './support.js'

/*
 * Whatever is sent, as long as something in it is wrong, is answered with a 4xx in VINR's shape and changes nothing.
 * Each generator breaks one thing and leaves the rest to chance.
 */

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const JSON_TYPE = { 'content-type': 'application/json' }
const MiB = 1024 * 1024

const text = fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.toWellFormed())
const known = fc.constantFrom(
  '/v1/tiers',
  '/v1/tiers/tier_gold',
  '/v1/loyalty-accounts',
  '/v1/loyalty-accounts/la_ann',
  '/v1/points-transactions',
  '/v1/customers',
  '/v1/customers/cust_ann',
  '/v1/webhook-endpoints',
)
const good = 'name=X&min_points=1'

const credential = fc.record<Broken>({
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  path: known,
  headers: fc.constantFrom<Record<string, string>>(
    { 'x-api-key': '' },
    { 'x-api-key': 'sk_invalid' },
    { 'x-api-key': 'pk_test_1' },
    { 'x-api-key': '', authorization: 'Basic abc' },
  ),
  body: fc.constant(undefined),
})

const route = fc.record<Broken>({
  method: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'PATCH'),
  path: fc.webPath().map((path) => `/v1/x${path}`),
  headers: fc.constant(FORM),
  body: fc.constant(undefined),
})

const verb = fc.record<Broken>({
  method: fc.constantFrom('PUT', 'PATCH', 'OPTIONS', 'PROPFIND', 'ALL', '__PROTO__'),
  path: known,
  headers: fc.constant(FORM),
  body: fc.option(fc.constant(good), { nil: undefined }),
})

const missing = fc.record<Broken>({
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  path: fc
    .tuple(
      fc.constantFrom('tiers', 'customers'),
      fc.oneof(text, fc.constantFrom('__proto__', '../x', 'constructor')),
    )
    .map(([kind, id]) => `/v1/${kind}/none${encodeURIComponent(id)}`),
  headers: fc.constant(FORM),
  body: fc.constant(undefined),
})

const unknownParameter = fc.record<Broken>({
  method: fc.constant('POST'),
  path: known,
  headers: fc.constant(FORM),
  body: fc
    .oneof(
      text,
      fc.constantFrom('__proto__', 'constructor', 'id', 'benefits[a]', 'benefits[][]', '[]', 'name[]'),
    )
    .filter(
      (name) =>
        !/^(name|min_points|benefits|email|phone|customer|tier|expand|amount|type)(\[\d*\])?$/.test(name),
    )
    .map((name) => `${good}&${encodeURIComponent(name)}=x`),
})

const badTier = fc
  .oneof(
    fc.constantFrom('name=', 'name=&min_points=1', `name=${'n'.repeat(256)}&min_points=1`, 'min_points='),
    fc
      .oneof(fc.integer({ max: -1 }), fc.double({ noInteger: true }), fc.bigInt({ min: 2n ** 53n }))
      .map((n) => `min_points=${n}`),
    text.filter((value) => !/^\d+$/.test(value)).map((value) => `min_points=${encodeURIComponent(value)}`),
    text.filter((value) => value !== '').map((value) => `benefits=${encodeURIComponent(value)}`),
    fc.constantFrom('benefits[]=', 'benefits[0]=a&benefits[0]=b', 'name=a&name=b', 'name[]=a'),
  )
  .map<Broken>((body) => ({ method: 'POST', path: '/v1/tiers/tier_gold', headers: FORM, body }))

const badJson = fc.record<Broken>({
  method: fc.constant('POST'),
  path: fc.constantFrom('/v1/tiers', '/v1/points-transactions', '/v1/loyalty-accounts'),
  headers: fc.constant(JSON_TYPE),
  body: fc.oneof(
    fc.json({ maxDepth: 6 }),
    fc.json().map((value) => `${value},`),
    fc.json().map((value) => `{"name":${value},"min_points":"1","__proto__":${value}}`),
    fc.integer({ min: 1, max: 5_000 }).map((depth) => `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`),
    text.map((value) => `{"name":"${value}`),
  ),
})

const badType = fc.record<Broken>({
  method: fc.constant('POST'),
  path: known,
  headers: fc
    .constantFrom('text/plain', 'multipart/form-data', 'application/xml', 'a/b; c=d')
    .map((type) => ({ 'content-type': type })),
  body: fc.constant(good),
})

const badPoints = fc
  .record({
    loyalty_account: fc.constantFrom('la_ann', 'la_none', ''),
    amount: fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: 101 }), fc.constant(2 ** 53)).map(String),
    type: fc.constantFrom('debit', 'Debit', ''),
  })
  .map<Broken>((fields) => ({
    method: 'POST',
    path: '/v1/points-transactions',
    headers: FORM,
    body: new URLSearchParams(fields).toString(),
  }))

const badQuery = fc.record<Broken>({
  method: fc.constant('GET'),
  path: fc
    .constantFrom(
      'limit=0',
      'limit=101',
      'limit=x',
      'limit=1&limit=2',
      'starting_after=none',
      '__proto__=1',
      'page=1',
    )
    .map((q) => `/v1/tiers?${q}`),
  headers: fc.constant({}),
  body: fc.constant(undefined),
})

const badKey = fc.record<Broken>({
  method: fc.constant('POST'),
  path: fc.constant('/v1/tiers'),
  headers: fc
    .integer({ min: 256, max: 400 })
    .map((length) => ({ ...FORM, 'idempotency-key': 'k'.repeat(length) })),
  body: fc.constant(good),
})

const broken = withHuge(
  [
    credential,
    route,
    verb,
    missing,
    unknownParameter,
    badTier,
    badJson,
    badType,
    badPoints,
    badQuery,
    badKey,
  ],
  { method: 'POST', path: '/v1/tiers', headers: JSON_TYPE },
)

it.each(ways)(
  'broken requests %s (%i) get a 4xx in the shape of VINR and change nothing',
  async (way, numRuns) => {
    const { emulator } = start()
    accountAt(emulator, 100)
    const before = JSON.stringify(emulator.snapshot())
    const send = await reached(emulator, way)
    const property = fc.asyncProperty(broken, async ({ method, path, headers, body }) => {
      const init = { method, headers: { ...KEY, ...headers }, ...(body === undefined ? {} : { body }) }
      const response = await send(path, init)
      const { error } = await response.json()
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
      expect(error).toMatchObject({
        type: expect.stringMatching(/^(invalid_request|authentication|idempotency)_error$/),
        message: expect.any(String),
        request_id: response.headers.get('request-id'),
      })
      expect(JSON.stringify(error)).not.toMatch(/\bat .*\.(ts|js):\d+/)
      expect(response.headers.get('x-ratelimit-limit')).toBe('50')
      expect(JSON.stringify(emulator.snapshot())).toBe(before)
    })
    await fc.assert(property, { numRuns })
  },
  120_000,
)

it('a body of 10 MB is refused and changes nothing', async () => {
  const { emulator, form } = start()
  const before = emulator.snapshot()
  const { status, body } = await form('/v1/tiers', { name: 'x'.repeat(10 * MiB), min_points: '1' })
  expect([status, body.error.type]).toEqual([413, 'invalid_request_error'])
  expect(emulator.snapshot()).toEqual(before)
})
