import type { Tier, TierInput } from '@rungs/model'
import { equal, ok } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { invoke } from '../invoke.js'
import { isOutputOf, isPlain } from '../plain.js'
import { operationProbes } from '../probes/operations.js'
import { randomTier } from '../probes/random-tier.js'
import { cannotRaise, makeTier, makeTiers, newMember, raise, tierInput } from '../setup.js'

/** Law 9, operation by operation. */
const outputs = cases(
  'plain data',
  operationProbes.map(({ operation, requires, needs, ready }) => ({
    id: `L9.plain.${operation}`,
    title: `what ${operation} gives is plain data and exactly what the model says`,
    requires: [operation, ...requires],
    needs,
    run: async (t) => {
      const { args } = await ready(t)
      const { data, losses, accounting, raw } = await invoke(t.client, operation, args).withDetails()
      isPlain(data, operation)
      isOutputOf(operation, data)
      isPlain(losses, 'losses')
      if (accounting !== undefined) isPlain(accounting, 'accounting')
      if (raw !== undefined) isPlain(raw, 'raw')
    },
  })),
)

const ownership = cases('plain data', [
  {
    id: 'L9.random-tiers-are-plain',
    title: 'generated tiers are plain data and exactly what the model says',
    requires: ['tiers.create'],
    run: async (t) => {
      for (let n = 1; n <= 20; n += 1) {
        const tier = await t.client.tiers.create(randomTier(t, n))
        isPlain(tier, `tier ${n}`)
        isOutputOf('tiers.create', tier)
      }
    },
  },
  {
    id: 'L9.outputs-belong-to-the-caller',
    title: 'whatever the caller does to an output changes nothing in the backend',
    requires: ['tiers.create', 'tiers.get', 'tiers.list'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const before = structuredClone(await t.client.tiers.get(id))
      const page = await t.client.tiers.list()
      spoil(await t.client.tiers.get(id))
      for (const item of page.items) spoil(item)
      page.items.length = 0
      if (t.supports('ladder.get')) spoilLadder((await t.client.ladder.get()).tiers)
      equal(await t.client.tiers.get(id), before, 'get afterwards')
      equal((await t.client.tiers.list()).items, [before], 'the list afterwards')
    },
  },
  {
    id: 'L9.ladder-belongs-to-the-caller',
    title: 'whatever the caller does to a ladder that was read changes nothing in the backend',
    requires: ['tiers.create', 'ladder.get'],
    run: async (t) => {
      await makeTiers(t, 2)
      const before = structuredClone(await t.client.ladder.get())
      ruin(await t.client.ladder.get())
      equal(await t.client.ladder.get(), before, 'the ladder read again')
    },
  },
  ...(['standing', 'explain', 'history'] as const).map((read) => ({
    id: `L9.${read}-belongs-to-the-caller` as const,
    title: `whatever the caller does to what ${read} gave of a member changes nothing in the backend`,
    requires: [`members.${read}`, 'tiers.create', 'ladder.get'] as const,
    needs: ['member'] as const,
    run: async (t: CaseContext) => {
      await makeTiers(t, 2)
      const memberId = await newMember(t)
      if (t.supports('members.record') && cannotRaise(t) === undefined) await raise(t, memberId, 100)
      await t.subject.evaluate?.()
      const look = async (): Promise<object> => ({ ...(await t.client.members[read](memberId)) })
      const before = structuredClone([await look(), await t.client.ladder.get()])
      ruin(await look())
      equal(
        [await look(), await t.client.ladder.get()].map(timeless),
        before.map(timeless),
        'what is read again',
      )
    },
  })),
  {
    id: 'L9.created-belongs-to-the-caller',
    title: 'whatever the caller does to a created or updated tier changes nothing in the backend',
    requires: ['tiers.create', 'tiers.update', 'tiers.get'],
    run: async (t) => {
      const created = await makeTier(t, 1)
      const { id } = created
      spoil(created)
      spoil(await t.client.tiers.update(id, { name: 'Renamed' }))
      equal((await t.client.tiers.get(id)).name, 'Renamed', 'the name afterwards')
    },
  },
  {
    id: 'L9.inputs-belong-to-the-caller',
    title: 'whatever the caller does to an input after the call is done changes nothing in the backend',
    requires: ['tiers.create', 'tiers.get'],
    run: async (t) => {
      const input = rich(tierInput(t, 1), t.supports('tier.benefits.label'))
      const { id } = await t.client.tiers.create(input)
      const before = structuredClone(await t.client.tiers.get(id))
      spoilInput(input)
      equal(await t.client.tiers.get(id), before, 'get afterwards')
    },
  },
  {
    id: 'L9.inputs-are-read-at-the-call',
    title: 'whatever the caller does to an input while the call runs does not reach the backend',
    requires: ['tiers.create'],
    run: async (t) => {
      const input = rich(tierInput(t, 1), t.supports('tier.benefits.label'))
      const { name } = input
      const running = t.client.tiers.create(input)
      spoilInput(input)
      const tier = await running
      equal([tier.name, JSON.stringify(tier).includes('spoilt')], [name, false], 'the tier that was created')
    },
  },
  {
    id: 'L9.inputs-are-left-alone',
    title: 'a deeply frozen input works, and no input is changed by a call',
    requires: ['tiers.create', 'tiers.update'],
    run: async (t) => {
      const input = frozen(rich(tierInput(t, 1), t.supports('tier.benefits.label')))
      const { id } = await t.client.tiers.create(input, Object.freeze({}))
      const change = { name: 'Renamed' }
      await t.client.tiers.update(id, change)
      equal(change, { name: 'Renamed' }, 'the change afterwards')
    },
  },
  {
    id: 'L9.input-without-prototype',
    title: 'an input without a prototype works',
    requires: ['tiers.create'],
    run: async (t) => {
      const input = Object.assign(Object.create(null), tierInput(t, 1))
      const created: unknown = await invoke(t.client, 'tiers.create', [input])
      isPlain(created, 'the created tier')
    },
  },
  {
    id: 'L9.no-shared-parts',
    title: 'two outputs share no part with each other',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      await makeTiers(t, 2)
      const first = await t.client.tiers.list()
      const second = await t.client.tiers.list()
      for (const [index, tier] of first.items.entries()) {
        const other = second.items[index]
        ok(
          tier !== other && tier.benefits !== other?.benefits,
          'expected every read to give a value of its own',
        )
        ok(
          tier.rule === undefined || tier.rule !== other?.rule,
          'expected every rule to be a value of its own',
        )
      }
    },
  },
])

export const plainDataCases = [...outputs, ...ownership]

function rich(input: TierInput, withBenefits: boolean): TierInput {
  return withBenefits ? { ...input, benefits: [{ label: 'Free shipping' }] } : input
}

function spoil(tier: Tier): void {
  tier.name = 'spoilt'
  tier.rank = 99
  tier.benefits.push({ label: 'spoilt' })
  if (tier.rule !== undefined && 'value' in tier.rule) tier.rule.value = '1'
}

/** Spoils every value that can be reached. */
function ruin(value: object): void {
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null) ruin(inner)
    Reflect.set(value, key, typeof inner === 'number' ? inner + 1 : 'spoilt')
  }
  Reflect.set(value, 'more', 'spoilt')
}

/** Without the instant of the reading. */
function timeless(value: object): object {
  return { ...value, asOf: '' }
}

function spoilLadder(tiers: Tier[]): void {
  for (const tier of tiers) spoil(tier)
  tiers.length = 0
}

function spoilInput(input: TierInput): void {
  const [benefit] = input.benefits ?? []
  if (typeof benefit === 'object' && 'label' in benefit) benefit.label = 'spoilt'
  input.benefits?.push({ label: 'spoilt too' })
  input.name = 'spoilt'
}

function frozen<T extends object>(value: T): T {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) frozen(inner)
  return Object.freeze(value)
}
