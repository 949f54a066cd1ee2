import { equal, ok, rejects } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { changesNothing, sendsNothing } from '../invoke.js'
import { namesOnly } from '../paths.js'
import { fieldProbes } from '../probes/fields.js'
import { makeTier, tierInput } from '../setup.js'

/** Law 1, field by field: what the provider cannot hold is refused, or reported when asked so. */
const refusedOnCreate = cases(
  'losses',
  fieldProbes.map((probe) => ({
    id: `L1.create-refuses.${probe.field}`,
    title: `creating a tier with ${probe.field} is refused, naming ${probe.path}, where it cannot be held`,
    requires: ['tiers.create'],
    refuses: probe.field,
    run: async (t) => {
      const input = tierInput(t, 1, probe.given(t))
      const error = await changesNothing(t, 'create', () =>
        sendsNothing(t, 'create', () => rejects(() => t.client.tiers.create(input), 'unsupported', 'create')),
      )
      namesOnly(
        error.issues.map(({ path }) => path),
        [probe.path],
      )
    },
  })),
)

const refusedOnUpdate = cases(
  'losses',
  fieldProbes.flatMap((probe) => {
    const { changed } = probe
    if (changed === undefined) return []
    return {
      id: `L1.update-refuses.${probe.field}` as const,
      title: `changing ${probe.field} of a tier is refused, naming ${probe.path}, where it cannot be held`,
      requires: ['tiers.create', 'tiers.update'] as const,
      refuses: probe.field,
      run: async (t: CaseContext) => {
        const { id } = await makeTier(t, 1)
        const error = await changesNothing(t, 'update', () =>
          sendsNothing(t, 'update', () =>
            rejects(() => t.client.tiers.update(id, changed(t)), 'unsupported', 'update'),
          ),
        )
        namesOnly(
          error.issues.map(({ path }) => path),
          [probe.path],
        )
      },
    }
  }),
)

const reported = cases(
  'losses',
  fieldProbes
    .filter(({ dispensable }) => dispensable)
    .map((probe) => ({
      id: `L1.reports.${probe.field}`,
      title: `with onLoss: 'report' a tier is made without ${probe.field}, and the loss is told`,
      requires: ['tiers.create', 'tiers.get'],
      refuses: probe.field,
      run: async (t) => {
        const input = tierInput(t, 1, probe.given(t))
        const { data, losses } = await t.client.tiers.create(input, { onLoss: 'report' }).withDetails()
        namesOnly(
          losses.map(({ path }) => path),
          [probe.path],
        )
        for (const { path, reason } of losses) ok(reason.trim() !== '', `${path}: expected a reason`)
        equal((await t.client.tiers.get(data.id)).name, input.name, 'the name of the tier that was made')
      },
    })),
)

const reportedOnUpdate = cases(
  'losses',
  fieldProbes.flatMap((probe) => {
    const { changed } = probe
    if (changed === undefined || !probe.dispensable) return []
    return {
      id: `L1.update-reports.${probe.field}` as const,
      title: `with onLoss: 'report' a tier is changed but for ${probe.field}, and the loss is told`,
      requires: ['tiers.create', 'tiers.update', 'tiers.get'] as const,
      refuses: probe.field,
      run: async (t: CaseContext) => {
        const before = await makeTier(t, 1)
        const change = { ...changed(t), name: 'Renamed' }
        const { losses } = await t.client.tiers.update(before.id, change, { onLoss: 'report' }).withDetails()
        namesOnly(
          losses.map(({ path }) => path),
          [probe.path],
        )
        const after = await t.client.tiers.get(before.id)
        equal(
          [after.name, probe.read(after)],
          ['Renamed', probe.read(before)],
          `the name, and ${probe.path}, afterwards`,
        )
      },
    }
  }),
)

export const lossCases = [...refusedOnCreate, ...refusedOnUpdate, ...reported, ...reportedOnUpdate]
