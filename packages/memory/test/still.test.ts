import fc from 'fast-check'
import { expect, it } from 'vitest'
import { backend, tierAt } from './support.js'

type Step = { earn: number } | { earnBefore: number } | { give: 0 | 1 | null }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ earn: fc.integer({ min: 1, max: 900 }) }),
  fc.record({ earnBefore: fc.integer({ min: 1, max: 900 }) }),
  fc.record({ give: fc.constantFrom(0 as const, 1 as const, null) }),
)

/** A test's clock stands still, and a server does much within one millisecond. */
it('while the time stands still, all that happens counts, in the order in which it happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const { run } = backend()
      const memberId = 'ada'
      const tiers = [
        await run('tiers.create', { tier: tierAt(500) }),
        await run('tiers.create', { tier: tierAt(1500) }),
      ]
      await run('members.enroll', { memberId })
      let balance = 0
      let given: string | null | undefined
      for (const each of steps) {
        if ('give' in each) {
          given = each.give === null ? null : (tiers[each.give]?.id ?? null)
          await run('members.assign', { memberId, tier: given })
        } else {
          const points = 'earn' in each ? each.earn : each.earnBefore
          const at = 'earn' in each ? {} : { at: '2026-01-01T00:00:00Z' }
          await run('members.record', { memberId, activity: { type: 'earn', points: `${points}`, ...at } })
          balance += points
          // What is told of the past is before the tier that was given, and leaves it.
          if ('earn' in each) given = undefined
        }
        const earned = balance >= 1500 ? tiers[1] : balance >= 500 ? tiers[0] : undefined
        const { tier, metrics } = await run('members.standing', { memberId })
        expect(metrics['points.balance']).toBe(String(balance))
        expect(tier?.id ?? null).toBe(given === undefined ? (earned?.id ?? null) : given)
      }
    }),
  )
})
