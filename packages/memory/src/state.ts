import type { CompiledLadder, LadderLike } from '@rungs/engine'
import type { Activity, Amount, Clock, Instant, Ladder, Tier } from '@rungs/model'
import { BackendClock } from './clock.js'
import { notFound } from './errors.js'
import { Versions } from './versions.js'

/** A tier as it is kept. */
export interface StoredTier {
  tier: Tier
  /** Whether `rank` was given by people; otherwise it follows from the threshold. */
  ranked: boolean
}

/** A member as they are kept. */
export interface StoredMember {
  id: string
  since: Instant
  /** Earned + adjusted - redeemed - expired - refunded, over all time. */
  balance: Amount
  /** In the order in which it was recorded; assignments by hand are among it. */
  activity: Activity[]
}

/** What an idempotency key was used for: the input then, and the result. */
export interface Replay {
  key: string
  input: string
  result: string
}

/** Everything that the backend knows. */
export class State {
  settings: Omit<Ladder, 'tiers'>
  readonly tiers = new Map<string, StoredTier>()
  readonly members = new Map<string, StoredMember>()
  /** Deleted tiers by id, with the rank at which they would stand: members may hold one, and cursors point at one. */
  readonly retired = new Map<string, number>()
  readonly replays = new Map<string, Replay>()
  /** The last number that was given out, for ids and revisions. */
  sequence = 0
  private ordered: Tier[] | undefined
  readonly clock: BackendClock
  readonly versions = new Versions()

  constructor(clock: Clock | undefined) {
    this.clock = new BackendClock(clock)
    this.settings = {
      id: 'ladder',
      status: 'active',
      window: { kind: 'lifetime' },
      lifecycle: { review: 'continuous', downgrade: { policy: 'requalify' } },
      revision: this.number(),
    }
    this.changed(0)
  }

  /** A number that was never given out before, as text. */
  number(): string {
    this.sequence += 1
    return String(this.sequence)
  }

  /** To be called after every change of tiers or settings, with the time of it. */
  changed(now: number): void {
    this.ordered = undefined
    this.versions.put(this.ladderLike(this.settings, this.inOrder()), now, this.hasPast())
  }

  /** To be called when all was put in place of what was there. */
  replaced(): void {
    this.ordered = undefined
  }

  /** Every tier ascending by rank. Not to be handed out. */
  inOrder(): readonly Tier[] {
    this.ordered ??= [...this.tiers.values()].map(({ tier }) => tier).sort((a, b) => a.rank - b.rank)
    return this.ordered
  }

  /** The ladder with its past, ready to be evaluated. */
  compiled(): CompiledLadder {
    return this.versions.compiled()
  }

  /** The ladder as the engine would see it with these settings and tiers. */
  ladderLike(settings: Omit<Ladder, 'tiers'>, tiers: readonly Tier[]): LadderLike {
    return { ...settings, tiers, retired: [...this.retired.keys()] }
  }

  /** Whether any member has done anything yet. */
  private hasPast(): boolean {
    for (const { activity } of this.members.values()) if (activity.length > 0) return true
    return false
  }

  /** @throws RungsError `not_found` */
  tier(id: string): StoredTier {
    const stored = this.tiers.get(id)
    if (stored === undefined) throw notFound('tier', id)
    return stored
  }

  /** @throws RungsError `not_found` */
  member(id: string): StoredMember {
    const stored = this.members.get(id)
    if (stored === undefined) throw notFound('member', id)
    return stored
  }
}
