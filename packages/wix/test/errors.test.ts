import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import invalidRevision from './__fixtures__/invalid-revision.json' with { type: 'json' }
import quota from './__fixtures__/quota.json' with { type: 'json' }
import {
  type Answer,
  apiKey,
  errorOf,
  gold,
  list,
  refusal,
  type Seen,
  stub,
  tierId,
  violation,
} from './support.js'

const id = tierId(1)

/** Statuses of the About Errors page, with the codes that were seen or are likely. */
const rows: [status: number, vendorCode: string, code: string, retryable: boolean][] = [
  [401, 'UNAUTHENTICATED', 'authentication', false],
  [403, 'PERMISSION_DENIED', 'permission', false],
  [404, 'NOT_FOUND', 'not_found', false],
  [409, 'INVALID_REVISION', 'conflict', false],
  [409, 'ALREADY_EXISTS', 'conflict', false],
  [409, 'BRAND_NEW', 'conflict', false],
  [428, 'BASIC_TIERS_LIMIT_REACHED', 'rejected', false],
  [428, 'BRAND_NEW', 'rejected', false],
  [429, 'RESOURCE_EXHAUSTED', 'rate_limited', true],
  [500, 'INTERNAL', 'unavailable', true],
  [503, 'ALREADY_EXISTS', 'unavailable', true],
  [504, 'TIMEOUT', 'unavailable', true],
]

describe('an error of Wix', () => {
  it.each(rows)('%i %s is %s', async (status, vendorCode, code, retryable) => {
    const { client } = stub(() => refusal(status, vendorCode), { retries: 0 })
    const thrown = await errorOf(client.tiers.get(id))
    expect(thrown).toMatchObject({ code, status, retryable, vendorCode, requestId: 'req_1', provider: 'wix' })
    expect(thrown.message).toContain('Said by Wix')
    expect(thrown).toMatchObject({ operation: 'tiers.get', body: { details: {} } })
  })

  it.each(rows)(
    '%i is told by its status alone when the body is empty',
    async (status, _vendorCode, code) => {
      const { client } = stub(() => ({ status, text: '' }), { retries: 0 })
      expect(await errorOf(client.tiers.get(id))).toMatchObject({ code, status })
    },
  )

  it.each<[string, string]>([
    ['tier.tierDefinition.name', 'name'],
    ['tier.tierDefinition.description', 'description'],
    ['tier.tierDefinition.icon.url', 'icon'],
    ['tier.requiredPoints', 'rule.value'],
    ['requiredPoints', 'rule.value'],
    ['tier.revision', 'ifRevision'],
    ['programSettings.rollingWindow.durationInMonths', 'window.months'],
    ['programSettings.status', 'status'],
    ['programSettings.baseTierDefinition.name', 'baseTier.name'],
    ['programSettings.baseTierDefinition.icon.id', 'baseTier.icon'],
    ['contactId', 'memberId'],
    ['amount', 'points'],
    ['description', 'vendor.wix.description'],
    ['appId', 'vendor.wix.appId'],
    ['activityType', 'vendor.wix.activityType'],
    ['orderId', 'vendor.wix.orderId'],
    ['tiers[1].requiredPoints', 'tiers[1].requiredPoints'],
    ['__proto__', '__proto__'],
    ['brandNew.part', 'brandNew.part'],
  ])('about the field %s names %s', async (field, path) => {
    const { client } = stub(() => violation(field))
    const thrown = await errorOf(client.tiers.get(id))
    expect(thrown).toMatchObject({ code: 'invalid_input', issues: [{ path, message: 'Said by Wix.' }] })
    expect(thrown.message).toContain(path)
  })

  it('about requiredPoints names the short form where that was given', async () => {
    const answer = ({ method }: Seen): Answer =>
      method === 'GET' ? list([]) : violation('tier.requiredPoints')
    const { client } = stub(answer)
    const thrown = await errorOf(client.tiers.create({ name: 'Gold', threshold: 5 }))
    expect(thrown.issues).toMatchObject([{ path: 'threshold' }])
    expect(thrown.message).toContain('threshold')
  })

  it('that only names the rule says that', async () => {
    const { client } = stub(() => violation('tier.requiredPoints', { description: '', violatedRule: 'MAX' }))
    expect(await errorOf(client.tiers.get(id))).toMatchObject({ issues: [{ message: 'MAX' }] })
  })

  it('of a tier beyond the quota of the plan says what to do', async () => {
    const { client } = stub(({ method }) =>
      method === 'GET' ? list([]) : { status: quota.status, body: quota.reply },
    )
    const thrown = await errorOf(client.tiers.create({ name: 'Gold', threshold: 5 }))
    expect(thrown).toMatchObject({ code: 'rejected', vendorCode: 'BASIC_TIERS_LIMIT_REACHED', status: 428 })
    expect(thrown.message).toMatch(/Tiers limit reached \[0\]\..*plan/)
  })

  it('of a stale revision is a conflict', async () => {
    const { client } = stub(({ method }) =>
      method === 'GET'
        ? { body: { tier: gold } }
        : { status: invalidRevision.status, body: invalidRevision.reply },
    )
    const call = client.tiers.update(gold.id, { name: 'Platinum' }, { ifRevision: '1' })
    expect(await errorOf(call)).toMatchObject({
      code: 'conflict',
      vendorCode: 'INVALID_REVISION',
      status: 409,
    })
  })

  it.each<[string, unknown]>([
    ['no details', { message: 'Nope' }],
    ['details that are text', { details: 'text' }],
    ['nulls', { message: null, details: { applicationError: null, validationError: null } }],
    ['violations that are no list', { details: { validationError: { fieldViolations: 7 } } }],
    ['violations of nothing', { details: { validationError: { fieldViolations: [null, 7, {}] } } }],
    ['a number for a code', { details: { applicationError: { code: 404 } } }],
  ])('with %s still has its code', async (_what, body) => {
    const { client } = stub(() => ({ status: 404, text: JSON.stringify(body) }))
    expect(await errorOf(client.tiers.get(id))).toMatchObject({ code: 'not_found', status: 404 })
  })

  it('shows no credential, also where Wix repeats it', async () => {
    const { client } = stub(() => refusal(401, apiKey, `Bad key ${apiKey}`))
    const thrown = await errorOf(client.tiers.get(id))
    for (const text of [
      thrown.message,
      JSON.stringify(thrown),
      inspect(thrown, { depth: 9 }),
      `${thrown.stack}`,
    ]) {
      expect(text).not.toContain(apiKey)
    }
  })
})

describe('a 429', () => {
  const limited = (waits: number[], headers: Record<string, string>) =>
    stub((_request, index) => (index === 0 ? { status: 429, headers } : { body: { tier: gold } }), {
      clock: { now: () => 0, sleep: async (ms) => void waits.push(ms) },
    })

  it('waits as long as Wix asks and is repeated', async () => {
    const waits: number[] = []
    await limited(waits, { 'retry-after': '7' }).client.tiers.get(gold.id)
    expect(waits).toEqual([7000])
  })

  it('without a time is over in a minute, which is past the deadline of this call', async () => {
    const waits: number[] = []
    const { client, requests } = limited(waits, {})
    const thrown = await errorOf(client.tiers.get(gold.id))
    expect(thrown).toMatchObject({ code: 'rate_limited', retryAfterMs: 60_000, retryable: true })
    expect([requests.length, waits]).toEqual([1, []])
    await limited(waits, {}).client.tiers.get(gold.id, { timeoutMs: 90_000 })
    expect(waits).toEqual([60_000])
  })
})
