import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { receive } from '../receiver.js'
import { member, plainEvent, type Started, start } from './support.js'

/* Webhook endpoint pages: create, get, list, update, rotate secret. */

const ENDPOINTS = '/webhook-endpoints'
const sent = { url: 'https://example.com/hook', enabled_events: ['event.completed'] }
const accepting = { switches: { loopback_endpoints: 'accepted' } }

const made = async ({ post }: Started, more: object = {}) => {
  const { status, body } = await post(ENDPOINTS, { ...sent, ...more })
  expect(status).toBe(201)
  return body
}

describe('a webhook endpoint', () => {
  it('is made, read, listed, changed in part; its secret is shown when it is made or made anew', async () => {
    const started = start()
    const { secret, ...shown } = await made(started, { description: 'Production', metadata: { team: 1 } })
    expect(shown).toEqual({
      id: expect.any(String),
      ...sent,
      description: 'Production',
      metadata: { team: 1 },
      status: 'ACTIVE',
      created_at: '2026-03-01T00:00:00Z',
      updated_at: '2026-03-01T00:00:00Z',
    })
    const at = `${ENDPOINTS}/${shown.id}`
    expect((await started.get(at)).body).toEqual(shown)
    expect((await started.get(ENDPOINTS)).body.data).toEqual([shown])
    const { body: changed } = await started.patch(at, { status: 'DISABLED', enabled_events: ['*'] })
    expect(changed).toEqual({ ...shown, status: 'DISABLED', enabled_events: ['*'] })
    const { body: rotated } = await started.post(`${at}/rotate-secret`)
    expect(rotated).toEqual({ ...changed, secret: expect.stringMatching(/^whsec_[\da-f]{64}$/) })
    expect(rotated.secret).not.toBe(secret)
  })

  it('is listed newest first, by status, 20 at a time', async () => {
    const started = start()
    const ids: string[] = []
    for (let count = 0; count < 22; count += 1) ids.unshift((await made(started)).id)
    await started.patch(`${ENDPOINTS}/${ids[3]}`, { status: 'DISABLED' })
    const { body: first } = await started.get(ENDPOINTS)
    expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 20))
    const next = await started.get(`${ENDPOINTS}?cursor=${first.pagination.next_cursor}`)
    expect(next.body.data.map(({ id }) => id)).toEqual(ids.slice(20))
    const disabled = await started.get(`${ENDPOINTS}?status=DISABLED`)
    expect(disabled.body.data.map(({ id }) => id)).toEqual([ids[3]])
    expect((await started.get(`${ENDPOINTS}?limit=101`)).status).toBe(400)
    expect((await started.get(`${ENDPOINTS}?status=ARCHIVED`)).status).toBe(400)
  })

  it.each([
    'http://example.com/',
    'https://localhost/',
    'https://printer.local/',
    'https://db.internal/',
    'https://127.0.0.1/',
    'https://10.0.0.1/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://[::1]/',
    'example.com',
  ])('is refused at %s', async (url) => {
    const started = start()
    expect((await started.post(ENDPOINTS, { ...sent, url })).body.details.field).toBe('url')
    const { id } = await made(started)
    expect((await started.patch(`${ENDPOINTS}/${id}`, { url })).status).toBe(400)
  })

  it('is 404 where there is none, and 400 with a status that cannot be set', async () => {
    const started = start()
    const at = `${ENDPOINTS}/${crypto.randomUUID()}`
    const answers = [started.get(at), started.patch(at, {}), started.post(`${at}/rotate-secret`)]
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([404, 404, 404])
    const { id } = await made(started)
    expect((await started.patch(`${ENDPOINTS}/${id}`, { status: 'ARCHIVED' })).status).toBe(400)
  })

  it('on loopback gets its events, signed with the secret of the time', async () => {
    const started = start(accepting)
    const { url, next } = await receive()
    const { id, secret } = await made(started, { url })
    const ann = member(started)
    await plainEvent(started, ann)
    const first = await next()
    expect(JSON.parse(first.body).type).toBe('event.completed')
    const signature = (key: string, { headers, body }: typeof first) =>
      createHmac('sha256', key).update(`${headers['x-scrip-timestamp']}.${body}`).digest('hex')
    expect(first.headers['x-scrip-signature']).toBe(signature(secret, first))
    const { body: rotated } = await started.post(`${ENDPOINTS}/${id}/rotate-secret`)
    await plainEvent(started, ann)
    const second = await next()
    expect(second.headers['x-scrip-signature']).toBe(signature(rotated.secret, second))
  })

  it('gets nothing while it is disabled', async () => {
    const started = start(accepting)
    const { url, next, arrived } = await receive()
    const off = await made(started, { url: `${url}?off` })
    await started.patch(`${ENDPOINTS}/${off.id}`, { status: 'DISABLED' })
    await made(started, { url, enabled_events: ['participant.created'] })
    await plainEvent(started, member(started))
    expect(JSON.parse((await next()).body).type).toBe('participant.created')
    expect(arrived).toEqual([])
  })
})
