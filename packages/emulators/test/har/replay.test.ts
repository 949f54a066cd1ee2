import fc from 'fast-check'
import { http } from 'msw'
import { setupServer } from 'msw/node'
import { describe, expect, it } from 'vitest'
import { createEmulator, mswHandlers, recordHar, replay } from '../../src/index.js'
import { KEY, NOW } from '../support.js'

const ORIGIN = 'https://api.vendor.example'

/** One exchange as a proxy or a browser would write it. */
const entry = (
  method: string,
  path: string,
  answer: unknown,
  body?: string,
  mimeType = 'application/json',
) => ({
  request: {
    method,
    url: ORIGIN + path,
    headers: [{ name: ':authority', value: 'api.vendor.example' }],
    ...(body === undefined ? {} : { postData: { mimeType, text: body } }),
  },
  response: {
    status: 200,
    headers: [
      { name: ':status', value: '200' },
      { name: 'content-type', value: 'application/json' },
      { name: 'content-encoding', value: 'br' },
    ],
    content: { text: JSON.stringify(answer) },
  },
})

const har = (...entries: ReturnType<typeof entry>[]) => ({ log: { version: '1.2', entries } })

const post = (body: string, type = 'application/json'): RequestInit => ({
  method: 'POST',
  body,
  headers: { 'content-type': type },
})

const message = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

describe('a replay', () => {
  it('answers as the recorded emulator did', async () => {
    const emulator = createEmulator('vinr', { clock: NOW })
    const recording = recordHar()
    recording.watch(emulator)
    const calls: [string, RequestInit][] = [
      ['/v1/tiers?limit=2', {}],
      ['/v1/tiers', { method: 'POST', body: new URLSearchParams({ name: 'X', min_points: '7' }) }],
      ['/v1/tiers/none', {}],
      ['/v1/tiers/tier_gold', { method: 'DELETE' }],
    ]
    const run = async (fetch: typeof emulator.fetch) => {
      const seen = []
      for (const [path, init] of calls) {
        const response = await fetch(emulator.url + path, { ...init, headers: KEY })
        seen.push([response.status, [...response.headers], await response.text(), response.url])
      }
      return seen
    }
    const real = await run(emulator.fetch)
    const replayed = replay(JSON.stringify(recording.har()))
    expect(await run(replayed.fetch)).toEqual(real)
    expect([replayed.url, replayed.unused(), replayed.unrecorded()]).toEqual([emulator.url, [], []])
  })

  it('answers equal requests in the recorded order, each answer once', async () => {
    const { fetch, unused } = replay(
      har(entry('GET', '/a', 1), entry('GET', '/b', 'b'), entry('GET', '/a', 2)),
    )
    const read = async (path: string) => (await fetch(ORIGIN + path)).json()
    expect([await read('/b'), await read('/a')]).toEqual(['b', 1])
    expect(unused()).toEqual(['GET /a'])
    expect(await read('/a')).toBe(2)
    expect(await message(fetch(`${ORIGIN}/a`))).toMatch(/^GET \/a: recorded 2 times and asked once more/)
  })

  it('gives the last answer again where that is wanted', async () => {
    const { fetch } = replay(har(entry('GET', '/a', 1), entry('GET', '/a', 2)), { repeat: true })
    const answers = []
    for (let count = 0; count < 4; count += 1) answers.push(await (await fetch(`${ORIGIN}/a`)).json())
    expect(answers).toEqual([1, 2, 2, 2])
  })

  const form = 'application/x-www-form-urlencoded'
  it.each<[string, string, RequestInit, string, string?]>([
    ['another order of parameters', '/a?x=1&y=2', {}, '/a?y=2&x=1'],
    ['another spelling of a parameter', '/a?x%5B%5D=a+b', {}, '/a?x[]=a%20b'],
    [
      'another order of JSON keys, and white space',
      '/a',
      post('{ "b": [1, {}], "a": null }'),
      '/a',
      '{"a":null,"b":[1,{}]}',
    ],
    ['another order of form fields', '/a', post('b=2&a=1', form), '/a', 'a=1&b=2'],
    ['a redacted value', '/a', post('{"secret":"s3cret","n":1}'), '/a', '{"secret":"[redacted]","n":1}'],
    ['a redacted part of a path', '/u/s3cret/x', {}, '/u/%5Bredacted%5D/x'],
    ['a redacted parameter', '/a?key=s3cret', {}, '/a?key=%5Bredacted%5D'],
    ['another origin', 'http://127.0.0.1:1/a', {}, '/a'],
    ['brackets in a path', '/a[1]', {}, '/a%5B1%5D'],
  ])('takes %s for the same', async (_what, path, init, recorded, body) => {
    const mimeType = new Headers(init.headers).get('content-type') ?? undefined
    const { fetch } = replay(har(entry(init.method ?? 'GET', recorded, 'yes', body, mimeType)))
    expect(await (await fetch(new URL(path, ORIGIN), init)).json()).toBe('yes')
  })

  it.each<[string, string, RequestInit, string, string]>([
    ['another method', '/a', { method: 'DELETE' }, 'DELETE /a', 'other method, body.n, body.s'],
    ['another path', '/b', post('{"n":1,"s":"x"}'), 'POST /b', 'other path'],
    [
      'another parameter',
      '/a?limit=1',
      post('{"n":1,"s":"x"}'),
      'POST /a with query.limit',
      'other query.limit',
    ],
    ['another value', '/a', post('{"n":2,"s":"x"}'), 'POST /a', 'other body.n'],
    ['text for a number', '/a', post('{"n":"1","s":"x"}'), 'POST /a', 'other body.n'],
    ['a further field', '/a', post('{"n":1,"s":"x","t":null}'), 'POST /a', 'other body.t'],
    [
      'another order of a list',
      '/a',
      post('{"n":1,"s":["b","a"]}'),
      'POST /a',
      'other body.s, body.s[0], body.s[1]',
    ],
    ['no body', '/a', { method: 'POST' }, 'POST /a', 'other body.n, body.s'],
    ['a form', '/a', post('n=1&s=x', form), 'POST /a', 'other body.n, body.s, form.n, form.s'],
  ])('refuses %s, and says what was asked and what is nearest', async (_what, path, init, asked, told) => {
    const { fetch, unrecorded } = replay(
      har(entry('GET', '/zzz?a=1', 0), entry('POST', '/a', 0, '{"n":1,"s":"x"}')),
    )
    const text = await message(fetch(ORIGIN + path, init))
    expect(text).toBe(
      `${asked}: not recorded. The nearest of 2: [1] POST /a (${told}); ${text.split('; ')[1]}`,
    )
    expect(unrecorded()).toEqual([asked.split(' with')[0]])
    await expect(fetch(ORIGIN + path, init)).rejects.toMatchObject({
      name: 'EmulatorError',
      code: 'unrecorded',
    })
  })

  it('names no value in what it refuses with', async () => {
    const { fetch } = replay(har(entry('POST', '/a?token=t0p', 0, '{"pin":"s3cret"}')))
    const text = await message(fetch(`${ORIGIN}/a?token=other`, post('{"pin":"h1dden"}')))
    expect(text).not.toMatch(/t0p|s3cret|other$|h1dden/)
    expect(text).toContain('query.token, body.pin')
  })

  it('does not look at fields that it is told to ignore', async () => {
    const { fetch } = replay(har(entry('POST', '/a?nonce=1', 1, '{"x":[{"key":"k1"}],"keys":"k"}')), {
      ignoreFields: ['key', 'nonce'],
    })
    const ask = (keys: string) => fetch(`${ORIGIN}/a?nonce=2`, post(`{"x":[{"key":"k2"}],"keys":"${keys}"}`))
    expect(await message(ask('other'))).toContain('other body.keys')
    expect((await ask('k')).status).toBe(200)
  })

  it('never takes one JSON value for another', async () => {
    const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value))
    const property = fc.asyncProperty(json, json, async (recorded, asked) => {
      const { fetch } = replay(har(entry('POST', '/a', 0, recorded)))
      const answered = (await message(fetch(`${ORIGIN}/a`, post(asked)))) === 'answered'
      const same = (() => {
        try {
          expect(JSON.parse(asked)).toEqual(JSON.parse(recorded))
          return true
        } catch {
          return false
        }
      })()
      expect(answered).toBe(same)
    })
    await fc.assert(property, { numRuns: 300 })
  })

  it('rejects as fetch does where the recording has a broken connection', async () => {
    const emulator = createEmulator('vinr')
    const recording = recordHar()
    recording.watch(emulator)
    for (const kind of ['reset', 'truncate'] as const) {
      emulator.setFaults([{ kind }])
      await emulator.fetch(`${emulator.url}/v1/tiers`).catch(() => {})
    }
    const { fetch, unused } = replay(recording.har())
    for (let count = 0; count < 2; count += 1)
      await expect(fetch(`${emulator.url}/v1/tiers`)).rejects.toThrow(new TypeError('fetch failed'))
    expect(unused()).toEqual([])
  })

  it('answers bytes, and statuses without a body', async () => {
    const bytes = { ...entry('GET', '/bytes', 0).response, content: { encoding: 'base64', text: '/9gAAQ==' } }
    const none = { ...entry('GET', '/none', 0).response, status: 204 }
    const { fetch } = replay({
      log: {
        entries: [
          { request: entry('GET', '/bytes', 0).request, response: bytes },
          { request: entry('DELETE', '/none', 0).request, response: none },
        ],
      },
    })
    const read = new Uint8Array(await (await fetch(`${ORIGIN}/bytes`)).arrayBuffer())
    expect(read).toEqual(new Uint8Array([0xff, 0xd8, 0, 1]))
    expect((await fetch(`${ORIGIN}/none`, { method: 'DELETE' })).status).toBe(204)
  })

  it('answers from the exchanges with one vendor of a recording of several', async () => {
    const recording = recordHar()
    for (const vendor of ['scrip', 'vinr'] as const) {
      const emulator = createEmulator(vendor)
      recording.watch(emulator)
      await emulator.fetch(`${emulator.url}/v1/programs`, { headers: emulator.headers })
    }
    const { fetch, url } = replay(recording.har(), { vendor: 'vinr' })
    expect([url, (await fetch(`${ORIGIN}/v1/programs`)).status]).toEqual([
      'http://vinr.emulator.localhost',
      404,
    ])
    expect(() => replay(recording.har(), { vendor: 'wix' })).toThrow('no exchange with wix')
  })

  it.each([
    ['nothing', undefined, 'Not a HAR document'],
    ['text that is no JSON', '{', 'Not a HAR document'],
    ['no exchange', har(), 'no exchange'],
    [
      'a bad URL',
      { log: { entries: [{ ...entry('GET', '', 0), request: { method: 'GET', url: '/a' } }] } },
      'log.entries[0].request.url',
    ],
  ])('refuses %s and says what is wrong', (_what, document, told) => {
    expect(() => replay(document)).toThrow(told)
  })

  it('rejects with the reason of a signal that has aborted', async () => {
    const { fetch, unused } = replay(har(entry('GET', '/a', 1)))
    await expect(fetch(`${ORIGIN}/a`, { signal: AbortSignal.abort('gone') })).rejects.toBe('gone')
    expect(unused()).toEqual(['GET /a'])
  })
})

describe('a replay through MSW', () => {
  it('answers the global fetch, and says of anything else that it is not recorded', async () => {
    const recorded = har(entry('GET', '/a', 'yes'))
    const replayed = replay(recorded)
    const server = setupServer(...mswHandlers(replayed, http))
    server.listen({ onUnhandledRequest: 'error' })
    const answer = await fetch(`${ORIGIN}/a`)
    const other = await fetch(`${ORIGIN}/b`)
    server.close()
    expect([answer.status, await answer.json()]).toEqual([200, 'yes'])
    expect([other.status, await other.text()]).toEqual([501, expect.stringContaining('GET /b: not recorded')])
    expect(replayed.unrecorded()).toEqual(['GET /b'])
  })
})
