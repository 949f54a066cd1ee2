import type { ActivityInput, CapabilityKey, Metric } from '@rungs/model'
import { equal, ok, oneOf, rejects, settle } from '../assert.js'
import { cases } from '../case.js'
import { sendsNothing } from '../invoke.js'
import { cannotRaise, newMember, raising, snapshot, standingOf, tierInput } from '../setup.js'

const requires: readonly CapabilityKey[] = ['members.record', 'members.standing', 'tiers.create']

/** What each activity does to which metric, starting from 100 earned. */
const effects: readonly (readonly [ActivityInput, Metric, string])[] = [
  [{ type: 'earn', points: 30 }, 'points.balance', '130'],
  [{ type: 'redeem', points: 30 }, 'points.balance', '70'],
  [{ type: 'redeem', points: 100 }, 'points.balance', '0'],
  [{ type: 'adjust', points: 30 }, 'points.balance', '130'],
  [{ type: 'adjust', points: -30 }, 'points.balance', '70'],
  [{ type: 'expire', points: 30 }, 'points.balance', '70'],
  [{ type: 'refund', points: 30 }, 'points.balance', '70'],
  [{ type: 'earn', points: 30 }, 'points.earned', '130'],
  [{ type: 'redeem', points: 30 }, 'points.earned', '100'],
  [{ type: 'adjust', points: -30 }, 'points.earned', '70'],
  [{ type: 'expire', points: 30 }, 'points.earned', '100'],
  [{ type: 'purchase', spend: '19.99' }, 'spend', '19.99'],
  [{ type: 'visit' }, 'visits', '1'],
  [{ type: 'counter', counter: 'nights', add: 3 }, 'counter:nights', '3'],
  [{ type: 'counter', counter: 'nights', set: 7 }, 'counter:nights', '7'],
]

const counted = cases(
  'activities',
  effects.map(([activity, metric, value], index) => ({
    id: `L7.counts.${index + 1}-${activity.type}-in-${metric.replace(':', '.')}`,
    title: `after 100 earned, ${JSON.stringify(activity)} makes ${metric} ${value}`,
    requires: [
      ...requires,
      'activity.earn',
      `activity.${activity.type}`,
      metric.startsWith('counter:') ? 'metric.counter' : (`metric.${metric}` as 'metric.spend'),
    ],
    needs: ['member'],
    run: async (t) => {
      // A tier on the metric, so that a provider that keeps only what its tiers measure keeps this one.
      await t.client.tiers.create(tierInput(t, 1, { rule: { metric, op: '>=', value: 1_000_000 } }))
      const memberId = await newMember(t)
      await t.client.members.record(memberId, { type: 'earn', points: 100 })
      await t.client.members.record(memberId, activity)
      const { metrics } = await standingOf(t, memberId)
      equal(metrics[metric], value, metric)
    },
  })),
)

const bounds = cases('activities', [
  {
    id: 'L7.large-amounts-are-exact',
    title: 'amounts past 2^53 are counted exactly, or refused',
    requires,
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const metric = t.provider.defaultMetric
      if (metric === 'visits') return
      const memberId = await newMember(t)
      const outcomes = []
      for (const amount of ['9007199254740992', '1', '9007199254740993'])
        outcomes.push(
          await settle(() => t.client.members.record(memberId, raising(metric, amount).activity), 'record'),
        )
      const [first, , last] = outcomes
      for (const outcome of outcomes)
        if (!outcome.ok) oneOf(outcome.error.code, ['invalid_input', 'unsupported', 'rejected'], 'the code')
      const sum = (first?.ok ? 9007199254740992n : 0n) + 1n + (last?.ok ? 9007199254740993n : 0n)
      equal((await standingOf(t, memberId)).metrics[metric], String(sum), metric)
    },
  },
  {
    id: 'L7.overdraft-is-rejected',
    title: 'redeeming more than the balance is rejected and changes nothing',
    requires: [...requires, 'activity.earn', 'activity.redeem'],
    needs: ['member'],
    run: async (t) => {
      const memberId = await newMember(t)
      await t.client.members.record(memberId, { type: 'earn', points: 50 })
      const before = await snapshot(t, memberId)
      const error = await rejects(
        () => t.client.members.record(memberId, { type: 'redeem', points: 51 }),
        'rejected',
        'redeeming 51 of 50',
      )
      equal(error.retryable, false, 'retryable')
      equal(await snapshot(t, memberId), before, 'the member afterwards')
    },
  },
  {
    id: 'L7.refused.activity.at',
    title: 'recording at another time than now is refused before any request where it is unsupported',
    requires,
    refuses: 'activity.at',
    needs: ['member'],
    run: async (t) => {
      const memberId = await newMember(t)
      const { activity } = raising(t.provider.defaultMetric, 1)
      const error = await sendsNothing(t, 'record', () =>
        rejects(
          () => t.client.members.record(memberId, { ...activity, at: '2020-01-01T00:00:00Z' }),
          'unsupported',
          'record',
        ),
      )
      ok(
        error.issues.some(({ path }) => path === 'at'),
        'expected at to be named',
      )
    },
  },
  {
    id: 'L2.activity-at',
    title: 'an activity recorded for an earlier instant has happened then',
    requires: [...requires, 'activity.at'],
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const memberId = await newMember(t)
      const { activity } = raising(t.provider.defaultMetric, 1)
      const at = new Date(Date.now() - 60_000).toISOString().replace(/\.\d+Z/, 'Z')
      const receipt = await t.client.members.record(memberId, { ...activity, at })
      equal([receipt.memberId, receipt.at], [memberId, at], 'the receipt')
    },
  },
])

export const activityCases = [...counted, ...bounds]
