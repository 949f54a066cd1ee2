import type { ProviderCall, Tier, TierProvider } from '@rungs/model'
import { mayTake, type ReviewStep, reviewSteps } from '@rungs/transport'
import { failure } from '../errors.js'
import { draftOf, statusOf, withDraft } from '../from-vendor.js'
import { named, type Program } from './program.js'

/** The handlers of the workflow (Submit Tier for Approval, Approve or Reject Tier pages). */
export function workflowOperations(program: Program): TierProvider['operations'] {
  /** One step of the row that is not published yet, which has to stand where the step begins. */
  const handler =
    (step: ReviewStep) =>
    ({ id, comment }: { id: string; comment?: string }, call: ProviderCall): Promise<Tier> =>
      program.queue.run(call, async () => {
        const entry = await program.find(id, call)
        const draft = draftOf(entry)
        if (draft !== undefined && mayTake(step, statusOf(draft))) {
          return program.show(withDraft(entry, await program.step(step, draft, call, comment)))
        }
        const { row, edit } = entry
        const what = edit === undefined ? named(row) : `its change is ${statusOf(edit)}`
        const message = `${what}, and has to be ${reviewSteps[step].expected}`
        throw failure('conflict', [{ path: 'id', message }])
      })
  return {
    'workflow.submit': handler('submit'),
    'workflow.approve': handler('approve'),
    'workflow.reject': handler('reject'),
    'workflow.publish': ({ id }, call) =>
      program.queue.run(call, async () =>
        program.finish(await program.find(id, call), 'active', call, false),
      ),
  }
}
