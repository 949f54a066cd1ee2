import { inspect } from 'node:util'
import type { JsonObject } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { apiKey, errorOf, refusal, stub } from './support.js'

/** Every row of the statuses that VINR's errors page lists, and the codes that are likely by its conventions. */
const rows: [status: number, error: JsonObject, code: string, retryable: boolean][] = [
  [400, { code: 'parameter_missing', param: 'name' }, 'invalid_input', false],
  [400, { code: 'parameter_unknown', param: 'colour' }, 'invalid_input', false],
  [400, { code: 'resource_missing', param: 'customer' }, 'not_found', false],
  [400, { code: 'resource_missing', param: 'starting_after' }, 'invalid_input', false],
  [400, { code: 'resource_already_exists' }, 'conflict', false],
  [401, { code: 'invalid_api_key' }, 'authentication', false],
  [401, { code: 'expired_api_key' }, 'authentication', false],
  [403, { code: 'forbidden' }, 'permission', false],
  [404, { code: 'resource_missing', param: 'id' }, 'not_found', false],
  [409, { code: 'idempotency_error' }, 'conflict', false],
  [422, { code: 'insufficient_points' }, 'rejected', false],
  [400, { code: 'balance_insufficient', param: 'amount' }, 'rejected', false],
  [409, { code: 'balance_insufficient', param: 'amount' }, 'rejected', false],
  [429, { code: 'rate_limited' }, 'rate_limited', true],
  [500, { code: 'internal' }, 'unavailable', true],
  [502, {}, 'unavailable', true],
  [503, {}, 'unavailable', true],
  [504, {}, 'unavailable', true],
]

describe('an error of VINR', () => {
  it.each(rows)('%i %j is %s', async (status, error, code, retryable) => {
    const { client } = stub(() => refusal(status, error), { retries: 0 })
    const thrown = await errorOf(client.tiers.get('tier_gold'))
    expect(thrown).toMatchObject({ code, status, retryable, provider: 'vinr', operation: 'tiers.get' })
    expect(thrown).toMatchObject({ requestId: 'req_1', body: { error: { request_id: 'req_1' } } })
    expect(thrown.vendorCode).toBe(error.code)
    expect(thrown.message).toContain('Said by VINR.')
  })

  it.each(
    rows.filter(
      ([status, { code: vendorCode }, code]) =>
        (status !== 400 || code === 'invalid_input') && vendorCode !== 'balance_insufficient',
    ),
  )('%i is told by its status alone when the body says nothing', async (status, _error, code) => {
    const { client } = stub(() => ({ status, text: '<html>gateway</html>' }), { retries: 0 })
    expect(await errorOf(client.tiers.get('tier_gold'))).toMatchObject({ code, status })
  })

  it.each<[string, string]>([
    ['name', 'name'],
    ['min_points', 'rule.value'],
    ['benefits', 'benefits'],
    ['benefits[]', 'benefits'],
    ['benefits[1]', 'benefits[1].label'],
    ['starting_after', 'cursor'],
    ['customer', 'memberId'],
    ['loyalty_account', 'memberId'],
    ['amount', 'points'],
    ['limit', 'limit'],
    ['__proto__', '__proto__'],
    ['brand_new', 'brand_new'],
  ])('about the parameter %s names %s', async (param, path) => {
    const { client } = stub(() => refusal(400, { code: 'parameter_invalid', param }))
    const thrown = await errorOf(client.tiers.get('tier_gold'))
    expect(thrown.issues).toEqual([{ path, message: 'Said by VINR.' }])
    expect(thrown.message).toContain(path)
  })

  it('about min_points names the short form where that was given', async () => {
    const answer = (request: { method: string }) =>
      request.method === 'GET' ? { body: { data: [] } } : refusal(400, { param: 'min_points' })
    const { client } = stub(answer)
    const short = await errorOf(client.tiers.create({ name: 'Gold', threshold: 5 }))
    expect(short.issues).toMatchObject([{ path: 'threshold' }])
    expect(short.message).toContain('about threshold')
  })

  it('about a parameter that VINR does not know names the settings that could call it otherwise', async () => {
    const { client } = stub(() => refusal(400, { code: 'parameter_unknown', param: 'starting_after' }))
    const thrown = await errorOf(client.tiers.list({ cursor: 'tier_9' }))
    expect(thrown).toMatchObject({ code: 'invalid_input', issues: [{ path: 'cursor' }] })
    expect(thrown.message).toContain('cursorParameter')
  })

  it('about the tier given by hand names it, whatever VINR calls the field', async () => {
    const answer = ({ method }: { method: string }) =>
      method === 'GET' ? { body: { data: [] } } : refusal(400, { code: 'resource_missing', param: 'tier_id' })
    const { client } = stub(answer, { tierParameter: 'tier_id' })
    const thrown = await errorOf(client.members.assign('la_1', { tier: 'tier_gone' }))
    expect(thrown).toMatchObject({ code: 'not_found', issues: [{ path: 'tier' }] })
  })

  it('about an account names the member', async () => {
    const { client } = stub(({ path }) =>
      path.startsWith('/v1/loyalty') ? refusal(404, { param: 'id' }) : { body: { data: [] } },
    )
    const thrown = await errorOf(client.members.standing('la_1'))
    expect(thrown).toMatchObject({ code: 'not_found', issues: [{ path: 'memberId' }] })
    expect(thrown.message).toContain('memberId')
  })

  it('is never read by its type', async () => {
    for (const type of ['validation_error', 'invalid_request_error', 'authentication_error', 7, null]) {
      const { client } = stub(() => refusal(404, { type, code: 'resource_missing' }))
      expect(await errorOf(client.tiers.get('x'))).toMatchObject({ code: 'not_found' })
    }
  })

  it.each<[string, unknown]>([
    ['no object', { error: 'text' }],
    ['a list', { error: [1] }],
    ['nulls', { error: { code: null, message: null, param: null, request_id: null } }],
    ['nothing', {}],
  ])('whose error is %s still has its code', async (_what, body) => {
    const { client } = stub(() => ({ status: 404, text: JSON.stringify(body) }))
    expect(await errorOf(client.tiers.get('x'))).toMatchObject({ code: 'not_found', status: 404 })
  })

  it('shows no credential, also where VINR repeats it', async () => {
    const { client } = stub(() =>
      refusal(401, { message: `Invalid key ${apiKey}`, param: apiKey, code: apiKey }),
    )
    const thrown = await errorOf(client.tiers.get('x'))
    for (const text of [
      thrown.message,
      JSON.stringify(thrown),
      inspect(thrown, { depth: 9 }),
      `${thrown.stack}`,
    ]) {
      expect(text).not.toContain(apiKey)
    }
  })

  it('429 waits as long as VINR asks and is repeated', async () => {
    const waits: number[] = []
    const sleep = async (ms: number): Promise<void> => void waits.push(ms)
    const { client, requests } = stub(
      (_request, index) =>
        index === 0
          ? refusal(429, {}, { 'retry-after': '7' })
          : { body: { id: 't', name: 'n', min_points: 1 } },
      { clock: { now: () => 0, sleep } },
    )
    await client.tiers.get('t')
    expect(requests).toHaveLength(2)
    expect(waits).toEqual([7000])
  })
})
