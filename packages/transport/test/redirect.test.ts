import { describe, expect, it } from 'vitest'
import type { WireRequest } from '../src/index.js'
import { callOf, failureOf, replyOf, sequence, spoken, transportOf } from './support.js'

const read: WireRequest = { method: 'GET', path: '/v1/tiers' }
const to = (location: string, status = 302) => replyOf(status, 'moved', { location })

describe('a redirect of a read', () => {
  it.each([301, 302, 303, 307, 308])(
    'within the origin is followed, credentials and all: %i',
    async (status) => {
      const send = sequence(to('/v2/tiers?page=1', status), replyOf(200, { a: 1 }))
      const call = callOf()
      const reply = await transportOf({ send }).request(read, call)
      expect(reply).toMatchObject({ status: 200, body: { a: 1 }, attempts: 2 })
      expect(call.exchange.attempts).toBe(2)
      expect(send.requests[1]?.url).toBe('https://api.acme.example/v2/tiers?page=1')
      expect(send.requests[1]?.headers).toEqual(send.requests[0]?.headers)
    },
  )

  it('is followed three times and no more', async () => {
    const send = sequence(to('/round'))
    const error = await failureOf({ send }, read, { retries: 2 })
    expect(error).toMatchObject({ code: 'unexpected_response', status: 302 })
    expect(send.requests).toHaveLength(4)
  })

  it.each([
    ['https://evil.example/v1/tiers', 'https://evil.example'],
    ['//evil.example/', 'https://evil.example'],
    ['http://api.acme.example/v1/tiers', 'http://api.acme.example'],
    ['https://api.acme.example:8443/', 'https://api.acme.example:8443'],
    ['https://api.acme.example@evil.example/', 'https://evil.example'],
    ['javascript:alert(1)', 'null'],
    ['file:///etc/passwd', 'null'],
  ])('to %s is not followed, and the origin is named', async (location, origin) => {
    const send = sequence(to(location))
    const error = await failureOf({ send }, read)
    expect(send.requests).toHaveLength(1)
    expect(error).toMatchObject({ code: 'unexpected_response', status: 302, retryable: false })
    expect(error.message).toContain(`redirects to ${origin}`)
    expect(error.message).toContain('baseUrl')
  })

  it('to a URL with credentials in it is not followed', async () => {
    const send = sequence(to('https://user:word@api.acme.example/v1/tiers'))
    const error = await failureOf({ send }, read)
    expect(send.requests).toHaveLength(1)
    expect(error.code).toBe('unexpected_response')
    expect(spoken(error)).not.toContain('user:word')
  })

  it('does not repeat what stands in the query of where it leads', async () => {
    const send = sequence(to('https://evil.example/?key=query-canary'))
    expect(spoken(await failureOf({ send }, read))).not.toContain('query-canary')
  })

  it.each([undefined, 'http://', ''])('to %j is no answer', async (location) => {
    const reply = replyOf(302, '', location === undefined ? {} : { location })
    const error = await failureOf({ send: sequence(reply, replyOf(404)) }, read)
    expect(['unexpected_response', 'not_found']).toContain(error.code)
  })

  it('in a browser, which hides it, is told as one', async () => {
    const error = await failureOf({ send: sequence(replyOf(0, null)) }, read)
    expect(error.message).toContain('it redirects, and a browser does not say where to; check baseUrl')
  })

  it.each([300, 304, 0])('is the only use that 3xx has here: %i is no answer', async (status) => {
    const error = await failureOf({ send: sequence(replyOf(status, null)) }, read)
    expect(error.code).toBe('unexpected_response')
  })
})

describe('a redirect of a write', () => {
  it.each([
    // Carried out somewhere else, if at all, so not here (RFC 9110, section 15.4).
    [301, 'unexpected_response'],
    [302, 'unexpected_response'],
    [307, 'unexpected_response'],
    [308, 'unexpected_response'],
    // "See other": carried out, and the result is elsewhere.
    [303, 'outcome_unknown'],
  ])('is not followed: %i is %s', async (status, code) => {
    const send = sequence(to('/v2/tiers', status))
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'] as const) {
      const error = await failureOf({ send }, { ...read, method })
      expect(error.code).toBe(code)
      expect(error.message).toContain('https://api.acme.example')
    }
    expect(send.requests).toHaveLength(4)
  })

  it('in a browser, which hides whether it was a 303, leaves open whether it was carried out', async () => {
    const error = await failureOf({ send: sequence(replyOf(0, null)) }, { ...read, method: 'POST' })
    expect(error.code).toBe('outcome_unknown')
  })
})
