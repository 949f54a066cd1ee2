import type { OperationHandler, Page, Tier } from '@rungs/model'
import { copyTier } from '../copy.js'
import { failure, failureAt } from '../errors.js'
import { once } from '../replays.js'
import type { State } from '../state.js'
import { addTier, changeTier, checkRevision } from '../tiers.js'
import { settle } from './accounting.js'

/** Items on a page when no limit is given. */
const defaultLimit = 50

/** The handlers of tiers. */
export function tierOperations(state: State) {
  const get: OperationHandler<'tiers.get'> = async ({ id }) => copyTier(state.tier(id).tier)

  const list: OperationHandler<'tiers.list'> = async ({ limit = defaultLimit, cursor }) => {
    const tiers = state.inOrder()
    const start = cursor === undefined ? 0 : tiers.findIndex(after(state, cursor))
    const items = start < 0 ? [] : tiers.slice(start, start + limit)
    const page: Page<Tier> = { items: items.map(copyTier) }
    const last = items.at(-1)
    if (last !== undefined && tiers.at(-1) !== last) page.nextCursor = `${last.rank}.${last.id}`
    return page
  }

  const create: OperationHandler<'tiers.create'> = async ({ tier }, call) => {
    settle(call, tier)
    return once(state, call, tier, () => copyTier(addTier(state, tier, state.clock.of(call.clock))))
  }

  const update: OperationHandler<'tiers.update'> = async ({ id, patch, ifRevision }, call) => {
    settle(call, patch)
    const stored = state.tier(id)
    checkRevision('tier', ifRevision, stored.tier.revision)
    return copyTier(changeTier(state, stored, patch, state.clock.of(call.clock)))
  }

  const remove: OperationHandler<'tiers.delete'> = async ({ id, ifRevision }, call) => {
    const { tier } = state.tier(id)
    checkRevision('tier', ifRevision, tier.revision)
    const { floor } = state.settings.lifecycle.downgrade
    if (floor !== undefined && (floor === id || floor === tier.key)) {
      throw failure(
        'conflict',
        `The tier '${id}' is the floor of the ladder. Give the ladder another floor first.`,
      )
    }
    state.tiers.delete(id)
    state.retired.set(id, tier.rank)
    state.changed(state.clock.of(call.clock).now())
    return { id, deleted: true }
  }

  return {
    'tiers.get': get,
    'tiers.list': list,
    'tiers.create': create,
    'tiers.update': update,
    'tiers.delete': remove,
  }
}

/** What comes after a cursor: after its tier, even if that was deleted or its rank moved. */
function after(state: State, cursor: string): (tier: Tier) => boolean {
  const [, rank, id] = /^(\d{1,16})\.(.+)$/.exec(cursor) ?? []
  if (rank === undefined || id === undefined) {
    throw failureAt('invalid_input', 'cursor', 'expected the nextCursor of a page before')
  }
  const last = state.tiers.get(id)?.tier.rank ?? state.retired.get(id) ?? Number(rank)
  return (tier) => tier.rank > last
}
