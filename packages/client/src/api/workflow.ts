import { checkId, type Tier } from '@rungs/model'
import type { Invoke } from '../invoke.js'
import type { Call, CallOptions, Workflow } from '../types.js'
import { run } from './run.js'

/** `client.workflow` */
export function workflowOf(invoke: Invoke): Workflow {
  const step = (
    operation: 'workflow.submit' | 'workflow.publish',
    id: string,
    options?: CallOptions,
  ): Call<Tier> => run(invoke, operation, () => ({ input: { id: checkId(id, 'id') } }), options)
  const review = (
    operation: 'workflow.approve' | 'workflow.reject',
    id: string,
    options?: CallOptions & { comment?: string | undefined },
  ): Call<Tier> =>
    run(
      invoke,
      operation,
      ({ comment }) => ({ input: { id: checkId(id, 'id'), ...(comment === undefined ? {} : { comment }) } }),
      options,
      ['comment'],
    )
  return {
    submit: (id, options) => step('workflow.submit', id, options),
    approve: (id, options) => review('workflow.approve', id, options),
    reject: (id, options) => review('workflow.reject', id, options),
    publish: (id, options) => step('workflow.publish', id, options),
  }
}
