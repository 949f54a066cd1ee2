import type { Json } from '@rungs/model'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Redactor } from '../src/redact.js'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const base64url = (text: string): string => Buffer.from(text).toString('base64url')

/** Spellings in which a server, a proxy or a log repeats what it was sent. */
const spellings: [string, (secret: string) => string][] = [
  ['as it is', (secret) => secret],
  ['percent-encoded', encodeURIComponent],
  [
    'percent-encoded in lower case',
    (secret) => encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase()),
  ],
  ['form-encoded', (secret) => new URLSearchParams({ k: secret }).toString().slice(2)],
  ['base64', base64],
  ['base64 without padding', (secret) => base64(secret).replace(/=+$/, '')],
  ['base64url', base64url],
  ['base64, percent-encoded', (secret) => encodeURIComponent(base64(secret))],
  ['JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
  ['JSON of base64 with escaped slashes', (secret) => base64(secret).replaceAll('/', '\\/')],
  ['JSON in JSON', (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
  ['HTML text', (secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
]

const secretText = fc.oneof(
  fc.string({ minLength: 1, maxLength: 4 }),
  fc.string({ minLength: 5, maxLength: 40 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.base64String({ minLength: 4, maxLength: 40 }),
  fc.constantFrom(
    '*',
    '***',
    'a*',
    '[-]',
    '___~~~***[-]',
    '$&',
    '$1',
    '\\',
    '.*',
    '(',
    '"',
    '<&>',
    'a/b+c==',
  ),
)

describe('Redactor', () => {
  it.each(spellings)('finds a credential %s', (_name, spell) => {
    fc.assert(
      fc.property(secretText, fc.string(), fc.string(), (secret, before, after) => {
        const clean = new Redactor([secret]).text(before + spell(secret) + after)
        expect(clean).not.toContain(secret)
        expect(clean).not.toContain(spell(secret))
      }),
    )
  })

  it.each([0, 1, 2, 3, 4, 5])('finds one in the base64 of longer text, behind %i other bytes', (offset) => {
    const secret = 'sk_live_4f9aZ81kQ'
    const whole = base64(`${'u'.repeat(offset)}${secret}:tail`)
    const clean = new Redactor([secret]).text(`authorization: Basic ${whole}`)
    expect(Buffer.from(clean.replace(/^.*Basic /, ''), 'base64').toString()).not.toContain('live_4f9aZ8')
  })

  it('leaves text without credentials alone', () => {
    const redactor = new Redactor(['sk_live_4f9aZ81kQ', 'pw-8812!'])
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(redactor.text(text)).toBe(text)
        expect(redactor.finds(text)).toBe(false)
      }),
    )
  })

  it('takes the longest of several that overlap', () => {
    expect(new Redactor(['abcd', 'abcdefgh']).text('x abcdefgh y')).toBe('x *** y')
  })

  it('does nothing without secrets', () => {
    expect(new Redactor(['']).text('anything')).toBe('anything')
  })

  it('cleans keys, texts and numbers anywhere in JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.constantFrom('4f9aZ81kQ', '123456789'),
        (value, secret) => {
          const json = JSON.parse(
            JSON.stringify([value, { [secret]: [secret, { a: `x${secret}` }] }, 1_234_567_890]),
          )
          expect(JSON.stringify(new Redactor([secret]).json(json as Json))).not.toContain(secret)
        },
      ),
    )
  })

  it('gives the same object back when there is nothing to clean', () => {
    const json = { a: [1, 'x', { b: null }] }
    expect(new Redactor(['secret']).json(json)).toBe(json)
  })

  it('keeps __proto__ a key like any other', () => {
    const json = JSON.parse('{"__proto__":{"a":"secret"},"b":1}') as Json
    expect(JSON.stringify(new Redactor(['secret']).json(json))).toBe('{"__proto__":{"a":"***"},"b":1}')
  })

  it('gives nothing away of JSON that is nested deeper than the stack', () => {
    const deep = JSON.parse(`${'['.repeat(200_000)}"secret"${']'.repeat(200_000)}`) as Json
    const redactor = new Redactor(['secret'])
    expect(redactor.json(deep)).toBe('***')
    expect(redactor.text('secret')).toBe('***')
  })

  it('learns the values of credential headers, with and without their scheme, but nothing trivial', () => {
    const redactor = new Redactor([])
    redactor.learn('Bearer eyJhbGciOi.J9')
    redactor.learn('1')
    redactor.learn('v2')
    expect(redactor.text('Bearer eyJhbGciOi.J9')).toBe('***')
    expect(redactor.text('token=eyJhbGciOi.J9, v2 1')).toBe('token=***, v2 1')
  })

  it('does not grow with every token that it learns', () => {
    const redactor = new Redactor(['always-there'])
    for (let n = 0; n < 100; n++) redactor.learn(`Bearer token-number-${n}-of-many`)
    expect(redactor.size).toBeLessThan(10)
    expect(redactor.text('always-there token-number-99-of-many')).toBe('*** ***')
  })
})
