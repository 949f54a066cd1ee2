import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Broken, reached, ways, withHuge } from '../broken-requests.js'
import { draft } from './fault.js'
import { faults } from './faults.js'
import { customer } from './members.js'
import { create, GOLD, start } from './support.js'

/*
 * Whatever is sent, as long as something in it is wrong, is answered with a 4xx in Capillary's shape and changes nothing.
 * Each generator breaks one thing and leaves the rest to chance.
 */

const JSON_TYPE = { 'content-type': 'application/json' }
const MiB = 1024 * 1024
const TIERS = '/v3/tiers'
const DRAFT = '{draft}'
const MEMBER = '{member}'
const ADJUST = `/v2/slab/manualSlabAdjustment?source=INSTORE&identifierName=id&identifierValue=${MEMBER}`

const text = fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.toWellFormed())
const nothing = fc.constant(undefined)
const known = fc.constantFrom(
  TIERS,
  `${TIERS}/${DRAFT}`,
  `${TIERS}/25220`,
  `${TIERS}/${DRAFT}/submit`,
  `${TIERS}/${DRAFT}/approve`,
  `${TIERS}/approvals`,
  '/programs/973/updateTierAdvancedSettings',
  `/v2/customers/${MEMBER}/tierDetails`,
)

const credential = fc.record<Broken>({
  method: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT'),
  path: known,
  headers: fc.constantFrom<Record<string, string>>(
    { authorization: '' },
    { authorization: 'Bearer abc' },
    { authorization: 'Basic' },
    { authorization: 'Basic %%%' },
    { authorization: `Basic ${btoa('no colon')}` },
    { authorization: `Basic ${btoa('till:invalid')}` },
    { authorization: `Basic ${btoa('till:forbidden')}` },
    { authorization: '', 'x-cap-api-oauth-token': 'token.invalid' },
  ),
  body: nothing,
})

const route = fc.record<Broken>({
  method: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'PATCH'),
  path: fc.webPath().map((path) => `/v3/x${path}`),
  headers: fc.constant(JSON_TYPE),
  body: nothing,
})

const verb = fc.record<Broken>({
  method: fc.constantFrom('PATCH', 'OPTIONS', 'PROPFIND', 'ALL', '__PROTO__'),
  path: known,
  headers: fc.constant(JSON_TYPE),
  body: fc.option(fc.constant('{}'), { nil: undefined }),
})

const bodies: Readonly<Record<string, string>> = {
  PUT: '{}',
  'POST/submit': '{}',
  'POST/approve': '{"approvalStatus":"APPROVE"}',
}

const missing = fc
  .tuple(
    fc.constantFrom<[string, string]>(
      ['GET', ''],
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/submit'],
      ['POST', '/approve'],
    ),
    fc.oneof(text, fc.constantFrom('__proto__', '../x', 'constructor', 'ut-973-999', '99999')),
  )
  .map<Broken>(([[method, action], id]) => ({
    method,
    path: `${TIERS}/none${encodeURIComponent(id)}${action}`,
    headers: JSON_TYPE,
    body: bodies[`${method}${action}`],
  }))

const badType = fc.record<Broken>({
  method: fc.constant('POST'),
  path: fc.constantFrom(TIERS, `${TIERS}/${DRAFT}/approve`, '/v3/oauth/token/generate'),
  headers: fc
    .constantFrom('text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded', 'a/b; c=d')
    .map((type) => ({ 'content-type': type })),
  body: fc.constant(JSON.stringify(GOLD)),
})

const badJson = fc.record<Broken>({
  method: fc.constant('POST'),
  path: fc.constantFrom(TIERS, `${TIERS}/${DRAFT}/approve`, '/v3/oauth/token/generate', ADJUST),
  headers: fc.constant(JSON_TYPE),
  body: fc.oneof(
    fc.json({ maxDepth: 6 }),
    fc.json().map((value) => `${value},`),
    fc.json().map((value) => `{"programId":977,"name":"x","eligibility":${value},"__proto__":${value}}`),
    fc.integer({ min: 51, max: 5_000 }).map((depth) => `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`),
    text.map((value) => `{"name":"${value}`),
  ),
})

/** Any of the things that the error table names, on a create or on an update of the draft. */
const badTier = fc
  .tuple(fc.subarray([...faults], { minLength: 1, maxLength: 3 }), fc.boolean())
  .map<Broken>(([wrong, creates]) => {
    const body = draft()
    for (const { spoil } of wrong.toReversed()) spoil(body)
    const { programId: _, ...fields } = body
    const updatable = wrong.some(({ createOnly }) => createOnly !== true)
    return creates || !updatable
      ? { method: 'POST', path: TIERS, headers: JSON_TYPE, body: JSON.stringify(body) }
      : { method: 'PUT', path: `${TIERS}/${DRAFT}`, headers: JSON_TYPE, body: JSON.stringify(fields) }
  })

const junk = fc.constantFrom<unknown>(true, [[]], [null], [1], [{}], [{ type: 'X' }], 'x', 1e99)

const badField = fc
  .tuple(fc.constantFrom('name', 'description', 'color', 'eligibility', 'validity'), junk)
  .filter(([field, value]) => !(typeof value === 'string' && (field === 'name' || field === 'description')))
  .map<Broken>(([field, value]) => ({
    method: 'PUT',
    path: `${TIERS}/${DRAFT}`,
    headers: JSON_TYPE,
    body: JSON.stringify({ [field]: value }),
  }))

const unknownField = fc
  .tuple(fc.constantFrom('', 'eligibility', 'validity'), text)
  .map<Broken>(([where, name]) => {
    const field = { [`x${name}`]: 1 }
    return {
      method: 'PUT',
      path: `${TIERS}/${DRAFT}`,
      headers: JSON_TYPE,
      body: JSON.stringify(where === '' ? field : { [where]: field }),
    }
  })

const badReview = fc
  .oneof(text, fc.integer(), fc.constant(null), fc.constantFrom('approve', 'REJECTED', 'APPROVE'))
  .map<Broken>((approvalStatus) => ({
    method: 'POST',
    path: `${TIERS}/${DRAFT}/approve`,
    headers: JSON_TYPE,
    body: JSON.stringify({ approvalStatus }),
  }))

const badQuery = fc.record<Broken>({
  method: fc.constant('GET'),
  path: fc.constantFrom(
    TIERS,
    `${TIERS}?programId=`,
    `${TIERS}?programId=x`,
    `${TIERS}?programId=973&status=LIVE`,
    `${TIERS}?programId=973&tier=none`,
    `${TIERS}?programId=9.5`,
    `${TIERS}/approvals`,
    `${TIERS}/approvals?programId=1e3`,
    `/v2/customers/${MEMBER}/tierDetails?programId=1`,
    `/v2/customers/${MEMBER}/tierDetails?entityType=X`,
    `/v2/customers/${MEMBER}?gapToUpgrade=-1`,
    '/v2/customers/__proto__/tierDetails',
    '/v2/customers/1/tierDetails',
    '/v2/customers/lookup/tierDetails?source=INSTORE&identifierName=mobile&identifierValue=none',
    '/v2/customers/lookup/tierDetails?source=INSTORE',
    '/v2/customers/lookup/loyaltyDetails?source=X&identifierName=mobile&identifierValue=ann',
    '/v1.1/customer/get?format=json',
  ),
  headers: fc.constant({}),
  body: nothing,
})

const badAdjustment = fc
  .record({
    programId: fc.constantFrom<unknown>(973, 1, '973'),
    slabAction: fc.constantFrom('UPGRADE', 'DOWNGRADE', 'PROMOTE', 'EXTEND_CURRENT_TIER_EXPIRY_DATE'),
    toSlabName: fc.constantFrom(undefined, 'Bronze', 'None', ''),
  })
  .map<Broken>((adjustment) => ({
    method: 'POST',
    path: ADJUST,
    headers: JSON_TYPE,
    body: JSON.stringify(adjustment),
  }))

const broken = withHuge(
  [
    credential,
    route,
    verb,
    missing,
    badType,
    badJson,
    badTier,
    badField,
    unknownField,
    badReview,
    badQuery,
    badAdjustment,
  ],
  { method: 'POST', path: TIERS, headers: JSON_TYPE },
)

const items = [{ code: expect.any(Number), message: expect.any(String) }]
const statusItems = [{ status: false, code: expect.any(Number), message: expect.any(String) }]

it.each(ways)(
  'broken requests %s (%i) get a 4xx in the shape of Capillary and change nothing',
  async (way, numRuns) => {
    const started = start()
    const { emulator } = started
    const { objectId } = await create(started, { ...GOLD, name: 'On its way' })
    const member = customer(started)
    const before = JSON.stringify(emulator.snapshot())
    const send = await reached(emulator, way)
    const property = fc.asyncProperty(broken, async ({ method, path, headers, body }) => {
      const init = {
        method,
        headers: { ...emulator.headers, ...headers },
        ...(body === undefined ? {} : { body }),
      }
      const response = await send(path.replace(DRAFT, objectId).replace(MEMBER, member), init)
      const answer = await response.json()
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
      expect(answer).toEqual(
        !path.startsWith('/v') || path.startsWith('/v3/') || 'data' in answer
          ? { data: null, errors: items, warnings: null }
          : { errors: statusItems, warnings: [] },
      )
      expect(JSON.stringify(answer)).not.toMatch(/\bat .*\.(ts|js):\d+/)
      expect(response.headers.get('x-cap-requestid')).toMatch(/^\w{32}$/)
      expect(JSON.stringify(emulator.snapshot()) === before).toBe(true)
    })
    await fc.assert(property, { numRuns })
  },
  240_000,
)

it('a body of 10 MB is refused and changes nothing', async () => {
  const { emulator, post } = start()
  const before = emulator.snapshot()
  const { status } = await post(TIERS, { ...GOLD, description: 'x'.repeat(10 * MiB) })
  expect(status).toBe(413)
  expect(emulator.snapshot()).toEqual(before)
})
