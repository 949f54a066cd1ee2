import { type Rule, type Tier, thresholdOf } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  everyPage,
  failuresOf,
  freeRank,
  keyFromName,
  markOf,
  pageAfter,
  pageByRank,
  sameJson,
  together,
} from '../src/index.js'

const failure = failuresOf('acme')
const tier = (rank: number): Tier => ({ id: `t${rank}`, name: 'n', rank, benefits: [], status: 'active' })
const ranks = fc.uniqueArray(fc.integer({ min: 1, max: 2_147_483_647 }), { maxLength: 20 })

describe('pageByRank', () => {
  it('gives every tier once, ascending, in pages of any size', () => {
    fc.assert(
      fc.property(ranks, fc.integer({ min: 1, max: 100 }), (given, limit) => {
        const tiers = given.map(tier)
        const seen: number[] = []
        for (let cursor: string | undefined; ; ) {
          const page = pageByRank(tiers, { limit, ...(cursor === undefined ? {} : { cursor }) }, failure)
          expect(page.items.length).toBeLessThanOrEqual(limit)
          seen.push(...page.items.map(({ rank }) => rank))
          cursor = page.nextCursor
          if (cursor === undefined) break
        }
        expect(seen).toEqual([...given].sort((a, b) => a - b))
      }),
    )
  })

  it('neither repeats nor hides a tier when others are made or go between two pages', () => {
    const { nextCursor = '' } = pageByRank([2, 4, 6].map(tier), { limit: 2 }, failure)
    const rest = pageByRank([1, 2, 5, 6].map(tier), { cursor: nextCursor }, failure)
    expect(rest).toEqual({ items: [5, 6].map(tier) })
  })

  it.each(['', 'no-such-cursor', 'after:', 'after:-1', 'after:1e3', 'after:12345678901234567'])(
    'refuses the cursor %j',
    (cursor) => {
      expect(() => pageByRank([tier(1)], { cursor }, failure)).toThrow(/cursor/)
    },
  )
})

describe('pageAfter', () => {
  it('pages through items by their number', () => {
    const moves = ['a', 'b', 'c']
    const page = pageAfter(moves, (_move, index) => index + 1, { limit: 2 }, failure)
    expect(page).toEqual({ items: ['a', 'b'], nextCursor: 'after:2' })
    const next = pageAfter([...moves, 'd'], (_move, index) => index + 1, { cursor: 'after:2' }, failure)
    expect(next).toEqual({ items: ['c', 'd'] })
  })
})

describe('everyPage', () => {
  it('reads to the end', async () => {
    const pages = new Map([
      [undefined, { items: [1, 2], next: 'a' }],
      ['a', { items: [], next: 'b' }],
      ['b', { items: [3], next: undefined }],
    ])
    const read = async (cursor: string | undefined) => pages.get(cursor) ?? { items: [], next: undefined }
    expect(await everyPage(read, failure)).toEqual([1, 2, 3])
  })

  it.each([
    ['the same cursor', ['a', 'a']],
    ['an older one', ['a', 'b', 'a']],
  ])('refuses %s again, rather than passing a part off as all', async (_what, cursors) => {
    const given = [...cursors]
    const read = async () => ({ items: [1], next: given.shift() })
    await expect(everyPage(read, failure)).rejects.toMatchObject({ code: 'unexpected_response' })
  })
})

describe('keyFromName', () => {
  const form = /^[a-z][a-z0-9_]*$/

  it('is a key of at most 100 for any name and call, and ends with the mark of the call', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), (name, idempotencyKey) => {
        const key = keyFromName(name, idempotencyKey)
        expect(key).toMatch(form)
        expect(key.length).toBeLessThanOrEqual(100)
        expect(key.endsWith(markOf(idempotencyKey))).toBe(true)
        expect(keyFromName(name, idempotencyKey)).toBe(key)
      }),
    )
  })

  it('differs from call to call', () => {
    const marks = Array.from({ length: 20_000 }, (_, index) => markOf(`key-${index}`))
    expect(new Set(marks).size).toBe(marks.length)
  })

  it.each([
    ['Gold', 'gold'],
    ['Größe Nº 1', 'große_no_1'.replace('ß', '_')],
    ['  Très  Or!  ', 'tres_or'],
    ['7th heaven', 'tier_7th_heaven'],
    ['金', 'tier'],
    ['', 'tier'],
  ])('says %j as %s', (name, words) => {
    expect(keyFromName(name, 'k')).toBe(`${words}${markOf('k')}`)
  })
})

describe('freeRank', () => {
  const on = (value: string, metric: 'spend' | 'visits' = 'spend'): Rule => ({ metric, op: '>=', value })

  it.each<[what: string, tiers: [number, Rule?][], rule: Rule | undefined, rank: number | undefined]>([
    ['by its threshold', [], on('5000'), 5001],
    ['by the whole part of it', [], on('0.5'), 1],
    ['above all without a rule', [[7]], undefined, 1007],
    ['above all with a rule of another kind', [[7, on('5')]], { any: [on('1')] }, 1007],
    [
      'between those around it',
      [
        [10, on('100')],
        [20, on('300')],
      ],
      on('200'),
      15,
    ],
    [
      'where its own is free and in order',
      [
        [10, on('100')],
        [900, on('300')],
      ],
      on('200'),
      201,
    ],
    [
      'nowhere, where there is no room',
      [
        [10, on('100')],
        [11, on('300')],
      ],
      on('200'),
      undefined,
    ],
    [
      'past what others on other metrics take',
      [
        [201, on('9', 'visits')],
        [300, on('300')],
      ],
      on('200'),
      150,
    ],
    [
      'above all, where ranks and thresholds disagree',
      [
        [20, on('100')],
        [10, on('300')],
      ],
      on('200'),
      201,
    ],
  ])('places a tier %s', (_what, tiers, rule, rank) => {
    expect(
      freeRank(
        tiers.map(([at, held]) => ({ rank: at, ...(held && { rule: held }) })),
        rule,
      ),
    ).toBe(rank)
  })

  it('is free, and in the order of the thresholds where those of the others are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(10_000), { minLength: 1, maxLength: 12 }), (values) => {
        const placed: { rank: number; rule: Rule }[] = []
        for (const value of values) {
          const rule = on(String(value))
          const rank = freeRank(placed, rule)
          if (rank !== undefined) placed.push({ rank, rule })
        }
        const order = [...placed].sort((a, b) => a.rank - b.rank).map(({ rule }) => Number(thresholdOf(rule)))
        expect(order).toEqual([...order].sort((a, b) => a - b))
        expect(new Set(placed.map(({ rank }) => rank)).size).toBe(placed.length)
      }),
    )
  })
})

describe('sameJson', () => {
  it('holds for a value and its copy, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const turned = JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
          typeof inner === 'object' && inner !== null && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).reverse())
            : inner,
        )
        expect(sameJson(JSON.parse(JSON.stringify(value)), turned)).toBe(true)
      }),
    )
  })

  it.each([
    [1, '1'],
    [null, {}],
    [[], {}],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: undefined }, {}],
  ])('does not hold for %j and %j', (a, b) => {
    expect([sameJson(a, b), sameJson(b, a)]).toEqual([false, false])
  })
})

describe('together', () => {
  it('gives the results in their order', async () => {
    const late = new Promise<string>((resolve) => setTimeout(resolve, 5, 'late'))
    expect(await together(late, Promise.resolve(2))).toEqual(['late', 2])
  })

  it('fails with the first failure, once all have ended', async () => {
    const ended: string[] = []
    const late = new Promise<void>((resolve) => setTimeout(resolve, 10)).then(() => ended.push('late'))
    const refused = Promise.reject(new Error('refused'))
    await expect(together(refused, late, Promise.reject(new Error('second')))).rejects.toThrow('refused')
    expect(ended).toEqual(['late'])
  })
})
