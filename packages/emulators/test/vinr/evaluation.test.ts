import { describe, expect, it } from 'vitest'
import { accountAt, post, type Started, start, tierOf } from '../support.js'

/*
 * Rules of the VINR tiers page: the highest tier whose min_points does not exceed the current balance, up and down;
 * edits are seen at the next balance change; accounts of a deleted tier fall back. Ladder: Bronze 0, Silver 1000,
 * Gold 5000, the list example of that page. What the page leaves open is marked `guess` and has a switch.
 */

const BRONZE = 'tier_bronze'
const SILVER = 'tier_silver'
const GOLD = 'tier_gold'

describe('the tier of a balance (tiers page, create)', () => {
  it.each([
    [0, BRONZE],
    [999, BRONZE],
    [1000, SILVER],
    [4999, SILVER],
    [5000, GOLD],
    [Number.MAX_SAFE_INTEGER, GOLD],
  ])('%d points: %s', async (points, tier) => {
    const started = start()
    expect(await tierOf(started, accountAt(started.emulator, points))).toBe(tier)
  })
})

interface Example {
  name: string
  from: number
  act: (started: Started, account: string) => Promise<unknown>
  tier: string | null
}

const edit = (id: string, fields: Record<string, string>) => (started: Started) =>
  started.form(`/v1/tiers/${id}`, fields)

const both =
  (...acts: Example['act'][]): Example['act'] =>
  async (started, account) => {
    for (const act of acts) await act(started, account)
  }

const credit =
  (amount: number): Example['act'] =>
  (started, account) =>
    post(started, account, 'credit', amount)
const debit =
  (amount: number): Example['act'] =>
  (started, account) =>
    post(started, account, 'debit', amount)
const remove =
  (id: string): Example['act'] =>
  (started) =>
    started.delete(`/v1/tiers/${id}`)
const add =
  (name: string, minPoints: number): Example['act'] =>
  (started) =>
    started.form('/v1/tiers', { name, min_points: String(minPoints) })

const examples: Example[] = [
  { name: 'Bronze at 200, credit 6000: Gold at once', from: 200, act: credit(6000), tier: GOLD },
  { name: 'Gold at 5200, debit 300: Silver', from: 5200, act: debit(300), tier: SILVER },
  {
    name: 'Gold at 6000, Gold raised to 7500: still Gold',
    from: 6000,
    act: edit(GOLD, { min_points: '7500' }),
    tier: GOLD,
  },
  {
    name: 'Gold at 6000, Gold raised to 7500, credit 1: Silver',
    from: 6000,
    act: both(edit(GOLD, { min_points: '7500' }), credit(1)),
    tier: SILVER,
  },
  {
    name: 'Silver at 4500, Gold lowered to 4000: still Silver',
    from: 4500,
    act: edit(GOLD, { min_points: '4000' }),
    tier: SILVER,
  },
  {
    name: 'Silver at 4500, Gold lowered to 4000, debit to 4000: Gold',
    from: 4500,
    act: both(edit(GOLD, { min_points: '4000' }), debit(500)),
    tier: GOLD,
  },
  {
    name: 'Silver at 4500, Gold lowered to 4000, debit to 3999: Silver',
    from: 4500,
    act: both(edit(GOLD, { min_points: '4000' }), debit(501)),
    tier: SILVER,
  },
  {
    name: 'Gold at 6000, Gold deleted: Silver (guess: at once)',
    from: 6000,
    act: remove(GOLD),
    tier: SILVER,
  },
  { name: 'Bronze at 300, Bronze deleted: none (guess)', from: 300, act: remove(BRONZE), tier: null },
  {
    name: 'Silver at 4500, a new tier at 4000: still Silver (guess)',
    from: 4500,
    act: add('New', 4000),
    tier: SILVER,
  },
  {
    name: 'Gold at 6000, Gold renamed: the same id',
    from: 6000,
    act: edit(GOLD, { name: 'Platinum' }),
    tier: GOLD,
  },
  {
    name: 'all tiers deleted: none',
    from: 6000,
    act: both(remove(BRONZE), remove(SILVER), remove(GOLD)),
    tier: null,
  },
  { name: 'Gold at 6000, Silver deleted: Gold stays', from: 6000, act: remove(SILVER), tier: GOLD },
  { name: 'debit to nothing: Bronze', from: 6000, act: debit(6000), tier: BRONZE },
]

describe('worked examples (tiers page, update and delete)', () => {
  it.each(examples)('$name', async ({ from, act, tier }) => {
    const started = start()
    const account = accountAt(started.emulator, from)
    await act(started, account)
    expect(await tierOf(started, account)).toBe(tier)
  })

  it('a new tier counts from the next balance change on', async () => {
    const started = start()
    const account = accountAt(started.emulator, 4500)
    const created = await started.form('/v1/tiers', { name: 'New', min_points: '4000' })
    await post(started, account, 'credit', 1)
    expect(await tierOf(started, account)).toBe(created.body.id)
  })

  it('of two tiers at 1000 the later created one wins (guess)', async () => {
    const started = start()
    const later = await started.form('/v1/tiers', { name: 'Silver again', min_points: '1000' })
    expect(await tierOf(started, accountAt(started.emulator, 1200))).toBe(later.body.id)
  })

  it('a renamed tier is seen in an expanded account at once, under the same id', async () => {
    const started = start()
    const account = accountAt(started.emulator, 6000)
    await started.form('/v1/tiers/tier_gold', { name: 'Platinum' })
    const { body } = await started.get(`/v1/loyalty-accounts/${account}?expand[]=tier`)
    expect(body.tier).toMatchObject({ id: GOLD, name: 'Platinum' })
  })

  it('a tier set by hand holds until the next balance change (loyalty accounts page; guess)', async () => {
    const started = start()
    const account = accountAt(started.emulator, 200)
    const set = await started.form(`/v1/loyalty-accounts/${account}`, { tier: GOLD })
    expect(set.body.tier).toBe(GOLD)
    expect(await tierOf(started, account)).toBe(GOLD)
    await post(started, account, 'credit', 1)
    expect(await tierOf(started, account)).toBe(BRONZE)
  })
})
