import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Send, SendReply, WireRequest } from '../src/index.js'
import { callOf, failureOf, replyOf, spoken, transportOf } from './support.js'

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Everything that a server, a proxy or a fetch could say that holds the credential. */
const leaks: [what: string, leak: (secret: string, spelled: string) => SendReply | Error][] = [
  ['a fetch that throws it', (_, spelled) => new Error(`request to https://x/?key=${spelled} failed`)],
  [
    'a chain of causes',
    (_, spelled) => new TypeError('fetch failed', { cause: new Error('a', { cause: new Error(spelled) }) }),
  ],
  ['several errors at once', (_, spelled) => new AggregateError([new Error(spelled)], spelled)],
  [
    'properties of an error',
    (secret, spelled) =>
      Object.assign(new Error('x'), { request: { headers: { key: secret } }, code: spelled, config: secret }),
  ],
  ['the name of an error', (_, spelled) => Object.assign(new Error('x'), { name: spelled })],
  [
    'an error body',
    (_, spelled) => replyOf(401, { error: { message: `Invalid key: ${spelled}`, keys: [spelled] } }),
  ],
  ['a key of an error body', (_, spelled) => replyOf(400, { [spelled]: 1 })],
  ['a body that is not JSON', (_, spelled) => replyOf(502, `<html>key ${spelled}`)],
  ['a page with 200', (_, spelled) => replyOf(200, `<html>${'x'.repeat(4090)}${spelled}`)],
  ['broken JSON', (_, spelled) => replyOf(200, `{"key":"${spelled}`)],
  ['a request id', (_, spelled) => ({ ...replyOf(500), headers: { get: () => spelled } })],
  [
    'a redirect',
    (_, spelled) => replyOf(302, '', { location: `https://other.example/${encodeURIComponent(spelled)}` }),
  ],
]

const secretText = fc.oneof(
  fc.stringMatching(/^sk_[A-Za-z0-9+/=_-]{8,40}$/),
  fc.stringMatching(/^[A-Z][0-9][!%&=+/"'<>\\][a-z0-9]{1,3}$/),
  fc.base64String({ minLength: 16, maxLength: 64 }),
)
const spellings = [
  (secret: string): string => secret,
  encodeURIComponent,
  base64,
  (secret: string): string => `Basic ${base64(`user:${secret}`)}`,
]

/** What must not be found: the credential, and what decodes to it. */
function expectSilence(text: string, secret: string): void {
  for (const form of [
    secret,
    encodeURIComponent(secret),
    base64(secret),
    JSON.stringify(secret).slice(1, -1),
  ]) {
    expect(text).not.toContain(form)
  }
}

async function everything(secret: string, result: SendReply | Error, request: WireRequest): Promise<string> {
  const call = callOf({ retries: 1, clock: { now: () => 0, sleep: async () => {} }, deadline: 1e15 })
  const send: Send = async () => {
    if (result instanceof Error) throw result
    return result
  }
  const error = await failureOf(
    {
      send,
      secrets: [secret],
      auth: () => ({ authorization: `Basic ${base64(`user:${secret}`)}` }),
      explain: ({ body, requestId }) => ({
        message: `The vendor says: ${JSON.stringify(body)}`,
        vendorCode: JSON.stringify(body),
        requestId,
        issues: [{ path: JSON.stringify(body) ?? 'x', message: String(requestId) }],
        cause: body,
      }),
    },
    request,
    call,
  )
  return spoken(error) + JSON.stringify(call.exchange)
}

describe('no credential is in any output of a failed call', () => {
  it.each(leaks)('that comes from %s', async (_what, leak) => {
    await fc.assert(
      fc.asyncProperty(
        secretText,
        fc.constantFrom(...spellings),
        fc.boolean(),
        async (secret, spell, write) => {
          const request: WireRequest = { method: write ? 'POST' : 'GET', path: '/v1/tiers' }
          expectSilence(await everything(secret, leak(secret, spell(secret)), request), secret)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('would be found if it were there', () => {
    expect(() =>
      expectSilence(spoken(new Error('x', { cause: { deep: ['sk_canary'] } })), 'sk_canary'),
    ).toThrow()
  })

  it('of a successful call neither', async () => {
    const secret = 'sk_canary_12345'
    const call = callOf()
    const send: Send = async () =>
      replyOf(200, { echo: { 'x-api-key': secret }, [secret]: true, escaped: '\u0000' })
    const reply = await transportOf({ send, secrets: [secret] }).request({ method: 'GET', path: '/x' }, call)
    expectSilence(JSON.stringify(call.exchange), secret)
    // The adapter gets what came: a tier may well be named like a password.
    expect(JSON.stringify(reply.body)).toContain(secret)
  })

  it('however it is escaped in the JSON text', async () => {
    const call = callOf()
    const send: Send = async () => replyOf(200, '{"echo":"\\u0073k_canary_12345"}')
    await transportOf({ send, secrets: ['sk_canary_12345'] }).request({ method: 'GET', path: '/x' }, call)
    expect(call.exchange.raw).toEqual({ echo: '***' })
  })

  it('of what an adapter redacts itself', () => {
    const transport = transportOf({ secrets: ['sk_canary_12345'] })
    expect(transport.redact({ a: ['sk_canary_12345'] })).toEqual({ a: ['***'] })
    expect(transport.redact('key sk_canary_12345!')).toBe('key ***!')
  })

  it('as the id of a request', async () => {
    const call = callOf()
    const send: Send = async () => replyOf(200, {}, { 'request-id': 'req-sk_canary_12345' })
    await transportOf({ send, secrets: ['sk_canary_12345'] }).request({ method: 'GET', path: '/x' }, call)
    expect(call.exchange.requestId).toBe('req-***')
  })

  it('not even the half of one, where a long page is cut', async () => {
    for (let before = 4070; before < 4100; before++) {
      const send: Send = async () => replyOf(200, `${'x'.repeat(before)}QZQ_canary_12345`)
      const error = await failureOf({ send, secrets: ['QZQ_canary_12345'] }, { method: 'GET', path: '/x' })
      expect(spoken(error)).not.toContain('QZ')
    }
  })

  it('that only the credential headers know', async () => {
    const send: Send = async (request) => replyOf(403, { saw: request.headers, token: 'dynamic_canary' })
    const settings = { send, secrets: [], auth: async () => ({ authorization: 'Bearer dynamic_canary' }) }
    expect(spoken(await failureOf(settings, { method: 'GET', path: '/x' }))).not.toContain('canary')
  })

  it('that a setting of the user carries', async () => {
    const headers = { 'X-Proxy-Authorization': 'Bearer proxy_canary_1', cookie: 'session=cookie_canary' }
    const send: Send = async (request) => replyOf(403, { saw: request.headers })
    const error = await failureOf({ send, headers }, { method: 'GET', path: '/x' })
    expect(spoken(error)).not.toMatch(/proxy_canary|cookie_canary/)
  })
})
