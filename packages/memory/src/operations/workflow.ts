import type { Clock, OperationHandler, Tier, TierStatus } from '@rungs/model'
import { copyTier } from '../copy.js'
import { failure } from '../errors.js'
import type { State, StoredTier } from '../state.js'
import { put } from '../tiers.js'

/** The handlers of the workflow: draft, submit, then approve or reject; a rejected tier is a draft again. */
export function workflowOperations(state: State) {
  const submit: OperationHandler<'workflow.submit'> = async ({ id }, call) =>
    copyTier(move(state, state.tier(id), ['draft', 'rejected'], 'pending', state.clock.of(call.clock)))

  const approve: OperationHandler<'workflow.approve'> = async ({ id, comment }, call) =>
    copyTier(move(state, state.tier(id), ['pending'], 'active', state.clock.of(call.clock), comment))

  const reject: OperationHandler<'workflow.reject'> = async ({ id, comment }, call) =>
    copyTier(move(state, state.tier(id), ['pending'], 'draft', state.clock.of(call.clock), comment))

  const publish: OperationHandler<'workflow.publish'> = async ({ id }, call) => {
    const stored = state.tier(id)
    if (stored.tier.status === 'active') return copyTier(stored.tier)
    return copyTier(
      move(state, stored, ['draft', 'rejected', 'pending'], 'active', state.clock.of(call.clock)),
    )
  }

  return {
    'workflow.submit': submit,
    'workflow.approve': approve,
    'workflow.reject': reject,
    'workflow.publish': publish,
  }
}

function move(
  state: State,
  stored: StoredTier,
  from: readonly TierStatus[],
  to: TierStatus,
  clock: Clock,
  comment?: string,
): Tier {
  const { tier } = stored
  if (!from.includes(tier.status)) {
    const message = `The tier '${tier.id}' is ${tier.status}; this needs one that is ${from.join(' or ')}. Nothing was changed.`
    throw failure('conflict', message)
  }
  const { vendor: _before, ...rest } = tier
  const next: Tier = { ...rest, status: to }
  if (comment !== undefined) next.vendor = { memory: { comment } }
  return put(state, stored, next, clock)
}
