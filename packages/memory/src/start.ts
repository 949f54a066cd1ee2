import { compileLadder } from '@rungs/engine'
import { type Activity, checkId, type Metric, systemClock } from '@rungs/model'
import { parseLadder } from '@rungs/model/schemas'
import { failureAt } from './errors.js'
import { settingsWith } from './operations/ladder.js'
import { addActivity, addMember, standingOf } from './operations/members.js'
import { configured, type MemberSeed, type MemorySettings } from './settings.js'
import { State } from './state.js'
import { addTier } from './tiers.js'

/** The state that the settings ask for. @throws RungsError `configuration` naming every wrong path. */
export function startState({ clock, ladder, seed }: MemorySettings, defaultMetric: Metric): State {
  const state = new State(clock)
  if (ladder !== undefined) configured('ladder', () => addLadder(state, ladder, defaultMetric))
  seed?.members.forEach((member, index) => {
    configured(`seed.members[${index}]`, () => addSeed(state, member))
  })
  return state
}

function addLadder(state: State, ladder: unknown, defaultMetric: Metric): void {
  const { tiers, key, ...settings } = parseLadder(ladder, { defaultMetric })
  state.settings = settingsWith(state.settings, settings)
  if (key !== undefined) state.settings.key = key
  tiers.forEach((tier, index) => {
    if (tier.validity !== undefined) {
      throw failureAt(
        'unsupported',
        `tiers[${index}].validity`,
        'This version of the engine cannot evaluate a validity',
      )
    }
    addTier(state, tier, state.clock)
  })
  compileLadder(state.ladderLike(state.settings, state.inOrder()))
}

function addSeed(state: State, { id, since, activity = [] }: MemberSeed): void {
  const clock = state.clock ?? systemClock
  checkId(id, 'id')
  if (state.members.has(id))
    throw failureAt('conflict', 'id', 'expected another id: this one is there already')
  const member = addMember(state, id, since, clock)
  for (const entry of inOrder(activity)) addActivity(member, withTierId(state, entry))
  standingOf(state, member, clock)
}

/** So that nobody is refused points that were earned before they were redeemed. */
function inOrder(activity: readonly Activity[]): Activity[] {
  return [...activity].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

function withTierId(state: State, entry: Activity): Activity {
  if (entry.type !== 'set_tier' || entry.tier === null) return { ...entry }
  const id = state.inOrder().find((tier) => tier.key === entry.tier || tier.id === entry.tier)?.id
  return { ...entry, tier: id ?? entry.tier }
}
