import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseExact } from '../src/exact.js'
import type { WireRequest } from '../src/index.js'
import { callOf, failureOf, replyOf, sequence, streamOf, transportOf } from './support.js'

const read: WireRequest = { method: 'GET', path: '/v1/tiers' }
const remove: WireRequest = { method: 'DELETE', path: '/v1/tiers/a' }

describe('a 2xx where JSON is due', () => {
  it.each([
    ['an HTML page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'a page'],
    ['an HTML page without a doctype', '  <html>', 'a page'],
    ['broken JSON', '{"id":"tier_gold","name":', 'not JSON'],
    ['two values', '{} {}', 'not JSON'],
    ['plain text', 'OK', 'not JSON'],
    ['nothing', '', 'no body'],
    ['blanks', ' \r\n', 'no body'],
  ])('and %s comes is unexpected_response', async (_what, body, says) => {
    const error = await failureOf({ send: sequence(replyOf(200, body, { 'request-id': 'req_1' })) }, read)
    expect(error).toMatchObject({ code: 'unexpected_response', status: 200, requestId: 'req_1' })
    expect(error.message).toContain(says)
    if (body !== '' && says !== 'no body') expect(error.body).toBe(body)
  })

  it('and nothing can come, by its status', async () => {
    expect((await failureOf({ send: sequence(replyOf(204, null)) }, read)).code).toBe('unexpected_response')
  })

  it.each(['{"id":1}', '[]', 'null', '0', '"text"', '\ufeff{}'.slice(1)])(
    'and %s comes is handed over',
    async (body) => {
      const reply = await transportOf({ send: sequence(replyOf(200, body)) }).request(read, callOf())
      expect(reply.body).toEqual(JSON.parse(body))
    },
  )

  it('does not mind what the content type says', async () => {
    const reply = replyOf(200, '{"a":1}', { 'content-type': 'text/html' })
    expect((await transportOf({ send: sequence(reply) }).request(read, callOf())).body).toEqual({ a: 1 })
  })

  it('and bytes come that are not UTF-8 is unexpected_response, never text with holes', async () => {
    const body = streamOf(new Uint8Array([0x22, 0xff, 0xfe, 0x22]))
    expect(await failureOf({ send: sequence(replyOf(200, body)) }, read)).toMatchObject({
      code: 'unexpected_response',
      message: expect.stringContaining('UTF-8'),
    })
  })

  it('puts characters together that are cut between chunks', async () => {
    const bytes = new TextEncoder().encode('{"name":"Größe 🥇"}')
    const body = streamOf(...Array.from(bytes, (byte) => new Uint8Array([byte])))
    const reply = await transportOf({ send: sequence(replyOf(200, body)) }).request(read, callOf())
    expect(reply.body).toEqual({ name: 'Größe 🥇' })
  })

  it('keeps a long page short in the error', async () => {
    const page = `<html>${'x'.repeat(1_000_000)}`
    const error = await failureOf({ send: sequence(replyOf(200, page)) }, read)
    expect(JSON.stringify(error).length).toBeLessThan(10_000)
  })
})

describe('what a request expects', () => {
  it.each([
    ['either', '', undefined],
    ['either', '{"deleted":true}', { deleted: true }],
    ['empty', '', undefined],
    ['empty', '{"deleted":true}', undefined],
  ] as const)('%s: %j gives %j', async (expects, body, given) => {
    const call = callOf()
    const request = { ...remove, expect: expects }
    const reply = await transportOf({ send: sequence(replyOf(200, body)) }).request(request, call)
    expect(reply.body).toEqual(given)
    expect(call.exchange.raw).toEqual(body === '' ? undefined : JSON.parse(body))
  })

  it.each(['either', 'empty'] as const)("%s: a gateway's page is no success", async (expects) => {
    const request = { ...remove, expect: expects }
    const error = await failureOf({ send: sequence(replyOf(200, '<html>')) }, request)
    expect(error).toMatchObject({ code: 'outcome_unknown', cause: { code: 'unexpected_response' } })
  })
})

describe('the cap', () => {
  const maxBodyBytes = 100
  const sized = (bytes: number): string => JSON.stringify('x'.repeat(bytes - 2))

  it.each([
    ['text', (bytes: number) => replyOf(200, sized(bytes))],
    ['one chunk', (bytes: number) => replyOf(200, streamOf(new TextEncoder().encode(sized(bytes))))],
    [
      'many chunks',
      (bytes: number) => replyOf(200, streamOf(...[...sized(bytes)].map((c) => new TextEncoder().encode(c)))),
    ],
  ])('lets %s of just so many bytes through, and not one more', async (_what, make) => {
    const settings = { maxBodyBytes }
    const reply = await transportOf({ ...settings, send: sequence(make(100)) }).request(read, callOf())
    expect(reply.body).toHaveLength(98)
    const error = await failureOf({ ...settings, send: sequence(make(101)) }, read)
    expect(error).toMatchObject({
      code: 'unexpected_response',
      message: expect.stringContaining('100 bytes'),
    })
  })

  it('counts bytes, not characters', async () => {
    const body = JSON.stringify('金'.repeat(40))
    expect((await failureOf({ maxBodyBytes, send: sequence(replyOf(200, body)) }, read)).code).toBe(
      'unexpected_response',
    )
  })

  it('stops reading an endless body', async () => {
    let pulled = 0
    let cancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++
        controller.enqueue(new Uint8Array(60))
      },
      cancel() {
        cancelled = true
      },
    })
    await failureOf({ maxBodyBytes, send: sequence(replyOf(200, endless)) }, read)
    expect(cancelled).toBe(true)
    expect(pulled).toBeLessThan(6)
  })

  it('does not begin to read what announces to be too long', async () => {
    let cancelled = false
    const body = new ReadableStream<Uint8Array>(
      {
        pull: () => expect.unreachable('nobody has to read this'),
        cancel() {
          cancelled = true
        },
      },
      { highWaterMark: 0 },
    )
    await failureOf({ maxBodyBytes, send: sequence(replyOf(200, body, { 'content-length': '101' })) }, read)
    expect(cancelled).toBe(true)
  })

  it('leaves the status to tell what happened when it is not 2xx', async () => {
    const error = await failureOf({ maxBodyBytes, send: sequence(replyOf(404, 'x'.repeat(101))) }, read)
    expect(error.code).toBe('not_found')
  })

  it('makes the outcome of a write unknown, without a repetition', async () => {
    const send = sequence(replyOf(200, sized(101)))
    const request: WireRequest = { method: 'PUT', path: '/v1/tiers/a' }
    expect((await failureOf({ maxBodyBytes, send }, request, { retries: 2 })).code).toBe('outcome_unknown')
    expect(send.requests).toHaveLength(1)
  })

  it('is 10 MiB when not given', async () => {
    const most = 10 * 1024 * 1024
    await transportOf({ send: sequence(replyOf(200, sized(most))) }).request(read, callOf())
    await failureOf({ send: sequence(replyOf(200, sized(most + 1))) }, read)
  })
})

describe('numbers', () => {
  it.each([
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993', '-9007199254740993'],
    ['9007199254740991', 9007199254740991],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['12345678901234.123456', '12345678901234.123456'],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
    ['0.30000000000000004', 0.30000000000000004],
    ['5000', 5000],
    ['1.50', 1.5],
    ['1e3', 1000],
    ['1e-12345678901234567', 0],
    ['1.234567890123456e-7', 1.234567890123456e-7],
    ['0.000000000000000', 0],
  ])('%s comes out as %j', (digits, value) => {
    expect(parseExact(`{"a":[${digits}, "x"],"b":${digits}}`)).toEqual({ a: [value, 'x'], b: value })
  })

  it.each([0, 1, 2, 7, 15, 16, 17, 31])('are found behind %i blanks', (blanks) => {
    expect(parseExact(`${' '.repeat(blanks)}9007199254740993`)).toBe('9007199254740993')
  })

  it('in text stay text', () => {
    const text = '{"id":"12345678901234567890","\\"9007199254740993":"a\\\\","n":9007199254740993}'
    expect(parseExact(text)).toEqual({
      id: '12345678901234567890',
      '"9007199254740993': 'a\\',
      n: '9007199254740993',
    })
  })

  const plain = fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.array(fc.string()),
  )

  it('never lose a digit, and nothing else changes', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.dictionary(fc.string(), plain), (value, other) => {
        const rest = JSON.parse(JSON.stringify(other))
        const parsed = parseExact(`[${value}, ${JSON.stringify(other)}]`)
        expect(parsed).toEqual([Number.isSafeInteger(Number(value)) ? Number(value) : String(value), rest])
      }),
    )
  })
})
