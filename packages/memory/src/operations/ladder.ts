import { compileLadder } from '@rungs/engine'
import { formatInstant, type Ladder, type LadderPatch, type OperationHandler } from '@rungs/model'
import { copySettings, copyTier } from '../copy.js'
import type { State } from '../state.js'
import { checkRevision } from '../tiers.js'
import { settle } from './accounting.js'

/** The handlers of the ladder as a whole. */
export function ladderOperations(state: State) {
  const get: OperationHandler<'ladder.get'> = async () => ladderOf(state)

  const update: OperationHandler<'ladder.update'> = async ({ patch, ifRevision }, call) => {
    settle(call, patch)
    checkRevision('ladder', ifRevision, state.settings.revision)
    const next = settingsWith(state.settings, patch)
    compileLadder(state.ladderLike(next, state.inOrder()))
    const now = state.clock.of(call.clock).now()
    state.settings = { ...next, revision: state.number(), updatedAt: formatInstant(now) }
    state.changed(now)
    return ladderOf(state)
  }

  return { 'ladder.get': get, 'ladder.update': update }
}

/** The ladder, to be handed out. */
function ladderOf(state: State): Ladder {
  return { ...copySettings(state.settings), tiers: state.inOrder().map(copyTier) }
}

/** The settings after a change. */
export function settingsWith(
  settings: State['settings'],
  patch: LadderPatch & { key?: string },
): State['settings'] {
  const { baseTier, vendor: _vendor, ...rest } = patch
  const next = { ...settings, ...rest }
  if (baseTier === null) delete next.baseTier
  else if (baseTier !== undefined) next.baseTier = baseTier
  return copySettings(next)
}
