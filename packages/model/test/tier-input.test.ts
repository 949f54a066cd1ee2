import { describe, expect, it } from 'vitest'
import { parseTier, parseTierPatch } from '../src/schemas/index.js'
import { lines, refusalOf } from './refusal.js'

const options = { defaultMetric: 'points.balance' } as const

const tier = (more: object): unknown => ({ name: 'Gold', ...more })
const refused = (more: object): string[] => lines(refusalOf(() => parseTier(tier(more), options)))
const anAmount =
  'expected a number, or decimal text such as "0.3" (no exponent; whole numbers past 2^53 as text)'
const anOperator = "expected '>=', '>', '==', '<=' or '<'"

describe('a tier to create', () => {
  it.each<[string, object, string]>([
    ['no name', { name: undefined }, 'name: expected text of 1 to 255 characters, got nothing'],
    ['an empty name', { name: '' }, 'name: expected text of 1 to 255 characters, got empty text'],
    ['a blank name', { name: ' \t\n' }, 'name: expected text of 1 to 255 characters, got blank text'],
    ['a name of another type', { name: 5 }, 'name: expected text of 1 to 255 characters, got a number'],
    ['a name that is null', { name: null }, 'name: expected text of 1 to 255 characters, got null'],
    [
      'a long name',
      { name: 'x'.repeat(256) },
      'name: expected text of 1 to 255 characters, got text of 256 characters',
    ],
    ['a boxed name', { name: Object('Gold') }, 'name: expected a plain object, got an instance of String'],
    ['half a character', { name: 'Gold \ud800' }, 'name: expected well-formed Unicode, got a lone surrogate'],
    [
      'a key in capitals',
      { key: 'Gold' },
      'key: expected 1 to 100 lower case letters, digits and _, the first a letter, got text of 4 characters',
    ],
    [
      'a key that begins with a digit',
      { key: '1st' },
      'key: expected 1 to 100 lower case letters, digits and _, the first a letter, got text of 3 characters',
    ],
    [
      'a key with a line end',
      { key: 'gold\n' },
      'key: expected 1 to 100 lower case letters, digits and _, the first a letter, got text of 5 characters',
    ],
    [
      'a long description',
      { description: 'x'.repeat(2001) },
      'description: expected text of at most 2000 characters, got text of 2001 characters',
    ],
    ['a colour by name', { color: 'gold' }, 'color: expected #RRGGBB, got text of 4 characters'],
    ['a short colour', { color: '#fff' }, 'color: expected #RRGGBB, got text of 4 characters'],
    ['an empty icon', { icon: '' }, 'icon: expected text of 1 to 2000 characters, got empty text'],
    ['rank 0', { rank: 0 }, 'rank: expected a whole number from 1 to 2147483647, got a number'],
    [
      'a negative rank',
      { rank: -1 },
      'rank: expected a whole number from 1 to 2147483647, got a negative number',
    ],
    ['half a rank', { rank: 1.5 }, 'rank: expected a whole number from 1 to 2147483647, got a fraction'],
    [
      'a rank in text',
      { rank: '1' },
      'rank: expected a whole number from 1 to 2147483647, got text of 1 character',
    ],
    ['a rank that is NaN', { rank: Number.NaN }, 'rank: expected a finite number, got NaN'],
    [
      'an unknown status',
      { status: 'live' },
      "status: expected 'draft', 'pending', 'active', 'rejected' or 'archived', got text of 4 characters",
    ],
    ['null for an absent field', { color: null }, 'color: expected #RRGGBB, got null'],
    [
      'benefits that are no list',
      { benefits: 'Free shipping' },
      'benefits: expected a list of 0 to 1000 items, got text of 13 characters',
    ],
    [
      'an empty benefit',
      { benefits: ['x', ''] },
      'benefits[1]: expected text of 1 to 1000 characters, got empty text',
    ],
    [
      'a benefit that is a number',
      { benefits: [5] },
      'benefits[0]: expected text, or an object with `label`, or with `key` and `value`, got a number',
    ],
    [
      'a benefit without a value',
      { benefits: ['x', { key: 'k' }] },
      'benefits[1].value: expected plain JSON, got nothing',
    ],
    [
      'a benefit without a key',
      { benefits: [{ value: 1 }] },
      'benefits[0].key: expected text of 1 to 100 characters, got nothing',
    ],
    [
      'a benefit with a label and a value',
      { benefits: [{ label: 'x', value: 1 }] },
      'benefits[0].value: unknown key',
    ],
    [
      'a label that is a number',
      { benefits: [{ label: 5 }] },
      'benefits[0].label: expected text of 1 to 1000 characters, got a number',
    ],
    [
      'a gap in a list',
      { benefits: Object.assign(new Array(3), ['x']) },
      'benefits: expected a list without gaps or other keys',
    ],
    ['an undefined item', { benefits: ['x', undefined] }, 'benefits[1]: expected a value, got nothing'],
    [
      'a list with keys',
      { benefits: Object.assign(['x'], { extra: 1 }) },
      'benefits: expected a list without gaps or other keys',
    ],
    [
      'too many benefits',
      { benefits: Array.from({ length: 1001 }, () => 'x') },
      'benefits: expected a list of 0 to 1000 items, got a list of 1001',
    ],
    [
      'an unknown anchor',
      { validity: { anchor: 'birth' } },
      "validity.anchor: expected 'entry', 'entry_cyclic', 'fixed' or 'registration', got text of 5 characters",
    ],
    [
      'no months at all',
      { validity: { anchor: 'entry', months: 0 } },
      'validity.months: expected a whole number from 1 to 1200, got a number',
    ],
    [
      'a start that is no instant',
      { validity: { anchor: 'fixed', start: '2026-02-30T00:00:00Z' } },
      'validity.start: expected an RFC 3339 instant such as 2026-03-01T09:30:00Z, got text of 20 characters',
    ],
    [
      'a renewal that is no rule',
      { validity: { anchor: 'entry', renewal: { metric: 'spend', op: 'is', value: 1 } } },
      `validity.renewal.op: ${anOperator}, got text of 2 characters`,
    ],
  ])('refuses %s', (_what, more, line) => {
    expect(refused(more)).toEqual([line])
  })

  it('names everything that is wrong at once', () => {
    const paths = refusalOf(() =>
      parseTier(
        {
          name: '',
          rank: 0,
          threshold: -1,
          rule: {
            all: [
              { metric: 'spend', op: '=>', value: 1, note: '' },
              { atLeast: 3, of: [{}] },
            ],
          },
          benefits: [{ key: 'k' }, 5, () => 1],
          status: 'live',
          extra: 1,
        },
        options,
      ),
    ).map(({ path }) => path)
    expect(paths.toSorted()).toEqual(
      [
        'benefits[0].value',
        'benefits[1]',
        'benefits[2]',
        'extra',
        'name',
        'rank',
        'rule.all[0].note',
        'rule.all[0].op',
        'rule.all[1].atLeast',
        'rule.all[1].of[0]',
        'status',
        'threshold',
        'threshold',
      ].toSorted(),
    )
  })

  it('counts characters, not code units', () => {
    expect(parseTier(tier({ name: '😀'.repeat(255) }), options).name).toBe('😀'.repeat(255))
    expect(refused({ name: '😀'.repeat(256) })).toHaveLength(1)
  })
})

describe('a change of a tier', () => {
  const change = (value: unknown): string[] => lines(refusalOf(() => parseTierPatch(value, options)))

  it.each<[string, unknown, string]>([
    ['nothing to change', {}, ': give at least one field to change'],
    ['only undefined fields', { name: undefined }, ': give at least one field to change'],
    ['a name cleared', { name: null }, 'name: expected text of 1 to 255 characters, got null'],
    [
      'benefits cleared by null',
      { benefits: null },
      'benefits: expected a list of 0 to 1000 items, got null',
    ],
    ['a threshold cleared', { threshold: null }, `threshold: ${anAmount}, got null`],
    ['a key, which never changes', { key: 'gold' }, 'key: unknown key'],
    ['a status, which the workflow changes', { status: 'active' }, 'status: unknown key'],
    [
      'threshold and rule',
      { threshold: 1, rule: null },
      'threshold: give either `threshold` or `rule`, not both',
    ],
    ['a negative threshold', { threshold: '-5' }, 'threshold: expected 0 or more, got text of 2 characters'],
  ])('refuses %s', (_what, value, line) => {
    expect(change(value)).toEqual([line])
  })

  it('clears with null and keeps what is absent', () => {
    const patch = { description: null, color: null, icon: null, rule: null, validity: null, benefits: [] }
    expect(parseTierPatch(patch, options)).toEqual(patch)
    expect(parseTierPatch({ name: 'Platinum', color: undefined }, options)).toEqual({ name: 'Platinum' })
  })
})
