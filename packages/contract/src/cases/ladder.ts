import type { CapabilityKey, LadderPatchInput, Lifecycle } from '@rungs/model'
import { equal, fail, oneOf, rejects, settle } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { changesNothing, sendsNothing } from '../invoke.js'
import { allTiers, cannotRaise, makeTier, makeTiers, newMember, raise, standingOf } from '../setup.js'

interface Part {
  field: CapabilityKey & `ladder.${string}`
  change: LadderPatchInput
  /** What a provider may hold that refuses the first: few hold every kind of window or review. */
  others?: readonly LadderPatchInput[]
}

const byTheYear: LadderPatchInput = {
  window: { kind: 'calendar_year' },
  lifecycle: { review: 'period_end', downgrade: { policy: 'requalify' } },
}

const parts: readonly Part[] = [
  { field: 'ladder.name', change: { name: 'Friends of the house' } },
  { field: 'ladder.status', change: { status: 'paused' } },
  {
    field: 'ladder.window',
    change: { window: { kind: 'rolling', months: 6 } },
    others: [{ window: { kind: 'rolling', months: 18 } }, { window: { kind: 'calendar_year' } }, byTheYear],
  },
  {
    field: 'ladder.lifecycle',
    change: { lifecycle: { review: 'continuous', downgrade: { policy: 'requalify' } } },
    others: [
      { lifecycle: { review: 'inactivity', inactivity: 'P90D', downgrade: { policy: 'one_step' } } },
      byTheYear,
    ],
  },
  { field: 'ladder.baseTier', change: { baseTier: { name: 'Friend', description: 'Everybody' } } },
  { field: 'ladder.timeZone', change: { timeZone: 'Europe/Berlin' } },
]

const held = cases(
  'ladder',
  parts.map(({ field, change, others = [] }) => ({
    id: `L2.ladder-holds.${field}`,
    title: `a change of ${field} is held, and nothing else changes`,
    requires: ['ladder.get', 'ladder.update', field],
    run: async (t) => {
      await makeTier(t, 1)
      for (const one of [change, ...others]) {
        const before = await t.client.ladder.get()
        const outcome = await settle(() => t.client.ladder.update(one), 'update')
        const { revision: _r, updatedAt: _u, ...after } = await t.client.ladder.get()
        if (!outcome.ok) {
          equal(outcome.error.code, 'unsupported', 'the code of the refusal')
          equal(await t.client.ladder.get(), before, 'the ladder after a refusal')
          continue
        }
        const { revision: _cr, updatedAt: _cu, ...given } = outcome.value
        equal(given, after, 'what update gives, beside get')
        const { revision: _br, updatedAt: _bu, ...expected } = { ...before, ...one }
        return equal(after, expected, 'the ladder')
      }
      fail(`${field} is said to be held, but every change of it is refused`)
    },
  })),
)

const refused = cases(
  'ladder',
  parts.map(({ field, change }) => ({
    id: `L1.ladder-refuses.${field}`,
    title: `a change of ${field} is refused before any request where it cannot be held`,
    requires: ['ladder.get', 'ladder.update'],
    refuses: field,
    run: async (t) => {
      await changesNothing(t, 'update', () =>
        sendsNothing(t, 'update', () =>
          rejects(() => t.client.ladder.update(change), 'unsupported', 'update'),
        ),
      )
    },
  })),
)

const lifecycles: readonly { id: string; change: LadderPatchInput }[] = [
  { id: 'hold', change: { lifecycle: { review: 'never', downgrade: { policy: 'hold' } } } },
  {
    id: 'inactivity',
    change: { lifecycle: { review: 'inactivity', inactivity: 'P90D', downgrade: { policy: 'one_step' } } },
  },
  {
    id: 'period-end',
    change: {
      lifecycle: { review: 'period_end', downgrade: { policy: 'to_base', graceDays: 30 }, extendMonths: 1 },
    },
  },
  {
    id: 'rollover',
    change: {
      window: { kind: 'calendar_year' },
      lifecycle: {
        review: 'period_end',
        downgrade: { policy: 'requalify' },
        rollover: { mode: 'excess', counters: ['nights', 'stays'] },
      },
    },
  },
  {
    id: 'month-end',
    change: {
      lifecycle: { review: 'period_end', downgrade: { policy: 'one_step' }, reviewClock: 'month_end' },
    },
  },
  { id: 'lifetime', change: { window: { kind: 'lifetime' } } },
  { id: 'rolling', change: { window: { kind: 'rolling', months: 5 } } },
  { id: 'calendar-year', change: { window: { kind: 'calendar_year' } } },
  { id: 'fixed-year', change: { window: { kind: 'fixed_year', month: 2, day: 29 } } },
  { id: 'disabled', change: { status: 'disabled' } },
  {
    id: 'base',
    change: { baseTier: { name: 'Friend', description: 'Everybody', color: '#C0FFEE', icon: 'star' } },
  },
  { id: 'base-cleared', change: { baseTier: null } },
]

const exact = cases(
  'ladder',
  lifecycles.map(({ id, change }) => ({
    id: `L1.exact-or-refused.ladder-${id}`,
    title: `a ladder with ${id.replaceAll('-', ' ')} is held exactly, or refused with nothing changed`,
    requires: ['ladder.get', 'ladder.update'],
    run: async (t) => {
      const before = await t.client.ladder.get()
      const outcome = await settle(() => t.client.ladder.update(change), 'update')
      const after = await t.client.ladder.get()
      if (!outcome.ok) {
        oneOf(outcome.error.code, ['unsupported', 'invalid_input', 'rejected'], 'the code of the refusal')
        return equal(after, before, 'the ladder after a refusal')
      }
      for (const [key, value] of Object.entries(change))
        equal(Reflect.get(after, key), value === null ? undefined : value, key)
    },
  })),
)

const whole = cases('ladder', [
  {
    id: 'L1.exact-or-refused.ladder-floor',
    title: 'a ladder with a floor is held exactly, or refused with nothing changed',
    requires: ['ladder.get', 'ladder.update', 'tiers.create'],
    run: async (t) => {
      const { id, key } = await makeTier(t, 1)
      const before = await t.client.ladder.get()
      const yearly: Lifecycle = { review: 'period_end', downgrade: { policy: 'one_step' } }
      for (const { downgrade, ...lifecycle } of [before.lifecycle, yearly]) {
        const change = { lifecycle: { ...lifecycle, downgrade: { ...downgrade, floor: key ?? id } } }
        const outcome = await settle(() => t.client.ladder.update(change), 'update')
        const after = await t.client.ladder.get()
        if (!outcome.ok) equal(after, before, 'the ladder after a refusal')
        else oneOf(after.lifecycle.downgrade.floor, [id, key ?? id], 'the floor')
      }
    },
  },
  {
    id: 'L3.ladder-has-every-tier',
    title: 'the ladder has every tier of the list, in its order',
    requires: ['ladder.get', 'tiers.create', 'tiers.list'],
    run: async (t) => {
      await makeTiers(t, 25, true)
      equal((await t.client.ladder.get()).tiers, await allTiers(t), 'the tiers of the ladder')
    },
  },
  {
    id: 'L2.ladder-clears.baseTier',
    title: 'a base tier that is cleared is gone, or the clearing is refused with nothing changed',
    requires: ['ladder.get', 'ladder.update', 'ladder.baseTier', 'tiers.create'],
    run: async (t) => {
      await makeTier(t, 1)
      const { baseTier } = await t.client.ladder.update({ baseTier: { name: 'Friend' } })
      equal(baseTier?.name, 'Friend', 'the base tier before it is cleared')
      const before = await t.client.ladder.get()
      const outcome = await settle(() => t.client.ladder.update({ baseTier: null }), 'update')
      const after = await t.client.ladder.get()
      if (outcome.ok) equal(after.baseTier, undefined, 'the base tier')
      else equal([outcome.error.code, after], ['unsupported', before], 'the code, and the ladder')
    },
  },
  {
    id: 'L7.empty-ladder',
    title: 'without tiers the ladder is there, and has none',
    requires: ['ladder.get'],
    run: async (t) => equal((await t.client.ladder.get()).tiers, [], 'the tiers of the ladder'),
  },
  {
    id: 'L2.ladder-id-stays',
    title: 'the id of the ladder stays the same',
    requires: ['ladder.get', 'tiers.create'],
    run: async (t) => {
      const { id } = await t.client.ladder.get()
      await makeTier(t, 1)
      equal((await t.client.ladder.get()).id, id, 'id')
    },
  },
  {
    id: 'L7.inactive-ladder-counts-for-nobody',
    title: 'while the ladder is not active every member is on the base tier, and back afterwards',
    requires: ['ladder.update', 'ladder.status', 'members.record', 'members.standing', 'tiers.create'],
    needs: ['member'],
    unless: cannotRaise,
    run: async (t: CaseContext) => {
      const { id } = await makeTier(t, 1)
      const memberId = await newMember(t)
      await raise(t, memberId, 100)
      await t.client.ladder.update({ status: 'paused' })
      equal((await standingOf(t, memberId)).tier, null, 'the tier while paused')
      await t.client.ladder.update({ status: 'active' })
      equal((await standingOf(t, memberId)).tier?.id, id, 'the tier afterwards')
    },
  },
])

export const ladderCases = [...held, ...refused, ...exact, ...whole]
