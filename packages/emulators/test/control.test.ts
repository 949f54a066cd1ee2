import { describe, expect, it } from 'vitest'
import { EmulatorError } from '../src/index.js'
import { NOW, start } from './support.js'

describe('reset', () => {
  it('puts state, clock, faults, requests and webhooks back', async () => {
    const { emulator, control, delete: remove } = start()
    const fresh = emulator.snapshot()
    await remove('/v1/tiers/tier_gold')
    emulator.setClock('2030-01-01T00:00:00Z')
    emulator.setFaults([{ kind: 'status', status: 500 }])
    const { status, text } = await control('POST', 'reset')
    expect([status, text]).toEqual([204, ''])
    expect(emulator.snapshot()).toEqual(fresh)
    expect(emulator.requests()).toEqual([])
    expect((await remove('/v1/tiers/tier_gold')).status).toBe(200)
  })

  it('takes a seed for this time; without one it is that of the start', async () => {
    const { control, get } = start()
    const count = async () => (await get('/v1/tiers')).body.data.length
    await control('POST', 'reset', { seed: 'empty' })
    expect(await count()).toBe(0)
    await control('POST', 'reset', {})
    expect(await count()).toBe(3)
    await control('POST', 'reset', { seed: 'documented' })
    expect(await count()).toBe(3)
  })
})

describe('clock', () => {
  const seconds = (instant: string) => Date.parse(instant) / 1000

  it('is set and advanced, and is what created tells', async () => {
    const { control, form } = start()
    const create = async () => (await form('/v1/tiers', { name: 'T', min_points: '1' })).body.created
    const set = await control('POST', 'clock', { now: '2024-01-31T12:00:00+02:00' })
    expect([set.status, set.body.now]).toEqual([200, '2024-01-31T10:00:00.000Z'])
    expect(await create()).toBe(seconds('2024-01-31T10:00:00Z'))
    expect((await control('POST', 'clock', { advance: 'P1M' })).body.now).toBe('2024-02-29T10:00:00.000Z')
    expect(await create()).toBe(seconds('2024-02-29T10:00:00Z'))
  })

  it('runs with its source until it is set, an advance on top', async () => {
    let now = Date.parse(NOW)
    const { emulator, control } = start({ clock: { now: () => now } })
    expect((await control('POST', 'clock', { advance: 'PT1H' })).body.now).toBe('2026-03-01T01:00:00.000Z')
    now += 60_000
    expect((await control('POST', 'clock', { advance: 'PT0S' })).body.now).toBe('2026-03-01T01:01:00.000Z')
    emulator.setClock('2020-01-01T00:00:00Z')
    now += 60_000
    expect((await control('POST', 'clock', { advance: 'PT0S' })).body.now).toBe('2020-01-01T00:00:00.000Z')
  })

  it.each([
    [{ now: 'yesterday' }, 'now'],
    [{ now: '2024-02-30T00:00:00Z' }, 'now'],
    [{ now: '2024-01-01T00:00:00' }, 'now'],
    [{ advance: '1 day' }, 'advance'],
    [{ advance: 'P999999Y' }, 'advance'],
    [{ advanced: 'P1D' }, 'advanced'],
    [{ now: 5 }, 'now'],
    [{}, ''],
    [{ now: NOW, advance: 'P1D' }, ''],
  ])('refuses %j, naming the field, and stays', async (body, path) => {
    const { control, emulator } = start()
    const before = emulator.snapshot()
    const answer = await control('POST', 'clock', body)
    expect([answer.status, answer.body.error.issues[0]?.path]).toEqual([400, path])
    expect(emulator.snapshot()).toEqual(before)
  })
})

describe('faults', () => {
  it('are replaced and cleared', async () => {
    const { control, get } = start()
    expect((await control('PUT', 'faults', [{ kind: 'status', status: 503, times: 9 }])).status).toBe(204)
    expect((await get('/v1/tiers')).status).toBe(503)
    expect((await control('DELETE', 'faults')).status).toBe(204)
    expect((await get('/v1/tiers')).status).toBe(200)
  })

  it('never meet a control route', async () => {
    const { control } = start()
    await control('PUT', 'faults', [{ kind: 'reset', times: 9 }])
    expect((await control('GET', 'state')).status).toBe(200)
  })

  it.each([
    [[{ kind: 'explode' }], '[0].kind'],
    [[{ kind: 'reset' }, { kind: 'status', status: 99 }], '[1].status'],
    [[{ kind: 'reset', times: 0 }], '[0].times'],
    [[{ kind: 'reset', after: -1 }], '[0].after'],
    [[{ kind: 'delay', delayMs: 1.5 }], '[0].delayMs'],
    [[{ kind: 'reset', path: 'v1' }], '[0].path'],
    [[{ kind: 'status', headers: { a: 'b\r\nc: d' } }], '[0].headers.a'],
    [[{ kind: 'status', headers: { 'a b': 'c' } }], '[0].headers.a b'],
    [[{ kind: 'reset', tims: 2 }], '[0].tims'],
    [{ kind: 'reset' }, ''],
  ])('refuse %j, naming the field, and keep the former list', async (faults, path) => {
    const { control, get } = start()
    await control('PUT', 'faults', [{ kind: 'status', status: 503 }])
    const { status, body } = await control('PUT', 'faults', faults)
    expect([status, body.error.issues[0]?.path]).toEqual([400, path])
    expect((await get('/v1/tiers')).status).toBe(503)
  })
})

describe('requests', () => {
  it('are told oldest first, decoded, without credentials anywhere', async () => {
    const { form, request, control } = start()
    await request('GET', '/v1/tiers?limit=5&x=1&x=sk_canary_1', {
      headers: { authorization: 'Bearer sk_canary_1', 'x-api-key': '' },
    })
    await form('/v1/tiers', { name: 'sk_canary_2', min_points: '1' }, { 'x-api-key': 'sk_canary_2' })
    const { status, text } = await control('GET', 'requests')
    expect(status).toBe(200)
    expect(text).not.toContain('canary')
    expect(JSON.parse(text)).toEqual([
      {
        method: 'GET',
        path: '/v1/tiers',
        query: { limit: '5', x: ['1', '[redacted]'] },
        headers: { authorization: '[redacted]', 'x-api-key': '[redacted]' },
        body: null,
        status: 400,
      },
      {
        method: 'POST',
        path: '/v1/tiers',
        query: {},
        headers: {
          'x-api-key': '[redacted]',
          'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        },
        body: 'name=[redacted]&min_points=1',
        status: 200,
      },
    ])
  })
})

describe('webhooks', () => {
  it.each([
    [[{ url: 'http://127.0.0.1:8080/hook', events: ['*'], secret: 's' }], 204],
    [[{ url: 'http://localhost/hook' }, { url: 'http://app.localhost/' }, { url: 'http://[::1]:1/' }], 204],
    [[], 204],
    [[{ url: 'https://example.com/hook' }], 400],
    [[{ url: 'http://127.0.0.1.example.com/' }], 400],
    [[{ url: 'http://localhost.example.com/' }], 400],
    [[{ url: 'ftp://127.0.0.1/' }], 400],
    [[{ url: 'nowhere' }], 400],
    [[{ url: 'http://127.0.0.1/', secret: '' }], 400],
  ])('%j: %d', async (webhooks, status) => {
    expect((await start().control('PUT', 'webhooks', webhooks)).status).toBe(status)
  })
})

describe('control routes in general', () => {
  it('answer what they do not know with what they know', async () => {
    const { control, request } = start()
    const missing = await control('POST', 'restart')
    expect(missing.status).toBe(404)
    expect(missing.body.error.message).toContain('POST /__rungs/reset')
    const method = await control('GET', 'reset')
    expect([method.status, method.headers.get('allow')]).toEqual([405, 'POST'])
    expect((await request('POST', '/__rungs/reset', { body: '{"seed":' })).status).toBe(400)
  })

  it('need no credential and are not recorded', async () => {
    const { emulator } = start()
    expect((await emulator.fetch(`${emulator.url}/__rungs/requests`)).status).toBe(200)
    expect(emulator.requests()).toEqual([])
  })

  it('take JSON nested 500,000 deep and __proto__ keys as bad input', async () => {
    const { request, emulator } = start()
    const before = emulator.snapshot()
    const deep = '['.repeat(500_000) + ']'.repeat(500_000)
    const state = JSON.stringify(before)
    const bodies: [string, string, string][] = [
      ['PUT', 'state', deep],
      ['PUT', 'state', state.replace('"tiers":{', `"tiers":{"x":${deep},`)],
      ['PUT', 'state', state.replace('"tiers":{', '"tiers":{"__proto__":{"a":1},')],
      ['PUT', 'switches', '{"__proto__":{"create_status":201}}'],
      ['PUT', 'faults', deep],
      ['POST', 'reset', '{"__proto__":{"seed":"empty"}}'],
    ]
    for (const [method, path, body] of bodies)
      expect([path, (await request(method, `/__rungs/${path}`, { body })).status]).toEqual([path, 400])
    expect(emulator.snapshot()).toEqual(before)
  })

  it('throw the same as errors in process', () => {
    const { emulator } = start()
    expect(() => emulator.setFaults(JSON.parse('[{"kind":"x"}]'))).toThrow(EmulatorError)
    expect(() => emulator.advanceClock('soon')).toThrow(/advance: expected an ISO 8601 duration/)
    expect(() => emulator.restore({})).toThrow(EmulatorError)
    expect(() => start({ clock: 'noon' })).toThrow(EmulatorError)
  })
})
