import { compileLadder } from '@rungs/engine'
import { type Activity, checkId, compareAmounts, type Metric } from '@rungs/model'
import { parseLadder } from '@rungs/model/parse'
import { failureAt } from './errors.js'
import { settingsWith } from './operations/ladder.js'
import { addMember, balanceAfter, pastInstant, standingOf } from './operations/members.js'
import { configured, type MemberSeed, type MemorySettings } from './settings.js'
import { State } from './state.js'
import { addTier } from './tiers.js'

/** The state that the settings ask for. @throws RungsError `configuration` naming every wrong path. */
export function startState({ clock, ladder, seed }: MemorySettings, defaultMetric: Metric): State {
  const state = new State(clock)
  if (ladder !== undefined) addLadder(state, ladder, defaultMetric)
  seed?.members.forEach((member, index) => {
    configured(`seed.members[${index}]`, () => addSeed(state, member))
  })
  return state
}

function addLadder(state: State, ladder: unknown, defaultMetric: Metric): void {
  const { tiers, settings } = configured('ladder', () => {
    const { tiers, key, ...settings } = parseLadder(ladder, { defaultMetric })
    return { tiers, settings: key === undefined ? settings : { ...settings, key } }
  })
  state.settings = settingsWith(state.settings, settings)
  tiers.forEach((tier, index) => {
    configured(`ladder.tiers[${index}]`, () => {
      addTier(state, tier, state.clock.current)
    })
  })
  configured('ladder', () => compileLadder(state.ladderLike(state.settings, state.inOrder())))
  state.changed(state.clock.current.now())
}

function addSeed(state: State, { id, since, activity = [] }: MemberSeed): void {
  const clock = state.clock.current
  checkId(id, 'id')
  if (state.members.has(id))
    throw failureAt('conflict', 'id', 'expected another id: this one is there already')
  const member = addMember(state, id, since, clock)
  member.activity = activity.map((entry) => withTierId(state, entry))
  standingOf(state, member, clock)
  activity.forEach((entry, index) => {
    pastInstant(entry.at, `activity[${index}].at`, clock)
  })
  member.balance = activity.reduce(balanceAfter, '0')
  if (compareAmounts(member.balance, '0') < 0) {
    throw failureAt(
      'rejected',
      'activity',
      `it comes to ${member.balance} points; a balance is never below 0`,
    )
  }
}

function withTierId(state: State, entry: Activity): Activity {
  if (entry.type !== 'set_tier' || entry.tier === null) return { ...entry }
  const id = state.inOrder().find((tier) => tier.key === entry.tier || tier.id === entry.tier)?.id
  return { ...entry, tier: id ?? entry.tier }
}
