import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { customer, earn, loyalty, publishTier, redeem, serialOf, spend } from './members.js'
import { create, type Started, start } from './support.js'

const DAILY = 977
const VALIDITY = { periodType: 'SLAB_UPGRADE', periodValue: 12, renewal: { conditions: { purchase: '10' } } }

describe('time', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ kind: fc.constant('spend' as const), amount: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ kind: fc.constant('earn' as const), amount: fc.constantFrom(100, 5000, 20_000) }),
    fc.record({ kind: fc.constant('redeem' as const), amount: fc.constantFrom(100, 1000) }),
  )
  const validity = fc.record({
    periodType: fc.constantFrom(
      'SLAB_UPGRADE',
      'SLAB_UPGRADE_CYCLIC',
      'FIXED',
      'FIXED_CUSTOMER_REGISTRATION',
    ),
    periodValue: fc.integer({ min: 1, max: 14 }),
    minimumDuration: fc.integer({ min: 0, max: 7 }),
    renewal: fc.record({
      downgradeTo: fc.constantFrom('SINGLE', 'THRESHOLD', 'LOWEST'),
      conditions: fc.constantFrom({}, { purchase: '10' }),
    }),
  })

  it('one jump of the clock leads where many small steps lead, in both kinds of check', async () => {
    const property = fc.asyncProperty(
      validity,
      fc.array(step, { maxLength: 8 }),
      fc.integer({ min: 1, max: 5 }),
      async (kept, steps, parts) => {
        const ways: Started[] = [start(), start()]
        const members: string[] = []
        for (const each of ways) {
          const sent = kept.periodType === 'FIXED' ? { ...kept, startDate: '2026-01-31' } : kept
          for (const program of [973, DAILY])
            await publishTier(each, 'Gold', 20_000, { program, validity: sent })
          members.push(customer(each, 'ann', '2024-02-29T10:00:00Z'))
        }
        for (const action of steps)
          for (const [index, each] of ways.entries()) {
            const member = members[index] ?? ''
            if (action.kind === 'earn') earn(each, member, action.amount)
            else if (action.kind === 'spend') spend(each, member, action.amount)
            else if (action.kind === 'redeem') {
              if ((await loyalty(each, member)).loyaltyPoints >= action.amount)
                redeem(each, member, action.amount)
            } else if (index === 0) each.emulator.advanceClock(`P${action.days}D`)
            else {
              const hours = action.days * 24
              const part = Math.floor(hours / parts)
              for (let count = 1; count < parts; count += 1) each.emulator.advanceClock(`PT${part}H`)
              each.emulator.advanceClock(`PT${hours - part * (parts - 1)}H`)
            }
          }
        const [jump, walk] = await Promise.all(
          ways.map(
            async (each, index) =>
              (await each.get(`/v2/customers/${members[index]}/tierDetails?fetchDataForAllPrograms=true`))
                .text,
          ),
        )
        expect(walk).toBe(jump)
      },
    )
    await fc.assert(property, { numRuns: 150 })
  }, 120_000)

  it('is not passed over by a request: what falls due on a running clock is done when it is asked for', async () => {
    let now = Date.parse('2026-03-01T00:00:00Z')
    const started = start({ clock: { now: () => now } })
    await publishTier(started, 'Gold', 20_000, { program: DAILY, validity: VALIDITY })
    const member = customer(started)
    earn(started, member, 20_000)
    now = Date.parse('2027-02-28T23:59:59Z')
    expect(await serialOf(started, member, DAILY)).toBe(3)
    now += 1000
    expect(await serialOf(started, member, DAILY)).toBe(2)
  })

  it('a clock that is set back leaves everybody where he is', async () => {
    const started = start()
    const member = customer(started)
    earn(started, member, 5000)
    started.emulator.setClock('2020-01-01T00:00:00Z')
    expect(await serialOf(started, member)).toBe(2)
    expect((await create(started)).meta.createdAt).toBe('2020-01-01T00:00:00Z')
  })
})
