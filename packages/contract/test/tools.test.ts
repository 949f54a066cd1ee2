import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference } from '../src/equal.js'
import { leaks } from '../src/leak.js'
import { seeded } from '../src/random.js'

const json = fc.jsonValue().map((value) => structuredClone(value))

describe('difference', () => {
  it('finds none between a value and its copy', () => {
    fc.assert(fc.property(json, (value) => difference(value, structuredClone(value)) === undefined))
  })

  it('finds one exactly where JSON differs', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        const same = Object.is(a, b) || sorted(a) === sorted(b)
        expect(difference(a, b) === undefined).toBe(same)
      }),
    )
  })

  it.each([
    [{ a: undefined }, {}],
    [{}, { a: undefined }],
    [new Date(0), {}],
    [new Map(), {}],
    [[], {}],
    [null, undefined],
    [{ a: [1, 2] }, { a: [1] }],
  ])('tells %o from %o', (a, b) => expect(difference(a, b)).toBeDefined())
})

describe('leaks', () => {
  const secret = 'sk_canary_4f9c27'

  it('finds nothing where nothing is', () => {
    fc.assert(fc.property(json, (value) => leaks(value, [secret]).length === 0))
  })

  const hidden: [string, unknown][] = [
    ['text', `key ${secret} is wrong`],
    ['a nested value', { a: [{ b: secret }] }],
    ['a key', { [secret]: 1 }],
    ['an error message', new Error(`no ${secret}`)],
    [
      'a cause of a cause',
      new Error('a', { cause: new Error('b', { cause: { headers: { key: secret } } }) }),
    ],
    ['a stack', Object.assign(new Error('a'), { stack: `at ${secret}` })],
    ['a hidden property', Object.defineProperty({}, 'key', { value: secret, enumerable: false })],
    ['a symbol property', { [Symbol('key')]: secret }],
    ['a map', new Map([['a', { secret }]])],
    ['a set', new Set([secret])],
    ['headers', new Headers({ authorization: `Bearer ${secret}` })],
    ['a request', new Request('https://a.example', { headers: { 'x-api-key': secret } })],
    ['a URL', new URL(`https://a.example/?key=${secret}`)],
    ['a getter', Object.defineProperty({}, 'key', { get: () => secret })],
    ['base64', { authorization: `Basic ${btoa(`user:${secret}`)}` }],
    ['an aggregate', new AggregateError([new Error(secret)], 'several')],
    ['toJSON', { toJSON: () => ({ secret }) }],
  ]
  it.each(hidden)('finds a credential in %s', (_, value) => {
    expect(leaks({ wrapped: value }, [secret]).length).toBeGreaterThan(0)
  })

  it('finds a credential in its URL-encoded form', () => {
    expect(leaks(`?key=${encodeURIComponent('a b/c+d=é')}`, ['a b/c+d=é'])).not.toEqual([])
  })

  it('ends on cycles and on what throws when it is read', () => {
    const value: Record<string, unknown> = { secret: 'none' }
    value.self = value
    Object.defineProperty(value, 'trap', {
      get: () => {
        throw new Error('no')
      },
    })
    expect(leaks(value, [secret])).toEqual([])
  })
})

describe('seeded', () => {
  it('gives the same for the same seed, within its bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 50 }), (seed, max) => {
        const [one, other] = [seeded(seed), seeded(seed)]
        for (let n = 0; n < 20; n += 1) {
          const value = one.whole(0, max)
          expect(value).toBe(other.whole(0, max))
          expect(value >= 0 && value <= max).toBe(true)
        }
        expect([...one.shuffled([1, 2, 3, 4])].sort()).toEqual([1, 2, 3, 4])
      }),
    )
  })
})

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : Object.is(inner, -0)
        ? 'minus zero'
        : inner,
  )
}
