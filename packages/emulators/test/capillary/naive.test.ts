import fc from 'fast-check'
import { expect, it } from 'vitest'
import { customer, earn, publishTier, redeem, serialOf, spend } from './members.js'
import { start } from './support.js'

/*
 * A year or three of a member, day by day, beside a walk that asks at every midnight the plain question of the guides:
 * is this the day after the last one (daily), or the first of the month after it (month end)? Then: was enough spent
 * since the cycle began?
 */

const DAY = 86_400_000
const START = Date.parse('2026-03-01T00:00:00Z')

type Action = { day: number; kind: 'earn' | 'redeem' | 'spend'; amount: number }

const action: fc.Arbitrary<Action> = fc.record({
  day: fc.integer({ min: 0, max: 1000 }),
  kind: fc.constantFrom('earn', 'redeem', 'spend'),
  amount: fc.constantFrom(1, 5, 10, 60, 100),
})

/** The same date some months on, or the last of that month. */
const monthsOn = (day: number, months: number): number => {
  const from = new Date(START + day * DAY)
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return (first.getTime() + (Math.min(from.getUTCDate(), last) - 1) * DAY - START) / DAY
}

const isFirst = (day: number): boolean => new Date(START + day * DAY).getUTCDate() === 1

interface Walk {
  daily: boolean
  cyclic: boolean
  months: number
  to: 'SINGLE' | 'LOWEST' | 'THRESHOLD'
}

interface Member {
  points: number
  serial: number
  cycle: number
  end: number
  spent: { day: number; amount: number }[]
}

const thresholds = [0, 0, 50, 100]

const best = (points: number): number =>
  thresholds.findLastIndex((threshold, serial) => serial > 0 && points >= threshold)

const enter = (member: Member, serial: number, day: number, { months }: Walk): void => {
  Object.assign(member, { serial, cycle: day, end: serial === 3 ? monthsOn(day, months) : Infinity })
}

const midnight = (member: Member, day: number, walk: Walk): void => {
  const due = walk.daily ? day === member.end : day >= member.end && isFirst(day)
  if (!due) return
  const sum = member.spent
    .filter((each) => each.day >= member.cycle)
    .reduce((total, { amount }) => total + amount, 0)
  const target = { SINGLE: 2, LOWEST: 1, THRESHOLD: Math.min(3, best(member.points)) }[walk.to]
  if (sum >= 10 || target === 3)
    Object.assign(member, { cycle: day, end: monthsOn(day, walk.cyclic ? walk.months : 1) })
  else enter(member, target, day, walk)
}

const act = (member: Member, { kind, amount, day }: Action, walk: Walk): void => {
  if (kind === 'earn') member.points += amount
  if (kind === 'redeem') member.points -= amount
  if (kind === 'spend') member.spent.push({ day, amount })
  if (best(member.points) > member.serial) enter(member, best(member.points), day, walk)
}

it('every life of a member goes as a walk from midnight to midnight has it', async () => {
  const walks = fc.record({
    daily: fc.boolean(),
    cyclic: fc.boolean(),
    months: fc.integer({ min: 1, max: 13 }),
    to: fc.constantFrom('SINGLE' as const, 'LOWEST' as const, 'THRESHOLD' as const),
  })
  const property = fc.asyncProperty(
    walks,
    fc.array(action, { minLength: 1, maxLength: 15 }),
    async (walk, actions) => {
      const started = start({ seed: 'empty' })
      const program = walk.daily ? 977 : 973
      await publishTier(started, 'Silver', 50, { program })
      const periodType = walk.cyclic ? 'SLAB_UPGRADE_CYCLIC' : 'SLAB_UPGRADE'
      const renewal = { downgradeTo: walk.to, conditions: { purchase: '10' } }
      await publishTier(started, 'Gold', 100, {
        program,
        validity: { periodType, periodValue: walk.months, renewal },
      })
      const id = customer(started)
      const member: Member = { points: 0, serial: 1, cycle: 0, end: Infinity, spent: [] }
      let today = 0
      for (const next of actions.toSorted((a, b) => a.day - b.day)) {
        for (; today < next.day; ) {
          today += 1
          midnight(member, today, walk)
        }
        started.emulator.setClock(new Date(START + today * DAY).toISOString())
        expect([next.day, await serialOf(started, id, program)]).toEqual([next.day, member.serial])
        if (next.kind === 'redeem' && member.points < next.amount) continue
        act(member, next, walk)
        if (next.kind === 'earn') earn(started, id, next.amount)
        if (next.kind === 'redeem') redeem(started, id, next.amount)
        if (next.kind === 'spend') spend(started, id, next.amount)
        expect([next.day, await serialOf(started, id, program)]).toEqual([next.day, member.serial])
      }
    },
  )
  await fc.assert(property, { numRuns: 250 })
}, 120_000)
