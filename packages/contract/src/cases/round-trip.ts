import type { Tier } from '@rungs/model'
import { parseTier } from '@rungs/model/schemas'
import { equal, ok, rejects } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { invoke, sendsNothing } from '../invoke.js'
import { namesOnly } from '../paths.js'
import { allHeld, type FieldProbe, fieldProbes } from '../probes/fields.js'
import { randomTier } from '../probes/random-tier.js'
import { allTiers, deletesDraftsOnly, makeTier, removable, tierInput } from '../setup.js'

/** Law 2, field by field. Where a rank is derived, a given one cannot be expected back. */
const held = cases(
  'round trip',
  fieldProbes.map((probe) => ({
    id: `L2.create-holds.${probe.field}`,
    title: `a tier created with ${probe.field} comes back with it`,
    requires: ['tiers.create', 'tiers.get', probe.field],
    unless: (t) => derivedRank(t, probe),
    run: async (t) => {
      const input = tierInput(t, 1, probe.given(t))
      const expected = expectedOf(t, input)
      const created = await t.client.tiers.create(input)
      holds(created, expected, 'the created tier')
      holds(await t.client.tiers.get(created.id), expected, 'the tier read back')
    },
  })),
)

const changed = cases(
  'round trip',
  fieldProbes.flatMap((probe) => {
    const { changed: change } = probe
    if (change === undefined) return []
    return {
      id: `L2.update-holds.${probe.field}` as const,
      title: `a change of ${probe.field} is held, and nothing else changes`,
      requires: ['tiers.create', 'tiers.get', 'tiers.update', probe.field] as const,
      unless: (t: CaseContext) => derivedRank(t, probe),
      run: async (t: CaseContext) => {
        const before = await makeTier(t, 1, { ...allHeld(t), ...probe.given(t) })
        const { name: _name, ...expected } = expectedOf(t, { name: 'any', ...change(t) })
        const named = 'name' in change(t) ? { name: _name } : {}
        const updated = await t.client.tiers.update(before.id, change(t))
        holds(updated, { ...expected, ...named }, 'the updated tier')
        const after = await t.client.tiers.get(before.id)
        holds(after, { ...expected, ...named }, 'the tier read back')
        holds(after, untouched(t, before, Object.keys({ ...expected, ...named })), 'what was not changed')
      },
    }
  }),
)

const cleared = cases(
  'round trip',
  fieldProbes.flatMap((probe) => {
    const { cleared: change } = probe
    if (change === undefined) return []
    return {
      id: `L2.update-clears.${probe.field}` as const,
      title: `clearing ${probe.field} takes it away, and nothing else changes; or is refused where it is kept`,
      requires: ['tiers.create', 'tiers.get', 'tiers.update', probe.field] as const,
      run: async (t: CaseContext) => {
        const before = await makeTier(t, 1, { ...allHeld(t), ...probe.given(t) })
        ok(probe.read(before) !== undefined, `expected ${probe.path} before it is cleared`)
        if (t.subject.limits?.keeps?.includes(probe.field)) return refusesToClear(t, probe, before)
        equal(probe.read(await t.client.tiers.update(before.id, change)), undefined, `${probe.path} cleared`)
        const after = await t.client.tiers.get(before.id)
        equal(probe.read(after), undefined, `${probe.path} read back`)
        holds(after, untouched(t, before, Object.keys(change)), 'what was not changed')
      },
    }
  }),
)

const whole = cases('round trip', [
  {
    id: 'L2.random-tiers',
    title: 'generated tiers, with everything that can be held, come back equal by create, get and list',
    requires: ['tiers.create', 'tiers.get', 'tiers.list'],
    run: async (t) => {
      const expected = new Map<string, Record<string, unknown>>()
      for (let n = 1; n <= 20; n += 1) {
        const input = randomTier(t, n)
        const created = await t.client.tiers.create(input)
        expected.set(created.id, expectedOf(t, input))
        holds(created, expectedOf(t, input), `created from ${JSON.stringify(input)}`)
        equal(await t.client.tiers.get(created.id), created, 'get after create')
      }
      const listed = await allTiers(t)
      equal(listed.length, expected.size, 'the number of tiers')
      for (const tier of listed) holds(tier, expected.get(tier.id) ?? {}, 'the listed tier')
    },
  },
  {
    id: 'L2.one-tier-one-shape',
    title: 'get, list and ladder show a tier in the same way',
    requires: ['tiers.create', 'tiers.get', 'tiers.list', 'ladder.get'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const tier = await t.client.tiers.get(id)
      equal(await allTiers(t), [tier], 'the list')
      equal((await t.client.ladder.get()).tiers, [tier], 'the tiers of the ladder')
    },
  },
  {
    id: 'L2.short-form',
    title: 'a bare threshold is a >= rule on the default metric, and a bare text a benefit with a label',
    requires: ['tiers.create', 'tiers.get', 'tier.rule'],
    run: async (t) => {
      const benefits = t.supports('tier.benefits.label') ? { benefits: ['Free shipping'] } : {}
      const { id } = await t.client.tiers.create({ name: 'Gold', threshold: '5000', ...benefits })
      const tier = await t.client.tiers.get(id)
      equal(tier.rule, { metric: t.provider.defaultMetric, op: '>=', value: '5000' }, 'rule')
      const labels = t.supports('tier.benefits.label') ? [{ label: 'Free shipping' }] : []
      equal(tier.benefits, labels, 'benefits')
    },
  },
  {
    id: 'L2.absent-stays-absent',
    title: 'what was not given does not come up by itself',
    requires: ['tiers.create', 'tiers.get'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const tier = await t.client.tiers.get(id)
      equal(tier.benefits, [], 'benefits')
      for (const name of ['description', 'color', 'icon', 'validity'] as const)
        equal(tier[name], undefined, name)
    },
  },
  {
    id: 'L2.rename-keeps-the-id',
    title: 'a rename keeps id and rule, and leaves other tiers alone',
    requires: ['tiers.create', 'tiers.get', 'tiers.update'],
    run: async (t) => {
      const other = await makeTier(t, 1)
      const before = await makeTier(t, 2)
      const after = await t.client.tiers.update(before.id, { name: 'Renamed' })
      equal([after.id, after.name, after.rule], [before.id, 'Renamed', before.rule], 'the renamed tier')
      equal(await t.client.tiers.get(other.id), other, 'the other tier')
    },
  },
  {
    id: 'L2.benefits-keep-their-order',
    title: 'benefits keep their order and may repeat',
    requires: ['tiers.create', 'tiers.get', 'tier.benefits.label'],
    run: async (t) => {
      const benefits = ['b', 'a', 'c', 'a'].map((label) => ({ label }))
      const { id } = await makeTier(t, 1, { benefits })
      equal((await t.client.tiers.get(id)).benefits, benefits, 'benefits')
    },
  },
  {
    id: 'L2.deleted-is-gone',
    title: 'a deleted tier is in no list, and the others stay',
    requires: ['tiers.create', 'tiers.delete', 'tiers.list'],
    run: async (t) => {
      const other = await makeTier(t, 1)
      const { id } = await makeTier(t, 2, removable(t))
      equal(await t.client.tiers.delete(id), { id, deleted: true }, 'what delete gives')
      equal(await allTiers(t), [other], 'the list afterwards')
    },
  },
  {
    id: 'L2.deleted-leaves-its-place',
    title: 'after a delete a tier of the same name, key and threshold can be made anew',
    requires: ['tiers.create', 'tiers.delete', 'tiers.list'],
    run: async (t) => {
      const input = { ...removable(t), ...(t.supports('tier.key') ? { key: 'phoenix' } : {}) }
      const { id, name } = await makeTier(t, 1, input)
      await t.client.tiers.delete(id)
      const again = await makeTier(t, 1, input)
      equal([again.name, await allTiers(t)], [name, [again]], 'the tier that was made anew, and the list')
    },
  },
  {
    id: 'L7.active-is-deleted-or-stays',
    title: 'a tier that counts is deleted; where only drafts can be, that is a conflict and changes nothing',
    requires: ['tiers.create', 'tiers.delete', 'tiers.list'],
    run: async (t) => {
      const tier = await makeTier(t, 1)
      if (deletesDraftsOnly(t)) await rejects(() => t.client.tiers.delete(tier.id), 'conflict', 'delete')
      else await t.client.tiers.delete(tier.id)
      equal(await allTiers(t), deletesDraftsOnly(t) ? [tier] : [], 'the list afterwards')
    },
  },
  {
    id: 'L2.undefined-is-absent',
    title: 'a key that is there but undefined counts as absent',
    requires: ['tiers.create', 'tiers.get'],
    run: async (t) => {
      const input = { ...tierInput(t, 1), description: undefined, benefits: undefined, color: undefined }
      const created: unknown = await invoke(t.client, 'tiers.create', [input])
      const [tier] = await allTiers(t)
      equal(created, tier, 'the created tier')
      equal(tier?.description, undefined, 'description')
    },
  },
])

export const roundTripCases = [...held, ...changed, ...cleared, ...whole]

/** What a backend keeps it is not asked to take away: the refusal names the path, and nothing changes. */
async function refusesToClear(t: CaseContext, { path, cleared }: FieldProbe, before: Tier): Promise<void> {
  const clear = (): PromiseLike<unknown> => t.client.tiers.update(before.id, cleared ?? {})
  const error = await sendsNothing(t, 'update', () => rejects(clear, 'unsupported', 'update'))
  namesOnly(
    error.issues.map((issue) => issue.path),
    [path],
  )
  equal(await t.client.tiers.get(before.id), before, 'the tier after the refusal')
}

/** What a tier must hold that was made from this input: its full form, without what is addressed to vendors. */
function expectedOf(t: CaseContext, input: object): Record<string, unknown> {
  const { vendor: _vendor, ...draft } = parseTier(input, { defaultMetric: t.provider.defaultMetric })
  return draft
}

function holds(tier: Tier, expected: object, what: string): void {
  for (const [key, value] of Object.entries(expected)) equal(Reflect.get(tier, key), value, `${what}: ${key}`)
}

/** The fields of a tier that a change of others leaves alone; a derived rank follows the rule. */
function untouched(t: CaseContext, before: Tier, changedKeys: readonly string[]): object {
  const moving = [
    'revision',
    'updatedAt',
    'status',
    'vendor',
    ...(t.isNative('tier.rank') ? [] : ['rank']),
    ...changedKeys,
    ...(changedKeys.includes('threshold') ? ['rule'] : []),
  ]
  return Object.fromEntries(Object.entries(before).filter(([key]) => !moving.includes(key)))
}

function derivedRank(t: CaseContext, { field }: FieldProbe): string | undefined {
  return field === 'tier.rank' && !t.isNative('tier.rank') ? 'the provider derives ranks' : undefined
}
