import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACCOUNTS, accountOf, made, program, quarter, running, start, TIERS, tierIdOf } from './support.js'

/* Introduction page: points earned and adjusted in a rolling window, found anew every 15 minutes or at a tier event. */

const earn = (points: number, at?: string) => ({ type: 'earn' as const, points, at })

describe('the tier of an account', () => {
  it('follows its points at the next quarter of an hour, which change at once', async () => {
    const started = await running({ clock: '2026-03-01T00:07:00Z' })
    const { emulator, account, silver } = started
    emulator.addActivity({ member: account, ...earn(100) })
    expect(await accountOf(started, account)).toMatchObject({ points: { balance: 100 }, tier: { points: 0 } })
    emulator.setClock('2026-03-01T00:14:59Z')
    expect(await tierIdOf(started, account)).toBeUndefined()
    emulator.setClock('2026-03-01T00:16:00Z')
    const { tier } = await accountOf(started, account)
    expect(tier).toEqual({ id: silver, points: 100, updatedDate: '2026-03-01T00:15:00.000Z' })
  })

  it('follows a clock that runs by itself', async () => {
    let now = Date.parse('2026-03-01T00:10:00Z')
    const started = await running({ clock: { now: () => now } })
    started.emulator.addActivity({ member: started.account, ...earn(200) })
    now += 10 * 60_000
    expect(await tierIdOf(started, started.account)).toBe(started.gold)
  })

  it.each<[string, (started: Awaited<ReturnType<typeof running>>) => Promise<unknown>]>([
    ['a tier is made', (started) => made(started, 'Bronze', 50)],
    [
      'a tier is changed',
      ({ patch, gold }) => patch(`${TIERS}/${gold}`, { tier: { requiredPoints: 999, revision: '1' } }),
    ],
    ['the settings are changed', (started) => program(started, 'ACTIVE', 24)],
  ])('follows at once when %s', async (_, act) => {
    const started = await running()
    started.emulator.addActivity({ member: started.account, ...earn(150) })
    await act(started)
    expect(await tierIdOf(started, started.account)).toBe(started.silver)
  })

  it('falls to the next lower one at the recalculation after its tier was deleted', async () => {
    const started = await running()
    const { emulator, account, gold, silver } = started
    emulator.addActivity({ member: account, ...earn(250) })
    quarter(started)
    expect((await started.delete(`${TIERS}/${gold}?revision=1`)).status).toBe(200)
    expect(await tierIdOf(started, account)).toBe(gold)
    quarter(started)
    expect(await tierIdOf(started, account)).toBe(silver)
  })

  it.each([
    [[], undefined],
    [[99], undefined],
    [[100], 'silver'],
    [[199], 'silver'],
    [[200], 'gold'],
    [[100, 100], 'gold'],
    [[200, -1], 'silver'],
    [[200, -200], undefined],
  ])('with %j points earned and adjusted is %s', async (amounts, expected) => {
    const started = await running()
    for (const points of amounts)
      started.emulator.addActivity({ member: started.account, type: points < 0 ? 'adjust' : 'earn', points })
    quarter(started)
    const names = { [started.silver]: 'silver', [started.gold]: 'gold' }
    expect(names[(await tierIdOf(started, started.account)) ?? '']).toBe(expected)
  })

  it.each(['redeem', 'expire', 'refund'] as const)('stays when points go by %s', async (type) => {
    const started = await running()
    const { emulator, account, gold } = started
    emulator.addActivity({ member: account, ...earn(200) })
    emulator.addActivity({ member: account, type, points: 150 })
    quarter(started)
    expect(await accountOf(started, account)).toMatchObject({
      points: { balance: 50, earned: 200 },
      tier: { id: gold, points: 200 },
    })
  })

  it('does not count what is in the balance from before the window', async () => {
    const started = await running()
    started.emulator.addActivity({ member: started.account, ...earn(500, '2025-02-28T23:59:59Z') })
    quarter(started)
    const account = await accountOf(started, started.account)
    expect([account.points.balance, account.tier.points, account.tier.id]).toEqual([500, 0, undefined])
  })
})

describe('the rolling window', () => {
  /* At the same time so many months later, or at the end of a month that has no such day; then at the next quarter. */
  it.each([
    ['2026-01-15T10:00:00Z', 1, '2026-02-15T10:00:00Z'],
    ['2026-01-31T10:00:00Z', 1, '2026-03-01T00:00:00Z'],
    ['2026-01-29T10:00:00Z', 1, '2026-03-01T00:00:00Z'],
    ['2026-02-28T10:00:00Z', 1, '2026-03-28T10:00:00Z'],
    ['2024-02-29T10:00:00Z', 12, '2025-03-01T00:00:00Z'],
    ['2024-02-29T10:00:00Z', 24, '2026-03-01T00:00:00Z'],
    ['2025-03-31T00:00:00Z', 36, '2028-03-31T00:00:00Z'],
    ['2025-12-31T23:45:00Z', 2, '2026-03-01T00:00:00Z'],
  ])('lets points of %s go after %d months at %s', async (at, months, gone) => {
    const started = start({ clock: at })
    await program(started, 'ACTIVE', months)
    const { id } = await made(started, 'A', 1)
    const { id: member } = started.emulator.addMember({ id: 'ann' })
    started.emulator.addActivity({ member, ...earn(1) })
    started.emulator.setClock(new Date(Date.parse(gone) - 15 * 60_000).toISOString())
    expect(await tierIdOf(started, member)).toBe(id)
    started.emulator.setClock(gone)
    const { tier, points } = await accountOf(started, member)
    expect([tier.id, tier.points, points.balance]).toEqual([undefined, 0, 1])
  })

  it('never takes back what it has let go', async () => {
    const instant = fc.date({ min: new Date('2023-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
    const steps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 })
    const property = fc.asyncProperty(
      instant,
      fc.integer({ min: 1, max: 3 }),
      steps,
      async (at, months, days) => {
        const started = start({ clock: at.toISOString() })
        await program(started, 'ACTIVE', months)
        const { id: member } = started.emulator.addMember({ id: 'ann' })
        started.emulator.addActivity({ member, ...earn(7) })
        const seen: number[] = []
        for (const day of days) {
          started.emulator.advanceClock(`P${day}DT1H`)
          seen.push((await accountOf(started, member)).tier.points)
        }
        expect(seen).toEqual([...seen].sort((a, b) => b - a))
      },
    )
    await fc.assert(property, { numRuns: 100 })
  }, 60_000)

  it('is that of the settings as they are now', async () => {
    const started = await running()
    started.emulator.addActivity({ member: started.account, ...earn(200, '2025-01-01T00:00:00Z') })
    await program(started, 'ACTIVE', 12)
    expect(await tierIdOf(started, started.account)).toBeUndefined()
    await program(started, 'ACTIVE', 24)
    expect(await tierIdOf(started, started.account)).toBe(started.gold)
  })

  it('sums exactly, in any order of entry', async () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 9_999_999 }), { minLength: 1, maxLength: 20 })
    const property = fc.asyncProperty(amounts, async (list) => {
      const started = await running()
      for (const [index, amount] of list.entries()) {
        const body = { amount, appId: 'app', idempotencyKey: String(index) }
        expect((await started.post(`${ACCOUNTS}/${started.account}/earn-points`, body)).status).toBe(200)
      }
      quarter(started)
      const total = list.reduce((sum, amount) => sum + amount, 0)
      const account = await accountOf(started, started.account)
      expect([account.points.earned, account.tier.points]).toEqual([total, total])
    })
    await fc.assert(property, { numRuns: 30 })
  }, 60_000)
})
