import fc from 'fast-check'
import { expect, it } from 'vitest'
import { accountAt, type Started, start } from '../support.js'

/*
 * Sequences of what can happen to a ladder and one account, against the sentences of the tiers page written down anew:
 * the highest min_points not above the balance, at each balance change, and at once when the held tier is deleted.
 */

type Step =
  | { kind: 'post'; type: 'credit' | 'debit'; amount: number }
  | { kind: 'create' | 'edit'; pick: number; minPoints: number }
  | { kind: 'delete'; pick: number }

const points = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom(1000, 5000, 4999))

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('post' as const),
    type: fc.constantFrom('credit' as const, 'debit' as const),
    amount: points.map((amount) => amount + 1),
  }),
  fc.record({
    kind: fc.constantFrom('create' as const, 'edit' as const),
    pick: fc.nat(9),
    minPoints: points,
  }),
  fc.record({ kind: fc.constant('delete' as const), pick: fc.nat(9) }),
)

interface Ladder {
  /** In the order of creation. */
  tiers: { id: string; minPoints: number }[]
  balance: number
  held: string | null
}

const qualifying = ({ tiers, balance }: Ladder): string | null => {
  const reached = tiers.filter(({ minPoints }) => minPoints <= balance)
  const best = Math.max(...reached.map(({ minPoints }) => minPoints))
  return reached.findLast(({ minPoints }) => minPoints === best)?.id ?? null
}

const take = async (started: Started, account: string, ladder: Ladder, action: Step): Promise<void> => {
  if (action.kind === 'post') {
    const { type, amount } = action
    const after = ladder.balance + (type === 'credit' ? amount : -amount)
    const fields = { loyalty_account: account, type, amount: String(amount) }
    const { status, body } = await started.form('/v1/points-transactions', fields)
    expect(status).toBe(after < 0 ? 422 : 200)
    if (after < 0) return
    expect(body.points_after).toBe(after)
    ladder.balance = after
    ladder.held = qualifying(ladder)
    return
  }
  const tier = ladder.tiers[action.pick % Math.max(1, ladder.tiers.length)]
  if (action.kind === 'create') {
    const fields = { name: 'T', min_points: String(action.minPoints) }
    const { body } = await started.form('/v1/tiers', fields)
    ladder.tiers.push({ id: body.id, minPoints: action.minPoints })
  } else if (tier !== undefined && action.kind === 'edit') {
    await started.form(`/v1/tiers/${tier.id}`, { min_points: String(action.minPoints) })
    tier.minPoints = action.minPoints
  } else if (tier !== undefined) {
    await started.delete(`/v1/tiers/${tier.id}`)
    ladder.tiers = ladder.tiers.filter((other) => other !== tier)
    if (ladder.held === tier.id) ladder.held = qualifying(ladder)
  }
}

it('every sequence leads where the tiers page says, and its state can be taken elsewhere in the middle', async () => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(24), async (steps, middle) => {
    let started = start({ seed: 'empty' })
    const account = accountAt(started.emulator, 0)
    const ladder: Ladder = { tiers: [], balance: 0, held: null }
    for (const [index, action] of steps.entries()) {
      await take(started, account, ladder, action)
      const { body } = await started.get(`/v1/loyalty-accounts/${account}`)
      expect([body.points_balance, body.tier]).toEqual([ladder.balance, ladder.held])
      if (index !== middle) continue
      const state = started.emulator.snapshot()
      started = start()
      started.emulator.restore(JSON.parse(JSON.stringify(state)))
      expect(JSON.stringify(started.emulator.snapshot())).toBe(JSON.stringify(state))
    }
    const listed = (await started.get('/v1/tiers?limit=100')).body.data.map(({ min_points }) => min_points)
    expect(listed).toEqual(ladder.tiers.map(({ minPoints }) => minPoints).sort((a, b) => a - b))
  })
  await fc.assert(property, { numRuns: 200 })
}, 120_000)
