import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from '../src/index.js'
import { type Form, forms } from './forms.js'

/* Every kind of fault in all three forms: the same outcome for a client, and the same state behind it. */

const CREATE: RequestInit = { method: 'POST', body: new URLSearchParams({ name: 'New', min_points: '7' }) }

describe.each(forms)('faults through %s', (_, open) => {
  let form: Form
  beforeEach(async () => {
    form = await open()
  })
  afterEach(() => form.stop())

  const plan = (...faults: Fault[]) => form.emulator.setFaults(faults)
  const create = (init: RequestInit = {}) => form.send('/v1/tiers', { ...CREATE, ...init })
  const created = async (): Promise<boolean> => {
    const { data } = await (await form.send('/v1/tiers')).json()
    return data.length === 4
  }
  const statuses = () => form.emulator.requests().map(({ status }) => status)

  it('status: answers so with the vendor error of it, does nothing, once', async () => {
    plan({ kind: 'status', status: 503 })
    const response = await create()
    expect(response.status).toBe(503)
    expect((await response.json()).error).toMatchObject({ type: 'api_error', request_id: expect.any(String) })
    expect(response.headers.get('x-ratelimit-limit')).toBe('50')
    expect(await created()).toBe(false)
    expect((await create()).status).toBe(200)
    expect(statuses()).toEqual([503, 200, 200])
  })

  it('status: 429 with Retry-After; headers and body of the fault come before those of the vendor', async () => {
    plan(
      { kind: 'status', status: 429 },
      { kind: 'status', status: 429, headers: { 'Retry-After': '7', 'X-Extra': 'y' }, body: { slow: true } },
      { kind: 'status', status: 502, body: 'bad gateway', headers: { 'content-type': 'text/plain' } },
    )
    const first = await create()
    expect([first.headers.get('retry-after'), (await first.json()).error.code]).toEqual(['1', 'rate_limited'])
    const second = await create()
    expect(['retry-after', 'x-extra'].map((name) => second.headers.get(name))).toEqual(['7', 'y'])
    expect(await second.json()).toEqual({ slow: true })
    const third = await create()
    expect([third.headers.get('content-type'), await third.text()]).toEqual(['text/plain', 'bad gateway'])
  })

  it('status: 204 has no body', async () => {
    plan({ kind: 'status', status: 204, body: 'x' })
    const response = await create()
    expect([response.status, await response.text()]).toEqual([204, ''])
  })

  it('reset: rejects as fetch does, does nothing', async () => {
    plan({ kind: 'reset' })
    await expect(create()).rejects.toThrow(TypeError)
    expect(await created()).toBe(false)
    expect(statuses()).toEqual([null, 200])
  })

  it('lost_reply: does it, then rejects as fetch does', async () => {
    plan({ kind: 'lost_reply' })
    await expect(create()).rejects.toThrow(TypeError)
    expect(await created()).toBe(true)
    expect(statuses()).toEqual([200, 200])
  })

  it('truncate: does it, and the body never comes whole', async () => {
    plan({ kind: 'truncate' })
    await expect(create().then((response) => response.text())).rejects.toThrow(TypeError)
    expect(await created()).toBe(true)
  })

  it('html: 200 with a page, does nothing', async () => {
    plan({ kind: 'html' })
    const response = await create()
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    expect(await response.text()).toMatch(/^<!doctype html>/)
    expect(await created()).toBe(false)
  })

  it('malformed: 200 with broken JSON, does nothing', async () => {
    plan({ kind: 'malformed' })
    const response = await create()
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
    const text = await response.text()
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
    expect(await created()).toBe(false)
  })

  it('delay: waits, then behaves', async () => {
    plan({ kind: 'delay', delayMs: 30 })
    const started = performance.now()
    const response = await create()
    expect(response.status).toBe(200)
    expect(performance.now() - started).toBeGreaterThanOrEqual(29)
    expect(await created()).toBe(true)
  })

  it('delay: what waits when the emulator is reset never touches the new state', async () => {
    plan({ kind: 'delay', delayMs: 20 })
    const waiting = create()
    while (form.emulator.requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    form.emulator.reset()
    await expect(waiting).rejects.toThrow(TypeError)
    expect(await created()).toBe(false)
  })

  it('hang: never answers until the caller gives up, does nothing', async () => {
    plan({ kind: 'hang' })
    const controller = new AbortController()
    const hanging = create({ signal: controller.signal })
    while (form.emulator.requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    expect((await create()).status).toBe(200)
    controller.abort()
    await expect(hanging).rejects.toMatchObject({ name: 'AbortError' })
    expect(statuses()).toEqual([null, 200])
  })

  it('dribble: does it, and the body comes byte by byte and whole', async () => {
    plan({ kind: 'dribble', delayMs: 1 })
    const response = await create()
    const sizes: number[] = []
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      sizes.push(chunk.length)
      text += decoder.decode(chunk, { stream: true })
    }
    expect(JSON.parse(text).name).toBe('New')
    expect(sizes.length).toBeGreaterThan(5)
    expect(await created()).toBe(true)
  })

  it('dribble: ends when the caller gives up', async () => {
    plan({ kind: 'dribble', delayMs: 60_000 })
    const controller = new AbortController()
    const response = await create({ signal: controller.signal })
    const reading = response.text()
    controller.abort()
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('method, path, after and times choose the requests', async () => {
    plan({ kind: 'status', status: 500, method: 'post', path: '/v1/tiers', after: 1, times: 2 })
    const seen: number[] = []
    for (let count = 0; count < 5; count += 1) {
      seen.push((await create()).status)
      expect((await form.send('/v1/tiers')).status).toBe(200)
      expect((await form.send('/v1/customers', CREATE)).status).toBe(400)
    }
    expect(seen).toEqual([200, 500, 500, 200, 200])
  })

  it('are used up in the order of the list, and cleared', async () => {
    plan({ kind: 'status', status: 503 }, { kind: 'status', status: 429 }, { kind: 'status', status: 500 })
    expect([(await create()).status, (await create()).status]).toEqual([503, 429])
    form.emulator.clearFaults()
    expect((await create()).status).toBe(200)
  })
})
