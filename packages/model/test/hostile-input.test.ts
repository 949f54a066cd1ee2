import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRungsError } from '../src/index.js'
import {
  parseActivity,
  parseAssignment,
  parseInstantInput,
  parseLadder,
  parseLadderPatch,
  parseListQuery,
  parseTier,
  parseTierPatch,
} from '../src/schemas/index.js'
import { errorOf } from './refusal.js'

const options = { defaultMetric: 'points.balance' } as const

const parsers: Record<string, (value: unknown) => unknown> = {
  parseTier: (value) => parseTier(value, options),
  parseTierPatch: (value) => parseTierPatch(value, options),
  parseLadder: (value) => parseLadder(value, options),
  parseLadderPatch,
  parseActivity,
  parseAssignment,
  parseListQuery,
  parseInstantInput: (value) => parseInstantInput(value, 'since'),
}

const each = Object.entries(parsers)

/** Keys that schemas know, with values that they may or may not: nearer to the mark than pure chance. */
const nearly = fc.letrec((node) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withSparseArray: true,
      withBoxedValues: true,
      withTypedArray: true,
      withObjectString: true,
    }),
    fc.constantFrom(
      'Gold',
      '#ffcc00',
      'spend',
      '>=',
      'rolling',
      'inactivity',
      'P90D',
      'counter',
      'earn',
      5000,
      '0.3',
    ),
    fc.array(node('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        ...[
          'name',
          'threshold',
          'rule',
          'metric',
          'op',
          'value',
          'all',
          'any',
          'atLeast',
          'of',
          'benefits',
          'label',
        ],
        ...[
          'key',
          'window',
          'kind',
          'months',
          'lifecycle',
          'review',
          'downgrade',
          'policy',
          'tiers',
          'type',
          'points',
        ],
        ...[
          'counter',
          'add',
          'set',
          'at',
          'tier',
          'until',
          'limit',
          'cursor',
          'vendor',
          'validity',
          'rank',
          '__proto__',
        ],
      ),
      node('value'),
      { maxKeys: 6 },
    ),
  ),
})).value

describe('whatever comes in', () => {
  it.each(each)('%s gives plain data of its own, or names at least one issue', (_name, parse) => {
    fc.assert(
      fc.property(nearly, (value) => {
        try {
          const parsed = parse(value)
          expect(structuredClone(parsed)).toEqual(parsed)
          expect(JSON.parse(JSON.stringify(parsed))).toEqual(parsed)
        } catch (error) {
          if (!isRungsError(error, 'invalid_input')) throw error
          expect(error.issues.length).toBeGreaterThan(0)
          for (const { path, message } of error.issues) {
            expect(path === '' || error.message.includes(path) || error.issues.length > 20).toBe(true)
            expect(message).not.toBe('')
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it.each(each)(
    '%s comes to the same whether its input is frozen or not, and leaves it alone',
    (_name, parse) => {
      fc.assert(
        fc.property(fc.jsonValue(), (value) => {
          const before = structuredClone(value)
          const outcome = (given: unknown): unknown => {
            try {
              return parse(given)
            } catch (error) {
              return isRungsError(error) ? error.issues : error
            }
          }
          expect(outcome(deepFreeze(structuredClone(value)))).toEqual(outcome(value))
          expect(value).toEqual(before)
        }),
      )
    },
  )
})

function deepFreeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  for (const item of Object.values(value)) deepFreeze(item)
  return Object.freeze(value)
}

describe('a canary', () => {
  const canary = 'canary-5f1e'
  const number = 987_654_321_987.25

  it.each<[string, unknown]>([
    [
      'in every text field',
      { name: `${canary}${'x'.repeat(300)}`, color: canary, icon: { canary }, status: canary },
    ],
    [
      'in a key, a metric and an operator',
      { name: 'x', key: `${canary}!`, rule: { metric: canary, op: canary, value: canary } },
    ],
    ['as a number', { name: number, rank: number, threshold: -number, benefits: [number], validity: number }],
    ['in benefits', { name: 'x', benefits: [{ label: { canary } }, { key: [canary], value: 1 }, [canary]] }],
    ['in what is no data', { name: Object(canary), icon: new Map([[canary, canary]]), color: () => canary }],
    ['in JSON of a vendor', { name: '', vendor: { acme: { apiKey: canary } } }],
    [
      'in an error of a getter',
      {
        name: '',
        vendor: {
          get acme(): string {
            throw new Error(canary)
          },
        },
      },
    ],
  ])('%s never comes up in a message', (_where, value) => {
    const { message, issues } = errorOf(() => parseTier(value, options))
    const said = [message, ...issues.map((issue) => issue.message)].join('\n')
    expect(said).not.toContain(canary)
    expect(said).not.toContain('987')
  })

  it.each<[string, unknown]>([
    ['a list query', { limit: number, cursor: { canary } }],
    ['an activity', { type: canary, points: number }],
    ['a window', { window: { kind: canary } }],
  ])('in %s never comes up in a message', (_where, value) => {
    for (const parse of [parseListQuery, parseActivity, parseLadderPatch]) {
      const { message } = errorOf(() => parse(value))
      expect(message).not.toContain(canary)
      expect(message).not.toContain('987')
    }
  })
})

describe('what comes out', () => {
  it('shares nothing with what went in', () => {
    const input = {
      name: 'Gold',
      rule: { all: [{ metric: 'spend', op: '>=', value: '1' }] },
      validity: {
        anchor: 'fixed',
        start: '2026-03-01T09:30:00Z',
        renewal: { any: [{ metric: 'visits', op: '>', value: 1 }] },
      },
      benefits: ['x', { key: 'k', value: { deep: [1, { deeper: true }] } }],
      vendor: { acme: { list: [{ a: 1 }] } },
    }
    const parsed = parseTier(input, options)
    const before = structuredClone(parsed)
    const objects = new Set<unknown>()
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      objects.add(value)
      for (const item of Object.values(value)) collect(item)
    }
    collect(input)
    const own = new Set(objects)
    objects.clear()
    collect(parsed)
    expect([...objects].filter((value) => own.has(value))).toEqual([])
    expect(parsed).toEqual(before)
  })

  it('does not pollute any prototype', () => {
    const evil = JSON.parse('{"name":"x","vendor":{"constructor":{"prototype":{"polluted":true}}}}')
    expect(parseTier(evil, options).vendor).toEqual({ constructor: { prototype: { polluted: true } } })
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('has no negative zero, which JSON would lose', () => {
    const { benefits } = parseTier({ name: 'x', benefits: [{ key: 'k', value: -0 }] }, options)
    expect(benefits).toEqual([{ key: 'k', value: 0 }])
    expect(Object.is(Reflect.get(benefits?.[0] ?? {}, 'value'), 0)).toBe(true)
  })
})
