import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import refusals from './__fixtures__/refusals.json' with { type: 'json' }
import { apiKey, at, errorOf, keeping, loyalty, refusal, stub } from './support.js'

/** The statuses and codes of Scrip's pages; 5xx and 422 by the rules of HTTP. */
const rows: [status: number, code: string, expected: string, retryable: boolean][] = [
  [400, 'bad_request', 'invalid_input', false],
  [401, 'unauthorized', 'authentication', false],
  [403, 'forbidden', 'permission', false],
  [404, 'not_found', 'not_found', false],
  [409, 'tier_archived', 'conflict', false],
  [409, 'participant_inactive', 'conflict', false],
  [409, 'idempotency_conflict', 'conflict', false],
  [409, 'program_archived', 'conflict', false],
  [409, 'conflict', 'conflict', false],
  [422, 'unprocessable', 'rejected', false],
  [429, 'too_many_requests', 'rate_limited', true],
  [500, 'internal_error', 'unavailable', true],
  [503, 'internal_error', 'unavailable', true],
]

describe('an error of Scrip', () => {
  it.each(rows)('%i %s is %s', async (status, vendorCode, code, retryable) => {
    const { client } = stub(() => refusal(status, vendorCode), { retries: 0 })
    const thrown = await errorOf(client.tiers.get('gold'))
    const expected = { code, status, vendorCode, retryable, provider: 'scrip', operation: 'tiers.get' }
    expect(thrown).toMatchObject(expected)
    expect(thrown.message).toContain('Said by Scrip.')
    expect(thrown.body).toMatchObject({ code: vendorCode })
  })

  it.each(rows)('%i is told by its status alone when the body says nothing', async (status, _code, code) => {
    for (const text of ['<html>gateway</html>', '[]', '{"code":7,"message":null,"details":[1]}']) {
      const { client } = stub(() => ({ status, text }), { retries: 0 })
      expect(await errorOf(client.tiers.get('gold'))).toMatchObject({ code, status })
    }
  })

  it('names every field in the common model, by the newer and by the older form', async () => {
    const newer = stub(() => ({ status: 400, body: refusals.newer }))
    expect(await errorOf(newer.client.tiers.get('x'))).toMatchObject({
      code: 'invalid_input',
      issues: [
        { path: 'rank', message: 'rank is required' },
        { path: 'name', message: 'too long' },
      ],
      message: 'Scrip answered 400 about rank, name: Validation failed',
    })
    const older = stub(() => ({ status: 400, body: refusals.older }))
    const { issues } = await errorOf(older.client.tiers.get('x'))
    expect(issues).toEqual([{ path: 'settings.programId', message: 'required' }])
  })

  it.each([[[]], [null]])('names the one field of the details where their list is %j', async (fields) => {
    const { client } = stub(() => refusal(400, 'bad_request', { field: 'levels[0].rank', fields }))
    expect((await errorOf(client.tiers.get('gold'))).issues).toEqual([
      { path: 'rank', message: 'Said by Scrip.' },
    ])
  })

  it.each([
    ['levels[2].key', 'key'],
    ['levels.0.display_name', 'name'],
    ['body.levels[0].icon_url', 'icon'],
    ['levels[0].qualification.criteria[1].threshold', 'rule'],
    ['levels[0].benefits.lounge', 'benefits'],
    ['lifecycle.retention.mode', 'lifecycle.review'],
    ['lifecycle.retention.duration', 'lifecycle.inactivity'],
    ['lifecycle.qualification_period.type', 'window'],
    ['lifecycle.qualification_period.start_month', 'window.month'],
    ['lifecycle.qualification_period.start_day', 'window.day'],
    ['lifecycle.status_validity.extend_months', 'lifecycle.extendMonths'],
    ['lifecycle.downgrade_policy.mode', 'lifecycle.downgrade.policy'],
    ['lifecycle.downgrade_policy.grace_days', 'lifecycle.downgrade.graceDays'],
    ['lifecycle.downgrade_policy.min_level', 'lifecycle.downgrade.floor'],
    ['lifecycle.counters.rollover', 'lifecycle.rollover.mode'],
    ['lifecycle.counters.qualifying[0]', 'lifecycle.rollover.counters'],
    ['external_id', 'memberId'],
    ['level', 'tier'],
    ['expires_at', 'until'],
    ['event_timestamp', 'at'],
    ['idempotency_key', 'idempotencyKey'],
    ['limit', 'limit'],
    ['__proto__', '__proto__'],
    ['brand.new', 'brand.new'],
  ])('about %s names %s', async (field, path) => {
    const { client } = stub(() => refusal(400, 'bad_request', { field }))
    expect((await errorOf(client.tiers.get('gold'))).issues).toEqual([{ path, message: 'Said by Scrip.' }])
  })

  it('about a threshold names the short form where that was given', async () => {
    const refused = refusal(400, 'bad_request', { field: 'levels[0].qualification.criteria[0].threshold' })
    const { client } = stub(({ method }) => (method === 'GET' ? { body: loyalty } : refused))
    const thrown = await errorOf(client.tiers.create({ name: 'Gold', threshold: 5 }))
    expect([thrown.issues, thrown.message]).toMatchObject([
      [{ path: 'threshold' }],
      expect.stringContaining('about threshold'),
    ])
  })

  it('says where to look when the key is refused', async () => {
    const { client } = stub(() => refusal(401, 'unauthorized'))
    expect((await errorOf(client.tiers.list())).message).toContain('SCRIP_API_KEY')
  })

  it('about a program that is not there names the setting, and is no empty ladder', async () => {
    const { client, requests } = stub(() => refusal(404, 'not_found'))
    for (const call of [() => client.tiers.list(), () => client.ladder.get()]) {
      const thrown = await errorOf(call())
      expect(thrown).toMatchObject({
        code: 'not_found',
        status: 404,
        issues: [{ path: 'settings.programId' }],
      })
    }
    expect(requests).toHaveLength(4)
  })

  it('shows no credential, also where Scrip repeats it', async () => {
    const body = { code: apiKey, message: `Invalid key ${apiKey}`, details: { field: apiKey } }
    const { client } = stub(() => ({ status: 401, body }))
    const thrown = await errorOf(client.tiers.get('x'))
    const shown = [thrown.message, JSON.stringify(thrown), inspect(thrown, { depth: 9 }), `${thrown.stack}`]
    for (const text of shown) expect(text).not.toContain(apiKey)
  })
})

describe('a reply that Scrip does not promise', () => {
  it.each<[object, string]>([
    [{ key: 'loyalty' }, 'levels'],
    [{ key: 'loyalty', levels: [{ key: 'a', rank: 0 }] }, 'levels[0].rank'],
    [{ ...loyalty, lifecycle: { retention: { mode: 'SOMETIMES' } } }, 'lifecycle.retention.mode'],
    [
      { key: 'l', levels: [{ key: 'a', rank: 1, qualification: { mode: 'SOME' } }] },
      'levels[0].qualification.mode',
    ],
  ])('%j is unexpected_response at %s', async (body, path) => {
    const { client } = stub(() => ({ body: JSON.parse(JSON.stringify(body)) }))
    expect(await errorOf(client.tiers.list())).toMatchObject({
      code: 'unexpected_response',
      issues: [{ path }],
    })
  })

  it('to a write says that the change may have been made', async () => {
    const { answer } = keeping([{ key: 'gold', rank: 1 }])
    const { client } = stub((seen) => (seen.method === 'PATCH' ? { body: {} } : answer(seen)))
    const thrown = await errorOf(client.tiers.update('gold', { name: 'n' }))
    expect(thrown).toMatchObject({ code: 'unexpected_response' })
    expect(thrown.message).toContain(`PATCH ${at}`)
    expect(thrown.message).toContain('may have been made')
  })
})
