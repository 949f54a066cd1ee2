import type { Json } from '@rungs/model'
import { tierSchema as commonTier, ladderSchema, standingSchema } from '@rungs/model/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inOrder, ladderOf, nextCursorOf, pageOf, standingOf, tierOf } from '../src/from-vendor.js'
import { toPairs } from '../src/params.js'
import { tierParams } from '../src/to-vendor.js'
import { accountSchema, tierListSchema, tierSchema, type VinrTier } from '../src/wire.js'
import createTier from './__fixtures__/create-tier.json' with { type: 'json' }
import listTiers from './__fixtures__/list-tiers.json' with { type: 'json' }
import account from './__fixtures__/loyalty-account.json' with { type: 'json' }
import expanded from './__fixtures__/loyalty-account-expanded.json' with { type: 'json' }
import updateTier from './__fixtures__/update-tier.json' with { type: 'json' }
import { heldDraft, holdable } from './arbitraries.js'
import { clock } from './support.js'

const tier = (value: Json) => tierOf(tierSchema.parse(value))
const gold = {
  id: 'tier_gold',
  name: 'Gold',
  rank: 5001,
  rule: { metric: 'points.balance', op: '>=', value: '5000' },
  benefits: [{ label: 'Free shipping' }, { label: 'Early access to sales' }],
  status: 'active',
  createdAt: '2024-05-21T14:00:00Z',
}
const pageTiers = tierListSchema.parse(listTiers.reply).data

/** What a server that keeps VINR's promises makes of a form: every field back as it was sent. */
function served(form: string): Json {
  const sent = new URLSearchParams(form)
  const minPoints = Number(sent.get('min_points'))
  return {
    id: 'tier_1',
    name: sent.get('name') ?? '',
    min_points: minPoints,
    benefits: sent.getAll('benefits[]'),
    created: 1,
  }
}

describe('a tier', () => {
  it('of the page comes out in the common model', () => {
    expect(tier(createTier.reply)).toEqual(gold)
    expect(tier(updateTier.reply)).toMatchObject({ id: 'tier_gold', name: 'Platinum', rank: 7501 })
  })

  it('that VINR can hold comes back equal, after the form and JSON', () => {
    fc.assert(
      fc.property(heldDraft, (draft) => {
        const { params, accounting, issues } = tierParams(draft)
        expect([accounting.losses, issues]).toEqual([[], []])
        const form = new URLSearchParams(toPairs(params).map(([name, value]) => [name, value])).toString()
        const back = tier(JSON.parse(JSON.stringify(served(form))))
        expect(back).toMatchObject({ benefits: [], status: 'active', ...draft })
        expect(commonTier.safeParse(back).success).toBe(true)
      }),
    )
  })

  it('has a rank above 0 that orders as the threshold does', () => {
    fc.assert(
      fc.property(holdable, holdable, (a, b) => {
        const [low, high] = [a, b].map((min_points) => tier({ id: 'x', name: 'x', min_points }).rank)
        expect(low).toBeGreaterThan(0)
        expect(Number.isSafeInteger(low)).toBe(true)
        if (a < b) expect(low).toBeLessThanOrEqual(high ?? 0)
        if (a < b && b < Number.MAX_SAFE_INTEGER) expect(low).toBeLessThan(high ?? 0)
      }),
    )
  })

  it.each<[string, Json]>([
    ['without optional fields', { id: 't', name: 'n', min_points: 0 }],
    ['with nulls for them', { id: 't', name: 'n', min_points: 0, benefits: null, created: null }],
    ['with an empty name', { id: 't', name: '', min_points: 0 }],
  ])('%s is read all the same', (_what, wire) => {
    expect(tier(wire)).toMatchObject({ id: 't', rank: 1, benefits: [], status: 'active' })
    expect(tier(wire).createdAt).toBeUndefined()
    expect(tier(wire).vendor).toBeUndefined()
  })

  it('carries fields that the page does not know under vendor', () => {
    const more = { object: 'tier', livemode: false, metadata: { a: [1, null] } }
    expect(tier({ ...createTier.reply, ...more })).toEqual({ ...gold, vendor: { vinr: more } })
  })
})

describe('a list', () => {
  const some = (count: number): VinrTier[] =>
    Array.from({ length: count }, (_, n) => ({ id: `t${n}`, name: `n${n}`, min_points: n * 10 }))

  it('is ascending and without duplicates, however VINR sends it', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(some(12), { minLength: 1 }), fc.nat(3), (tiers, repeated) => {
        const { items } = pageOf({ data: [...tiers, ...tiers.slice(0, repeated)] }, undefined)
        expect(items.map(({ rank }) => rank)).toEqual(
          [...new Set(tiers.map((one) => one.min_points + 1))].sort((a, b) => a - b),
        )
      }),
    )
  })

  it('puts the older of two equal thresholds first: VINR lets the later one win', () => {
    const twins = [
      { id: 'late', name: 'n', min_points: 5, created: 2 },
      { id: 'early', name: 'n', min_points: 5, created: 1 },
    ]
    expect(inOrder(twins).map(({ id }) => id)).toEqual(['early', 'late'])
  })

  it.each<[string, object, string | undefined]>([
    ['has_more at the top', { has_more: true }, 't1'],
    ['no more at the top', { has_more: false }, undefined],
    ['has_more in page', { page: { has_more: true } }, 't1'],
    ['a cursor in page', { page: { has_more: true, next_cursor: 'abc' } }, 'abc'],
    ['nulls', { has_more: null, page: null }, undefined],
    ['a null cursor', { has_more: true, page: { next_cursor: null } }, 't1'],
    ['an empty cursor', { has_more: true, page: { next_cursor: '' } }, 't1'],
    ['both, the top wins', { has_more: false, page: { has_more: true, next_cursor: 'abc' } }, undefined],
    ['neither', {}, undefined],
  ])('with %s goes on at %3$s', (_what, envelope, cursor) => {
    const list = tierListSchema.parse({ data: some(2), ...envelope })
    expect(nextCursorOf(list)).toBe(cursor)
    expect(pageOf(list, undefined).nextCursor).toBe(cursor)
  })

  it('ends on an empty page, whatever has_more says', () => {
    expect(pageOf({ data: [], has_more: true }, 't1')).toEqual({ items: [] })
    expect(pageOf({ data: [], page: { has_more: true, next_cursor: 'c2' } }, 'c1')).toEqual({ items: [] })
  })

  it('leaves out the item that the cursor names', () => {
    expect(pageOf({ data: some(2) }, 't0').items.map(({ id }) => id)).toEqual(['t1'])
  })

  it('of the page makes a ladder', () => {
    const ladder = ladderOf(pageTiers, 'vinr')
    expect(ladderSchema.safeParse(ladder).success).toBe(true)
    expect(ladder.tiers.map(({ name, rank }) => [name, rank])).toEqual([
      ['Bronze', 1],
      ['Silver', 1001],
      ['Gold', 5001],
    ])
  })
})

describe('a standing', () => {
  const standing = (wire: Json, tiers = pageTiers) =>
    standingOf('cus', accountSchema.parse(wire), tiers, clock)
  const silver = { id: 'tier_silver', name: 'Silver', rank: 1001 }
  const goldRef = { id: 'tier_gold', name: 'Gold', rank: 5001 }

  it('is read from an account, whose own fields go along', () => {
    const read = standing(account.reply)
    expect(read).toEqual({
      memberId: 'cus',
      tier: silver,
      metrics: { 'points.balance': '1250' },
      next: { tier: goldRef, remaining: '3750' },
      asOf: '2026-03-01T00:00:00Z',
      vendor: {
        vinr: { id: 'la_4Kp9bQ', customer: 'cus_8fJq2N', programme_id: 'prog_main', created: 1716400000 },
      },
    })
    expect(standingSchema.safeParse(read).success).toBe(true)
  })

  it('is the same when the tier is an object', () => {
    expect(standing(expanded.reply)).toEqual(standing(account.reply))
  })

  // Worked examples of the vendor's evaluation, as an account shows them.
  it.each([
    ['no tier', { points_balance: 0, tier: null }, [], null, null],
    ['the top', { points_balance: 9000, tier: 'tier_gold' }, pageTiers, goldRef, null],
    [
      'a raised threshold that has not moved the member yet',
      { points_balance: 6000, tier: 'tier_silver' },
      pageTiers,
      silver,
      { tier: goldRef, remaining: '0' },
    ],
    [
      'below every threshold',
      { points_balance: 3, tier: null },
      pageTiers.slice(1),
      null,
      { tier: silver, remaining: '997' },
    ],
    ['a field that is absent', { points_balance: 9 }, [], null, null],
  ])('at %s', (_what, wire, tiers, tier, next) => {
    expect(standing({ id: 'la_1', ...wire }, tiers)).toMatchObject({ tier, next })
  })

  it('takes name and threshold from the object where the list has not got the tier', () => {
    const tier = { id: 'tier_x', name: 'X', min_points: 2000 }
    expect(standing({ id: 'la_1', points_balance: 2500, tier })).toMatchObject({
      tier: { id: 'tier_x', name: 'X', rank: 2001 },
      next: { tier: goldRef, remaining: '2500' },
    })
  })

  it('of a tier that is nowhere has its id for a name, rank 0 and no next', () => {
    const read = standing({ id: 'la_1', points_balance: 2500, tier: 'tier_gone' })
    expect(read.tier).toEqual({ id: 'tier_gone', name: 'tier_gone', rank: 0 })
    expect(read).not.toHaveProperty('next')
  })
})
