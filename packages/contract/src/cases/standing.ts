import type { CapabilityKey, Tier } from '@rungs/model'
import { equal, ok } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { allTiers, cannotRaise, makeTier, newMember, raise, standingOf, tierInput } from '../setup.js'
import { refOf } from './members.js'

const requires: readonly CapabilityKey[] = ['members.record', 'members.standing', 'tiers.create']

/** Tiers at 100, 200 and 500; what a member stands at with each value. */
const levels: readonly (readonly [value: number, tier: number | null, next: number | null, left?: string])[] =
  [
    [1, null, 0, '99'],
    [99, null, 0, '1'],
    [100, 0, 1, '100'],
    [101, 0, 1, '99'],
    [199, 0, 1, '1'],
    [200, 1, 2, '300'],
    [499, 1, 2, '1'],
    [500, 2, null],
    [501, 2, null],
  ]

const thresholds = cases(
  'standing',
  levels.map(([value, held, next, left]) => ({
    id: `L7.standing-at.${value}`,
    title: `with ${value} a member of tiers at 100, 200 and 500 ${held === null ? 'holds none' : `holds the ${['first', 'second', 'third'][held]}`}, and is told exactly what is missing`,
    requires,
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const tiers = await ladder(t)
      const memberId = await newMember(t)
      await raise(t, memberId, value)
      const standing = await standingOf(t, memberId)
      equal(standing.metrics[t.provider.defaultMetric], String(value), t.provider.defaultMetric)
      equal(standing.tier, refAt(tiers, held), 'the tier that is held')
      if (t.supports('standing.next'))
        equal(
          standing.next,
          next === null ? null : { tier: refAt(tiers, next), remaining: left },
          'what comes next',
        )
      if (t.supports('standing.since') && held !== null)
        ok(!Number.isNaN(Date.parse(standing.since ?? '')), 'expected since when the tier is held')
    },
  })),
)

const moves = cases('standing', [
  {
    id: 'L7.step-by-step',
    title: 'many small steps end where one large step ends',
    requires,
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const tiers = await ladder(t)
      const slow = await newMember(t, 'slow')
      const quick = await newMember(t, 'quick')
      for (const by of [60, 39, 1, 99, 1]) await raise(t, slow, by)
      await raise(t, quick, 200)
      for (const memberId of [slow, quick])
        equal((await standingOf(t, memberId)).tier, refAt(tiers, 1), 'the tier that is held')
    },
  },
  {
    id: 'L7.threshold-zero',
    title:
      'a tier at 0 is held by a member who has nothing: at once under continuous review, else with an activity',
    requires: [...requires, 'ladder.get'],
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const bronze = await t.client.tiers.create(tierInput(t, 1, { name: 'Bronze', threshold: 0 }))
      await makeTier(t, 2)
      const memberId = await newMember(t)
      const { lifecycle } = await t.client.ladder.get()
      // Only continuous review judges without an activity.
      if (lifecycle.review === 'continuous')
        equal((await standingOf(t, memberId)).tier, refOf(bronze), 'the tier of a new member')
      await raise(t, memberId, 1)
      equal((await standingOf(t, memberId)).tier, refOf(bronze), 'the tier with 1')
    },
  },
  {
    id: 'L7.demotion',
    title:
      'whose balance falls below a threshold loses the tier under continuous review, and equality keeps it; else no activity lowers',
    requires: [...requires, 'metric.points.balance', 'activity.earn', 'activity.redeem', 'ladder.get'],
    needs: ['member'],
    run: async (t) => {
      const tiers: Tier[] = []
      for (const n of [1, 2, 5]) {
        const rule = { metric: 'points.balance', op: '>=', value: n * 100 } as const
        tiers.push(await makeTier(t, n, { rule }))
      }
      const { lifecycle } = await t.client.ladder.get()
      const lowers = lifecycle.review === 'continuous'
      const memberId = await newMember(t)
      await t.client.members.record(memberId, { type: 'earn', points: 201 })
      for (const [points, held] of [
        [1, 1],
        [1, 0],
        [99, 0],
        [1, null],
      ] as const) {
        await t.client.members.record(memberId, { type: 'redeem', points })
        const { tier } = await standingOf(t, memberId)
        equal(tier, refAt(tiers, lowers ? held : 1), `the tier after redeeming ${points} more`)
      }
    },
  },
  {
    id: 'L7.earned-is-not-spent',
    title: 'redeeming does not lower who is judged by points earned',
    requires: [...requires, 'metric.points.earned', 'activity.earn', 'activity.redeem'],
    needs: ['member'],
    run: async (t) => {
      const rule = { metric: 'points.earned', op: '>=', value: 100 } as const
      const tier = await t.client.tiers.create(tierInput(t, 1, { rule }))
      const memberId = await newMember(t)
      await t.client.members.record(memberId, { type: 'earn', points: 100 })
      await t.client.members.record(memberId, { type: 'redeem', points: 60 })
      equal((await standingOf(t, memberId)).tier, refOf(tier), 'the tier that is held')
    },
  },
  {
    id: 'L7.cents-add-up',
    title: '0.1 and 0.2 of spend meet a threshold of 0.3',
    requires: [...requires, 'metric.spend', 'activity.purchase'],
    needs: ['member'],
    run: async (t) => {
      const tier = await t.client.tiers.create(
        tierInput(t, 1, { rule: { metric: 'spend', op: '>=', value: '0.3' } }),
      )
      const memberId = await newMember(t)
      await t.client.members.record(memberId, { type: 'purchase', spend: '0.1' })
      equal((await standingOf(t, memberId)).tier, null, 'the tier with 0.1')
      await t.client.members.record(memberId, { type: 'purchase', spend: '0.2' })
      equal((await standingOf(t, memberId)).tier, refOf(tier), 'the tier with 0.3')
    },
  },
])

export const standingCases = [...thresholds, ...moves]

async function ladder(t: CaseContext): Promise<Tier[]> {
  for (const n of [5, 1, 2]) await makeTier(t, n)
  return allTiers(t)
}

function refAt(tiers: readonly Tier[], index: number | null): object | null {
  const tier = index === null ? undefined : tiers[index]
  return tier === undefined ? null : refOf(tier)
}
