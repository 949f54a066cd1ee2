import type { Json } from '@rungs/model'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  alsoSaid,
  basicAuth,
  type CommonSettings,
  createReader,
  explainer,
  failuresOf,
  get,
  instantFrom,
  listAt,
  sourcedSettings,
  text,
  textAt,
  truthful,
  type WireRequest,
} from '../src/index.js'
import { callOf, canary, replyOf, sequence, transportOf } from './support.js'

afterEach(() => vi.unstubAllEnvs())

interface Acme extends CommonSettings {
  key?: string
  program?: number
}

/** What a vendor says that tells several errors, each with a number. */
const explain = explainer({
  vendor: 'Acme',
  hints: { 400: 'Look it up.' },
  pathOf: (field) => field.toLowerCase(),
  read: (body) => {
    const fields = listAt(body, 'errors').map((error) => ({
      ...{ field: textAt(error, 'field'), message: textAt(error, 'message'), code: textAt(error, 'code') },
    }))
    return (
      fields[0] && { code: fields[0].code, means: fields[0].code === '7' ? 'conflict' : undefined, fields }
    )
  },
})

describe('several errors in one reply', () => {
  const body: Json = {
    errors: [{ field: 'NAME', message: 'long', code: '7' }, { message: 'odd' }, { field: 'X' }],
  }

  it('are told one by one, with the code of each; those of a field are issues', () => {
    expect(explain({ status: 400, body })).toEqual({
      code: 'conflict',
      message: 'Acme answered 400: name: long (7); odd; x: 7. Look it up.',
      vendorCode: '7',
      issues: [
        { path: 'name', message: 'long' },
        { path: 'x', message: '7' },
      ],
    })
  })

  it('in a reply of 2xx refuse the call, with no credential in what is said', async () => {
    const refused: Json = { errors: [{ message: `not with ${canary}`, code: '8' }] }
    const send = sequence(
      replyOf(200, { errors: [] }),
      replyOf(200, refused as object),
      replyOf(404, refused as object),
    )
    const wire = { any: { safeParse: (data: unknown) => ({ success: true as const, data }) } }
    const read = createReader({
      transport: transportOf({ send }),
      provider: 'acme',
      vendor: 'Acme',
      wire: async () => wire,
      refusal: explain,
    })
    const request: WireRequest = { ...get('/v1/x'), accept: ({ status }) => status === 404 }
    expect(await read(request, 'any', callOf())).toEqual({ errors: [] })
    const thrown = await read(request, 'any', callOf()).catch((error: unknown) => error)
    expect(thrown).toMatchObject({ code: 'rejected', status: 200, vendorCode: '8', provider: 'acme' })
    expect(JSON.stringify(thrown) + Object(thrown).message).not.toContain(canary)
    // What the request accepts is no refusal.
    expect(await read(request, 'any', callOf())).toEqual(refused)
  })
})

describe('a reply that is not as the API promises', () => {
  it.each([
    ['nested deeper than the stack', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['not an object', '[]'],
  ])('is told in words, also when it is %s', async (_what, body) => {
    const issues = [{ code: 'invalid_type', expected: 'object', path: [], message: '', input: undefined }]
    const wire = { any: { safeParse: () => ({ success: false as const, error: { issues } }) } }
    const read = createReader<{ any: never }>({
      transport: transportOf({ send: sequence(replyOf(200, body)) }),
      provider: 'acme',
      vendor: 'Acme',
      wire: async () => wire as never,
    })
    const thrown = await read(get('/v1/x'), 'any', callOf()).catch((error: unknown) => error)
    expect(thrown).toMatchObject({
      code: 'unexpected_response',
      message: expect.stringContaining(
        'Acme answered 200 to GET /v1/x, but not as its API promises: the body',
      ),
      issues: [{ message: expect.stringContaining('expected an object') }],
    })
    expect(JSON.stringify(thrown).length).toBeLessThan(1000)
  })
})

describe('instants of vendors', () => {
  it.each([
    ['2026-06-11T12:34:36Z', undefined, '2026-06-11T12:34:36Z'],
    ['2021-01-01T05:30:00+0530', undefined, '2021-01-01T00:00:00Z'],
    ['2026-02-03 10:00:00', '+05:30', '2026-02-03T04:30:00Z'],
    ['2026-02-03T10:00:00+01:00', '+05:30', '2026-02-03T09:00:00Z'],
    ['2026-02-03', 'Z', '2026-02-03T00:00:00Z'],
    ['2026-02-03 10:00:00', undefined, undefined],
    ['2026-02-03', undefined, undefined],
    ['2026-13-03', 'Z', undefined],
    ['soon', 'Z', undefined],
    [null, 'Z', undefined],
  ])('%s, at %s where it does not say, is %s', (given, offset, instant) => {
    expect(instantFrom(given, offset)).toBe(instant)
  })
})

describe('settings from the environment', () => {
  const checks = {
    key: text(/^k/, 'a key'),
    program: ['a number', (value: unknown) => Number.isInteger(value)] as const,
  }
  const variables = { key: ['ACME_KEY', 'a key'], program: ['ACME_PROGRAM', 'a number'] } as const
  const sourced = (given: Acme) => sourcedSettings<Acme, 'key' | 'program'>('acme', given, checks, variables)

  it('are texts, or the numbers that they are', () => {
    vi.stubEnv('ACME_KEY', 'k1')
    vi.stubEnv('ACME_PROGRAM', '973')
    expect(sourced({})).toEqual({ key: 'k1', program: 973 })
    expect(sourced({ program: 0 })).toEqual({ key: 'k1', program: 0 })
    vi.stubEnv('ACME_PROGRAM', '97.3')
    expect(() => sourced({})).toThrow(/program: .*ACME_PROGRAM; the variable holds none/)
  })
})

describe('Basic authentication', () => {
  it('is put together once, when it is first needed', async () => {
    const password = vi.fn(() => 'pässword')
    const auth = basicAuth('tïll', password)
    expect(password).not.toHaveBeenCalled()
    const expected = { authorization: `Basic ${Buffer.from('tïll:pässword').toString('base64')}` }
    expect([await auth.headers(), await auth.headers()]).toEqual([expected, expected])
    expect(password).toHaveBeenCalledTimes(1)
    expect(auth.refused()).toBe(false)
  })
})

describe('a conflict that answers a repetition', () => {
  const post: WireRequest = { method: 'POST', path: '/v1/x', body: { json: {} } }
  const lost = Object.assign(new TypeError('fetch failed'), { cause: new Error('socket hang up') })
  const clock = { now: () => Date.now(), sleep: async () => {} }

  it.each([
    ['idempotent', 'outcome_unknown'],
    [{ header: 'Idempotency-Key' }, 'conflict'],
  ] as const)('of a request that is %j is %s', async (idempotency, code) => {
    const send = sequence(lost, replyOf(409))
    const request = truthful(transportOf({ send })).request(
      { ...post, idempotency },
      callOf({ retries: 1, clock }),
    )
    await expect(request).rejects.toMatchObject({ code, status: 409 })
  })
})

it('a sentence more leaves an error what it was', () => {
  const error = failuresOf('acme')('conflict', [{ path: 'name', message: 'taken' }])
  expect(alsoSaid(error, 'Go on.')).toMatchObject({
    code: 'conflict',
    issues: [{ path: 'name' }],
    message: 'name: taken. Nothing was changed. Go on.',
  })
  const other = new Error('other')
  expect(alsoSaid(other, 'Go on.')).toBe(other)
})
