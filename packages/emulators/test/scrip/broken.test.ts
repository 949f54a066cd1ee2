import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Broken, reached, ways, withHuge } from '../broken-requests.js'
import { KEY, LOYALTY, member, PLAIN, PROGRAM, start, TIERS } from './support.js'

/*
 * Whatever is sent, as long as something in it is wrong, is answered with a 4xx in Scrip's shape and changes nothing.
 * Each generator breaks one thing and leaves the rest to chance.
 */

const JSON_TYPE = { 'content-type': 'application/json' }
const MiB = 1024 * 1024

const text = fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.toWellFormed())
const MEMBER = '{member}'
const known = fc.constantFrom(
  '/programs',
  `/programs/${PROGRAM}`,
  TIERS,
  `${TIERS}/loyalty`,
  '/participants',
  `/participants/${MEMBER}`,
  `/participants/${MEMBER}/state/tiers/loyalty?program_id=${PROGRAM}`,
  `/participants/${MEMBER}/state/counters/a`,
  '/events',
  '/rules',
  '/groups',
  '/webhook-endpoints',
)
const nothing = fc.constant(undefined)

const credential = fc.record<Broken>({
  method: fc.constantFrom('GET', 'POST', 'DELETE', 'PATCH', 'PUT'),
  path: known,
  headers: fc.constantFrom<Record<string, string>>(
    { 'x-api-key': '' },
    { 'x-api-key': 'sk_invalid' },
    { 'x-api-key': 'sk_forbidden' },
    { 'x-api-key': '', authorization: 'Basic abc' },
  ),
  body: nothing,
})

const route = fc.record<Broken>({
  method: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'PATCH'),
  path: fc.webPath().map((path) => `/x${path}`),
  headers: fc.constant(JSON_TYPE),
  body: nothing,
})

const verb = fc.record<Broken>({
  method: fc.constantFrom('OPTIONS', 'PROPFIND', 'ALL', '__PROTO__'),
  path: known,
  headers: fc.constant(JSON_TYPE),
  body: fc.option(fc.constant('{}'), { nil: undefined }),
})

const missing = fc.record<Broken>({
  method: fc.constant('GET'),
  path: fc
    .tuple(
      fc.constantFrom(
        '/programs',
        TIERS,
        '/participants',
        '/events',
        '/rules',
        '/groups',
        '/webhook-endpoints',
      ),
      fc.oneof(text, fc.constantFrom('__proto__', '../x', 'constructor')),
    )
    .map(([kind, id]) => `${kind}/none${encodeURIComponent(id)}`),
  headers: fc.constant({}),
  body: nothing,
})

const badType = fc.record<Broken>({
  method: fc.constant('POST'),
  path: fc.constantFrom('/programs', TIERS, '/participants', '/events', '/rules', '/groups'),
  headers: fc
    .constantFrom('text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded', 'a/b; c=d')
    .map((type) => ({ 'content-type': type })),
  body: fc.constant(JSON.stringify(PLAIN)),
})

const badJson = fc.record<Broken>({
  method: fc.constant('POST'),
  path: fc.constantFrom(TIERS, '/participants', '/events', '/rules', '/events/batch', '/programs', '/groups'),
  headers: fc.constant(JSON_TYPE),
  body: fc.oneof(
    fc.json({ maxDepth: 6 }),
    fc.json().map((value) => `${value},`),
    fc
      .json()
      .map((value) => `{"name":"x","external_id":"x","key":"k","levels":[${value}],"__proto__":${value}}`),
    fc.integer({ min: 101, max: 5_000 }).map((depth) => `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`),
    text.map((value) => `{"name":"${value}`),
  ),
})

/** A value that is no text, number or list of objects that any field of a tier takes. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    true,
    [[]],
    [null],
    [1],
    -0.5,
    [{}],
    [{ key: 'A B', rank: 1 }],
    [{ key: 'a', rank: '1' }],
  ),
  fc.array(fc.integer(), { minLength: 1 }),
  fc.double({ noInteger: true, noNaN: true, noDefaultInfinity: true }),
)

const badTier = fc
  .tuple(fc.constantFrom('levels', 'lifecycle', 'display_name'), junk)
  .map<Broken>(([field, value]) => ({
    method: 'PATCH',
    path: `${TIERS}/loyalty`,
    headers: JSON_TYPE,
    body: JSON.stringify({ display_name: 'x', [field]: value }),
  }))

const badLevel = fc
  .record({
    key: fc.constantFrom('gold', 'new_level', 'Gold', '1', ''),
    rank: fc.oneof(
      fc.integer({ max: 0 }),
      fc.double({ noInteger: true, noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(1, 3, '2'),
    ),
    benefits: fc.constantFrom(undefined, {}, []),
  })
  .map<Broken>((level) => ({
    method: 'PATCH',
    path: `${TIERS}/loyalty`,
    headers: JSON_TYPE,
    body: JSON.stringify({ display_name: 'x', levels: [level] }),
  }))

const badKey = text
  .filter((key) => !/^[a-z][a-z0-9_]*$/.test(key))
  .map<Broken>((key) => ({
    method: 'POST',
    path: TIERS,
    headers: JSON_TYPE,
    body: JSON.stringify({ ...PLAIN, key }),
  }))

const badCounter = text
  .filter((value) => !/^[+-]?\d+(\.\d+)?$/.test(value))
  .map<Broken>((value) => ({
    method: 'PUT',
    path: `/participants/${MEMBER}/state/counters/a`,
    headers: JSON_TYPE,
    body: JSON.stringify({ value }),
  }))

const badStanding = fc
  .tuple(
    fc.constantFrom('', `?program_id=${PROGRAM}`, '?program_id=__proto__', '?program_id='),
    fc.oneof(text, fc.integer(), fc.constant(null)).filter((level) => level !== 'gold'),
  )
  .map<Broken>(([query, level]) => ({
    method: 'PUT',
    path: `/participants/${MEMBER}/state/tiers/loyalty${query}`,
    headers: JSON_TYPE,
    body: JSON.stringify({ level: level === 'silver' ? 'none' : level }),
  }))

const badCondition = text
  .filter((condition) => !/^\s*(true|false|\d+|"[^"]*"|'[^']*')?\s*$/.test(condition))
  .map<Broken>((condition) => ({
    method: 'POST',
    path: '/rules',
    headers: JSON_TYPE,
    body: JSON.stringify({
      program_id: PROGRAM,
      name: 'r',
      condition: `event.a == ${condition} &&`,
      actions: [{ type: 'COUNTER', key: 'a', value: '1' }],
    }),
  }))

const badQuery = fc.record<Broken>({
  method: fc.constant('GET'),
  path: fc
    .tuple(
      fc.constantFrom(TIERS, '/programs', '/participants', '/events', '/rules'),
      fc.constantFrom('limit=0', 'limit=201', 'limit=x', 'limit=1e1', 'cursor=none', 'cursor='),
    )
    .map(([path, query]) => `${path}?${query}`),
  headers: fc.constant({}),
  body: nothing,
})

const broken = withHuge(
  [
    credential,
    route,
    verb,
    missing,
    badType,
    badJson,
    badTier,
    badLevel,
    badKey,
    badCounter,
    badStanding,
    badCondition,
    badQuery,
  ],
  { method: 'POST', path: TIERS, headers: JSON_TYPE },
)

it.each(ways)(
  'broken requests %s (%i) get a 4xx in the shape of Scrip and change nothing',
  async (way, numRuns) => {
    const started = start()
    const { emulator } = started
    await started.post(TIERS, LOYALTY)
    const id = member(started)
    const before = JSON.stringify(emulator.snapshot())
    const send = await reached(emulator, way)
    const property = fc.asyncProperty(broken, async ({ method, path, headers, body }) => {
      const init = { method, headers: { ...KEY, ...headers }, ...(body === undefined ? {} : { body }) }
      const response = await send(`/v1${path.replace(MEMBER, id)}`, init)
      const error = await response.json()
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
      expect(error).toMatchObject({
        code: expect.stringMatching(/^(bad_request|unauthorized|forbidden|not_found|conflict)$/),
        message: expect.any(String),
      })
      expect(JSON.stringify(error)).not.toMatch(/\bat .*\.(ts|js):\d+/)
      expect(response.headers.get('x-ratelimit-limit')).toBe('30')
      expect(JSON.stringify(emulator.snapshot())).toBe(before)
    })
    await fc.assert(property, { numRuns })
  },
  120_000,
)

it('a body of 10 MB is refused and changes nothing', async () => {
  const { emulator, post } = start()
  const before = emulator.snapshot()
  const { status, body } = await post(TIERS, { ...PLAIN, display_name: 'x'.repeat(10 * MiB) })
  expect([status, body.code]).toEqual([413, 'bad_request'])
  expect(emulator.snapshot()).toEqual(before)
})
