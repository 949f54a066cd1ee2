import type { ProviderCall, Tier, TierProvider } from '@rungs/model'
import { failure } from '../errors.js'
import { statusOf } from '../from-vendor.js'
import type { CapillaryTier } from '../wire.js'
import { isDraft, named, type Program } from './program.js'

/** The handlers of the workflow (Submit Tier for Approval, Approve or Reject Tier pages). */
export function workflowOperations(program: Program): TierProvider['operations'] {
  const { queue } = program
  /** One step of the row that is not published yet, which has to be in a state that the step begins in. */
  const step = (
    id: string,
    call: ProviderCall,
    begins: (row: CapillaryTier) => boolean,
    expected: string,
    work: (row: CapillaryTier) => Promise<CapillaryTier>,
  ): Promise<Tier> =>
    queue.run(call, async () => {
      const entry = await program.find(id, call)
      const { live, draft } = entry
      if (draft === undefined || !begins(draft)) {
        const what =
          live !== undefined && draft !== undefined ? `its change is ${statusOf(draft)}` : named(entry)
        throw failure('conflict', [{ path: 'id', message: `${what}, and has to be ${expected}` }])
      }
      const row = await work(draft)
      return program.show(statusOf(row) === 'active' ? { live: row } : { draft: row })
    })
  const waits = (row: CapillaryTier): boolean => statusOf(row) === 'pending'
  const words = (comment: string | undefined): { comment?: string } =>
    comment === undefined ? {} : { comment }
  return {
    'workflow.submit': ({ id }, call) =>
      step(id, call, isDraft, 'a draft', (row) => program.submit(row, call)),
    'workflow.approve': ({ id, comment }, call) =>
      step(id, call, waits, 'pending', (row) =>
        program.review(row, { approvalStatus: 'APPROVE', ...words(comment) }, call),
      ),
    'workflow.reject': ({ id, comment }, call) =>
      step(id, call, waits, 'pending', (row) =>
        program.review(row, { approvalStatus: 'REJECT', ...words(comment) }, call),
      ),
    'workflow.publish': ({ id }, call) =>
      queue.run(call, async () => {
        const entry = await program.find(id, call)
        return entry.draft === undefined
          ? program.show(entry)
          : program.finish(entry.draft, 'active', call, false)
      }),
  }
}
