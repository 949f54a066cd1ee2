import { http } from 'msw'
import { setupServer } from 'msw/node'
import { describe, expect, it } from 'vitest'
import { createEmulator, mswHandlers, recordHar, startServer } from '../../src/index.js'
import { KEY, NOW } from '../support.js'
import { complaints, outline, ticking } from './support.js'

/* Recordings are HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), hold every exchange and no credential. */

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

const started = () => {
  const emulator = createEmulator('vinr', { clock: NOW })
  const recording = ticking()
  recording.watch(emulator)
  const send = (path: string, init: RequestInit = {}): Promise<Response> =>
    emulator.fetch(emulator.url + path, { ...init, headers: { ...KEY, ...init.headers } })
  return { emulator, recording, send }
}

describe('a recording of an emulator', () => {
  it('is valid HAR 1.2, before and after exchanges of every kind', async () => {
    const { emulator, recording, send } = started()
    expect(complaints(recording.har())).toEqual([])
    await send('/v1/tiers?limit=2&starting_after=tier_bronze')
    await send('/v1/tiers', { method: 'POST', body: new URLSearchParams({ name: 'X', min_points: '7' }) })
    await send('/v1/none')
    emulator.setFaults([{ kind: 'reset' }, { kind: 'html' }, { kind: 'status', status: 204 }])
    await send('/v1/tiers').catch(() => {})
    await send('/v1/tiers')
    await send('/v1/tiers')
    const har = recording.har()
    expect(complaints(har)).toEqual([])
    expect(JSON.parse(JSON.stringify(har))).toEqual(har)
    expect(outline(har)).toEqual([
      'GET /v1/tiers 200',
      'POST /v1/tiers 200',
      'GET /v1/none 404',
      'GET /v1/tiers reset',
      'GET /v1/tiers 200',
      'GET /v1/tiers 204',
    ])
  })

  it('holds request and response, and how long each step took', async () => {
    const { recording, send } = started()
    const body = 'name=X%20Y&min_points=7'
    const response = await send('/v1/tiers?expand%5B%5D=a', { method: 'POST', headers: FORM, body })
    const text = await response.text()
    const [entry] = recording.har().log.entries
    expect(entry).toMatchObject({
      startedDateTime: '2026-03-01T00:00:00.000Z',
      time: 3,
      timings: { send: 1, wait: 1, receive: 1 },
      _vendor: 'vinr',
      request: {
        method: 'POST',
        url: 'http://vinr.emulator.localhost/v1/tiers?expand%5B%5D=a',
        queryString: [{ name: 'expand[]', value: 'a' }],
        postData: { mimeType: FORM['content-type'], text: body },
        bodySize: body.length,
      },
      response: {
        status: response.status,
        content: { mimeType: 'application/json', text, size: text.length },
      },
    })
    const headers = entry?.response.headers.map(({ name, value }) => [name, value]).toSorted()
    expect(headers).toEqual([...response.headers].toSorted())
  })

  it('counts bytes, not characters', async () => {
    const { recording, send } = started()
    const body = '{"name":"Gold ✨","min_points":7}'
    await send('/v1/tiers', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    expect(recording.har().log.entries[0]?.request.bodySize).toBe(Buffer.byteLength(body))
  })

  it('leaves control routes out, and goes on after a reset', async () => {
    const { emulator, recording, send } = started()
    await send('/v1/tiers')
    await send('/__rungs/reset', { method: 'POST' })
    emulator.reset()
    await send('/v1/tiers/tier_gold')
    expect(outline(recording.har())).toEqual(['GET /v1/tiers 200', 'GET /v1/tiers/tier_gold 200'])
  })

  it('ends when it is told to', async () => {
    const emulator = createEmulator('vinr')
    const recording = recordHar()
    const end = recording.watch(emulator)
    await emulator.fetch(`${emulator.url}/v1/tiers`)
    end()
    await emulator.fetch(`${emulator.url}/v1/tiers`)
    expect(recording.count()).toBe(1)
  })

  it('tells what a fault did to the connection', async () => {
    const { emulator, recording, send } = started()
    for (const kind of ['lost_reply', 'truncate', 'hang'] as const) {
      emulator.setFaults([{ kind }])
      await send('/v1/tiers/tier_gold', { signal: AbortSignal.timeout(20) }).catch(() => {})
    }
    emulator.setFaults([{ kind: 'dribble', delayMs: 1 }])
    const dribbled = await (await send('/v1/tiers/tier_gold')).text()
    const { entries } = recording.har().log
    expect(entries.map(({ response }) => [response.status, response._error])).toEqual([
      [0, 'lost_reply'],
      [200, 'truncate'],
      [0, 'hang'],
      [200, undefined],
    ])
    expect(entries[3]?.response.content.text).toBe(dribbled)
  })

  it('holds the exchanges in the order in which they began', async () => {
    const { emulator, recording, send } = started()
    emulator.setFaults([{ kind: 'delay', delayMs: 20, path: '/v1/tiers/tier_gold' }])
    await Promise.all([send('/v1/tiers/tier_gold'), send('/v1/tiers/tier_silver')])
    expect(outline(recording.har())).toEqual(['GET /v1/tiers/tier_gold 200', 'GET /v1/tiers/tier_silver 200'])
  })

  it('is the same over a socket and through MSW, but for the origin', async () => {
    const recording = recordHar()
    const served = createEmulator('vinr', { clock: NOW })
    const mocked = createEmulator('vinr', { clock: NOW, origin: 'https://api.vinr.com' })
    recording.watch(served)
    recording.watch(mocked)
    const server = await startServer(served)
    const msw = setupServer(...mswHandlers(mocked, http))
    await (await fetch(`${server.url}/v1/tiers`, { headers: KEY })).text()
    msw.listen({ onUnhandledRequest: 'error' })
    await (await fetch('https://api.vinr.com/v1/tiers', { headers: KEY })).text()
    msw.close()
    await server.close()
    const { entries } = recording.har().log
    expect(entries.map(({ request }) => request.url)).toEqual([
      `${server.url}/v1/tiers`,
      'https://api.vinr.com/v1/tiers',
    ])
    expect(entries[0]?.response.content).toEqual(entries[1]?.response.content)
    expect(complaints(recording.har())).toEqual([])
  })
})

describe('credentials', () => {
  const SECRET = 'sk_test_very+secret/1'
  const places: [string, string, RequestInit][] = [
    ['a header', '/v1/tiers', { headers: { 'x-api-key': SECRET } }],
    ['a bearer header', '/v1/tiers', { headers: { authorization: `Bearer ${SECRET}` } }],
    ['the path', `/v1/tiers/${encodeURIComponent(SECRET)}`, { headers: { 'x-api-key': SECRET } }],
    ['the query', `/v1/tiers?api_key=${encodeURIComponent(SECRET)}&limit=1`, {}],
    ['a form', '/v1/tiers', { method: 'POST', headers: FORM, body: `secret=${encodeURIComponent(SECRET)}` }],
    ['JSON', '/v1/tiers', { method: 'POST', body: JSON.stringify({ name: { password: SECRET } }) }],
    ['a field of one own', '/v1/tiers', { method: 'POST', body: JSON.stringify({ pin: SECRET }) }],
    ['a header of one own', '/v1/tiers', { headers: { 'X-Shop-Key': SECRET } }],
  ]

  it.each(places)('in %s are not recorded, nor where the answer repeats them', async (_place, path, init) => {
    const emulator = createEmulator('vinr')
    const recording = recordHar({ redact: { headers: ['X-Shop-Key'], fields: ['pin'] } })
    recording.watch(emulator)
    await emulator.fetch(emulator.url + path, { ...init, headers: { ...KEY, ...init.headers } })
    const text = JSON.stringify(recording.har())
    expect(text).toMatch(/\[redacted]/)
    expect(text).not.toMatch(/very|secret.{0,3}1/)
    expect(complaints(recording.har())).toEqual([])
  })

  it('that an answer gives out are not recorded', async () => {
    const recording = recordHar()
    const recorded = recording.fetch(async () =>
      Response.json(
        { access_token: 'tok-123456', expires_in: 1 },
        { headers: { 'set-cookie': 'sid=9876543' } },
      ),
    )
    expect(await (await recorded('https://vendor.example/token')).json()).toMatchObject({
      access_token: 'tok-123456',
    })
    const text = JSON.stringify(recording.har())
    expect(text).not.toMatch(/tok-123456|9876543/)
    expect(recording.har().log.entries[0]?.response.content.text).toBe(
      '{"access_token":"[redacted]","expires_in":1}',
    )
  })

  it('that are short are taken out where they stand, and garble nothing else', async () => {
    const recording = recordHar()
    const recorded = recording.fetch(async () => Response.json({ password: 'a', name: 'Anna' }))
    await recorded('https://vendor.example/?token=b&b=b')
    const [entry] = recording.har().log.entries
    expect(entry?.response.content.text).toBe('{"password":"[redacted]","name":"Anna"}')
    expect(entry?.request.url).toBe('https://vendor.example/?token=%5Bredacted%5D&b=b')
  })
})

describe('a recording of any fetch', () => {
  it('answers as the given one does, and holds bytes that are no text in base64', async () => {
    const recording = recordHar()
    const bytes = new Uint8Array([0xff, 0xd8, 0, 1])
    const recorded = recording.fetch(async (input) => {
      const request = new Request(input)
      return new Response(request.method === 'POST' ? bytes : await request.text(), {
        status: 201,
        statusText: 'Made',
      })
    })
    const response = await recorded('https://vendor.example/a', { method: 'POST', body: 'hello' })
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    const har = recording.har()
    expect(har.log.entries[0]?.request.postData?.text).toBe('hello')
    expect(har.log.entries[0]?.response).toMatchObject({
      status: 201,
      statusText: 'Made',
      content: { size: 4, encoding: 'base64', text: '/9gAAQ==' },
    })
    expect(complaints(har)).toEqual([])
  })

  it('passes on what the given one rejects with', async () => {
    const recording = recordHar()
    const failure = new TypeError('fetch failed', {
      cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }),
    })
    const recorded = recording.fetch(() => Promise.reject(failure))
    await expect(recorded('https://vendor.example/')).rejects.toBe(failure)
    expect(outline(recording.har())).toEqual(['GET / ECONNREFUSED'])
  })
})
