import { compileLadder } from '@rungs/engine'
import { type Activity, type Instant, type Json, RungsError } from '@rungs/model'
import { type BackendClock, type ClockState, isClockState, type MemoryClock } from './clock.js'
import { providerName } from './errors.js'
import type { State, StoredMember, StoredTier } from './state.js'
import { compileVersions, type Version } from './versions.js'

/** Everything that the backend knows, as plain JSON. What is in it may change; `version` says so. */
export interface MemorySnapshot {
  /** The version of this form. */
  version: 1
  /** The last number that an id was made from. */
  sequence: number
  /** The ladder's own settings. */
  settings: Json
  /** The tiers. */
  tiers: Json[]
  /** The members, with what they did. */
  members: Json[]
  /** The tiers that are gone. */
  retired: Json[]
  /** The results of the idempotency keys that are remembered. */
  replays: Json[]
  /** The clock, where it was set or moved. */
  clock: Json
  /** The ladder through time. */
  versions: Json[]
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
   * What a member did, in the order in which it was recorded, with tiers given by hand; a copy.
   * @throws RungsError `not_found`
   */
  activity(memberId: string): Activity[]
  /** The backend's time, to be read, set and moved. */
  readonly clock: MemoryClock
}

/** The control object of a backend. */
export function controlOf(state: State): MemoryControl {
  return {
    snapshot: () => copy(snapshotOf(state)),
    restore: (snapshot) => restore(state, snapshot),
    members: () => [...state.members.values()].map(({ id, since }) => ({ id, since })),
    activity: (memberId) => state.member(memberId).activity.map((each) => ({ ...each })),
    clock: clockOf(state.clock),
  }
}

/** What of the clock apps may use. */
function clockOf(clock: BackendClock): MemoryClock {
  return {
    now: () => clock.now(),
    set: (at) => clock.set(at),
    advance: (by) => clock.advance(by),
    reset: () => clock.reset(),
  }
}

interface Contents {
  version: 1
  sequence: number
  settings: State['settings']
  tiers: StoredTier[]
  members: StoredMember[]
  retired: { id: string; rank: number }[]
  replays: { key: string; input: string; result: string }[]
  clock: ClockState
  versions: Version[]
}

function snapshotOf(state: State): Contents {
  return {
    version: 1,
    sequence: state.sequence,
    settings: state.settings,
    tiers: [...state.tiers.values()],
    members: [...state.members.values()],
    retired: [...state.retired].map(([id, rank]) => ({ id, rank })),
    replays: [...state.replays.values()],
    clock: state.clock.snapshot(),
    versions: [...state.versions.snapshot()],
  }
}

function copy(contents: Contents): MemorySnapshot {
  return JSON.parse(JSON.stringify(contents)) as MemorySnapshot
}

function restore(state: State, snapshot: MemorySnapshot): void {
  const contents = contentsOf(state, snapshot)
  state.settings = contents.settings
  state.sequence = contents.sequence
  refill(
    state.retired,
    contents.retired.map(({ id, rank }) => [id, rank]),
  )
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
  state.clock.restore(contents.clock)
  state.versions.restore(contents.versions)
  state.replaced()
}

/** A copy of what a snapshot holds, looked at as a whole before anything is put in its place. */
function contentsOf(state: State, snapshot: MemorySnapshot): Contents {
  try {
    const contents = JSON.parse(JSON.stringify(snapshot)) as Contents
    if (contents.version !== 1 || !Number.isSafeInteger(contents.sequence)) throw new Error('version')
    const tiers = contents.tiers.map(({ tier }) => tier)
    compileLadder({
      ...state.ladderLike(contents.settings, tiers),
      retired: contents.retired.map(({ id }) => id),
    })
    compileVersions(contents.versions)
    for (const { id, activity, balance } of contents.members) {
      if (typeof id !== 'string' || typeof balance !== 'string' || !Array.isArray(activity))
        throw new Error(id)
    }
    if (!contents.replays.every(({ key }) => typeof key === 'string')) throw new Error('replays')
    if (!isClockState(contents.clock)) throw new Error('clock')
    return contents
  } catch (cause) {
    const message = 'expected a snapshot of version 1, as snapshot() gives it. Nothing was changed.'
    throw new RungsError({ code: 'invalid_input', message, provider: providerName, cause })
  }
}

function refill<T>(map: Map<string, T>, entries: [string, T][]): void {
  map.clear()
  for (const [key, value] of entries) map.set(key, value)
}
