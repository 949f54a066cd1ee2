import { describe, expect, it } from 'vitest'
import { parseLadder, parseLadderPatch, parseTier } from '../src/schemas/index.js'
import { errorOf, lines, refusalOf } from './refusal.js'

const options = { defaultMetric: 'points.balance' } as const

describe('huge input', () => {
  const megabytes = 10_000_000

  it.each([
    ['letters', 'x'.repeat(megabytes)],
    ['white space', ' '.repeat(megabytes)],
    ['digits', '9'.repeat(megabytes)],
    ['zeros', `0.${'0'.repeat(megabytes)}1`],
    ['half characters', '\ud83d'.repeat(megabytes)],
    ['whole characters', '😀'.repeat(megabytes / 2)],
    ['a duration', `P${'1D'.repeat(megabytes / 2)}`],
  ])('10 MB of %s is refused in every field', (_what, text) => {
    const paths = refusalOf(() =>
      parseTier(
        {
          name: text,
          key: text,
          description: text,
          color: text,
          icon: text,
          rank: text,
          rule: { metric: text, op: text, value: text },
          validity: { anchor: text, start: text },
          benefits: [text],
        },
        options,
      ),
    ).map(({ path }) => path)
    expect(paths.toSorted()).toEqual([
      'benefits[0]',
      'color',
      'description',
      'icon',
      'key',
      'name',
      'rank',
      'rule.metric',
      'rule.op',
      'rule.value',
      'validity.anchor',
      'validity.start',
    ])
    expect(
      refusalOf(() =>
        parseLadderPatch({ lifecycle: { review: 'never', inactivity: text, downgrade: { policy: 'hold' } } }),
      ),
    ).toHaveLength(1)
  })

  it('has a short message however much is wrong', () => {
    const benefits = Array.from({ length: 400 }, () => ({ label: 5 }))
    const tiers = Array.from({ length: 1000 }, () => ({ name: '', benefits }))
    const { message, issues } = errorOf(() => parseLadder({ tiers }, options))
    expect(issues.length).toBeGreaterThanOrEqual(100)
    expect(message).toMatch(/; and \d+ more$/)
    expect(message.length).toBeLessThan(3000)
  })

  it('survives 130,000 wrong items in one list, and 130,000 unknown keys', () => {
    const items = Array.from({ length: 130_000 }, () => ({}))
    expect(lines(refusalOf(() => parseTier({ name: 'x', benefits: items }, options)))).toEqual([
      'benefits: expected a list of 0 to 1000 items, got a list of 130000',
    ])
    const keys = Object.fromEntries(items.map((_, index) => [`k${index}`, index]))
    expect(refusalOf(() => parseTier({ name: 'x', ...keys }, options))).toHaveLength(130_000)
    expect(
      refusalOf(() => parseTier({ name: 'x', benefits: items.map(() => () => 1) }, options)).length,
    ).toBeGreaterThan(0)
  })

  it('does not walk the gaps of a sparse list', () => {
    const benefits: string[] = []
    benefits.length = 2 ** 32 - 1
    expect(refusalOf(() => parseTier({ name: 'x', benefits }, options)).map(({ path }) => path)).toEqual([
      'benefits',
    ])
  })
})

describe('deep input', () => {
  const nest = (levels: number, wrap: (inner: unknown) => unknown): unknown => {
    let value: unknown = 1
    for (let level = 0; level < levels; level += 1) value = wrap(value)
    return value
  }

  it.each<[string, (inner: unknown) => unknown]>([
    ['objects', (a) => ({ a })],
    ['lists', (inner) => [inner]],
    ['rules', (inner) => ({ all: [inner] })],
    ['mixed groups', (inner) => ({ atLeast: 1, of: [{ any: [inner] }] })],
  ])('of 100,000 %s is refused without an overflow', (_what, wrap) => {
    const deep = nest(100_000, wrap)
    const issues = refusalOf(() => parseTier({ name: 'x', rule: deep, vendor: { acme: deep } }, options))
    expect(issues.filter(({ message }) => message === 'expected at most 64 levels')).toHaveLength(2)
    expect(Math.max(...issues.map(({ path }) => path.length))).toBeLessThan(1000)
  })

  it('holds 20 levels of rules', () => {
    const rule = nest(20, (inner) => ({
      all: [inner === 1 ? { metric: 'spend', op: '>', value: '1.50' } : inner],
    }))
    expect(JSON.stringify(parseTier({ name: 'x', rule }, options).rule)).toContain('"value":"1.5"')
  })

  it('refuses what grows out of all bounds by standing in many places', () => {
    const vendor = nest(40, (inner) => ({ a: inner, b: inner }))
    const issues = refusalOf(() => parseTier({ name: 'x', vendor }, options))
    expect(issues[0]?.message).toBe('expected at most 1000000 values')
  })
})
