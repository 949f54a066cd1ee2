import {
  type ActivityDraft,
  Ledger,
  type ProviderCall,
  type Rule,
  RungsError,
  type Tier,
  type TierChange,
} from '@rungs/model'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  benefitsBody,
  benefitsOf,
  type CommonSettings,
  changesOf,
  completeSettings,
  datesFrom,
  exactNumber,
  failuresOf,
  flatRule,
  halfDone,
  holdsAll,
  inChain,
  listAt,
  listing,
  oneOf,
  orFound,
  readings,
  refTo,
  refuseOverdraft,
  required,
  ruleOfCriteria,
  settleLost,
  takeNothing,
  text,
  wordFor,
} from '../src/index.js'

const lost = new RungsError({ code: 'outcome_unknown', provider: 'acme', message: 'Lost.', retryable: true })
const isLost = ({ code }: RungsError): boolean => code === 'outcome_unknown'

describe('a write that may have been made', () => {
  it('is looked up where its failure leaves that open, and only there', async () => {
    const find = vi.fn(async () => 'found')
    expect(await orFound(Promise.resolve('made'), isLost, find)).toBe('made')
    await expect(orFound(Promise.reject(lost), () => false, find)).rejects.toBe(lost)
    const other = new Error('other')
    await expect(orFound(Promise.reject(other), () => true, find)).rejects.toBe(other)
    expect(find).not.toHaveBeenCalled()
    expect(await orFound(Promise.reject(lost), isLost, find)).toBe('found')
    expect(find).toHaveBeenCalledWith(lost)
  })

  it('stays unknown where nothing is found, or nothing can be read', async () => {
    await expect(orFound(Promise.reject(lost), isLost, async () => undefined)).rejects.toBe(lost)
    const unreadable = async () => Promise.reject(new Error('down'))
    await expect(orFound(Promise.reject(lost), isLost, unreadable)).rejects.toBe(lost)
  })

  it('is neither done nor undone after a part of it', () => {
    const half = halfDone(lost, 'Do it again.')
    expect(half).toMatchObject({ code: 'outcome_unknown', retryable: false, cause: lost })
    expect(half).toMatchObject({ message: 'Lost. A part of the change was made before. Do it again.' })
    const other = new Error('other')
    expect(halfDone(other, 'Do it again.')).toBe(other)
  })
})

describe('readings of a member', () => {
  const settle = vi.fn()
  const call = { settle } as Partial<ProviderCall> as ProviderCall
  const rule: Rule = { metric: 'spend', op: '>=', value: '5' }
  const tier: Tier = { id: 'a', name: 'A', rank: 1, rule, benefits: [], status: 'active' }
  const standing = { memberId: 'm', tier: null, metrics: { spend: '4' }, asOf: '2026-01-01T00:00:00Z' }
  const { 'members.standing': stands, 'members.explain': explain } = readings(
    async () => [standing, [tier]],
    (key) => `why ${key}`,
  )

  it('are a standing, and the same explained by all tiers', async () => {
    expect(await stands?.({ memberId: 'm' }, call)).toEqual(standing)
    const explained = await explain?.({ memberId: 'm' }, call)
    expect(explained).toMatchObject({ ...standing, tiers: [{ tier: { id: 'a' }, qualifies: false }] })
  })

  it('say that another time than now is lost', async () => {
    settle.mockClear()
    await explain?.({ memberId: 'm', at: '2026-01-01T00:00:00Z' }, call)
    const losses = [{ path: 'at', reason: 'why explain.at' }]
    expect(settle).toHaveBeenCalledWith(expect.objectContaining({ losses }))
    settleLost({ since: undefined }, 'none', call)
    expect(settle).toHaveBeenLastCalledWith(expect.objectContaining({ losses: [] }))
    settleLost({ tier: 'a', until: 'b' }, 'none', call, 'tier')
    const lost = [{ path: 'until', reason: 'none' }]
    expect(settle).toHaveBeenLastCalledWith(expect.objectContaining({ mapped: ['tier'], losses: lost }))
  })
})

describe('what an activity changes', () => {
  it.each<[ActivityDraft, object]>([
    [
      { type: 'earn', points: '5' },
      { path: 'points', amount: '5', metrics: { balance: 1, earned: 1 } },
    ],
    [
      { type: 'adjust', points: '-5' },
      { path: 'points', amount: '-5', metrics: { balance: 1, earned: 1 } },
    ],
    [
      { type: 'redeem', points: '5' },
      { path: 'points', amount: '5', metrics: { balance: -1 } },
    ],
    [
      { type: 'expire', points: '5' },
      { path: 'points', amount: '5', metrics: { balance: -1 } },
    ],
    [
      { type: 'refund', points: '5' },
      { path: 'points', amount: '5', metrics: { balance: -1 } },
    ],
    [
      { type: 'purchase', spend: '9.5' },
      { path: 'spend', amount: '9.5', metrics: { spend: 1 } },
    ],
    [
      { type: 'counter', counter: 'n', add: '2' },
      { path: 'add', amount: '2', metrics: { 'counter:n': 1 } },
    ],
    [{ type: 'visit' }, { path: 'type', amount: '1', metrics: { visits: 1 } }],
    [{ type: 'touch' }, { path: 'type', amount: '0', metrics: {} }],
  ])('of %j is %j', (activity, expected) => {
    const { metrics, ...rest } = changesOf(activity)
    const named = metrics.map(([metric, sign]) => [metric.replace('points.', ''), sign])
    expect({ ...rest, metrics: Object.fromEntries(named) }).toEqual(expected)
  })

  it('is refused where more points are taken than there are, and a balance is told', () => {
    const take = (balance: unknown, taken: string) => () =>
      refuseOverdraft(balance, taken, 'too much', failuresOf('acme'))
    for (const [balance, taken] of [
      ['5', '5'],
      [undefined, '5'],
      [null, '5'],
      [-10, '-15'],
    ] as const)
      expect(take(balance, taken)).not.toThrow()
    for (const [balance, taken] of [
      ['9007199254740993', '9007199254740994'],
      [-10, '-5'],
    ] as const)
      expect(take(balance, taken)).toThrow('points: too much')
  })
})

describe('a flat rule', () => {
  const spend = { metric: 'spend', op: '>=', value: '5' } as const
  const visits = { metric: 'visits', op: '<', value: '2' } as const

  it.each<[Rule, string | undefined, string]>([
    [spend, undefined, 'rule'],
    [{ all: [spend, visits] }, 'all', 'rule.all[0]'],
    [{ any: [visits] }, 'any', 'rule.any[0]'],
  ])('of %j has one list of criteria', (rule, kind, path) => {
    const flat = flatRule(rule)
    expect([flat?.kind, flat?.pathOf(0)]).toEqual([kind, path])
    expect(ruleOfCriteria([...(flat?.criteria ?? [])], flat?.kind ?? 'all')).toEqual(rule)
  })

  it.each<[Rule]>([[{ atLeast: 1, of: [spend] }], [{ all: [spend, { any: [visits] }] }]])(
    'is not %j',
    (rule) => {
      expect(flatRule(rule)).toBeUndefined()
    },
  )

  it('of no criteria is none, and all of one is that one', () => {
    expect(ruleOfCriteria([], 'any')).toBeUndefined()
    expect(ruleOfCriteria([spend], 'all')).toEqual(spend)
  })
})

describe('words and nothing', () => {
  it('are found by the words of the vendor', () => {
    const table = { one_step: 'DROP_ONE', hold: 'HOLD' } as const
    expect([wordFor(table, 'HOLD'), wordFor(table, 'hold'), wordFor(table, undefined)]).toEqual([
      ...['hold', undefined, undefined],
    ])
  })

  it('that is asked for is held, and nothing else is', () => {
    const given = { status: 'active', benefits: [], color: null, icon: null, name: 'n' }
    const ledger = new Ledger(given)
    takeNothing(given, ledger, 'color', 'name')
    const { mapped, losses } = ledger.close(() => 'no')
    expect(mapped.toSorted()).toEqual(['benefits', 'color', 'status'])
    expect(losses.map(({ path }) => path)).toEqual(['icon', 'name'])
    const more = { status: 'draft', benefits: [{ label: 'a' }] }
    const other = new Ledger(more)
    takeNothing(more, other)
    expect(other.close(() => 'no').mapped).toEqual([])
  })
})

describe('what a vendor gave', () => {
  it('has the list at a key, where there is one of its own', () => {
    expect(listAt({ a: [1] }, 'a')).toEqual([1])
    for (const value of [{ a: {} }, { a: null }, {}, [], 'a', null, undefined])
      expect(listAt(value, 'a')).toEqual([])
    expect(listAt({}, 'constructor')).toEqual([])
  })

  it('has the dates that are instants', () => {
    expect(datesFrom('2026-01-02T03:04:05Z', 'then')).toEqual({ createdAt: '2026-01-02T03:04:05Z' })
    expect(datesFrom(null, undefined)).toEqual({})
  })

  it('refers to a tier of the list, and to one that is gone by its id', () => {
    const tier: Tier = { id: 'a', name: 'A', rank: 3, benefits: [], status: 'active' }
    expect(refTo('a', [tier])).toEqual({ id: 'a', name: 'A', rank: 3 })
    expect(refTo('b', [tier])).toEqual({ id: 'b', name: 'b', rank: 0 })
  })

  it('holds all that was asked, whatever else it has', () => {
    expect(holdsAll({ a: { x: 1, y: [2] }, b: 1 }, { a: { y: [2], x: 1 }, c: undefined })).toBe(true)
    expect(holdsAll({ a: { x: 1 } }, { a: {} })).toBe(false)
    expect(holdsAll({}, { a: null })).toBe(false)
  })
})

describe('what has to be there', () => {
  it('is given, or not found', () => {
    expect(required(0, 'id', 'none', failuresOf('acme'))).toBe(0)
    expect(() => required(undefined, 'id', 'there is none', failuresOf('acme'))).toThrow(
      'id: there is none. Nothing was changed.',
    )
  })
})

describe('an exact number', () => {
  it('is the amount itself', () => {
    expect([exactNumber('10.5'), exactNumber('9007199254740993'), exactNumber('-3')]).toEqual([
      ...[10.5, undefined, -3],
    ])
  })
})

describe('moves at one instant', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id, rank) => ({ id, name: id, rank }))
  const at = '2026-01-01T00:00:00Z'
  const first: TierChange = { at, from: null, to: a ?? null }
  const second: TierChange = { at, from: a ?? null, to: b ?? null }
  const later: TierChange = { at: '2026-02-01T00:00:00Z', from: b ?? null, to: c ?? null }

  it('make a chain, whichever way round the vendor lists them', () => {
    for (const moves of [
      [first, second, later],
      [later, second, first],
      [second, first, later],
    ]) {
      expect(inChain(moves)).toEqual([first, second, later])
    }
    expect(inChain([])).toEqual([])
  })
})

describe('benefits as one object', () => {
  const acme = { vendor: 'Acme', labelsKey: 'labels', reasonOf: (key: string) => `why ${key}` }
  const label = fc.record({ label: fc.string({ minLength: 1 }) })
  const value = fc.record({ key: fc.stringMatching(/^[a-k]{1,3}$/), value: fc.jsonValue() })

  it('come back in their order, whatever order the object is kept in', () => {
    const given = fc
      .array(fc.oneof(label, value), { maxLength: 6 })
      .filter((all) => new Set(all.map((one) => ('key' in one ? one.key : one))).size === all.length)
    fc.assert(
      fc.property(given, (benefits) => {
        const kept = JSON.parse(JSON.stringify(benefits))
        const { body, issues } = benefitsBody(kept, acme, new Ledger({ benefits: kept }))
        const shuffled = Object.fromEntries(Object.entries(body).reverse())
        expect(issues).toEqual([])
        expect(benefitsOf(shuffled, 'labels')).toEqual(kept)
      }),
    )
  })

  it('keep one value for a key, and no other key beside the labels', () => {
    const twice = [
      { key: 'x', value: 1 },
      { key: 'x', value: 2 },
      { key: 'labels', value: 3 },
      { key: 'labels_order', value: 4 },
    ]
    const ledger = new Ledger({ benefits: twice })
    const { issues } = benefitsBody(twice, acme, ledger)
    expect(issues.map(({ path }) => path)).toEqual(['benefits[2].key', 'benefits[3].key'])
    expect(ledger.close(() => '').losses).toEqual([
      { path: 'benefits[1].key', reason: 'Acme keeps one value for each key of benefits' },
      { path: 'benefits[1].value', reason: 'Acme keeps one value for each key of benefits' },
    ])
  })
})

describe('complete settings', () => {
  interface Acme extends CommonSettings {
    apiKey?: string
    mode?: 'a' | 'b'
  }
  const complete = (given: Acme) =>
    completeSettings(given, {
      provider: 'acme',
      checks: { apiKey: text(/^\w+$/, 'a word'), mode: oneOf('a', 'b') },
      defaults: { mode: 'a' },
      variables: { apiKey: ['ACME_API_KEY', 'an API key'] },
      home: ['ACME_BASE_URL', 'https://acme.example', 'v2'],
    })
  afterEach(() => vi.unstubAllEnvs())

  it('have the defaults, and what the environment has', () => {
    expect(complete({ apiKey: 'x' })).toEqual({
      ...{ apiKey: 'x', mode: 'a', baseUrl: 'https://acme.example' },
    })
    vi.stubEnv('ACME_API_KEY', 'y')
    vi.stubEnv('ACME_BASE_URL', 'https://other.example/v2/')
    expect(complete({ mode: 'b' })).toEqual({ apiKey: 'y', mode: 'b', baseUrl: 'https://other.example' })
  })

  it('are refused where one is wrong, or missing', () => {
    vi.stubEnv('ACME_API_KEY', '')
    expect(() => complete({ apiKey: 'x', mode: 'c' } as object)).toThrow("mode: expected 'a' or 'b'")
    expect(() => complete({})).toThrow('ACME_API_KEY')
  })
})

describe('a list that is there at once', () => {
  it('comes in pages, and is not read for a cursor that is none', async () => {
    const tiers = [2, 1].map(
      (rank): Tier => ({ ...{ id: `${rank}`, name: '', benefits: [] }, rank, status: 'active' }),
    )
    const read = vi.fn(async () => tiers)
    const list = listing(read, failuresOf('acme'))
    const call = {} as Partial<ProviderCall> as ProviderCall
    await expect(list({ cursor: 'x' }, call)).rejects.toMatchObject({ code: 'invalid_input' })
    expect(read).not.toHaveBeenCalled()
    expect(await list({ limit: 1 }, call)).toEqual({ items: [tiers[1]], nextCursor: 'after:1' })
  })
})
