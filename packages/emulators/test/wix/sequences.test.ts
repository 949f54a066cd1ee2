import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ACCOUNTS, accountOf, program, type Started, start, TIERS, tier } from './support.js'

/*
 * Sequences of what can happen to a program and one account, against the sentences of the introduction page written down
 * anew: the highest requiredPoints not above what was earned and adjusted in the window, while the program is ACTIVE.
 */

type Step =
  | { kind: 'earn' | 'adjust' | 'redeem'; points: number }
  | { kind: 'create' | 'edit' | 'delete'; pick: number; points: number }
  | { kind: 'wait'; days: number }
  | { kind: 'status'; status: string; months: number }

const points = fc.integer({ min: 0, max: 30 })

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('earn' as const, 'adjust' as const, 'redeem' as const), points }),
  fc.record({ kind: fc.constantFrom('create', 'edit', 'delete'), pick: fc.nat(9), points }),
  fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 40 }) }),
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.constantFrom('ACTIVE', 'ACTIVE', 'PAUSED', 'DISABLED', 'DRAFT'),
    months: fc.integer({ min: 1, max: 3 }),
  }),
)

interface Site {
  now: number
  status: string
  months: number
  tiers: { id: string; revision: number; points: number }[]
  /** Earned and adjusted. */
  counted: { at: number; points: number }[]
  balance: number
}

/** Whether something of `at` is still in a window of so many months: looked at from now, not from then. */
const inWindow = (at: number, now: number, months: number): boolean => {
  const opening = new Date(now)
  const day = opening.getUTCDate()
  opening.setUTCDate(1)
  opening.setUTCMonth(opening.getUTCMonth() - months)
  const month = opening.getUTCMonth()
  opening.setUTCDate(day)
  if (opening.getUTCMonth() === month) return at > opening.getTime()
  return at >= Date.UTC(opening.getUTCFullYear(), opening.getUTCMonth(), 1)
}

const expected = (site: Site) => {
  const total = site.counted
    .filter(({ at }) => inWindow(at, site.now, site.months))
    .reduce((sum, one) => sum + one.points, 0)
  const reached = site.tiers.filter((one) => one.points <= total)
  const best = reached.sort((a, b) => b.points - a.points)[0]
  return { points: total, id: site.status === 'ACTIVE' ? best?.id : undefined }
}

const move = (site: Site, kind: 'earn' | 'adjust' | 'redeem', amount: number): void => {
  if (kind !== 'redeem') site.counted.push({ at: site.now, points: amount })
  site.balance += kind === 'redeem' ? -amount : amount
}

const change = async (
  started: Started,
  site: Site,
  action: Extract<Step, { pick: number }>,
): Promise<void> => {
  const chosen = site.tiers[action.pick % Math.max(1, site.tiers.length)]
  const taken = site.tiers.some((one) => one.points === action.points)
  if (action.kind === 'create') {
    const { status, body } = await started.post(TIERS, tier(crypto.randomUUID(), action.points))
    expect(status).toBe(taken ? 409 : 200)
    if (!taken) site.tiers.push({ id: body.tier.id, revision: 1, points: action.points })
  } else if (chosen !== undefined && action.kind === 'edit') {
    const sent = { requiredPoints: action.points, revision: String(chosen.revision) }
    const { status } = await started.patch(`${TIERS}/${chosen.id}`, { tier: sent })
    const own = chosen.points === action.points
    expect(status).toBe(taken && !own ? 409 : 200)
    if (status === 200) Object.assign(chosen, { revision: chosen.revision + 1, points: action.points })
  } else if (chosen !== undefined) {
    expect((await started.delete(`${TIERS}/${chosen.id}?revision=${chosen.revision}`)).status).toBe(200)
    site.tiers = site.tiers.filter((one) => one !== chosen)
  }
}

const take = async (started: Started, site: Site, member: string, action: Step): Promise<void> => {
  const { emulator } = started
  if ('pick' in action) await change(started, site, action)
  else if (action.kind === 'wait') {
    emulator.advanceClock(`P${action.days}D`)
    site.now += action.days * 86_400_000
  } else if (action.kind === 'status') {
    await program(started, action.status, action.months)
    Object.assign(site, { status: action.status, months: action.months })
  } else {
    const amount = action.kind === 'redeem' ? Math.min(action.points, site.balance) : action.points
    emulator.addActivity({ member, type: action.kind, points: amount })
    move(site, action.kind, amount)
  }
}

it('every sequence leads where the introduction page says, and its state can be taken elsewhere in the middle', async () => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(24), async (steps, middle) => {
    const clock = '2026-01-31T12:00:00.000Z'
    let started = start({ clock })
    await program(started, 'ACTIVE', 1)
    const { id: member } = started.emulator.addMember({ id: 'ann' })
    const site: Site = {
      ...{ now: Date.parse(clock), status: 'ACTIVE', months: 1 },
      ...{ tiers: [], counted: [], balance: 0 },
    }
    for (const [index, action] of steps.entries()) {
      await take(started, site, member, action)
      started.emulator.advanceClock('PT15M')
      site.now += 15 * 60_000
      const account = await accountOf(started, member)
      const { id, points: total } = account.tier
      expect({ points: total, id }).toEqual(expected(site))
      expect(account.points.balance).toBe(site.balance)
      if (index !== middle) continue
      const state = started.emulator.snapshot()
      started = start()
      started.emulator.restore(JSON.parse(JSON.stringify(state)))
      expect(JSON.stringify(started.emulator.snapshot())).toBe(JSON.stringify(state))
    }
    const listed = (await started.get(TIERS)).body.tiers.map(({ requiredPoints }) => requiredPoints)
    expect(listed).toEqual(site.tiers.map((one) => one.points).sort((a, b) => a - b))
    expect((await started.post(`${ACCOUNTS}/count`, {})).body.count).toBe(1)
  })
  await fc.assert(property, { numRuns: 200 })
}, 120_000)
