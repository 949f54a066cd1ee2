import type { LadderPatchInput } from '@rungs/model'
import type { CaseContext } from '../context.js'
import { difference } from '../equal.js'
import { allTiers, makeTier, makeTiers, removable, tierInput } from '../setup.js'
import { effectOf, type OperationProbe } from './probe.js'

/** Creating a tier. */
export const createProbe: OperationProbe = {
  operation: 'tiers.create',
  kind: 'write',
  requires: ['tiers.list'],
  needs: [],
  ready: async (t) => {
    await makeTier(t, 1)
    const input = tierInput(t, 2)
    const made = async (): Promise<number> =>
      (await allTiers(t)).filter(({ name }) => name === input.name).length
    return { args: [input], effect: async () => effectOf(await made()) }
  },
}

/** Tiers and the ladder. */
export const tierProbes: readonly OperationProbe[] = [
  {
    operation: 'tiers.list',
    kind: 'read',
    requires: ['tiers.create'],
    needs: [],
    ready: async (t) => {
      await makeTiers(t, 2)
      return { args: [{}] }
    },
  },
  {
    operation: 'tiers.get',
    kind: 'read',
    requires: ['tiers.create'],
    needs: [],
    ready: async (t) => ({ args: [(await makeTier(t, 1)).id] }),
  },
  {
    operation: 'ladder.get',
    kind: 'read',
    requires: ['tiers.create'],
    needs: [],
    ready: async (t) => {
      await makeTiers(t, 2)
      return { args: [] }
    },
  },
  createProbe,
  {
    operation: 'tiers.update',
    kind: 'write',
    requires: ['tiers.create', 'tiers.get'],
    needs: [],
    ready: async (t) => {
      const { id } = await makeTier(t, 1)
      return {
        args: [id, { name: 'Renamed' }],
        effect: async () => effectOf((await t.client.tiers.get(id)).name === 'Renamed' ? 1 : 0),
      }
    },
  },
  {
    operation: 'tiers.delete',
    kind: 'write',
    requires: ['tiers.create', 'tiers.list'],
    needs: [],
    ready: async (t) => {
      await makeTier(t, 1)
      const { id } = await makeTier(t, 2, removable(t))
      const left = async (): Promise<boolean> => (await allTiers(t)).some((tier) => tier.id === id)
      return { args: [id], effect: async () => effectOf((await left()) ? 0 : 1) }
    },
  },
  {
    operation: 'ladder.update',
    kind: 'write',
    requires: ['ladder.get', 'tiers.create'],
    needs: [],
    ready: async (t) => {
      // A backend may know no ladder without a tier, and so no settings of one.
      await makeTier(t, 1)
      const before = await t.client.ladder.get()
      const patch = ladderPatch(t)
      const applied = async (): Promise<boolean> => {
        const ladder = await t.client.ladder.get()
        return Object.keys(patch).some(
          (key) => difference(Reflect.get(ladder, key), Reflect.get(before, key)) !== undefined,
        )
      }
      return { args: [patch], effect: async () => effectOf((await applied()) ? 1 : 0) }
    },
  },
]

/** A change of the first thing that the provider can change of a ladder. */
function ladderPatch(t: CaseContext): LadderPatchInput {
  if (t.supports('ladder.name')) return { name: 'Renamed' }
  if (t.supports('ladder.baseTier')) return { baseTier: { name: 'Friends' } }
  if (t.supports('ladder.window')) return { window: { kind: 'rolling', months: 7 } }
  if (t.supports('ladder.status')) return { status: 'paused' }
  return { lifecycle: { review: 'never', downgrade: { policy: 'hold' } } }
}
