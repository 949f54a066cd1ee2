import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { receive } from '../receiver.js'
import { NOW_SECONDS, type Started, start } from '../support.js'

/* Webhook endpoints page and versioning page. */

const ENDPOINTS = '/v1/webhook-endpoints'
const URL_1 = 'https://example.com/webhooks/vinr'

interface Endpoint {
  id: string
  url: string
  status: string
  enabled_events: string[]
  secret?: string
  created: number
}

const made = async ({ form }: Started, url = URL_1, ...events: string[]): Promise<Endpoint> => {
  const fields: [string, string][] = events.map((event) => ['enabled_events[]', event])
  const { text } = await form(ENDPOINTS, [['url', url], ...fields])
  return JSON.parse(text)
}

describe('webhook endpoints', () => {
  it('are made of a URL and events, and show their secret this once', async () => {
    const started = start()
    const endpoint = await made(started, URL_1, 'payment.succeeded', 'invoice.paid')
    const { secret, ...shown } = endpoint
    expect(endpoint).toEqual({
      id: expect.stringMatching(/^we_\w+$/),
      url: URL_1,
      status: 'enabled',
      enabled_events: ['payment.succeeded', 'invoice.paid'],
      secret: expect.stringMatching(/^whsec_\w+$/),
      created: NOW_SECONDS,
    })
    expect((await started.get(`${ENDPOINTS}/${endpoint.id}`)).body).toEqual(shown)
    expect((await started.get(ENDPOINTS)).body).toMatchObject({
      object: 'list',
      data: [shown],
      has_more: false,
    })
    expect(JSON.stringify(started.emulator.snapshot())).not.toContain(secret)
  })

  it('are made once under one idempotency key, whose replay is no place where the secret is kept', async () => {
    const started = start()
    const fields = { url: URL_1, 'enabled_events[]': '*' }
    const once = () => started.form(ENDPOINTS, fields, { 'Idempotency-Key': 'k' })
    const [first, again] = [await once(), await once()]
    expect(again.text).toBe(first.text)
    expect(JSON.parse(first.text).secret).toMatch(/^whsec_\w{32}/)
    expect(JSON.stringify(started.emulator.snapshot())).not.toContain('whsec_')
  })

  it('are changed in part, deleted, and then gone', async () => {
    const started = start()
    const { id } = await made(started, URL_1, 'a')
    const at = `${ENDPOINTS}/${id}`
    expect((await started.form(at, { status: 'disabled' })).body).toMatchObject({
      status: 'disabled',
      enabled_events: ['a'],
    })
    expect((await started.form(at, { 'enabled_events[]': '*' })).body).toMatchObject({
      status: 'disabled',
      enabled_events: ['*'],
    })
    expect((await started.delete(at)).body).toEqual({ id, deleted: true })
    expect((await started.get(at)).status).toBe(404)
    expect((await started.delete(at)).status).toBe(404)
  })

  it.each([
    [{ 'enabled_events[]': 'a' }, 'url'],
    [{ url: URL_1 }, 'enabled_events'],
    [{ url: 'example.com', 'enabled_events[]': 'a' }, 'url'],
    [{ url: 'file:///etc/passwd', 'enabled_events[]': 'a' }, 'url'],
    [{ url: URL_1, enabled_events: '' }, 'enabled_events'],
    [{ url: URL_1, 'enabled_events[]': '' }, 'enabled_events[0]'],
    [{ url: URL_1, 'enabled_events[]': 'a', secret: 'x' }, 'secret'],
  ])('refuse %j', async (fields, param) => {
    const started = start()
    const { status, body } = await started.form(ENDPOINTS, fields)
    expect([status, body.error.param]).toEqual([400, param])
    expect((await started.get(ENDPOINTS)).body.data).toEqual([])
  })

  it('refuse a status that is none', async () => {
    const started = start()
    const { id } = await made(started, URL_1, 'a')
    expect((await started.form(`${ENDPOINTS}/${id}`, { status: 'paused' })).status).toBe(400)
  })

  it('on loopback get what they subscribe to, signed with their secret', async () => {
    const started = start()
    const { url, next } = await receive()
    const { secret = '' } = await made(started, url, 'tier.updated')
    await made(started, 'https://example.com/never-called', '*')
    await started.form('/v1/tiers', { name: 'A', min_points: '1' })
    await started.form('/v1/tiers/tier_gold', { name: 'B' })
    const { headers, body } = await next()
    expect(JSON.parse(body).type).toBe('tier.updated')
    const signature = createHmac('sha256', secret).update(`${NOW_SECONDS}.${body}`).digest('hex')
    expect(headers['x-vinr-signature']).toBe(signature)
  })

  it('get nothing while they are disabled, and nothing more once they are deleted', async () => {
    const started = start()
    const { url, next, arrived } = await receive()
    const off = await made(started, `${url}?off`, '*')
    const gone = await made(started, `${url}?gone`, '*')
    await made(started, url, '*')
    await started.form(`${ENDPOINTS}/${off.id}`, { status: 'disabled' })
    await started.delete(`${ENDPOINTS}/${gone.id}`)
    await started.form('/v1/tiers', { name: 'A', min_points: '1' })
    await started.form('/v1/tiers', { name: 'B', min_points: '2' })
    const names = [await next(), await next()].map(({ body }) => JSON.parse(body).data.object.name)
    expect([names, arrived]).toEqual([['A', 'B'], []])
  })

  it('are tried again, beside the webhooks of the control route, whose end is not theirs', async () => {
    const started = start()
    const { url, next } = await receive(500, 500)
    await made(started, url, '*')
    started.emulator.setWebhooks([{ url }])
    await started.form('/v1/tiers', { name: 'A', min_points: '1' })
    await Promise.all([next(), next()])
    started.emulator.setWebhooks([])
    const again = next()
    let found = false
    again.then(() => {
      found = true
    })
    while (!found) {
      await new Promise((resolve) => setTimeout(resolve, 5))
      started.emulator.advanceClock('PT1M')
    }
    expect(JSON.parse((await again).body).type).toBe('tier.created')
  })

  it('come back with a restored state, secret and all', async () => {
    const started = start()
    const { url, next } = await receive()
    const { secret = '' } = await made(started, url, '*')
    const state = started.emulator.snapshot()
    started.emulator.reset()
    expect((await started.get(ENDPOINTS)).body.data).toEqual([])
    started.emulator.restore(state)
    await started.form('/v1/tiers', { name: 'A', min_points: '1' })
    const { headers, body } = await next()
    expect(headers['x-vinr-signature']).toBe(
      createHmac('sha256', secret).update(`${NOW_SECONDS}.${body}`).digest('hex'),
    )
  })
})

describe('Vinr-Version', () => {
  it.each([
    ['2026-04-01', 200],
    ['2024-02-29', 200],
    ['2026-02-30', 400],
    ['2026-4-1', 400],
    ['latest', 400],
    ['', 400],
  ])('%j is answered with %i', async (version, status) => {
    const { request } = start()
    const answer = await request('GET', '/v1/tiers', { headers: { 'Vinr-Version': version } })
    expect(answer.status).toBe(status)
    if (status === 400) expect(answer.body.error.param).toBe('Vinr-Version')
  })
})
