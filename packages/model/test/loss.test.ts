import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Accounting, joinPath, Ledger, leafPaths } from '../src/index.js'

const pathsOf = ({ mapped, emulated, vendor, losses }: Accounting): string[] => [
  ...mapped,
  ...emulated.map(({ path }) => path),
  ...vendor,
  ...losses.map(({ path }) => path),
]

const because = () => 'nobody spoke for it'

describe('leafPaths', () => {
  it.each<[string, unknown, string[]]>([
    ['an empty object', {}, []],
    ['nothing', undefined, []],
    ['flat fields', { name: 'Gold', rank: 1 }, ['name', 'rank']],
    [
      'lists of objects',
      { benefits: [{ label: 'x' }, { key: 'k', value: 1 }] },
      ['benefits[0].label', 'benefits[1].key', 'benefits[1].value'],
    ],
    ['lists in lists', { a: [[1], [2, 3]] }, ['a[0][0]', 'a[1][0]', 'a[1][1]']],
    ['null as a leaf', { color: null }, ['color']],
    ['an empty list as a leaf', { benefits: [] }, ['benefits']],
    ['an empty object as a leaf', { vendor: { acme: {} } }, ['vendor.acme']],
    ['keys that hold undefined as none', { name: 'x', color: undefined, a: { b: undefined } }, ['name', 'a']],
    [
      'keys that are no plain words',
      { 'a.b': 1, 'a b': 1, 'a[0]': 1, '': 1 },
      ['["a.b"]', '["a b"]', '["a[0]"]', '[""]'],
    ],
  ])('of %s', (_what, value, paths) => {
    expect(leafPaths(value)).toEqual(paths)
  })

  it('gives no two leaves one path, whatever the keys', () => {
    const keys = fc.constantFrom('a', 'b', 'a.b', 'a[0]', '0', '[0]', '', '"', 'a"].b')
    const tree = fc.letrec((node) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant(1),
        fc.dictionary(keys, node('value')),
        fc.array(node('value')),
      ),
    })).value
    fc.assert(
      fc.property(fc.dictionary(keys, tree), (value) => {
        const paths = leafPaths(value)
        expect(new Set(paths).size).toBe(paths.length)
      }),
    )
  })
})

describe('joinPath', () => {
  it.each([
    ['', 'name', 'name'],
    ['benefits', 1, 'benefits[1]'],
    ['benefits[1]', 'label', 'benefits[1].label'],
    ['vendor', 'acme-2', 'vendor.acme-2'],
    ['metrics', 'counter:nights', 'metrics["counter:nights"]'],
    ['', 'a.b', '["a.b"]'],
    ['vendor', '1', 'vendor.1'],
  ])('joins %o and %o to %s', (path, key, joined) => {
    expect(joinPath(path, key)).toBe(joined)
  })
})

describe('Ledger', () => {
  const plainValue = fc.letrec((node) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.integer(),
      fc.dictionary(fc.constantFrom('name', 'nameX', 'n', 'a', 'b'), node('value'), { maxKeys: 4 }),
      fc.array(node('value'), { maxLength: 12 }),
    ),
  })).value
  const input = fc.dictionary(fc.constantFrom('name', 'nameX', 'benefits', 'vendor'), plainValue)
  const prefixes = fc.array(
    fc.record({
      way: fc.constantFrom('mapped', 'emulated', 'vendor', 'lost'),
      path: fc.constantFrom(
        'name',
        'nameX',
        'benefits',
        'benefits[1]',
        'benefits[1].a',
        'vendor',
        'vendor.a',
        'none',
      ),
    }),
    { maxLength: 8 },
  )

  const mark = (ledger: Ledger, way: string, path: string): void => {
    if (way === 'mapped') ledger.mapped(path)
    else if (way === 'emulated') ledger.emulated(path, 'a note')
    else if (way === 'vendor') ledger.vendor(path)
    else ledger.lost(path, 'a reason')
  }

  it('accounts for every leaf exactly once, whatever is said and in whatever order', () => {
    fc.assert(
      fc.property(input, prefixes, (value, marks) => {
        const ledger = new Ledger(value)
        for (const { way, path } of marks) mark(ledger, way, path)
        const paths = pathsOf(ledger.close(because))
        expect(paths.toSorted()).toEqual(leafPaths(value).toSorted())
      }),
    )
  })

  it('comes to the same account in any order, where no two say the same path', () => {
    const disjoint = fc.shuffledSubarray([
      ['mapped', 'name'],
      ['lost', 'nameX'],
      ['emulated', 'benefits'],
      ['vendor', 'vendor'],
    ] as const)
    const sorted = (account: Accounting): unknown => ({
      mapped: account.mapped.toSorted(),
      emulated: account.emulated.map(({ path }) => path).toSorted(),
      vendor: account.vendor.toSorted(),
      losses: account.losses.map(({ path, reason }) => `${path} ${reason}`).toSorted(),
    })
    fc.assert(
      fc.property(input, disjoint, (value, marks) => {
        const [there, back] = [new Ledger(value), new Ledger(value)]
        for (const [way, path] of marks) mark(there, way, path)
        for (const [way, path] of marks.toReversed()) mark(back, way, path)
        expect(sorted(there.close(because))).toEqual(sorted(back.close(because)))
      }),
    )
  })

  it('does not take a path for its longer sibling', () => {
    const ledger = new Ledger({ name: 'x', nameX: 'y', benefits: Array.from({ length: 11 }, () => 'b') })
    ledger.mapped('name', 'benefits[1]')
    const { mapped, losses } = ledger.close(because)
    expect(mapped).toEqual(['name', 'benefits[1]'])
    expect(losses.map(({ path }) => path)).toContain('benefits[10]')
    expect(losses.map(({ path }) => path)).toContain('nameX')
  })

  it('takes everything below a path', () => {
    const ledger = new Ledger({ rule: { all: [{ metric: 'spend' }, { metric: 'visits' }] }, name: 'x' })
    ledger.emulated('rule', 'by a job of our own')
    expect(ledger.close(because)).toEqual({
      mapped: [],
      emulated: [
        { path: 'rule.all[0].metric', note: 'by a job of our own' },
        { path: 'rule.all[1].metric', note: 'by a job of our own' },
      ],
      vendor: [],
      losses: [{ path: 'name', reason: 'nobody spoke for it' }],
    })
  })

  it('asks for the reason of each leaf that nobody spoke for', () => {
    const { losses } = new Ledger({ color: '#fff', icon: 'x' }).close((path) => `no place for ${path}`)
    expect(losses).toEqual([
      { path: 'color', reason: 'no place for color' },
      { path: 'icon', reason: 'no place for icon' },
    ])
  })
})
