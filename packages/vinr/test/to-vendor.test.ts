import { type Accounting, leafPaths, type TierDraft } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPairs } from '../src/params.js'
import { patchParams, tierParams, transactionOf } from '../src/to-vendor.js'
import createTier from './__fixtures__/create-tier.json' with { type: 'json' }
import updateTier from './__fixtures__/update-tier.json' with { type: 'json' }
import { anyActivity, anyDraft, anyPatch, holdable } from './arbitraries.js'

const full = { benefitsUpdate: 'full' } as const
const spoken = ({ mapped, emulated, vendor, losses }: Accounting): string[] =>
  [...mapped, ...emulated.map(({ path }) => path), ...vendor, ...losses.map(({ path }) => path)].sort()
const onBalance = (value: string) => ({ metric: 'points.balance', op: '>=', value }) as const
const asCurl = (params: Parameters<typeof toPairs>[0]): string[] =>
  toPairs(params).map(([name, value]) => `${name}=${value}`)

describe('translation', () => {
  it('speaks for every leaf of a tier exactly once', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        expect(spoken(tierParams(draft).accounting)).toEqual(leafPaths(draft).sort())
      }),
    )
  })

  it('speaks for every leaf of a change exactly once', () => {
    fc.assert(
      fc.property(anyPatch, fc.constantFrom('full', 'replace', 'none'), (patch, benefitsUpdate) => {
        expect(spoken(patchParams(patch, { benefitsUpdate }).accounting)).toEqual(leafPaths(patch).sort())
      }),
    )
  })

  it('speaks for every leaf of an activity exactly once', () => {
    fc.assert(
      fc.property(anyActivity, (activity) => {
        expect(spoken(transactionOf(activity).accounting)).toEqual(leafPaths(activity).sort())
      }),
    )
  })

  it('names a reason for every loss, without a full stop', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        for (const { reason } of tierParams(draft).accounting.losses) expect(reason).toMatch(/\w{3}.*[^.]$/)
      }),
    )
  })

  it('sends nothing but what was given: no field of its own, no value altered', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const { vendor: _, ...own } = draft
        const { params } = tierParams(own)
        expect(Object.keys(params).every((key) => ['name', 'min_points', 'benefits'].includes(key))).toBe(
          true,
        )
        expect(params.name).toBe(draft.name)
      }),
    )
  })
})

describe('the threshold', () => {
  it('is a whole number from 0 to 2^53 - 1', () => {
    fc.assert(
      fc.property(holdable, (value) => {
        const { params, issues } = tierParams({ name: 'n', rule: onBalance(String(value)) })
        expect([params.min_points, issues]).toEqual([value, []])
      }),
    )
  })

  it.each(['9007199254740992', '18446744073709551617', '0.5', '-1'])('may not be %s', (value) => {
    const { issues, params } = tierParams({ name: 'n', rule: onBalance(value) })
    expect(issues).toMatchObject([{ path: 'rule.value' }])
    expect(params.min_points).toBeUndefined()
  })

  it.each<[TierDraft['rule'] & object, string]>([
    [{ all: [onBalance('1')] }, 'no groups'],
    [{ any: [onBalance('1')] }, 'no groups'],
    [{ atLeast: 1, of: [onBalance('1')] }, 'no groups'],
    [{ metric: 'points.earned', op: '>=', value: '1' }, 'balance only'],
    [{ metric: 'spend', op: '>=', value: '1' }, 'balance only'],
    [{ metric: 'visits', op: '>=', value: '1' }, 'balance only'],
    [{ metric: 'counter:x', op: '>=', value: '1' }, 'balance only'],
    [{ metric: 'points.balance', op: '>', value: '1' }, '>= only'],
    [{ metric: 'points.balance', op: '==', value: '1' }, '>= only'],
  ])('cannot come from %j', (rule, reason) => {
    const { accounting, params, issues } = tierParams({ name: 'n', rule })
    expect(accounting.losses.map(({ path }) => path)).toEqual(leafPaths({ rule }))
    expect(accounting.losses[0]?.reason).toContain(reason)
    expect([params.min_points, issues]).toEqual([undefined, []])
  })
})

describe('the rank', () => {
  it.each<[number | undefined, string, 'emulated' | 'losses']>([
    [5001, '5000', 'emulated'],
    [1, '0', 'emulated'],
    [5000, '5000', 'losses'],
    [3, '5000', 'losses'],
  ])('%s beside the threshold %s is among %s', (rank, value, where) => {
    const { accounting } = tierParams({ name: 'n', rank: rank ?? 0, rule: onBalance(value) })
    expect(accounting[where].map(({ path }) => path)).toContain('rank')
  })

  it('alone in a change is a loss, for it follows the threshold', () => {
    expect(patchParams({ rank: 5001 }, full).accounting.losses).toMatchObject([{ path: 'rank' }])
    expect(patchParams({ rank: 5001, rule: onBalance('5000') }, full).accounting.losses).toEqual([])
  })
})

describe('a change', () => {
  it('of what VINR never has to nothing is held already', () => {
    const { accounting, params } = patchParams(
      { description: null, color: null, icon: null, validity: null },
      full,
    )
    expect(accounting.mapped.sort()).toEqual(['color', 'description', 'icon', 'validity'])
    expect(params).toEqual({})
  })

  it('that takes the rule away is a loss', () => {
    expect(patchParams({ rule: null }, full).accounting.losses).toMatchObject([{ path: 'rule' }])
  })

  it.each([
    ['full', [], ['benefits='], []],
    ['full', [{ label: 'a' }], ['benefits[]=a'], []],
    ['full', [{ key: 'k', value: 1 }], ['benefits='], ['benefits[0].key', 'benefits[0].value']],
    ['replace', [], [], ['benefits']],
    ['replace', [{ label: 'a' }], ['benefits[]=a'], []],
    ['replace', [{ key: 'k', value: 1 }], [], ['benefits[0].key', 'benefits[0].value']],
    ['none', [], [], ['benefits']],
    ['none', [{ label: 'a' }], [], ['benefits[0].label']],
  ] as const)(
    'with benefitsUpdate %s and benefits %j sends %j and loses %j',
    (benefitsUpdate, benefits, sent, lost) => {
      const { params, accounting } = patchParams({ benefits: [...benefits] }, { benefitsUpdate })
      expect(asCurl(params)).toEqual(sent)
      expect(accounting.losses.map(({ path }) => path)).toEqual(lost)
    },
  )
})

describe('the form', () => {
  it('is that of the page: create', () => {
    const benefits = createTier.reply.benefits.map((label) => ({ label }))
    const { params } = tierParams({ name: 'Gold', rule: onBalance('5000'), benefits })
    expect(asCurl(params)).toEqual(createTier.request.data)
  })

  it('is that of the page: update', () => {
    const { params } = patchParams({ name: 'Platinum', rule: onBalance('7500') }, full)
    expect(asCurl(params)).toEqual(updateTier.request.data)
  })

  it('leaves an empty list of benefits out of a create', () => {
    const { params, accounting } = tierParams({ name: 'n', rule: onBalance('1'), benefits: [] })
    expect(asCurl(params)).toEqual(['name=n', 'min_points=1'])
    expect(accounting.mapped).toContain('benefits')
  })
})

describe('the vendor part', () => {
  it('goes along as form fields', () => {
    const form = { 'metadata[color]': 'gold', tags: ['a', 'b'], hidden: false }
    const { params, accounting, issues } = tierParams({
      name: 'n',
      rule: onBalance('1'),
      vendor: { vinr: { form } },
    })
    expect(asCurl(params)).toEqual([
      ...['name=n', 'min_points=1', 'metadata[color]=gold', 'tags[]=a', 'tags[]=b', 'hidden=false'],
    ])
    expect(accounting.vendor).toEqual(leafPaths({ vendor: { vinr: { form } } }))
    expect(issues).toEqual([])
  })

  it.each([
    [{ vinr: { color: 'gold' } }, ['vendor.vinr.color']],
    [{ vinr: 'gold' }, ['vendor.vinr']],
    [{ vinr: { form: 'gold' } }, ['vendor.vinr.form']],
    [
      { vinr: { form: { name: 'x', 'benefits[]': 'y' } } },
      ['vendor.vinr.form.name', 'vendor.vinr.form.benefits[]'],
    ],
    [
      { vinr: { form: { a: null, b: { c: 1 }, d: [[1]] } } },
      ['a', 'b', 'd'].map((key) => `vendor.vinr.form.${key}`),
    ],
  ])('%j is refused at %j', (vendor, paths) => {
    const { issues } = tierParams({ name: 'n', rule: onBalance('1'), vendor })
    expect(issues.map(({ path }) => path)).toEqual(paths)
  })
})

describe('an activity', () => {
  it.each([
    [{ type: 'earn', points: '5' }, 'credit', 5],
    [{ type: 'redeem', points: '5' }, 'debit', 5],
    [{ type: 'expire', points: '5' }, 'debit', 5],
    [{ type: 'refund', points: '5' }, 'debit', 5],
    [{ type: 'adjust', points: '5' }, 'credit', 5],
    [{ type: 'adjust', points: '-5' }, 'debit', 5],
  ] as const)('%j is a %s of %i', (activity, type, amount) => {
    expect(transactionOf(activity).transaction).toEqual({ type, amount, reason: activity.type })
  })

  it.each([
    { type: 'adjust', points: '0' },
    { type: 'earn', points: '9007199254740992' },
    { type: 'adjust', points: '-9007199254740992' },
  ] as const)('%j is no amount that VINR books', (activity) => {
    const { transaction, issues } = transactionOf(activity)
    expect(transaction).toBeUndefined()
    expect(issues).toMatchObject([{ path: 'points' }])
  })
})
