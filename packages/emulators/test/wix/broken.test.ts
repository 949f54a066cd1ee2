import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Broken, reached, ways, withHuge } from '../broken-requests.js'
import { ACCOUNTS, made, NOWHERE, program, SETTINGS, SITE, start, TIERS } from './support.js'

/*
 * Whatever is sent, as long as something in it is wrong, is answered with a 4xx in Wix's shape and changes nothing. Each
 * generator breaks one thing and leaves the rest to chance. TIER and ACCOUNT stand for the ids of what there is.
 */

const JSON_TYPE = { 'content-type': 'application/json' }
const TIER = '44444444-4444-4444-8444-444444444444'
const ACCOUNT = '55555555-5555-4555-8555-555555555555'
const BULK = '/loyalty-tiers/v1/bulk/tiers/create'

const text = fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.toWellFormed())
const known = fc.constantFrom(TIERS, `${TIERS}/${TIER}`, SETTINGS, `${TIERS}/program`, BULK, ACCOUNTS)
const writes = fc.constantFrom<[string, string]>(
  ['POST', TIERS],
  ['PATCH', `${TIERS}/${TIER}`],
  ['POST', BULK],
  ['POST', SETTINGS],
  ['PATCH', SETTINGS],
  ['POST', ACCOUNTS],
  ['POST', `${ACCOUNTS}/query`],
  ['POST', `${ACCOUNTS}/${ACCOUNT}/earn-points`],
  ['POST', `${ACCOUNTS}/${ACCOUNT}/adjust-points`],
)
const sent = (method: string, path: string, body: unknown): Broken => ({
  method,
  path,
  headers: JSON_TYPE,
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

const credential = fc.record<Broken>({
  method: fc.constantFrom('GET', 'POST', 'DELETE', 'PATCH'),
  path: known,
  headers: fc.constantFrom<Record<string, string>>(
    { authorization: '' },
    { authorization: 'IST.invalid' },
    { authorization: 'Bearer IST.x' },
    { 'wix-site-id': '' },
  ),
  body: fc.constant(undefined),
})

const route = fc.record<Broken>({
  method: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'PATCH'),
  path: fc.webPath().map((path) => `/loyalty-tiers/v1/x${path}`),
  headers: fc.constant(JSON_TYPE),
  body: fc.constant(undefined),
})

const verb = fc.record<Broken>({
  method: fc.constantFrom('PUT', 'OPTIONS', 'PROPFIND', 'ALL', '__PROTO__'),
  path: known,
  headers: fc.constant(JSON_TYPE),
  body: fc.constant(undefined),
})

const missing = fc
  .tuple(
    fc.constantFrom('GET', 'PATCH', 'DELETE'),
    fc.oneof(text, fc.constantFrom('__proto__', 'constructor', '..%2fx', NOWHERE)),
  )
  .map(([method, id]): Broken => {
    const path = `${TIERS}/${id === NOWHERE ? id : `n${encodeURIComponent(id)}`}?revision=1`
    return { method, path, headers: JSON_TYPE, body: method === 'PATCH' ? '{"tier":{}}' : undefined }
  })

/** JSON that no write takes: it is no object, or is none of what the route needs. */
const wrongShape = fc
  .tuple(writes, fc.jsonValue({ maxDepth: 4 }))
  .filter(([[, path]]) => !path.endsWith('/query'))
  .map(([[method, path], value]) => sent(method, path, { ...Object(value), tier: value === null ? 1 : null }))
  .filter(({ body }) => !body?.includes('contactId'))

const unreadable = fc
  .tuple(
    writes,
    fc.oneof(
      fc.json().map((value) => `${value},`),
      fc.json().map((value) => `[${value}]`),
      fc.json().map((value) => `{"tier":{"__proto__":${value}},"query":{}}`),
      fc.integer({ min: 101, max: 5_000 }).map((depth) => `{"x":${'['.repeat(depth)}${']'.repeat(depth)}}`),
      text.map((value) => `{"tier":"${value}`),
    ),
  )
  .map(([[method, path], body]) => sent(method, path, body))

const wrongType = fc
  .tuple(
    writes,
    fc.constantFrom('text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded', 'a/b; c=d'),
  )
  .map(([[method, path], type]) => ({ ...sent(method, path, '{}'), headers: { 'content-type': type } }))

const notPoints = fc.oneof(
  fc.integer({ max: -1 }),
  fc.integer({ min: 10_000_000 }),
  fc.double({ noInteger: true, noNaN: true, noDefaultInfinity: true }),
  text,
  fc.boolean(),
)

const notName = fc.oneof(
  fc.constantFrom<unknown>('', 5, true, [], {}),
  fc.integer({ min: 51, max: 400 }).map((length) => 'n'.repeat(length)),
)

const badTier = fc
  .record({
    tierDefinition: fc.oneof(
      notName.map((name) => ({ name })),
      fc.constantFrom<unknown>(
        'x',
        5,
        [],
        { name: 'X', description: 'd'.repeat(71) },
        { name: 'X', icon: 1 },
      ),
    ),
    requiredPoints: fc.option(notPoints, { nil: undefined }),
    revision: fc.constant('1'),
  })
  .chain((tier) =>
    fc.constantFrom(sent('POST', TIERS, { tier }), sent('PATCH', `${TIERS}/${TIER}`, { tier })),
  )

const badPoints = notPoints.map((requiredPoints) =>
  sent('POST', TIERS, { tier: { tierDefinition: { name: 'X' }, requiredPoints } }),
)

const duplicate = fc
  .constantFrom({ name: 'Gold', points: 7 }, { name: 'X', points: 200 })
  .map(({ name, points }) =>
    sent('POST', TIERS, { tier: { tierDefinition: { name }, requiredPoints: points } }),
  )

const notRevision = fc.oneof(
  fc.constantFrom<unknown>('', 'x', '-1', '1.0', null, undefined, 1.5, {}),
  fc.bigInt({ min: 2n, max: 2n ** 64n }).map(String),
)

const stale = notRevision.chain((revision) =>
  fc.constantFrom(
    sent('PATCH', `${TIERS}/${TIER}`, { tier: { requiredPoints: 5, revision } }),
    sent('PATCH', SETTINGS, {
      programSettings: { status: 'ACTIVE', rollingWindow: { durationInMonths: 12 }, revision },
    }),
    sent('POST', `${ACCOUNTS}/${ACCOUNT}/adjust-points`, { amount: 1, revision }),
    {
      method: 'DELETE',
      path: `${TIERS}/${TIER}?revision=${encodeURIComponent(String(revision ?? ''))}`,
      headers: {},
      body: undefined,
    },
  ),
)

const badSettings = fc
  .record({
    status: fc.constantFrom<unknown>('active', 'UNKNOWN', 5, '', []),
    rollingWindow: fc.constantFrom<unknown>(undefined, 12, {}, { durationInMonths: 37 }),
    revision: fc.constant('1'),
  })
  .map((programSettings) => sent('PATCH', SETTINGS, { programSettings }))

const badBulk = fc
  .oneof(
    fc.constant([]),
    fc.integer({ min: 21, max: 60 }).map((length) => Array(length).fill({})),
    fc.constant('x'),
  )
  .map((tiers) => sent('POST', BULK, { tiers }))

const badEarn = fc
  .record({ amount: fc.oneof(notPoints, fc.constant(0)), appId: fc.constant('a'), idempotencyKey: text })
  .map((body) => sent('POST', `${ACCOUNTS}/${ACCOUNT}/earn-points`, body))

const badQuery = fc
  .constantFrom<object>(
    { filter: { colour: 1 } },
    { filter: { __defineGetter__: 1 } },
    { filter: { 'points.balance': { $where: '1' } } },
    { filter: { $or: {} } },
    { sort: [{ fieldName: 'constructor' }] },
    { cursorPaging: { limit: 0 } },
    { cursorPaging: { cursor: 'e30=' } },
  )
  .map((query) => sent('POST', `${ACCOUNTS}/query`, { query }))

const broken = withHuge(
  [
    ...[credential, route, verb, missing, wrongShape, unreadable, wrongType, badTier, badPoints],
    ...[duplicate, stale, badSettings, badBulk, badEarn, badQuery],
  ],
  { method: 'POST', path: TIERS, headers: JSON_TYPE },
)

it.each(ways)(
  'broken requests %s (%i) get a 4xx in the shape of Wix and change nothing',
  async (way, numRuns) => {
    const started = start()
    const { emulator } = started
    await program(started, 'ACTIVE')
    const { id } = await made(started, 'Gold', 200)
    const { id: account } = emulator.addMember({ id: ACCOUNT })
    expect(account).toBe(ACCOUNT)
    const before = JSON.stringify(emulator.snapshot())
    const send = await reached(emulator, way)
    const property = fc.asyncProperty(broken, async ({ method, path, headers, body }) => {
      const all = { authorization: 'IST.x', 'wix-site-id': SITE, ...headers }
      const response = await send(path.replace(TIER, id), {
        method,
        headers: all,
        ...(body === undefined ? {} : { body }),
      })
      const answer = await response.json()
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
      expect(Object.keys(answer)).toEqual(['message', 'details'])
      const { applicationError, validationError } = answer.details
      if (validationError === undefined)
        expect(applicationError).toMatchObject({ code: expect.any(String), description: expect.any(String) })
      else expect(validationError.fieldViolations[0]).toMatchObject({ field: expect.stringMatching(/./) })
      expect(JSON.stringify(answer)).not.toMatch(/\bat .*\.(ts|js):\d+/)
      expect(response.headers.get('x-wix-request-id')).toMatch(/./)
      expect(JSON.stringify(emulator.snapshot())).toBe(before)
    })
    await fc.assert(property, { numRuns })
  },
  120_000,
)
