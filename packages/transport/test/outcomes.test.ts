import { isRungsError } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import type { Explanation, Idempotency, Reply, WireRequest } from '../src/index.js'
import { callOf, failureOf, replyOf, sequence, sleeper, transportOf } from './support.js'

const read: WireRequest = { method: 'GET', path: '/v1/tiers' }
const write = (idempotency: Idempotency): WireRequest => ({
  method: 'POST',
  path: '/v1/tiers',
  body: { json: { name: 'Gold' } },
  idempotency,
  howToFindOut: 'List the tiers and look for the name.',
})
const keyed = write({ header: 'idempotency-key' })
const harmful = write('none')

const coded = (code: string): Error => Object.assign(new Error(`${code} happened`), { code })
const connect = (code: string): Error => Object.assign(coded(code), { syscall: 'connect' })
const fetchFailed = (cause: Error): Error => new TypeError('fetch failed', { cause })
const refused = fetchFailed(connect('ECONNREFUSED'))
const reset = fetchFailed(coded('ECONNRESET'))
const page = replyOf(200, '<!DOCTYPE html><title>Gateway</title>')

describe('a status without words of the vendor', () => {
  it.each([
    [400, 'invalid_input', false],
    [401, 'authentication', false],
    [402, 'rejected', false],
    [403, 'permission', false],
    [404, 'not_found', false],
    [405, 'rejected', false],
    [408, 'unavailable', true],
    [409, 'conflict', false],
    [410, 'not_found', false],
    [412, 'conflict', false],
    [422, 'rejected', false],
    [425, 'unavailable', true],
    [429, 'rate_limited', true],
    [500, 'unavailable', true],
    [502, 'unavailable', true],
    [503, 'unavailable', true],
    [504, 'unavailable', true],
    [599, 'unavailable', true],
  ])('%i of a read is %s', async (status, code, retryable) => {
    for (const body of ['', '{"error":{}}', '<html>Gateway</html>', '{"error":']) {
      const error = await failureOf({ send: sequence(replyOf(status, body)) }, read)
      expect(error).toMatchObject({ code, status, retryable, provider: 'acme', operation: 'tiers.list' })
      expect(error.message).toContain(`acme answered ${status} to GET /v1/tiers`)
    }
  })
})

describe('an error says what to do, where the vendor says nothing', () => {
  it.each([
    [401, 'acme answered 401 to GET /v1/tiers: the credentials are missing, wrong or expired.'],
    [403, 'acme answered 403 to GET /v1/tiers: the credentials may not do this.'],
    [404, 'acme answered 404 to GET /v1/tiers: there is nothing there; check the id, and baseUrl.'],
    [429, 'acme answered 429 to GET /v1/tiers: too many requests; wait before the next.'],
    [503, 'acme answered 503 to GET /v1/tiers: it is down or overloaded; try again later.'],
    [418, 'acme answered 418 to GET /v1/tiers.'],
  ])('%i', async (status, message) => {
    expect((await failureOf({ send: sequence(replyOf(status, '')) }, read)).message).toBe(message)
  })

  it('no connection', async () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
    const { message } = await failureOf({ send: sequence(refused) }, read)
    expect(message).toBe(
      'GET /v1/tiers to acme: no connection (ECONNREFUSED refused). Check baseUrl and the network.',
    )
  })
})

describe('whether the same call may be made again', () => {
  it.each([
    // status, Retry-After, a read, an idempotent write, a keyed one (its next key is another), any other write
    [500, undefined, true, true, false, false],
    [503, undefined, true, true, false, false],
    [503, '0', true, true, true, true],
    [429, undefined, true, true, true, true],
    [408, undefined, true, true, false, false],
    [409, undefined, false, false, false, false],
  ])('after a %i with Retry-After %s', async (status, wait, ...expected) => {
    const headers = wait === undefined ? {} : { 'retry-after': wait }
    const kinds = [read, write('idempotent'), keyed, harmful]
    const errors = kinds.map((kind) => failureOf({ send: sequence(replyOf(status, '', headers)) }, kind))
    expect((await Promise.all(errors)).map((error) => error.retryable)).toEqual(expected)
  })
})

describe("the adapter's explanation", () => {
  const explained = (init: Explanation, status = 400, request = read) =>
    failureOf(
      { send: sequence(replyOf(status, { error: { code: 'tier_taken' } })), explain: () => init },
      request,
    )

  it('wins over the status, and leaves the rest to it', async () => {
    const init = { code: 'conflict', vendorCode: 'tier_taken', requestId: 'req_9' } as const
    expect(await explained(init)).toMatchObject({
      code: 'conflict',
      vendorCode: 'tier_taken',
      requestId: 'req_9',
      status: 400,
      retryable: false,
      message: 'acme answered 400 to GET /v1/tiers: what is there forbids it; read it again.',
      body: { error: { code: 'tier_taken' } },
    })
  })

  it('can give message and issues', async () => {
    const issues = [{ path: 'name', message: 'is taken' }]
    expect(await explained({ message: 'The name is taken.', issues })).toMatchObject({
      code: 'invalid_input',
      message: 'The name is taken.',
      issues,
    })
  })

  it('cannot take away what the transport knows', async () => {
    const init = { provider: 'other', operation: 'x', status: 1, body: undefined, message: undefined }
    expect(await explained(init)).toMatchObject({
      provider: 'acme',
      operation: 'tiers.list',
      status: 400,
      body: { error: { code: 'tier_taken' } },
      message: 'acme answered 400 to GET /v1/tiers.',
    })
  })

  it('sees the reply with its parsed body, headers and request id', async () => {
    const seen: Reply[] = []
    const reply = replyOf(422, { error: { code: 'x' } }, { 'request-id': 'req_7', 'x-more': 'yes' })
    const explain = (given: Reply): object => {
      seen.push(given)
      return {}
    }
    await failureOf({ send: sequence(reply), explain }, read)
    expect(seen).toMatchObject([
      { status: 422, body: { error: { code: 'x' } }, requestId: 'req_7', afterLoss: false, attempts: 1 },
    ])
    expect(seen[0]?.headers.get('X-More')).toBe('yes')
  })

  it('may itself fail: the status still tells', async () => {
    const explain = (): never => {
      throw new TypeError('cannot read type of undefined')
    }
    const error = await failureOf({ send: sequence(replyOf(404)), explain }, read)
    expect(error).toMatchObject({ code: 'not_found', cause: { message: 'cannot read type of undefined' } })
  })

  it.each([
    [true, 409, 2],
    [false, 429, 1],
  ])('retryable: %s for a %i sends %i requests', async (retryable, status, requests) => {
    const send = sequence(replyOf(status))
    await failureOf({ send, explain: () => ({ retryable }) }, read, { retries: 1 })
    expect(send.requests).toHaveLength(requests)
  })
})

/** What the caller gets once nothing is left to try, and how many requests that took with two retries. */
const outcomes: [
  what: string,
  step: Parameters<typeof sequence>[0],
  WireRequest,
  code: string,
  requests: number,
][] = [
  ['a refused connection of a read', refused, read, 'network', 3],
  ['a refused connection of a keyed write', refused, keyed, 'network', 3],
  ['a refused connection of any write', refused, harmful, 'network', 3],
  [
    'an unknown host',
    fetchFailed(Object.assign(coded('ENOTFOUND'), { syscall: 'getaddrinfo' })),
    harmful,
    'network',
    3,
  ],
  [
    'a connection that cannot be made in time',
    fetchFailed(coded('UND_ERR_CONNECT_TIMEOUT')),
    harmful,
    'network',
    3,
  ],
  [
    'all addresses refused',
    new AggregateError([connect('ECONNREFUSED'), connect('ENETUNREACH')]),
    harmful,
    'network',
    3,
  ],
  [
    'an address that refused and one that broke',
    new AggregateError([connect('ECONNREFUSED'), coded('ECONNRESET')]),
    harmful,
    'outcome_unknown',
    1,
  ],
  ['an expired certificate', fetchFailed(coded('CERT_HAS_EXPIRED')), harmful, 'network', 1],
  ['a certificate of another name', fetchFailed(coded('ERR_TLS_CERT_ALTNAME_INVALID')), keyed, 'network', 1],
  ['a reset of a read', reset, read, 'network', 3],
  ['a reset of a keyed write', reset, keyed, 'outcome_unknown', 3],
  ['a reset of an idempotent write', reset, write('idempotent'), 'outcome_unknown', 3],
  ['a reset of any other write', reset, harmful, 'outcome_unknown', 1],
  ['an error of a fetch that nobody knows', new Error('Failed to fetch'), harmful, 'outcome_unknown', 1],
  ['an unreadable reply to a read', page, read, 'unexpected_response', 1],
  ['an unreadable reply to a keyed write', page, keyed, 'outcome_unknown', 3],
  ['an unreadable reply to any other write', page, harmful, 'outcome_unknown', 1],
  ['a 503 to a keyed write', replyOf(503), keyed, 'unavailable', 3],
  ['a 503 to any other write', replyOf(503), harmful, 'unavailable', 1],
  ['a 500 to any other write', replyOf(500), harmful, 'unavailable', 1],
  ['a 429 to any other write', replyOf(429), harmful, 'rate_limited', 3],
  // A gateway without an answer from behind: the vendor may have done it.
  ['a 504 to a keyed write', replyOf(504), keyed, 'outcome_unknown', 3],
  ['a 502 to any other write', replyOf(502, '<html>'), harmful, 'outcome_unknown', 1],
  ['a 400 to any write', replyOf(400), harmful, 'invalid_input', 1],
]

describe('what becomes of a request', () => {
  it.each(outcomes)('%s', async (_what, step, request, code, requests) => {
    const send = sequence(step)
    const call = callOf({ retries: 2, clock: sleeper() })
    const error = await failureOf({ send }, request, call)
    expect({ code: error.code, requests: send.requests.length }).toEqual({ code, requests })
    expect(call.exchange.attempts).toBe(requests)
    if (code === 'outcome_unknown') {
      expect(error.message).toContain('may or may not have been carried out')
      expect(error.message).toContain('List the tiers and look for the name.')
      expect(isRungsError(error.cause)).toBe(true)
    }
  })

  it('of a write that never left says so in the exchange', async () => {
    const call = callOf()
    await failureOf({ send: sequence(refused) }, harmful, call)
    expect(call.exchange).toEqual({ attempts: 1, sent: false })
  })

  it('of a write that was sent says so in the exchange, and stays so', async () => {
    const call = callOf({ retries: 1, clock: sleeper() })
    await failureOf({ send: sequence(reset, refused) }, keyed, call)
    expect(call.exchange).toEqual({ attempts: 2, sent: true })
  })

  it('of a read never counts as sent', async () => {
    const call = callOf()
    await failureOf({ send: sequence(reset) }, read, call)
    expect(call.exchange).toEqual({ attempts: 1, sent: false })
  })

  it.each([
    ['refused', refused],
    ['answered 503', replyOf(503)],
    ['answered 429', replyOf(429)],
  ])('is unknown when the reply was lost and the repetition is %s', async (_what, step) => {
    const error = await failureOf({ send: sequence(reset, step) }, keyed, { retries: 1, clock: sleeper() })
    expect(error.code).toBe('outcome_unknown')
  })

  it('is known when the reply was lost but the repetition is answered', async () => {
    const settings = { send: sequence(reset, replyOf(422)), explain: () => ({ code: 'rejected' as const }) }
    const error = await failureOf(settings, keyed, { retries: 1, clock: sleeper() })
    expect(error.code).toBe('rejected')
  })

  it.each([
    ['idempotent', true],
    ['none', false],
    [{ header: 'idempotency-key' }, false],
  ] as const)(
    'for a lost write with idempotency %j, the same call again is harmless: %s',
    async (kind, retryable) => {
      expect(await failureOf({ send: sequence(reset) }, write(kind))).toMatchObject({ retryable })
    },
  )

  it('is told with words of its own when the adapter gives none', async () => {
    const { howToFindOut: _left, ...bare } = harmful
    const error = await failureOf({ send: sequence(reset) }, bare)
    expect(error.message).toContain('Read the state before you repeat it.')
  })

  it('is not lost because the send gives something that is no reply', async () => {
    const send = (() => Promise.resolve(undefined)) as never
    expect((await failureOf({ send }, read)).code).toBe('unexpected_response')
    expect((await failureOf({ send }, harmful)).code).toBe('outcome_unknown')
  })
})

describe('retries', () => {
  it.each([0, 1, 2, 3])('%i retries are so many requests and one', async (retries) => {
    const send = sequence(replyOf(503))
    const clock = sleeper()
    const error = await failureOf({ send }, read, { retries, clock })
    expect(send.requests).toHaveLength(retries + 1)
    expect(clock.slept).toHaveLength(retries)
    expect(error.code).toBe('unavailable')
  })

  it('end with the first success', async () => {
    const send = sequence(reset, replyOf(503), replyOf(200, { id: 'a' }))
    const call = callOf({ retries: 5, clock: sleeper() })
    const reply = await transportOf({ send }).request(keyed, call)
    expect(reply).toMatchObject({ status: 200, body: { id: 'a' }, attempts: 3, afterLoss: true })
    expect(call.exchange).toMatchObject({ attempts: 3, sent: true, raw: { id: 'a' } })
  })

  it('send the same request each time', async () => {
    const send = sequence(replyOf(503), replyOf(200))
    await transportOf({ send }).request(keyed, callOf({ retries: 1, clock: sleeper() }))
    const [first, second] = send.requests.map(({ signal: _signal, ...rest }) => rest)
    expect(second).toEqual(first)
  })

  it('wait as long as Retry-After asks', async () => {
    const clock = sleeper()
    const send = sequence(replyOf(429, '{}', { 'retry-after': '7' }), replyOf(200))
    await transportOf({ send }).request(read, callOf({ retries: 1, clock }))
    expect(clock.slept).toEqual([7000])
  })

  it("take the adapter's wait before the header's", async () => {
    const clock = sleeper()
    const send = sequence(replyOf(429, '{}', { 'retry-after': '7' }), replyOf(200))
    const transport = transportOf({ send, explain: () => ({ retryAfterMs: 9000 }) })
    await transport.request(read, callOf({ retries: 1, clock }))
    expect(clock.slept).toEqual([9000])
  })

  it('end at once when the wait would pass the deadline, and tell how long it would be', async () => {
    const clock = sleeper()
    const send = sequence(replyOf(429, '{}', { 'retry-after': '3600' }))
    const error = await failureOf({ send }, read, { retries: 2, clock, deadline: clock.now() + 30_000 })
    expect(error).toMatchObject({ code: 'rate_limited', retryable: true, retryAfterMs: 3_600_000 })
    expect(send.requests).toHaveLength(1)
    expect(clock.slept).toEqual([])
  })
})

describe('accept', () => {
  const gone: WireRequest = {
    method: 'DELETE',
    path: '/v1/tiers/a',
    expect: 'either',
    accept: ({ status, afterLoss }) => status === 404 && afterLoss,
  }

  it('makes a success of a 404 to a delete whose first reply was lost', async () => {
    const call = callOf({ retries: 1, clock: sleeper() })
    const reply = await transportOf({ send: sequence(reset, replyOf(404)) }).request(gone, call)
    expect(reply).toMatchObject({ status: 404, afterLoss: true, attempts: 2 })
  })

  it('leaves a 404 to a delete an error otherwise', async () => {
    expect((await failureOf({ send: sequence(replyOf(404)) }, gone)).code).toBe('not_found')
  })
})
