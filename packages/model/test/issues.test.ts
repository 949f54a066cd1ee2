import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { issuesOf, pathText } from '../src/schemas/index.js'
import { lines } from './refusal.js'

const said = (schema: z.ZodMiniType, value: unknown): string[] => {
  const result = schema.safeParse(value)
  return result.success ? [] : lines(issuesOf(result.error.issues, value))
}

describe('the words for what a schema of anybody finds', () => {
  it.each<[string, z.ZodMiniType, unknown, string]>([
    ['another type', z.strictObject({ a: z.string() }), { a: 5 }, 'a: expected text, got a number'],
    ['a missing key', z.strictObject({ a: z.string() }), {}, 'a: expected text, got nothing'],
    [
      'a missing key of any value',
      z.strictObject({ a: z.unknown() }),
      {},
      'a: expected a value, got nothing',
    ],
    ['an unknown key', z.strictObject({}), { a: 1 }, 'a: unknown key'],
    [
      'an unknown key far inside',
      z.strictObject({ a: z.array(z.strictObject({})) }),
      { a: [{ b: 1 }] },
      'a[0].b: unknown key',
    ],
    ['no object', z.strictObject({}), 'x', ': expected an object, got text of 1 character'],
    ['no list', z.strictObject({ a: z.array(z.string()) }), { a: {} }, 'a: expected a list, got an object'],
    ['no truth', z.boolean(), 'yes', ': expected true or false, got text of 3 characters'],
    ['truth for text', z.string(), true, ': expected text, got a boolean'],
    ['a fraction', z.int(), 1.5, ': expected a whole number, got a fraction'],
    ['NaN', z.number(), Number.NaN, ': expected a number, got NaN'],
    ['too short', z.string().check(z.minLength(1)), '', ': expected 1 character or more, got empty text'],
    [
      'shorter than two',
      z.string().check(z.minLength(2)),
      'x',
      ': expected 2 characters or more, got text of 1 character',
    ],
    [
      'too long',
      z.string().check(z.maxLength(1)),
      'xx',
      ': expected at most 1 character, got text of 2 characters',
    ],
    ['too few', z.array(z.string()).check(z.minLength(1)), [], ': expected 1 item or more, got a list of 0'],
    [
      'too many',
      z.array(z.string()).check(z.maxLength(2)),
      ['', '', ''],
      ': expected at most 2 items, got a list of 3',
    ],
    ['too small', z.number().check(z.gte(1)), 0, ': expected 1 or more, got a number'],
    ['not above', z.number().check(z.gt(0)), -1, ': expected more than 0, got a negative number'],
    ['too big', z.number().check(z.lte(9)), 10, ': expected at most 9, got a number'],
    ['not below', z.number().check(z.lt(9)), 9.5, ': expected less than 9, got a fraction'],
    ['an unknown word', z.enum(['a', 'b']), 'c', ": expected 'a' or 'b', got text of 1 character"],
    [
      'a check without words',
      z.string().check(z.refine(() => false)),
      'x',
      ': expected another form, got text of 1 character',
    ],
    [
      'a check with words',
      z.string().check(z.refine(() => false, { error: 'expected a palindrome' })),
      'xy',
      ': expected a palindrome, got text of 2 characters',
    ],
    [
      'a check with a sentence',
      z.string().check(z.refine(() => false, { error: 'give it a name' })),
      'xy',
      ': give it a name',
    ],
    ['a pattern', z.string().check(z.regex(/^a/)), 'b', ': expected another form, got text of 1 character'],
    [
      'a record',
      z.record(z.string(), z.number()),
      { a: 'x' },
      'a: expected a number, got text of 1 character',
    ],
  ])('%s', (_what, schema, value, line) => {
    expect(said(schema, value)).toEqual([line])
  })
})

describe('a union', () => {
  const label = z.strictObject({ label: z.string() })
  const pair = z.strictObject({ key: z.string(), value: z.number() })
  const benefit = z.union([z.string(), label, pair])
  const kinds = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('rolling'), months: z.int() }),
    z.strictObject({ kind: z.literal('lifetime') }),
  ])

  it.each<[string, z.ZodMiniType, unknown, string[]]>([
    ['a key without its value', benefit, { key: 'k' }, ['value: expected a number, got nothing']],
    [
      'a wrong value',
      benefit,
      { key: 'k', value: 'x' },
      ['value: expected a number, got text of 1 character'],
    ],
    ['a wrong label', benefit, { label: 5 }, ['label: expected text, got a number']],
    ['a key too many', benefit, { label: 'x', extra: 1 }, ['extra: unknown key']],
    [
      'a nested union',
      z.strictObject({ list: z.array(z.union([benefit, z.null()])) }),
      { list: ['x', { key: 'k' }] },
      ['list[1].value: expected a number, got nothing'],
    ],
    [
      'wrong values rather than a missing key',
      z.union([z.looseObject({ c: z.string() }), z.looseObject({ a: z.number(), b: z.number() })]),
      { a: '', b: '' },
      ['a: expected a number, got empty text', 'b: expected a number, got empty text'],
    ],
    [
      'wrong values rather than unknown keys',
      z.union([
        z.strictObject({ a: z.number() }),
        z.strictObject({ a: z.number(), b: z.string(), c: z.string(), d: z.boolean() }),
      ]),
      { a: '', b: '', c: '', d: '' },
      ['a: expected a number, got empty text', 'd: expected true or false, got empty text'],
    ],
    ['a known kind', kinds, { kind: 'rolling' }, ['months: expected a number, got nothing']],
    [
      'an unknown kind',
      kinds,
      { kind: 'weekly' },
      ["kind: expected 'rolling' or 'lifetime', got text of 6 characters"],
    ],
    ['no kind', kinds, {}, ["kind: expected 'rolling' or 'lifetime', got nothing"]],
    ['no object for kinds', kinds, 5, [': expected an object, got a number']],
  ])('speaks of the form that was meant, given %s', (_what, schema, value, expected) => {
    expect(said(schema, value)).toEqual(expected)
  })

  it('names every form when the value is of none', () => {
    expect(said(z.union([z.string(), z.number()]), true)).toEqual([
      ': expected text or a number, got a boolean',
    ])
    expect(said(z.strictObject({ a: benefit }), { a: 5 })).toEqual([
      'a: expected text or an object, got a number',
    ])
  })
})

describe('pathText', () => {
  it.each([
    [[], ''],
    [['benefits', 1, 'label'], 'benefits[1].label'],
    [[0, 'a'], '[0].a'],
    [['vendor', 'a.b', 'c d'], 'vendor["a.b"]["c d"]'],
  ])('of %o is %s', (path, text) => {
    expect(pathText(path)).toBe(text)
  })
})
