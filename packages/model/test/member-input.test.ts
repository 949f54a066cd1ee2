import { describe, expect, it } from 'vitest'
import { parseActivity, parseAssignment, parseInstantInput, parseListQuery } from '../src/schemas/index.js'
import { lines, refusalOf } from './refusal.js'

const types =
  "expected 'earn', 'redeem', 'adjust', 'expire', 'refund', 'purchase', 'visit', 'counter' or 'touch'"
const anAmount =
  'expected a number, or decimal text such as "0.3" (no exponent; whole numbers past 2^53 as text)'
const anInstant = 'expected an RFC 3339 instant such as 2026-03-01T09:30:00Z'

describe('an activity', () => {
  it.each<[string, unknown, string]>([
    ['nothing', undefined, ': expected an object with `type`, got nothing'],
    ['a list', [], ': expected an object with `type`, got a list of 0'],
    ['no type', { points: 5 }, `type: ${types}, got nothing`],
    ['an unknown type', { type: 'buy' }, `type: ${types}, got text of 3 characters`],
    ['a type out of Object.prototype', { type: 'toString' }, `type: ${types}, got text of 8 characters`],
    [
      'a tier set, which is an assignment',
      { type: 'set_tier', tier: 'gold' },
      `type: ${types}, got text of 8 characters`,
    ],
    ['no points', { type: 'earn' }, 'points: expected a whole number of points, 1 or more, got nothing'],
    [
      'zero points',
      { type: 'earn', points: 0 },
      'points: expected a whole number of points, 1 or more, got a number',
    ],
    [
      'zero points as text',
      { type: 'refund', points: '0.00' },
      'points: expected a whole number of points, 1 or more, got text of 4 characters',
    ],
    [
      'negative points',
      { type: 'redeem', points: -5 },
      'points: expected a whole number of points, 1 or more, got a negative number',
    ],
    [
      'half a point',
      { type: 'expire', points: 0.5 },
      'points: expected a whole number of points, 1 or more, got a fraction',
    ],
    [
      'half a point of adjustment',
      { type: 'adjust', points: -0.5 },
      'points: expected a whole number of points, got a negative fraction',
    ],
    [
      'points that lost digits',
      { type: 'earn', points: 2 ** 53 },
      'points: expected a whole number of points, 1 or more, got a number',
    ],
    [
      'negative spend',
      { type: 'purchase', spend: -0.01 },
      'spend: expected an amount of 0 or more, got a negative fraction',
    ],
    ['spend under another name', { type: 'purchase', spend: 5, points: 5 }, 'points: unknown key'],
    ['points for a visit', { type: 'visit', points: 5 }, 'points: unknown key'],
    [
      'a counter without a name',
      { type: 'counter', add: 1 },
      'counter: expected text of 1 to 100 characters, got nothing',
    ],
    ['neither add nor set', { type: 'counter', counter: 'nights' }, 'add: give either `add` or `set`'],
    [
      'both add and set',
      { type: 'counter', counter: 'nights', add: 1, set: 2 },
      'add: give either `add` or `set`',
    ],
    [
      'an add that is no amount',
      { type: 'counter', counter: 'nights', add: 'two' },
      `add: ${anAmount}, got text of 3 characters`,
    ],
    [
      'a day for an instant',
      { type: 'touch', at: '2026-03-01' },
      `at: ${anInstant}, got text of 10 characters`,
    ],
    [
      'a date object',
      { type: 'touch', at: new Date(0) },
      'at: expected a plain object, got an instance of Date; write it as text, as toISOString() does',
    ],
  ])('refuses %s', (_what, value, line) => {
    expect(lines(refusalOf(() => parseActivity(value)))).toEqual([line])
  })

  it.each<[string, unknown, unknown]>([
    ['earned points', { type: 'earn', points: 100 }, { type: 'earn', points: '100' }],
    ['points as text', { type: 'redeem', points: '007.0' }, { type: 'redeem', points: '7' }],
    [
      'points past 2^53',
      { type: 'earn', points: '9007199254740993' },
      { type: 'earn', points: '9007199254740993' },
    ],
    ['expired points', { type: 'expire', points: 1 }, { type: 'expire', points: '1' }],
    ['refunded points', { type: 'refund', points: 1 }, { type: 'refund', points: '1' }],
    ['a negative adjustment', { type: 'adjust', points: -5 }, { type: 'adjust', points: '-5' }],
    ['a purchase', { type: 'purchase', spend: 19.99 }, { type: 'purchase', spend: '19.99' }],
    ['a free purchase', { type: 'purchase', spend: '-0.00' }, { type: 'purchase', spend: '0' }],
    [
      'a visit at an instant',
      { type: 'visit', at: '2026-03-01T09:30:00+02:00' },
      { type: 'visit', at: '2026-03-01T07:30:00Z' },
    ],
    [
      'a counter that falls',
      { type: 'counter', counter: 'nights', add: -1.5 },
      { type: 'counter', counter: 'nights', add: '-1.5' },
    ],
    [
      'a counter that is set',
      { type: 'counter', counter: 'nights', set: 0 },
      { type: 'counter', counter: 'nights', set: '0' },
    ],
    ['a bare activity', { type: 'touch', at: undefined }, { type: 'touch' }],
  ])('takes %s', (_what, value, parsed) => {
    expect(parseActivity(value)).toEqual(parsed)
  })
})

describe('an assignment', () => {
  it.each<[string, unknown, string]>([
    ['no tier', {}, 'tier: expected text of 1 to 255 characters, got nothing'],
    ['an empty tier', { tier: '' }, 'tier: expected text of 1 to 255 characters, got empty text'],
    ['a tier object', { tier: { id: 'gold' } }, 'tier: expected text of 1 to 255 characters, got an object'],
    [
      'an end without an offset',
      { tier: null, until: '2026-03-01T00:00:00' },
      `until: ${anInstant}, got text of 19 characters`,
    ],
    ['an unknown key', { tier: 'gold', reason: 'x' }, 'reason: unknown key'],
  ])('refuses %s', (_what, value, line) => {
    expect(lines(refusalOf(() => parseAssignment(value)))).toEqual([line])
  })

  it('names a tier, or the base by null', () => {
    expect(parseAssignment({ tier: null })).toEqual({ tier: null })
    expect(parseAssignment({ tier: 'gold', until: '2026-12-31T23:00:00-01:00' })).toEqual({
      tier: 'gold',
      until: '2027-01-01T00:00:00Z',
    })
  })
})

describe('a list query', () => {
  it.each<[string, unknown, string]>([
    ['limit 0', { limit: 0 }, 'limit: expected a whole number from 1 to 100, got a number'],
    ['limit 101', { limit: 101 }, 'limit: expected a whole number from 1 to 100, got a number'],
    [
      'a limit in text',
      { limit: '10' },
      'limit: expected a whole number from 1 to 100, got text of 2 characters',
    ],
    ['an empty cursor', { cursor: '' }, 'cursor: expected text of 1 to 2000 characters, got empty text'],
    ['an unknown key', { page: 2 }, 'page: unknown key'],
    ['a number', 7, ': expected an object, got a number'],
  ])('refuses %s', (_what, value, line) => {
    expect(lines(refusalOf(() => parseListQuery(value)))).toEqual([line])
  })

  it('takes a limit and a cursor, or neither', () => {
    expect(parseListQuery({})).toEqual({})
    expect(parseListQuery({ limit: 100, cursor: 'abc' })).toEqual({ limit: 100, cursor: 'abc' })
  })
})

describe('an instant', () => {
  it('is made UTC', () => {
    expect(parseInstantInput('2026-03-01T00:00:00+01:00', 'since')).toBe('2026-02-28T23:00:00Z')
  })

  it.each([
    ['text', 'yesterday', 'text of 9 characters'],
    ['a date', new Date(0), 'an object'],
    ['nothing', undefined, 'nothing'],
  ])('is refused as %s under the path given', (_what, value, got) => {
    expect(refusalOf(() => parseInstantInput(value, 'since'))).toEqual([
      { path: 'since', message: `${anInstant}, got ${got}` },
    ])
  })
})
