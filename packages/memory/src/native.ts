import { type TierChange, timeline } from '@rungs/engine'
import { formatInstant, type Instant, type Json, systemClock } from '@rungs/model'
import { failure } from './errors.js'
import type { State, StoredMember, StoredTier } from './state.js'

/** Everything that the backend knows, as plain JSON. What is in it may change; `version` says so. */
export interface MemorySnapshot {
  version: 1
  sequence: number
  settings: Json
  tiers: Json[]
  members: Json[]
  retired: string[]
  replays: Json[]
}

/** What an app's tests can do with the backend beside the common operations: `client.native`. */
export interface MemoryControl {
  /** Everything that the backend knows, as plain JSON; a copy. */
  snapshot(): MemorySnapshot
  /** Puts a snapshot in place of everything. @throws RungsError `invalid_input` when it is none; nothing changes then. */
  restore(snapshot: MemorySnapshot): void
  /** Every member, in the order of enrolment. */
  members(): { id: string; since: Instant }[]
  /**
   * Every move of a member between tiers up to now, under the ladder as it is now.
   * @throws RungsError `not_found`
   */
  history(memberId: string): TierChange[]
}

const start = '0000-01-01T00:00:00Z'

/** The control object of a backend. */
export function controlOf(state: State): MemoryControl {
  return {
    snapshot: () => copy(snapshotOf(state)),
    restore: (snapshot) => restore(state, snapshot),
    members: () => [...state.members.values()].map(({ id, since }) => ({ id, since })),
    history: (memberId) => {
      const { activity, since } = state.member(memberId)
      const now = formatInstant((state.clock ?? systemClock).now())
      return timeline({ ladder: state.compiled(), activity, memberSince: since, from: start, to: now })
    },
  }
}

interface Contents {
  version: 1
  sequence: number
  settings: State['settings']
  tiers: StoredTier[]
  members: StoredMember[]
  retired: string[]
  replays: { key: string; input: string; result: string }[]
}

function snapshotOf(state: State): Contents {
  return {
    version: 1,
    sequence: state.sequence,
    settings: state.settings,
    tiers: [...state.tiers.values()],
    members: [...state.members.values()],
    retired: [...state.retired],
    replays: [...state.replays.values()],
  }
}

function copy(contents: Contents): MemorySnapshot {
  return JSON.parse(JSON.stringify(contents)) as MemorySnapshot
}

function restore(state: State, snapshot: MemorySnapshot): void {
  const lists = ['tiers', 'members', 'retired', 'replays'] as const
  if (snapshot?.version !== 1 || !lists.every((list) => Array.isArray(snapshot[list]))) {
    throw failure(
      'invalid_input',
      'expected a snapshot of version 1, as snapshot() gives it. Nothing was changed.',
    )
  }
  const contents = JSON.parse(JSON.stringify(snapshot)) as Contents
  state.settings = contents.settings
  state.sequence = contents.sequence
  refill(
    state.tiers,
    contents.tiers.map((stored) => [stored.tier.id, stored]),
  )
  refill(
    state.members,
    contents.members.map((stored) => [stored.id, stored]),
  )
  refill(
    state.replays,
    contents.replays.map((stored) => [stored.key, stored]),
  )
  state.retired.clear()
  for (const id of contents.retired) state.retired.add(id)
  state.changed()
}

function refill<T>(map: Map<string, T>, entries: [string, T][]): void {
  map.clear()
  for (const [key, value] of entries) map.set(key, value)
}
