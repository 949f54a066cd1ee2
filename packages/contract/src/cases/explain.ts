import type { CapabilityKey, Explanation, Tier } from '@rungs/model'
import { equal, ok, rejects } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { sendsNothing } from '../invoke.js'
import {
  allTiers,
  cannotRaise,
  daysAgo,
  makeTier,
  newMember,
  raise,
  raising,
  snapshot,
  standingOf,
  tierInput,
} from '../setup.js'
import { refOf } from './members.js'

const requires: readonly CapabilityKey[] = ['members.explain', 'members.standing', 'tiers.create']
const recording: readonly CapabilityKey[] = [...requires, 'members.record']

/** Why a member holds what they hold. */
export const explainCases = cases('explain', [
  {
    id: 'L7.explain-agrees-with-standing',
    title: 'an explanation is the standing, with a reason for it',
    requires: recording,
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      await ladder(t)
      const memberId = await newMember(t)
      for (const value of [0, 150, 350]) {
        if (value > 0) await raise(t, memberId, value)
        const standing = await standingOf(t, memberId)
        const { reason: _reason, tiers: _tiers, ...explained } = await t.client.members.explain(memberId)
        equal({ ...explained, asOf: '' }, { ...standing, asOf: '' }, 'the standing within the explanation')
      }
    },
  },
  {
    id: 'L3.explains-every-tier',
    title: 'an explanation has every tier, ascending by rank, and the held one marked',
    requires: recording,
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const tiers = await ladder(t)
      const { explanation } = await explained(t, 250)
      equal(
        explanation.tiers.map(({ tier, held }) => ({ tier, held })),
        tiers.map((tier, index) => ({ tier: refOf(tier), held: index === 1 })),
        'the tiers, and which of them is held',
      )
    },
  },
  {
    id: 'L7.explains-every-criterion',
    title:
      'with 250 of tiers at 100, 200 and 500, every criterion tells its value and exactly what is missing',
    requires: recording,
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      await ladder(t)
      const metric = t.provider.defaultMetric
      const { explanation } = await explained(t, 250)
      const asks = (value: string, met: boolean): object => ({ metric, op: '>=', value, actual: '250', met })
      equal(
        explanation.tiers.map(({ qualifies, rule }) => ({ qualifies, rule })),
        [
          { qualifies: true, rule: asks('100', true) },
          { qualifies: true, rule: asks('200', true) },
          { qualifies: false, rule: { ...asks('500', false), missing: '250' } },
        ],
        'what became of every rule',
      )
      if (explanation.reason !== undefined) equal(explanation.reason, 'met', 'the reason')
    },
  },
  {
    id: 'L7.explains-nothing-met',
    title: 'a member who qualifies for nothing is told so',
    requires,
    needs: ['member'],
    run: async (t) => {
      const tier = await makeTier(t, 1)
      const memberId = await newMember(t)
      await t.subject.evaluate?.()
      const { tier: held, reason, tiers } = await t.client.members.explain(memberId)
      equal([held, reason ?? 'none'], [null, 'none'], 'the tier and the reason')
      equal(
        tiers.map((each) => [each.tier, each.held, each.qualifies ?? false]),
        [[refOf(tier), false, false]],
        'what became of the tier',
      )
    },
  },
  {
    id: 'L7.explains-a-tier-by-hand',
    title: 'a tier given by hand is held without being met, and never said to be met',
    requires: [...requires, 'members.assign'],
    needs: ['member'],
    run: async (t) => {
      const tier = await makeTier(t, 1)
      const memberId = await newMember(t)
      await t.client.members.assign(memberId, { tier: tier.id })
      await t.subject.evaluate?.()
      const explanation = await t.client.members.explain(memberId)
      equal([explanation.tier, explanation.reason ?? 'manual'], [refOf(tier), 'manual'], 'tier and reason')
      equal(
        explanation.tiers.map(({ held, qualifies }) => [held, qualifies ?? false]),
        [[true, false]],
        'what became of the tier',
      )
    },
  },
  {
    id: 'L7.explains-groups',
    title: 'of a rule that is a group, every criterion is told, with the outcome of the group',
    requires: [...recording, 'rule.all', 'metric.spend', 'activity.purchase', 'activity.earn'],
    needs: ['member'],
    run: async (t) => {
      const metric = t.provider.defaultMetric === 'spend' ? 'points.earned' : t.provider.defaultMetric
      const enough = { metric, op: '>=', value: '10' } as const
      const more = { metric: 'spend', op: '>=', value: '0.3' } as const
      await t.client.tiers.create(tierInput(t, 1, { rule: { all: [enough, more] } }))
      const memberId = await newMember(t)
      await t.client.members.record(memberId, raising(metric, 10).activity)
      await t.client.members.record(memberId, { type: 'purchase', spend: '0.1' })
      await t.subject.evaluate?.()
      const { tiers } = await t.client.members.explain(memberId)
      const all = [
        { ...enough, actual: '10', met: true },
        { ...more, actual: '0.1', met: false, missing: '0.2' },
      ]
      equal(
        tiers.map(({ rule }) => rule),
        [{ all, met: false }],
        'what became of the rule',
      )
    },
  },
  {
    id: 'L7.explains-the-past',
    title: 'at an instant of the past, what happened later does not count',
    requires: [...recording, 'explain.at', 'activity.at'],
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const [first] = await ladder(t)
      const memberId = await newMember(t)
      const { activity } = raising(t.provider.defaultMetric, 150)
      const visits = activity.type === 'visit' ? 150 : 1
      for (let count = 0; count < visits; count += 1)
        await t.client.members.record(memberId, { ...activity, at: daysAgo(20) })
      await t.subject.evaluate?.()
      const before = await t.client.members.explain(memberId, { at: daysAgo(30) })
      const after = await t.client.members.explain(memberId, { at: daysAgo(10) })
      equal([before.tier, after.tier], [null, first === undefined ? null : refOf(first)], 'before and after')
    },
  },
  {
    id: 'L7.refused.explain.at',
    title: 'explaining another instant is refused before any request where it is unsupported',
    requires,
    refuses: 'explain.at',
    needs: ['member'],
    run: async (t) => {
      await makeTier(t, 1)
      const memberId = await newMember(t)
      const before = await snapshot(t, memberId)
      const explain = (): PromiseLike<unknown> => t.client.members.explain(memberId, { at: daysAgo(1) })
      const error = await sendsNothing(t, 'explain', () => rejects(explain, 'unsupported', 'explain'))
      ok(
        error.issues.some(({ path }) => path === 'at'),
        'expected at to be named',
      )
      equal(await snapshot(t, memberId), before, 'the member afterwards')
    },
  },
])

async function ladder(t: CaseContext): Promise<Tier[]> {
  for (const n of [5, 1, 2]) await makeTier(t, n)
  return allTiers(t)
}

async function explained(t: CaseContext, value: number): Promise<{ explanation: Explanation }> {
  const memberId = await newMember(t)
  await raise(t, memberId, value)
  await t.subject.evaluate?.()
  return { explanation: await t.client.members.explain(memberId) }
}
