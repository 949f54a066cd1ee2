import { equal, fail, ok, rejects, settle } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import {
  allTiers,
  cannotRaise,
  makeTier,
  nameOf,
  newMember,
  raising,
  removable,
  standingOf,
  tierInput,
} from '../setup.js'

const key = 'contract-key-7f3a'

/** Law 4, without faults: the caller's own repetitions. */
export const onceCases = cases('exactly once', [
  {
    id: 'L4.same-key-twice',
    title: 'the same create with the same idempotency key twice is one tier',
    requires: ['guarantee.exactlyOnce', 'tiers.create', 'tiers.list'],
    run: async (t) => {
      const first = await t.client.tiers.create(tierInput(t, 1), { idempotencyKey: key })
      const second = await settle(
        () => t.client.tiers.create(tierInput(t, 1), { idempotencyKey: key }),
        'the repetition',
      )
      if (second.ok) equal(second.value.id, first.id, 'the id of the repetition')
      else if (t.isNative('guarantee.exactlyOnce'))
        fail(`expected the backend to know the repetition, got ${second.error.code}`)
      else equal(second.error.code, 'conflict', 'the code of the repetition')
      equal((await allTiers(t)).length, 1, 'tiers')
    },
  },
  {
    id: 'L4.same-key-at-once',
    title: 'the same create with the same idempotency key ten times at once is one tier',
    requires: ['guarantee.exactlyOnce', 'tiers.create', 'tiers.list'],
    run: async (t) => {
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, () =>
          settle(() => t.client.tiers.create(tierInput(t, 1), { idempotencyKey: key }), 'create'),
        ),
      )
      const made = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.id] : []))
      ok(made.length >= 1, 'expected at least one create to succeed')
      equal(new Set(made).size, 1, 'different ids')
      equal((await allTiers(t)).length, 1, 'tiers')
    },
  },
  {
    id: 'L4.same-key-other-input',
    title: 'a used idempotency key with another input is an error, never the first tier again',
    requires: ['guarantee.exactlyOnce', 'tiers.create', 'tiers.list'],
    run: async (t) => {
      await t.client.tiers.create(tierInput(t, 1), { idempotencyKey: key })
      const second = await settle(
        () => t.client.tiers.create(tierInput(t, 2), { idempotencyKey: key }),
        'the create with another input',
      )
      const names = (await allTiers(t)).map(({ name }) => name)
      if (second.ok) {
        equal(second.value.name, nameOf(2), 'the name that was asked for')
        equal(names, [nameOf(1), nameOf(2)], 'tiers')
      } else {
        equal(second.error.code, 'conflict', 'the code')
        equal(names, [nameOf(1)], 'tiers')
      }
    },
  },
  {
    id: 'L4.other-keys-are-other-calls',
    title: 'creates with keys of their own, given or not, are tiers of their own',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      await t.client.tiers.create(tierInput(t, 1), { idempotencyKey: `${key}-1` })
      await t.client.tiers.create(tierInput(t, 2), { idempotencyKey: `${key}-2` })
      await makeTier(t, 3)
      await makeTier(t, 4)
      equal((await allTiers(t)).length, 4, 'tiers')
    },
  },
  {
    id: 'L4.key-is-free-after-a-refusal',
    title: 'a key whose call was refused before any request can be used again',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      const refused = await settle(
        () => t.client.tiers.create({ name: '' }, { idempotencyKey: key }),
        'the bad create',
      )
      ok(!refused.ok, 'expected the bad create to be refused')
      await t.client.tiers.create(tierInput(t, 1), { idempotencyKey: key })
      equal((await allTiers(t)).length, 1, 'tiers')
    },
  },
  ...(['uniqueName', 'uniqueThreshold'] as const).map((guarantee) => ({
    id: `L4.refused-again.${guarantee}` as const,
    title: `a create that is a conflict by ${guarantee} is one again with the same idempotency key`,
    requires: [`guarantee.${guarantee}`, 'tiers.create', 'tiers.list'] as const,
    run: async (t: CaseContext) => {
      const taken = await makeTier(t, 1)
      const again = guarantee === 'uniqueName' ? { name: nameOf(1) } : { threshold: 100 }
      for (const time of ['first', 'second'])
        await rejects(
          () => t.client.tiers.create(tierInput(t, 2, again), { idempotencyKey: `${key}-${guarantee}` }),
          'conflict',
          `the ${time} create`,
        )
      equal(await allTiers(t), [taken], 'tiers')
    },
  })),
  {
    id: 'L4.ten-creates-at-once',
    title: 'ten different creates at once are ten tiers',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      const made = await Promise.all(Array.from({ length: 10 }, (_, index) => makeTier(t, index + 1)))
      equal(new Set(made.map(({ id }) => id)).size, 10, 'different ids')
      equal(
        (await allTiers(t)).map(({ name }) => name),
        made.map(({ name }) => name),
        'the list',
      )
    },
  },
  {
    id: 'L4.same-name-at-once',
    title: 'where names are unique, of ten creates of one name at once exactly one wins',
    requires: ['guarantee.uniqueName', 'tiers.create', 'tiers.list'],
    unless: (t) =>
      t.isNative('guarantee.uniqueName')
        ? undefined
        : 'unique names are emulated, with the gap that the note names',
    run: async (t) => {
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          settle(() => t.client.tiers.create(tierInput(t, index + 1, { name: 'Gold' })), 'create'),
        ),
      )
      for (const outcome of outcomes)
        if (!outcome.ok) equal(outcome.error.code, 'conflict', 'the code of the others')
      equal(outcomes.filter((outcome) => outcome.ok).length, 1, 'winners')
      equal((await allTiers(t)).length, 1, 'tiers')
    },
  },
  {
    id: 'L4.one-delete-wins',
    title: 'of five deletes at once the tier is gone once, and the others say not_found',
    requires: ['tiers.create', 'tiers.delete', 'tiers.list'],
    run: async (t) => {
      const { id } = await makeTier(t, 1, removable(t))
      const outcomes = await Promise.all(
        Array.from({ length: 5 }, () => settle(() => t.client.tiers.delete(id), 'delete')),
      )
      equal(outcomes.filter((outcome) => outcome.ok).length, 1, 'deletes that succeeded')
      for (const outcome of outcomes)
        if (!outcome.ok) equal(outcome.error.code, 'not_found', 'the code of the others')
      equal(await allTiers(t), [], 'tiers')
    },
  },
  {
    id: 'L4.same-key-records-once',
    title: 'the same activity with the same idempotency key twice counts once, and without a key twice',
    requires: ['guarantee.exactlyOnce', 'members.record', 'members.standing'],
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const metric = t.provider.defaultMetric
      const { activity } = raising(metric, 1)
      const memberId = await newMember(t)
      for (const options of [{ idempotencyKey: key }, { idempotencyKey: key }, {}, {}]) {
        const outcome = await settle(() => t.client.members.record(memberId, activity, options), 'record')
        if (!outcome.ok && outcome.error.code !== 'conflict') fail(`record: got ${outcome.error.code}`)
      }
      equal((await standingOf(t, memberId)).metrics[metric], '3', metric)
    },
  },
  {
    id: 'L4.ten-records-at-once',
    title: 'ten activities at once count ten times',
    requires: ['members.record', 'members.standing'],
    needs: ['member'],
    unless: cannotRaise,
    run: async (t) => {
      const metric = t.provider.defaultMetric
      const { activity } = raising(metric, 1)
      const memberId = await newMember(t)
      await Promise.all(Array.from({ length: 10 }, () => t.client.members.record(memberId, activity)))
      equal((await standingOf(t, memberId)).metrics[metric], '10', metric)
    },
  },
])
