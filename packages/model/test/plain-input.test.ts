import { describe, expect, it } from 'vitest'
import { parseActivity, parseListQuery, parseTier } from '../src/schemas/index.js'
import { lines, refusalOf } from './refusal.js'

const options = { defaultMetric: 'points.balance' } as const

const tier = (more: object): unknown => ({ name: 'Gold', ...more })
const refused = (more: object): string[] => lines(refusalOf(() => parseTier(tier(more), options)))
const lone = '\ud800'

describe('an unknown key', () => {
  const known = (call: () => unknown): string[] => refusalOf(call).map(({ message }) => message)

  it('is told with those that there are, where it stands', () => {
    expect(known(() => parseTier({ name: 'x', treshold: 5 }, options))).toEqual([
      'unknown key; known are name, key, description, color, icon, rank, threshold, rule, validity, benefits, status, vendor',
    ])
    expect(known(() => parseListQuery({ page: 2 }))).toEqual(['unknown key; known are limit, cursor'])
    const rule = { metric: 'spend', op: '>=', value: 1, unit: 'EUR' }
    expect(known(() => parseTier({ name: 'x', rule }, options))).toEqual([
      'unknown key; known are metric, op, value',
    ])
    expect(known(() => parseActivity({ type: 'visit', points: 5 }))).toEqual([
      'unknown key; known are type, at',
    ])
  })
})

describe('what is no plain data', () => {
  it.each<[string, object, string]>([
    ['an unknown key', { threshhold: 5 }, 'threshhold: unknown key'],
    [
      'an unknown key far inside',
      { rule: { all: [{ metric: 'spend', op: '>=', value: 1, note: '' }] } },
      'rule.all[0].note: unknown key',
    ],
    ['a key of Object.prototype', { toString: 1 }, 'toString: unknown key'],
    ['constructor', { constructor: { prototype: {} } }, 'constructor: unknown key'],
    ['__proto__', JSON.parse('{"__proto__":{"rank":1}}'), '__proto__: unknown key'],
    [
      '__proto__ far inside',
      { vendor: JSON.parse('{"acme":{"__proto__":{"admin":true}}}') },
      'vendor.acme.__proto__: unknown key',
    ],
    ['a key that is no word', { 'a b': 1 }, '["a b"]: unknown key'],
    [
      'a huge key',
      { ['k'.repeat(256)]: 1 },
      ': expected keys of at most 255 characters of well-formed Unicode',
    ],
    [
      'a key that is half a character',
      { vendor: { [lone]: 1 } },
      'vendor: expected keys of at most 255 characters of well-formed Unicode',
    ],
    ['a symbol as a key', { [Symbol('name')]: 1 }, ': expected text as keys, got a symbol'],
    ['a function', { name: () => 'Gold' }, 'name: expected plain data, got a function'],
    ['a symbol', { icon: Symbol('icon') }, 'icon: expected plain data, got a symbol'],
    [
      'a date',
      { vendor: { acme: { at: new Date(0) } } },
      'vendor.acme.at: expected a plain object, got an instance of Date; write it as text, as toISOString() does',
    ],
    ['a map', { vendor: new Map([['acme', 1]]) }, 'vendor: expected a plain object, got an instance of Map'],
    [
      'a class instance',
      { validity: new (class Validity {})() },
      'validity: expected a plain object, got an instance of Validity',
    ],
    [
      'an instance of an anonymous class',
      { validity: new (class {})() },
      'validity: expected a plain object, got an instance of a class',
    ],
    [
      'an object behind an object',
      { validity: Object.create({ anchor: 'entry' }) },
      'validity: expected a plain object, got an instance of Object',
    ],
    [
      'a big integer in JSON',
      { benefits: [{ key: 'k', value: [1n] }] },
      'benefits[0].value[0]: expected plain data, got a bigint; write it as text',
    ],
    [
      'NaN in JSON',
      { benefits: [{ key: 'k', value: { deep: Number.NaN } }] },
      'benefits[0].value.deep: expected a finite number, got NaN',
    ],
    [
      'a vendor part that is a list',
      { vendor: [] },
      'vendor: expected an object of plain JSON, got a list of 0',
    ],
    [
      'a getter that throws',
      {
        validity: {
          get anchor(): string {
            throw new TypeError('canary')
          },
        },
      },
      'validity: expected plain data, but reading it failed',
    ],
  ])('refuses %s', (_what, more, line) => {
    expect(refused(more)).toEqual([line])
  })

  it.each([
    ['nothing', undefined, 'expected an object, got nothing'],
    ['null', null, 'expected an object, got null'],
    ['text', 'Gold', 'expected an object, got text of 4 characters'],
    ['a number', 5, 'expected an object, got a number'],
    ['a list', [{ name: 'Gold' }], 'expected an object, got a list of 1'],
    ['a function', () => ({ name: 'Gold' }), 'expected plain data, got a function'],
    [
      'a class instance',
      new (class Tier {
        name = 'Gold'
      })(),
      'expected a plain object, got an instance of Tier',
    ],
    ['a promise', Promise.resolve({ name: 'Gold' }), 'expected a plain object, got an instance of Promise'],
  ])('refuses %s in place of a tier', (_what, value, message) => {
    expect(refusalOf(() => parseTier(value, options))).toEqual([{ path: '', message }])
  })

  it('refuses a cycle where it closes', () => {
    const vendor: Record<string, unknown> = { acme: {} }
    vendor.back = { vendor }
    expect(refused({ vendor })).toEqual(['vendor.back.vendor: expected plain data, got a cycle'])
  })

  it('lets one object stand in two places', () => {
    const shared = { percent: 10 }
    const { benefits, vendor } = parseTier(
      tier({ benefits: [{ key: 'k', value: shared }], vendor: { acme: shared } }),
      options,
    )
    expect(benefits).toEqual([{ key: 'k', value: shared }])
    expect(vendor).toEqual({ acme: shared })
  })

  it('accepts what was made elsewhere, if it is plain', () => {
    const bare: object = Object.assign(Object.create(null), { name: 'Gold' })
    expect(parseTier(bare, options)).toEqual({ name: 'Gold' })
    expect(
      parseTier(Object.freeze({ name: 'Gold', benefits: Object.freeze(['x']) }), options).benefits,
    ).toEqual([{ label: 'x' }])
  })

  it('reads a getter once', () => {
    let read = 0
    const parsed = parseTier(
      {
        get name() {
          read += 1
          return `Gold ${read}`
        },
      },
      options,
    )
    expect([parsed.name, read]).toEqual(['Gold 1', 1])
  })
})
