import { describe, expect, it } from 'vitest'
import { meaningOf } from '../src/codes.js'
import { draft, errorOf, list, refusal, stub, till } from './support.js'

const creating = (answer: Parameters<typeof stub>[0]) => {
  const { client, requests } = stub(answer)
  const call = client.tiers.create({ name: 'Gold', threshold: 100, status: 'draft' }, { retries: 0 })
  return { requests, error: errorOf(call) }
}

/** The numbers of the Create Tier page, with the path that each names and the code that it gets. */
const table: readonly (readonly [number, string | undefined, string])[] = [
  [9001, 'name', 'invalid_input'],
  [9002, 'name', 'invalid_input'],
  [9003, 'settings.programId', 'invalid_input'],
  [9004, 'threshold', 'invalid_input'],
  [9005, 'threshold', 'invalid_input'],
  [9006, 'color', 'invalid_input'],
  [9008, 'description', 'invalid_input'],
  [9009, 'vendor.capillary.upgradeType', 'invalid_input'],
  [9010, 'validity.anchor', 'invalid_input'],
  [9011, 'vendor.capillary', 'invalid_input'],
  [9012, 'vendor.capillary', 'invalid_input'],
  [9013, 'vendor.capillary', 'invalid_input'],
  [9014, 'validity.start', 'invalid_input'],
  [9015, undefined, 'invalid_input'],
  [9016, undefined, 'invalid_input'],
  [9017, 'validity.renewal', 'invalid_input'],
  [9018, 'validity.months', 'invalid_input'],
  [9019, 'vendor.capillary.downgradeTo', 'invalid_input'],
  [9020, 'validity.renewal', 'invalid_input'],
  [9021, 'validity.renewal', 'invalid_input'],
  [9022, 'vendor.capillary.renewalWindowType', 'invalid_input'],
  [9023, 'vendor.capillary.computationWindowStartValue', 'invalid_input'],
  [9024, 'vendor.capillary.computationWindowStartValue', 'invalid_input'],
  [9028, 'threshold', 'invalid_input'],
  [9029, 'settings.trackers', 'invalid_input'],
  [9030, undefined, 'invalid_input'],
  [9033, 'vendor.capillary.computationWindowStartValue', 'invalid_input'],
  [9034, 'vendor.capillary.computationWindowStartValue', 'invalid_input'],
  [9035, 'validity.minimumMonths', 'invalid_input'],
  [9043, 'threshold', 'rejected'],
  [9044, 'threshold', 'conflict'],
  [9047, 'validity.months', 'invalid_input'],
  [9048, 'validity', 'invalid_input'],
  [9049, 'vendor.capillary.renewalWindowType', 'invalid_input'],
  [9050, 'vendor.capillary.computationWindowStartValue', 'invalid_input'],
  [9051, 'vendor.capillary.upgradeType', 'rejected'],
  [9052, 'settings.programId', 'rejected'],
  [9053, 'settings.programId', 'rejected'],
  [9054, 'settings.programId', 'rejected'],
  [9055, 'validity.start', 'rejected'],
]

describe('a 400', () => {
  it.each(table)('with %i names %s and is %s', async (number, path, code) => {
    for (const sent of [number, String(number)]) {
      const thrown = await creating(() => refusal(400, sent)).error
      expect(thrown).toMatchObject({ code, status: 400, vendorCode: String(number), provider: 'capillary' })
      expect(thrown.issues).toEqual(path === undefined ? [] : [{ path, message: 'Said by Capillary.' }])
      expect(thrown.message).toContain(meaningOf(`${number}`)?.[0])
    }
  })

  it('names all 40 numbers of the page', () => {
    expect(table).toHaveLength(40)
    for (const [number] of table) expect(meaningOf(`${number}`)?.[0]).toMatch(/^TIER\.[A-Z_]+$/)
  })

  it.each([9007, 9025, 9031, 9036, 9045, 999999, 123456])(
    'with %i, which no page explains, is invalid_input with its words',
    async (number) => {
      const thrown = await creating(() => refusal(400, number, 'Something new')).error
      expect(thrown).toMatchObject({ code: 'invalid_input', vendorCode: String(number), issues: [] })
      expect(thrown.message).toContain('Something new')
    },
  )

  it.each([
    ['eligibility.threshold contains -1', 'threshold'],
    ['validity.periodValue contains -1', 'validity.months'],
    ['programId contains -1', 'settings.programId'],
  ])('whose number names several fields goes by its words: %s', async (message, path) => {
    for (const number of [9015, 9016])
      expect(await creating(() => refusal(400, number, message)).error).toMatchObject({ issues: [{ path }] })
  })

  it('with several errors names each', async () => {
    const errors = [
      { code: 9006, message: 'bad colour' },
      { code: 9002, message: 'long name' },
    ]
    const thrown = await creating(() => ({ status: 400, body: { data: null, errors } })).error
    expect(thrown.issues).toEqual([
      { path: 'color', message: 'bad colour' },
      { path: 'name', message: 'long name' },
    ])
    expect(thrown.vendorCode).toBe('9006')
  })

  it.each([
    [null],
    [{}],
    [{ errors: null }],
    [{ errors: [] }],
    [{ errors: [null, 7, {}] }],
    [{ errors: { code: 1 } }],
    ['no'],
  ])('of the body %j goes by the status', async (body) => {
    expect(await creating(() => ({ status: 400, body })).error).toMatchObject({
      code: 'invalid_input',
      issues: [],
    })
  })
})

describe('a 409', () => {
  it.each([
    ['TIER_NAME_TAKEN: a live tier has this name', 'TIER_NAME_TAKEN', ['name']],
    ['A live tier with the same name already exists in the program', 'TIER_NAME_TAKEN', ['name']],
    ['TIER_DRAFT_EXISTS: the program has a draft', 'TIER_DRAFT_EXISTS', []],
    ['The program already has an in-progress DRAFT tier', 'TIER_DRAFT_EXISTS', []],
    ['TIER_PENDING_APPROVAL_EXISTS: the program has one', 'TIER_PENDING_APPROVAL_EXISTS', []],
    ['The program already has a tier pending approval', 'TIER_PENDING_APPROVAL_EXISTS', []],
    ['TIER_STATE_CONFLICT: A tier in status DRAFT cannot be approved', undefined, []],
    ['A tier in status PENDING_APPROVAL cannot be submitted', undefined, []],
    ['Something else', undefined, []],
  ])('"%s" is %s', async (message, symbol, paths) => {
    const thrown = await creating(({ method }) => (method === 'GET' ? list() : refusal(409, 999999, message)))
      .error
    expect(thrown).toMatchObject({ code: 'conflict', status: 409, vendorCode: '999999' })
    expect((thrown.issues as { path: string }[]).map(({ path }) => path)).toEqual(paths)
    expect(thrown.message).toContain(`(999999${symbol === undefined ? '' : ` ${symbol}`})`)
  })

  it('names the foreign draft that is in the way, and says what to do', async () => {
    const thrown = await creating(({ method }) =>
      method === 'GET' ? list(draft) : refusal(409, 999999, 'TIER_DRAFT_EXISTS: there is one'),
    ).error
    expect(thrown).toMatchObject({ code: 'conflict', status: 409 })
    expect(thrown.message).toContain("'Super Platinum' (ut-973-010) is draft")
    expect(thrown.message).toContain('publish, reject or delete it')
  })
})

describe('other statuses', () => {
  it.each([
    [401, 'authentication', false],
    [403, 'permission', false],
    [404, 'not_found', false],
    [405, 'rejected', false],
    [415, 'rejected', false],
    [429, 'rate_limited', true],
    [461, 'unavailable', true],
    [500, 'unavailable', true],
    [521, 'unavailable', true],
  ])('%i is %s', async (status, code, retryable) => {
    const { client } = stub(() => ({ status, body: { data: null, errors: [{ code: 1, message: 'm' }] } }))
    expect(await errorOf(client.tiers.list({}, { retries: 0 }))).toMatchObject({ code, status, retryable })
  })

  it.each([461, 521])('%i is repeated', async (status) => {
    const { client, requests } = stub((_, index) => (index === 0 ? { status } : list()))
    await client.tiers.list()
    expect(requests).toHaveLength(2)
  })

  it('404 with 9056 names the id', async () => {
    const { client } = stub(({ path }) => (path === '/v3/tiers' ? list() : refusal(404, 9056)))
    expect(await errorOf(client.tiers.get('ut-973-099'))).toMatchObject({
      code: 'not_found',
      status: 404,
      issues: [{ path: 'id' }],
    })
  })

  it('the request id is that of the header', async () => {
    const { client } = stub(() => ({ status: 500, headers: { 'X-Cap-Requestid': 'r-77' } }))
    expect(await errorOf(client.tiers.list({}, { retries: 0 }))).toMatchObject({ requestId: 'r-77' })
  })

  it('no credential shows up', async () => {
    const { client } = stub(() => refusal(401, 1, `the password ${till.password} is wrong`))
    const thrown = await errorOf(client.tiers.list())
    expect(JSON.stringify(thrown) + thrown.message + thrown.stack).not.toContain(till.password)
  })
})
