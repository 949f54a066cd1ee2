import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../src/index.js'
import { parseInstant } from '../src/index.js'
import {
  explanationSchema,
  inputJsonSchemas,
  ladderSchema,
  outputJsonSchemas,
  parseActivity,
  parseAssignment,
  parseHistoryQuery,
  parseLadder,
  parseLadderPatch,
  parseListQuery,
  parseTier,
  parseTierPatch,
  standingSchema,
  tierChangeSchema,
  tierSchema,
} from '../src/schemas/index.js'

const options = { defaultMetric: 'counter:any' } as const

function validatorOf(schema: JsonObject): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true })
  ajv.addFormat('date-time', (text: string) => parseInstant(text) !== undefined)
  return ajv.compile(schema)
}

const holds = (parse: (value: unknown) => unknown, value: unknown): boolean => {
  try {
    parse(value)
    return true
  } catch {
    return false
  }
}

const parsers = {
  tier: (value: unknown) => parseTier(value, options),
  tierPatch: (value: unknown) => parseTierPatch(value, options),
  ladder: (value: unknown) => parseLadder(value, options),
  ladderPatch: parseLadderPatch,
  activity: parseActivity,
  assignment: parseAssignment,
  listQuery: parseListQuery,
  historyQuery: parseHistoryQuery,
}

const schemas = inputJsonSchemas()
const valid = {
  tier: validatorOf(schemas.tier),
  tierPatch: validatorOf(schemas.tierPatch),
  ladder: validatorOf(schemas.ladder),
  ladderPatch: validatorOf(schemas.ladderPatch),
  activity: validatorOf(schemas.activity),
  assignment: validatorOf(schemas.assignment),
  listQuery: validatorOf(schemas.listQuery),
  historyQuery: validatorOf(schemas.historyQuery),
}

const spend = { metric: 'spend', op: '>=', value: '99.50' }

describe('the JSON Schema of inputs', () => {
  it('is draft 2020-12 and plain JSON', () => {
    for (const schema of Object.values({ ...schemas, ...outputJsonSchemas() })) {
      expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
      expect(structuredClone(schema)).toEqual(JSON.parse(JSON.stringify(schema)))
    }
  })

  it.each<[keyof typeof parsers, unknown]>([
    ['tier', { name: 'Gold' }],
    ['tier', { name: 'Gold', threshold: 5000, benefits: ['Free shipping'] }],
    [
      'tier',
      {
        name: 'Gold',
        key: 'gold',
        description: '',
        color: '#FFcc00',
        icon: 'star',
        rank: 1,
        status: 'draft',
      },
    ],
    [
      'tier',
      { name: 'Gold', rule: { all: [spend, { any: [spend] }, { atLeast: 1, of: [{ all: [spend] }] }] } },
    ],
    [
      'tier',
      {
        name: 'Gold',
        validity: { anchor: 'fixed', months: 12, start: '2026-01-01T00:00:00Z', renewal: spend },
      },
    ],
    [
      'tier',
      {
        name: 'Gold',
        benefits: [{ label: 'x' }, { key: 'k', value: { deep: [1, null] } }],
        vendor: { a: { b: 1 } },
      },
    ],
    ['tierPatch', { description: null, color: null, icon: null, rule: null, validity: null, benefits: [] }],
    [
      'ladder',
      { tiers: [{ name: 'Gold', threshold: '0' }], window: { kind: 'fixed_year', month: 4, day: 1 } },
    ],
    ['ladderPatch', { baseTier: null, window: { kind: 'rolling', months: 12 }, timeZone: 'UTC' }],
    ['ladderPatch', { lifecycle: { review: 'never', inactivity: 'P90D', downgrade: { policy: 'hold' } } }],
    ['activity', { type: 'earn', points: 5 }],
    ['activity', { type: 'refund', points: '9007199254740993' }],
    ['activity', { type: 'adjust', points: '-5.0' }],
    ['activity', { type: 'purchase', spend: '0.00', at: '2026-03-01T09:30:00+02:00' }],
    ['activity', { type: 'counter', counter: 'nights', add: -1.5 }],
    ['assignment', { tier: null }],
    ['listQuery', { limit: 100, cursor: 'x' }],
    ['historyQuery', { from: '2026-03-01T09:30:00+02:00', to: '2026-03-01T07:30:00Z', limit: 5 }],
  ])('of %s lets through what the parser lets through: %j', (name, value) => {
    expect([holds(parsers[name], value), valid[name](value)]).toEqual([true, true])
  })

  it.each<[keyof typeof parsers, unknown]>([
    ['tier', {}],
    ['tier', 'Gold'],
    ['tier', { name: '' }],
    ['tier', { name: ' ' }],
    ['tier', { name: 'x'.repeat(256) }],
    ['tier', { name: 5 }],
    ['tier', { name: 'x', extra: 1 }],
    ['tier', { name: 'x', key: 'A' }],
    ['tier', { name: 'x', color: 'red' }],
    ['tier', { name: 'x', rank: 0 }],
    ['tier', { name: 'x', rank: 1.5 }],
    ['tier', { name: 'x', threshold: '1e3' }],
    ['tier', { name: 'x', threshold: 2 ** 53 }],
    ['tier', { name: 'x', threshold: -(2 ** 53) }],
    ['tier', { name: 'x', threshold: true }],
    ['tier', { name: 'x', threshold: null }],
    ['tier', { name: 'x', rule: {} }],
    ['tier', { name: 'x', rule: { all: [] } }],
    ['tier', { name: 'x', rule: { all: [{ any: [{ ...spend, op: '!=' }] }] } }],
    ['tier', { name: 'x', rule: { ...spend, metric: 'points' } }],
    ['tier', { name: 'x', benefits: [''] }],
    ['tier', { name: 'x', benefits: [{ key: 'k' }] }],
    ['tier', { name: 'x', benefits: [{ label: 'x', value: 1 }] }],
    ['tier', { name: 'x', validity: { anchor: 'fixed', start: '2026-02-30T00:00:00Z' } }],
    ['tier', { name: 'x', vendor: [] }],
    ['tierPatch', { name: null }],
    ['ladder', {}],
    ['ladder', { tiers: [{ name: '' }] }],
    ['ladderPatch', { window: { kind: 'weekly' } }],
    ['ladderPatch', { window: { kind: 'rolling' } }],
    ['ladderPatch', { window: { kind: 'lifetime', months: 1 } }],
    ['ladderPatch', { lifecycle: { review: 'inactivity', inactivity: '90', downgrade: { policy: 'hold' } } }],
    ['activity', {}],
    ['activity', { type: 'buy' }],
    ['activity', { type: 'earn', points: 0 }],
    ['activity', { type: 'earn', points: '0' }],
    ['activity', { type: 'redeem', points: 0.5 }],
    ['activity', { type: 'redeem', points: '0.5' }],
    ['activity', { type: 'adjust', points: '0.5' }],
    ['activity', { type: 'purchase', spend: -1 }],
    ['activity', { type: 'purchase', spend: '-0.01' }],
    ['activity', { type: 'visit', points: 1 }],
    ['assignment', {}],
    ['assignment', { tier: '' }],
    ['listQuery', { limit: 0 }],
    ['historyQuery', { from: '2026-03-01' }],
    ['historyQuery', { since: '2026-03-01T09:30:00Z' }],
    ['listQuery', { limit: 101 }],
    ['listQuery', { cursor: '' }],
  ])('of %s refuses what the parser refuses: %j', (name, value) => {
    expect([holds(parsers[name], value), valid[name](value)]).toEqual([false, false])
  })

  it('refuses nothing that the parsers let through, whatever it is', () => {
    const field = fc.constantFrom(
      'name',
      'threshold',
      'rank',
      'benefits',
      'type',
      'points',
      'spend',
      'limit',
      'tier',
      'color',
    )
    const some = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('x', 'earn', 'purchase', 1, '1.0', '-0', 0.5, '#000000', null),
    )
    fc.assert(
      fc.property(fc.dictionary(field, some, { maxKeys: 3 }), (value) => {
        for (const name of Object.keys(parsers) as (keyof typeof parsers)[])
          if (holds(parsers[name], value))
            expect([name, value, valid[name](value)]).toEqual([name, value, true])
      }),
      { numRuns: 1000 },
    )
  })

  it('is made anew at every call', () => {
    const first = inputJsonSchemas()
    first.tier.type = 'spoilt'
    expect(inputJsonSchemas().tier.type).toBe('object')
  })
})

describe('the JSON Schema of outputs', () => {
  const outputs = outputJsonSchemas()
  const tier = {
    id: 't1',
    name: 'Gold',
    rank: 1,
    rule: { all: [{ metric: 'spend', op: '>=', value: '99.5' }] },
    benefits: [{ label: 'x' }, { key: 'k', value: [1] }],
    status: 'active',
    createdAt: '2026-03-01T09:30:00Z',
    vendor: { acme: { a: 1 } },
  }
  const ladder = {
    id: 'l1',
    status: 'active',
    window: { kind: 'lifetime' },
    lifecycle: { review: 'continuous', downgrade: { policy: 'requalify' } },
    tiers: [tier],
  }
  const ref = { id: 't1', name: 'Gold', rank: 1 }
  const standing = {
    memberId: 'm1',
    tier: ref,
    metrics: { 'points.balance': '5000', 'counter:nights': '3' },
    next: { tier: ref, remaining: { spend: '0.5' } },
    keep: { until: '2026-03-01T09:30:00Z', remaining: '10' },
    asOf: '2026-03-01T09:30:00.5Z'.replace('.5Z', '.500Z'),
  }
  const criterion = { metric: 'spend', op: '>=', value: '99.5', actual: '9', met: false, missing: '90.5' }
  const rule = {
    any: [criterion, { atLeast: 1, of: [{ metric: 'visits', op: '<', value: '3' }] }],
    met: false,
  }
  const explanation = {
    ...standing,
    reason: 'kept',
    tiers: [
      { tier: ref, held: true, qualifies: false, rule },
      { tier: ref, held: false },
    ],
    renewal: { from: '2026-01-01T00:00:00Z', checkedAt: '2027-01-01T00:00:00Z', rule: criterion },
  }
  const tierChange = { at: '2026-03-01T09:30:00Z', from: null, to: ref, reason: 'met', vendor: {} }
  const kinds = {
    explanation: [explanationSchema, validatorOf(outputs.explanation), explanation],
    tierChange: [tierChangeSchema, validatorOf(outputs.tierChange), tierChange],
    tier: [tierSchema, validatorOf(outputs.tier), tier],
    ladder: [ladderSchema, validatorOf(outputs.ladder), ladder],
    standing: [standingSchema, validatorOf(outputs.standing), standing],
  } as const

  it.each(['tier', 'ladder', 'standing', 'explanation', 'tierChange'] as const)(
    'of a %s agrees on a good one',
    (name) => {
      const [schema, validate, value] = kinds[name]
      expect(schema.safeParse(value).error?.issues).toBeUndefined()
      expect(validate(value)).toBe(true)
    },
  )

  it.each<[keyof typeof kinds, object]>([
    ['explanation', { reason: 'luck' }],
    ['explanation', { tiers: [{ tier: ref }] }],
    ['explanation', { tiers: [{ tier: ref, held: true, rule: { all: [] } }] }],
    ['explanation', { tiers: [{ tier: ref, held: true, rule: { ...criterion, actual: 9 } }] }],
    ['explanation', { renewal: { from: '2026-01-01T00:00:00Z' } }],
    ['tierChange', { at: 'today' }],
    ['tierChange', { from: 't1' }],
    ['tierChange', { to: undefined }],
    ['tier', { id: '' }],
    ['tier', { rank: 0 }],
    ['tier', { rule: { metric: 'spend', op: '>=', value: 99.5 } }],
    ['tier', { rule: { metric: 'spend', op: '>=', value: '99.50' } }],
    ['tier', { rule: { metric: 'spend', op: '>=', value: '-0' } }],
    ['tier', { benefits: ['Free shipping'] }],
    ['tier', { status: 'live' }],
    ['tier', { createdAt: '2026-03-01T09:30:00+02:00' }],
    ['tier', { createdAt: '2026-13-01T09:30:00Z' }],
    ['tier', { validity: { anchor: 'fixed', start: '2026-03-01T09:30:00+02:00' } }],
    ['tier', { extra: 1 }],
    ['tier', { color: null }],
    ['ladder', { tiers: [{ ...tier, benefits: undefined }] }],
    ['ladder', { window: { kind: 'weekly' } }],
    ['ladder', { status: 'on' }],
    ['standing', { metrics: { points: '5' } }],
    ['standing', { metrics: { spend: 5 } }],
    ['standing', { next: { tier: ref, remaining: '1e3' } }],
    ['standing', { asOf: 'now' }],
  ])('of a %s agrees that %j does not fit', (name, more) => {
    const [schema, validate, value] = kinds[name]
    const changed = JSON.parse(JSON.stringify({ ...value, ...more }))
    expect([schema.safeParse(changed).success, validate(changed)]).toEqual([false, false])
  })

  it('needs what no JSON can hold to be absent', () => {
    for (const more of [
      { color: undefined },
      { vendor: { acme: new Date(0) } },
      { benefits: [{ key: 'k', value: 1n }] },
    ])
      expect(tierSchema.safeParse({ ...tier, ...more }).success).toBe(false)
  })
})
