import type { Tier } from '@rungs/model'
import { equal, ok, rejects, settle } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { sendsNothing } from '../invoke.js'
import {
  allTiers,
  cannotRaise,
  deletesDraftsOnly,
  makeTier,
  newMember,
  newPerson,
  raise,
  removable,
  snapshot,
  standingOf,
} from '../setup.js'

/** Becoming a member, and being given a tier by hand. */
export const memberCases = cases('members', [
  {
    id: 'L7.enroll-makes-a-member',
    title: 'somebody who enrols is a member from then on, and the standing that enrol gives is theirs',
    requires: ['members.enroll', 'members.standing'],
    run: async (t) => {
      const memberId = await newPerson(t)
      const enrolled = await t.client.members.enroll(memberId)
      equal(enrolled.memberId, memberId, 'memberId')
      equal({ ...(await standingOf(t, memberId)), asOf: '' }, { ...enrolled, asOf: '' }, 'the standing')
    },
  },
  {
    id: 'L4.enroll-twice',
    title: 'enrolling again does nothing: points and tier stay',
    requires: ['members.enroll', 'members.standing', 'members.record', 'tiers.create'],
    unless: cannotRaise,
    run: async (t) => {
      await makeTier(t, 1)
      const memberId = await newPerson(t)
      await t.client.members.enroll(memberId)
      await raise(t, memberId, 100)
      const before = await standingOf(t, memberId)
      const again = await t.client.members.enroll(memberId)
      equal({ ...again, asOf: '' }, { ...before, asOf: '' }, 'the standing after enrolling again')
    },
  },
  {
    id: 'L4.enroll-at-once',
    title: 'enrolling five times at once makes one member',
    requires: ['members.enroll', 'members.standing'],
    run: async (t) => {
      const memberId = await newPerson(t)
      const all = await Promise.all(
        Array.from({ length: 5 }, () => settle(() => t.client.members.enroll(memberId), 'enroll')),
      )
      for (const outcome of all) ok(outcome.ok, 'expected every enrolment to succeed')
      equal((await standingOf(t, memberId)).memberId, memberId, 'memberId')
    },
  },
  {
    id: 'L7.new-member',
    title: 'a new member is on the base tier, and the first tier comes next',
    requires: ['members.standing', 'tiers.create'],
    needs: ['member'],
    run: async (t) => {
      const first = await makeTier(t, 1)
      await makeTier(t, 2)
      const memberId = await newMember(t)
      const { tier, metrics, next, asOf } = await standingOf(t, memberId)
      equal(tier, null, 'tier')
      equal(metrics[t.provider.defaultMetric] ?? '0', '0', t.provider.defaultMetric)
      if (t.supports('standing.next'))
        equal(next, { tier: refOf(first), remaining: '100' }, 'what comes next')
      ok(!Number.isNaN(Date.parse(asOf)), 'asOf is an instant')
    },
  },
  {
    id: 'L7.without-tiers',
    title: 'without any tier a member is on the base tier and nothing comes next',
    requires: ['members.standing'],
    needs: ['member'],
    run: async (t) => {
      const { tier, next } = await standingOf(t, await newMember(t))
      equal(tier, null, 'tier')
      equal(next ?? null, null, 'next')
    },
  },
  {
    id: 'L7.assigned-tier-is-held',
    title: 'a tier given by hand is held',
    requires: ['members.assign', 'members.standing', 'tiers.create'],
    needs: ['member'],
    run: async (t) => {
      await makeTier(t, 1)
      const tier = await makeTier(t, 2)
      const memberId = await newMember(t)
      const given = await t.client.members.assign(memberId, { tier: tier.id })
      equal(given.tier, refOf(tier), 'the tier that assign gives')
      equal((await standingOf(t, memberId)).tier, refOf(tier), 'the tier that is held')
    },
  },
  {
    id: 'L7.assigned-base',
    title: 'giving the base tier by hand takes the tier away, or is refused with nothing changed',
    requires: ['members.assign', 'members.standing', 'tiers.create'],
    needs: ['member'],
    run: async (t) => {
      const tier = await makeTier(t, 1)
      const memberId = await newMember(t)
      await t.client.members.assign(memberId, { tier: tier.id })
      const outcome = await settle(() => t.client.members.assign(memberId, { tier: null }), 'assign')
      if (!outcome.ok) equal(outcome.error.code, 'unsupported', 'the code of the refusal')
      equal((await standingOf(t, memberId)).tier, outcome.ok ? null : refOf(tier), 'the tier that is held')
    },
  },
  {
    id: 'L7.refused.assign.until',
    title: 'giving a tier until an instant is refused before any request where it is unsupported',
    requires: ['members.assign', 'members.standing', 'tiers.create'],
    refuses: 'assign.until',
    needs: ['member'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const memberId = await newMember(t)
      const before = await snapshot(t, memberId)
      const error = await sendsNothing(t, 'assign', () =>
        rejects(
          () => t.client.members.assign(memberId, { tier: id, until: '2999-01-01T00:00:00Z' }),
          'unsupported',
          'assign',
        ),
      )
      ok(
        error.issues.some(({ path }) => path === 'until'),
        'expected until to be named',
      )
      equal(await snapshot(t, memberId), before, 'the member afterwards')
    },
  },
  {
    id: 'L2.assigned-until',
    title: 'a tier given until an instant is held, and the instant is told',
    requires: ['members.assign', 'members.standing', 'assign.until', 'tiers.create'],
    needs: ['member'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const memberId = await newMember(t)
      const until = '2999-01-01T00:00:00Z'
      await t.client.members.assign(memberId, { tier: id, until })
      const { tier, expiresAt } = await standingOf(t, memberId)
      equal(tier?.id, id, 'the tier that is held')
      if (t.supports('standing.expiresAt')) equal(expiresAt, until, 'expiresAt')
    },
  },
  {
    id: 'L7.deleted-tier-is-not-held',
    title: 'nobody holds a tier that was deleted',
    requires: ['members.assign', 'members.standing', 'tiers.create', 'tiers.delete'],
    needs: ['member'],
    run: async (t) => {
      await makeTier(t, 1)
      const { id } = await makeTier(t, 2, removable(t))
      const memberId = await newMember(t)
      const assign = (): PromiseLike<unknown> => t.client.members.assign(memberId, { tier: id })
      // Where only drafts can be deleted, nobody can hold what can be deleted.
      if (deletesDraftsOnly(t)) await rejects(assign, ['conflict', 'rejected'], 'assigning a draft')
      else await assign()
      await t.client.tiers.delete(id)
      equal((await standingOf(t, memberId)).tier, null, 'the tier that is held')
    },
  },
  {
    id: 'L7.renamed-tier-is-shown',
    title: 'a standing shows the tier as it is called now',
    requires: ['members.assign', 'members.standing', 'tiers.create', 'tiers.update'],
    needs: ['member'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const memberId = await newMember(t)
      await t.client.members.assign(memberId, { tier: id })
      const renamed = await t.client.tiers.update(id, { name: 'Renamed' })
      equal((await standingOf(t, memberId)).tier, refOf(renamed), 'the tier that is held')
    },
  },
  ...(['since', 'expiresAt', 'next', 'keep'] as const).map((part) => ({
    id: `L7.refused.standing.${part}` as const,
    title: `a standing says nothing of ${part} where it is unsupported`,
    requires: ['members.standing', 'tiers.create'] as const,
    refuses: `standing.${part}` as const,
    needs: ['member'] as const,
    run: async (t: CaseContext) => {
      await makeTier(t, 1)
      const memberId = await newMember(t)
      if (cannotRaise(t) === undefined && t.supports('members.record')) await raise(t, memberId, 100)
      equal((await standingOf(t, memberId))[part], undefined, part)
    },
  })),
  {
    id: 'L7.members-are-apart',
    title: 'what one member does moves nobody else, and no tier',
    requires: ['members.record', 'members.standing', 'tiers.create', 'tiers.list'],
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      await makeTier(t, 1)
      const one = await newMember(t, 'one')
      const other = await newMember(t, 'other')
      const before = await snapshot(t, other)
      await raise(t, one, 100)
      equal(await snapshot(t, other), before, 'everything but the member')
      equal((await allTiers(t)).length, 1, 'tiers')
    },
  },
])

/** A tier as others refer to it. */
export function refOf({ id, key, name, rank }: Tier): object {
  return { id, ...(key === undefined ? {} : { key }), name, rank }
}
