import type { Tier, TierStatus } from '@rungs/model'
import type { CaseContext } from '../context.js'
import { makeTier } from '../setup.js'
import { effectOf, type OperationProbe, type Ready } from './probe.js'

/** The workflow of a tier. */
export const workflowProbes: readonly OperationProbe[] = [
  {
    operation: 'workflow.submit',
    kind: 'write',
    requires: ['tiers.create', 'tiers.get'],
    needs: [],
    ready: async (t) => moving(t, await draft(t)),
  },
  {
    operation: 'workflow.approve',
    kind: 'write',
    requires: ['tiers.create', 'tiers.get', 'workflow.submit'],
    needs: [],
    ready: async (t) => moving(t, await pending(t)),
  },
  {
    operation: 'workflow.reject',
    kind: 'write',
    requires: ['tiers.create', 'tiers.get', 'workflow.submit'],
    needs: [],
    ready: async (t) => moving(t, await pending(t)),
  },
  {
    operation: 'workflow.publish',
    kind: 'write',
    requires: ['tiers.create', 'tiers.get'],
    needs: [],
    ready: async (t) => moving(t, await draft(t), 'active'),
  },
]

/** A tier that nobody has submitted yet. */
export async function draft(t: CaseContext, n = 1): Promise<Tier> {
  return makeTier(t, n, t.supports('tier.status') ? { status: 'draft' } : {})
}

/** A tier that waits for approval. */
export async function pending(t: CaseContext, n = 1): Promise<Tier> {
  const { id } = await draft(t, n)
  return t.client.workflow.submit(id)
}

/** Steps of several requests have happened when the last one has. */
function moving(t: CaseContext, { id, status }: Tier, to?: TierStatus): Ready {
  const moved = async (): Promise<boolean> => {
    const now = (await t.client.tiers.get(id)).status
    return to === undefined ? now !== status : now === to
  }
  return { args: [id], effect: async () => effectOf((await moved()) ? 1 : 0) }
}
