import { type CapabilityKey, formatInstant, type Metric, parseInstant } from '@rungs/model'
import { equal, ok } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import {
  allTiers,
  cannotRaise,
  makeTier,
  makeTiers,
  newMember,
  raise,
  raising,
  standingOf,
} from '../setup.js'
import { refOf } from './members.js'

/** A year on, to the second. */
const nextYear = (): string => formatInstant(Math.floor(Date.now() / 1000) * 1000 + 365 * 86_400_000)

const yearly: readonly CapabilityKey[] = [
  'standing.expiresAt',
  'tier.validity',
  'members.assign',
  'members.standing',
  'tiers.create',
  'ladder.get',
]

/** Law 7, of what a standing tells beside the tier. */
export const toldCases = cases('standing', [
  {
    id: 'L7.told.since',
    title: 'who rises is told since when the tier is held, and that is not in the future',
    requires: ['standing.since', 'members.standing', 'members.record', 'tiers.create'],
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      await makeTiers(t, 2)
      const memberId = await newMember(t)
      await raise(t, memberId, 100)
      const { since, asOf } = await standingOf(t, memberId)
      ok(since !== undefined, 'expected since when the tier is held')
      ok(instant(since) <= instant(asOf), `expected ${since} not to be after ${asOf}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      equal((await standingOf(t, memberId)).since, since, 'since when it is held, asked again later')
    },
  },
  {
    id: 'L7.told.since-by-hand',
    title: 'who is given a tier is told since when it is held, and that is not in the future',
    requires: ['standing.since', 'members.standing', 'members.assign', 'tiers.create'],
    needs: ['member'],
    run: async (t) => {
      const [tier] = await makeTiers(t, 2)
      const memberId = await newMember(t)
      await t.client.members.assign(memberId, { tier: tier?.id ?? '' })
      const { tier: held, since, asOf } = await standingOf(t, memberId)
      equal(held, tier && refOf(tier), 'the tier that is held')
      ok(since !== undefined, 'expected since when the tier is held')
      ok(instant(since) <= instant(asOf), `expected ${since} not to be after ${asOf}`)
    },
  },
  {
    id: 'L7.told.expiresAt-by-validity',
    title: 'where tiers are reviewed at the end of their validity, who is given one is told when that is',
    requires: yearly,
    needs: ['member'],
    run: async (t) => {
      const { id } = await makeTier(t, 1, { validity: { anchor: 'entry', months: 12 } })
      if ((await t.client.ladder.get()).lifecycle.review !== 'period_end') return
      const memberId = await newMember(t)
      await t.client.members.assign(memberId, { tier: id })
      const { expiresAt = '', asOf } = await standingOf(t, memberId)
      const days = (instant(expiresAt) - instant(asOf)) / 86_400_000
      ok(days > 363 && days < 368, `expected an expiry about a year after ${asOf}, got ${expiresAt}`)
    },
  },
  {
    id: 'L7.told.next-of-a-new-member',
    title: 'who has nothing is told the lowest tier as the next, and all that is missing for it',
    requires: ['standing.next', 'members.standing', 'tiers.create', 'tier.rule'],
    needs: ['member'],
    run: async (t) => {
      const [lowest] = await makeTiers(t, 2)
      const { next } = await standingOf(t, await newMember(t))
      equal(next, { tier: lowest && refOf(lowest), remaining: '100' }, 'what comes next')
    },
  },
  {
    id: 'L7.told.next',
    title: 'who holds nothing is told the lowest tier as the next',
    requires: ['standing.next', 'members.standing', 'tiers.create'],
    needs: ['member'],
    run: async (t) => {
      const [lowest] = await makeTiers(t, 2)
      const memberId = await newMember(t)
      equal((await standingOf(t, memberId)).next?.tier, lowest && refOf(lowest), 'next, with nothing')
    },
  },
  {
    id: 'L7.told.next-at-the-top',
    title: 'who holds the highest tier is told that none comes next',
    requires: ['standing.next', 'members.standing', 'members.record', 'tiers.create'],
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      await makeTiers(t, 2)
      const memberId = await newMember(t)
      await raise(t, memberId, 200)
      equal((await standingOf(t, memberId)).next, null, 'next, at the top')
    },
  },
  {
    id: 'L7.told.expiresAt',
    title: 'a tier given until an instant is told to end then',
    requires: ['standing.expiresAt', 'assign.until', 'members.assign', 'members.standing', 'tiers.create'],
    needs: ['member'],
    run: async (t) => {
      const [tier] = await makeTiers(t, 2)
      const memberId = await newMember(t)
      const until = nextYear()
      await t.client.members.assign(memberId, { tier: tier?.id ?? '', until })
      const { expiresAt = '' } = await standingOf(t, memberId)
      equal(instant(expiresAt), instant(until), 'the instant of expiresAt')
    },
  },
  {
    id: 'L7.told.keep',
    title: 'who holds a tier for the year is told until when it is safe',
    requires: [
      ...(['standing.keep', 'members.standing', 'members.record', 'tiers.create'] as const),
      ...(['ladder.update', 'ladder.window', 'ladder.lifecycle'] as const),
    ],
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const metric = t.supports('metric.points.earned') ? 'points.earned' : t.provider.defaultMetric
      await makeTier(t, 1, { rule: { metric, op: '>=', value: 100 } })
      await judgedByTheYear(t, metric)
      const memberId = await newMember(t)
      await t.client.members.record(memberId, raising(metric, 100).activity)
      const { keep, asOf } = await standingOf(t, memberId)
      const days = (instant(keep?.until ?? '') - instant(asOf)) / 86_400_000
      ok(days > 0 && days < 800, `expected keep.until within two years after ${asOf}, got ${keep?.until}`)
    },
  },
  {
    id: 'L7.told.rank',
    title: 'ranks are told, and rise from tier to tier',
    requires: ['tier.rank', 'tiers.create', 'tiers.list'],
    run: async (t) => {
      const made = await makeTiers(t, 3, true)
      const listed = await allTiers(t)
      equal(
        listed.map(({ id, rank }) => [id, rank]),
        made.map(({ id, rank }) => [id, rank]),
        'the ranks that are listed, and those that creates told',
      )
      const ranks = listed.map(({ rank }) => rank)
      ok(
        ranks.every((rank, index) => rank > (ranks[index - 1] ?? 0)),
        `expected ranks to rise, got ${ranks}`,
      )
    },
  },
  {
    id: 'L7.told.touch',
    title: 'activity without points is taken, and moves nobody up',
    requires: ['activity.touch', 'members.record', 'members.standing', 'tiers.create'],
    needs: ['member'],
    run: async (t) => {
      await makeTiers(t, 2)
      const memberId = await newMember(t)
      const before = await standingOf(t, memberId)
      await t.client.members.record(memberId, { type: 'touch' })
      const after = await standingOf(t, memberId)
      equal([after.tier, after.metrics], [before.tier, before.metrics], 'the tier and the metrics afterwards')
    },
  },
])

/** What was earned in a year counts until its end; counters go back to zero then. */
async function judgedByTheYear(t: CaseContext, metric: Metric): Promise<void> {
  const counter = metric.startsWith('counter:') ? [metric.slice('counter:'.length)] : undefined
  const rollover = counter === undefined ? {} : { rollover: { mode: 'reset' as const, counters: counter } }
  const lifecycle = { review: 'period_end', downgrade: { policy: 'requalify' }, ...rollover } as const
  await t.client.ladder.update({ window: { kind: 'calendar_year' }, lifecycle })
}

function instant(text: string): number {
  return parseInstant(text) ?? Number.NaN
}
