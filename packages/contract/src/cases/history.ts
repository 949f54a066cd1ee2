import type { CapabilityKey, Tier, TierChange } from '@rungs/model'
import { equal, fail, ok } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import {
  allTiers,
  cannotRaise,
  daysAgo,
  makeTier,
  makeTiers,
  newMember,
  raise,
  raising,
  standingOf,
  tierInput,
} from '../setup.js'
import { refOf } from './members.js'

const requires: readonly CapabilityKey[] = [
  'members.history',
  'members.standing',
  'members.record',
  'tiers.create',
]
const dated: readonly CapabilityKey[] = [...requires, 'activity.at']

/** What a member held. */
export const historyCases = cases('history', [
  {
    id: 'L7.history-of-a-new-member',
    title: 'a member who never held a tier has no moves',
    requires: ['members.history', 'tiers.create'],
    needs: ['member'],
    run: async (t) => {
      await makeTier(t, 1)
      equal(await t.client.members.history(await newMember(t)), { items: [] }, 'the history')
    },
  },
  {
    id: 'L7.history-is-a-chain',
    title:
      'every move begins where the one before ended, in order of time, and the last ends at the standing',
    requires,
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      await makeTiers(t, 3)
      const memberId = await newMember(t)
      for (const by of [100, 1, 99, 100]) {
        await raise(t, memberId, by)
        await t.subject.evaluate?.()
      }
      const moves = await historyOf(t, memberId)
      ok(moves.length > 0, 'expected at least one move')
      equal(moves[0]?.from, null, 'where the first move begins')
      for (const [index, { at, from, to, reason }] of moves.entries()) {
        const next = moves[index + 1]
        ok(reason !== (to === null ? 'met' : 'none'), `move ${index + 1}: '${reason}' is no reason for it`)
        ok(from?.id !== to?.id, `move ${index + 1}: expected it to lead to another tier`)
        if (next === undefined) continue
        equal(next.from, to, `where move ${index + 2} begins`)
        ok(Date.parse(next.at) >= Date.parse(at), `move ${index + 2}: expected it not to be before the last`)
      }
      equal(moves.at(-1)?.to, (await standingOf(t, memberId)).tier, 'where the last move ends')
    },
  },
  {
    id: 'L7.history-begins-with-nothing',
    title: 'who holds a tier by being a member alone was given it by a move, from nothing',
    requires: [...requires, 'tier.rule'],
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      await t.client.tiers.create(tierInput(t, 1, { name: 'Bronze', threshold: 0 }))
      await makeTier(t, 2)
      const memberId = await newMember(t)
      for (const by of [0, 1, 199]) {
        if (by > 0) await raise(t, memberId, by)
        const { tier } = await standingOf(t, memberId)
        const moves = await historyOf(t, memberId)
        equal([moves[0]?.from ?? null, moves.at(-1)?.to ?? null], [null, tier], `the ends, after ${by} more`)
        for (const [index, { from }] of moves.entries())
          if (index > 0) equal(from, moves[index - 1]?.to, `where move ${index + 1} begins`)
      }
    },
  },
  {
    id: 'L7.history-tells-every-move',
    title: 'each threshold that is passed on a day of its own is a move on that day',
    requires: dated,
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const { tiers, memberId } = await risen(t)
      const [first, second, third] = tiers.map(refOf)
      equal(
        (await historyOf(t, memberId)).map(({ at, from, to }) => ({ at: Date.parse(at), from, to })),
        [
          { at: Date.parse(daysAgo(30)), from: null, to: first },
          { at: Date.parse(daysAgo(20)), from: first, to: second },
          { at: Date.parse(daysAgo(10)), from: second, to: third },
        ],
        'the moves',
      )
    },
  },
  {
    id: 'L7.history-tells-a-loss',
    title: 'whose balance falls below every threshold has a move to the base tier',
    requires: [...dated, 'activity.redeem', 'ladder.get'],
    needs: ['member'],
    unless: (t) =>
      cannotRaise(t) ??
      (t.provider.defaultMetric === 'points.balance' ? undefined : 'tiers do not follow the balance'),
    run: async (t) => {
      const tier = await makeTier(t, 1)
      if ((await t.client.ladder.get()).lifecycle.review !== 'continuous') return
      const memberId = await newMember(t)
      await t.client.members.record(memberId, { type: 'earn', points: 100, at: daysAgo(20) })
      await t.client.members.record(memberId, { type: 'redeem', points: 1, at: daysAgo(10) })
      equal(
        (await historyOf(t, memberId)).map(({ from, to }) => ({ from, to })),
        [
          { from: null, to: refOf(tier) },
          { from: refOf(tier), to: null },
        ],
        'the moves',
      )
    },
  },
  {
    id: 'L7.history-of-a-span',
    title: 'a span has the moves of both its ends and nothing beyond',
    requires: dated,
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const { memberId } = await risen(t)
      const all = await historyOf(t, memberId)
      const span = async (from?: string, to?: string): Promise<TierChange[]> =>
        t.client.members
          .history(memberId, { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) })
          .toArray({ max: 100 })
      equal(await span(daysAgo(30), daysAgo(20)), all.slice(0, 2), 'both ends')
      equal(await span(daysAgo(20)), all.slice(1), 'from an instant on')
      equal(await span(undefined, daysAgo(20)), all.slice(0, 2), 'up to an instant')
      equal(await span(daysAgo(29), daysAgo(21)), [], 'between two moves')
      equal(await span(daysAgo(20), daysAgo(20)), all.slice(1, 2), 'one instant')
    },
  },
  {
    id: 'L7.history-of-a-span-around-now',
    title: 'a span before all moves, or after them, has none; one around them has all',
    requires,
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      await makeTiers(t, 2)
      const memberId = await newMember(t)
      await raise(t, memberId, 100)
      const all = await historyOf(t, memberId)
      const [first] = all
      if (first === undefined) fail('expected a move')
      const beside = (move: TierChange, ms: number): string =>
        new Date(Date.parse(move.at) + ms).toISOString()
      const [before, after] = [beside(first, -1000), beside(all.at(-1) ?? first, 1000)]
      const span = (query: { from?: string; to?: string }): Promise<TierChange[]> =>
        t.client.members.history(memberId, query).toArray({ max: 100 })
      equal(await span({ to: before }), [], 'up to a second before the first move')
      equal(await span({ from: after }), [], 'from a second after the last move')
      equal(await span({ from: before, to: after }), all, 'around all moves')
    },
  },
  {
    id: 'L3.history-of-now-in-pages',
    title: 'moves of today come in pages of one, each once, in the same order',
    requires,
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      await makeTiers(t, 3)
      const memberId = await newMember(t)
      for (let step = 1; step <= 3; step += 1) {
        await raise(t, memberId, 100)
        await t.subject.evaluate?.()
      }
      const all = await historyOf(t, memberId)
      for (const limit of [1, 2])
        equal(
          await t.client.members.history(memberId, { limit }).toArray({ max: 100 }),
          all,
          `pages of ${limit}`,
        )
    },
  },
  {
    id: 'L3.history-in-pages',
    title: 'pages of one give every move once, in the same order, and no page is larger than asked',
    requires: dated,
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const { memberId } = await risen(t)
      const all = await historyOf(t, memberId)
      const first = await t.client.members.history(memberId, { limit: 1 })
      equal([first.items, typeof first.nextCursor], [all.slice(0, 1), 'string'], 'the first page of one')
      for (const limit of [1, 2, 3])
        equal(
          await t.client.members.history(memberId, { limit }).toArray({ max: 100 }),
          all,
          `pages of ${limit}`,
        )
    },
  },
])

async function historyOf(t: CaseContext, memberId: string): Promise<TierChange[]> {
  await t.subject.evaluate?.()
  return t.client.members.history(memberId).toArray({ max: 1000 })
}

/** A member who passed the thresholds of three tiers 30, 20 and 10 days ago. */
async function risen(t: CaseContext): Promise<{ tiers: Tier[]; memberId: string }> {
  await makeTiers(t, 3)
  const memberId = await newMember(t)
  const { activity } = raising(t.provider.defaultMetric, 100)
  for (const days of [30, 20, 10])
    for (let count = 0; count < (activity.type === 'visit' ? 100 : 1); count += 1)
      await t.client.members.record(memberId, { ...activity, at: daysAgo(days) })
  return { tiers: await allTiers(t), memberId }
}
