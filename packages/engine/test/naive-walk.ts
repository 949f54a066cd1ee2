import type { Activity, Instant, Metric } from '@rungs/model'
import type { LadderHistory, LadderLike, Readings, TierLike } from '../src/index.js'
import { leaving, monthsLater, yearStarts } from './naive-calendar.js'
import { asks, counted, millionths, naiveHolds, naiveMetric, type Question } from './naive-metrics.js'
import { type NaiveCycle, naiveCycle } from './naive-validity.js'

/*
 * A second evaluator, as slow and as plain as can be. Every instant at which anything at all could happen is
 * visited in order of time, and at each of them every metric is computed again from the whole activity. Written
 * from the lines of the semantics, T1 to C7, and sharing no code with the engine: a mistake has to be made twice
 * to pass.
 */

const day = 86_400_000
/** Nothing after it is looked at. */
export const horizon = Date.UTC(2029, 5, 15)

/** Which metrics: of the period that ends at an instant, of the instant before its events, or after them. */
type Seen = 'closed' | 'before' | 'after'

/** A member with their ladder. */
export interface Story {
  ladder: LadderLike | LadderHistory
  activity: readonly Activity[]
  readings?: Readings
  memberSince?: Instant
}

type Move = [at: number, from: string | null, to: string | null]

/** What a member has come to. */
interface NaiveState {
  held: TierLike | null
  hand: { until: number } | undefined
  drop: { due: number; to: TierLike | null } | undefined
  /** When the quiet time is over. */
  quiet: number
  cycle: NaiveCycle | undefined
  /** Held by what was before an edit. */
  stale: boolean
}

/** Every move up to an instant, and the state then. */
export function naiveWalk(story: Story, until: number = horizon): { moves: Move[]; walker: Walker } {
  const walker = new Walker(story)
  return { moves: walker.run(until), walker }
}

const never = Number.POSITIVE_INFINITY

class Walker {
  readonly state: NaiveState = {
    held: null,
    hand: undefined,
    drop: undefined,
    quiet: never,
    cycle: undefined,
    stale: false,
  }
  private readonly carried: { at: number; counter: string; value: bigint }[] = []
  private readonly versions: { from: number; ladder: LadderLike }[]
  private readonly activity: readonly Activity[]
  private readonly readings: Readings
  private readonly registered: number
  private readonly first: number
  /** The ladder by which the member is judged right now. */
  private ladder: LadderLike

  constructor({ ladder, activity, readings = {}, memberSince }: Story) {
    this.readings = readings
    const versions = 'versions' in ladder ? ladder.versions : [{ ladder }]
    this.versions = versions.map((version) => ({
      from: 'from' in version && version.from !== undefined ? Date.parse(version.from) : -never,
      ladder: version.ladder,
    }))
    this.ladder = this.ladderAt(-never)
    this.registered = memberSince === undefined ? 0 : Date.parse(memberSince)
    const inTime = [...activity].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    this.activity = inTime.map((entry) => this.asCounted(entry))
    this.first = Math.min(...inTime.map((entry) => Date.parse(entry.at)))
  }

  run(until: number): Move[] {
    const moves: Move[] = []
    const fixed = this.instants()
    let now = -never
    if (this.review === 'continuous') this.follow(now)
    for (;;) {
      const { drop, quiet, cycle } = this.state
      const ahead = [...fixed, drop?.due ?? never, quiet, cycle?.check ?? never].filter((at) => at > now)
      now = Math.min(...ahead)
      if (now > until) return moves
      const before = this.shown()
      this.visit(now)
      if (this.shown() !== before) moves.push([now, before, this.shown()])
    }
  }

  /** The id of the tier that the member is seen to hold. */
  shown(): string | null {
    return (this.ladder.status ?? 'active') === 'active' ? (this.state.held?.id ?? null) : null
  }

  /** The last second shown of what is held. */
  expires(): number | undefined {
    const { hand, cycle, drop } = this.state
    if ((this.ladder.status ?? 'active') !== 'active') return undefined
    if (hand !== undefined && hand.until < never) return hand.until
    return cycle === undefined ? undefined : Math.min(cycle.ends, drop?.due ?? never) - 1000
  }

  metricAt(name: Metric, now: number): bigint {
    return naiveMetric(name, this.question(now, 'after'))
  }

  private visit(now: number): void {
    const { state } = this
    const heldDuring = state.held
    const ended = state.hand !== undefined && state.hand.until <= now
    if (ended) this.hold(null, now)
    if (this.isBoundary(now)) {
      if (this.review !== 'continuous') this.fall(now, 'closed')
      if (this.review === 'period_end' && state.cycle === undefined)
        this.examine(now, 'closed', this.extended(now))
      this.rollOver(now, heldDuring)
    }
    if (this.review === 'continuous') {
      if (ended || this.anythingLeaves(now) || (state.drop?.due ?? never) <= now) state.stale = false
    } else this.pass(now)
    const edit = this.versions.find(({ from }) => from === now)
    if (edit !== undefined) this.edit(edit.ladder, now)
    const batch = this.activity.filter((entry) => Date.parse(entry.at) === now)
    if (batch.length > 0) this.happen(batch, now)
    if (this.review === 'continuous') this.follow(now)
  }

  /** What falls due without an event. */
  private pass(now: number): void {
    const { state } = this
    this.fall(now, 'before')
    const { cycle, held } = state
    if (cycle !== undefined && held !== null && cycle.check <= now) {
      this.examine(now, 'before', this.extended(now))
      if (state.held === held) state.cycle = naiveCycle(held, now, true, this.member)
    }
    if (state.quiet > now) return
    this.examine(now, 'before', now + this.grace)
    this.rest(now)
  }

  /** W7, V1 to V3. */
  private edit(ladder: LadderLike, now: number): void {
    const { state } = this
    const before = this.ladder
    this.ladder = ladder
    const among = (tier: TierLike, tiers: readonly TierLike[]) =>
      tiers.find(({ id }) => id === tier.id) ?? tiers.find(({ key }) => key !== undefined && key === tier.key)
    const counting = before.tiers.filter((tier) => (tier.status ?? 'active') === 'active')
    const added = this.tiers.some((tier) => among(tier, counting) === undefined)
    const lost = state.held
    const held = lost === null ? null : among(lost, this.tiers)
    const was = before.lifecycle?.review ?? 'continuous'
    if ((was === 'continuous') !== (this.review === 'continuous')) {
      state.cycle = undefined
      state.quiet = never
      state.drop = undefined
    }
    if (held === undefined && lost !== null) {
      const bottom = this.named(this.ladder.lifecycle?.downgrade.floor)
      const best = this.best(now, 'before')
      this.hold(
        bottom !== null && lost.rank >= bottom.rank && this.rank(best) < bottom.rank ? bottom : best,
        now,
      )
    } else {
      state.held = held ?? null
      if (state.drop?.to != null) {
        const { to } = state.drop
        state.drop.to = among(to, this.tiers) ?? this.tiers.findLast(({ rank }) => rank < to.rank) ?? null
      }
      if (this.review !== 'period_end' || held?.validity === undefined) state.cycle = undefined
    }
    const lazily = this.readings.edits === 'next_change' && !(added && this.readings.newTiers === 'at_once')
    state.stale = this.review === 'continuous' && lazily
    if (this.review !== 'inactivity') state.quiet = never
    else if (state.quiet === never) this.rest(now)
  }

  /** L2, L7, L14, and T7. */
  private happen(batch: readonly Activity[], now: number): void {
    const { state } = this
    const given = batch.findLast((entry) => entry.type === 'set_tier')
    const tier = given?.tier === null ? null : (this.named(given?.tier) ?? undefined)
    const continuous = this.review === 'continuous'
    if (given !== undefined && tier !== undefined) {
      this.hold(tier, now)
      state.hand = { until: given.until === undefined ? never : Date.parse(given.until) }
      state.stale = false
    } else if (continuous) {
      if (given === undefined && !this.anyMetricChanged(batch, now)) return
      state.hand = undefined
      state.stale = false
    } else {
      const best = this.best(now, 'after')
      if (this.rank(best) > this.rank(state.held)) this.hold(best, now)
      else if (this.review === 'inactivity' || this.passes(now, 'after')) state.drop = undefined
    }
    if (!continuous) this.rest(now)
  }

  /** L1, L16, L18. */
  private follow(now: number): void {
    const { state } = this
    if (state.hand !== undefined || state.stale) return
    const { policy = 'requalify', floor } = this.ladder.lifecycle?.downgrade ?? {}
    const bottom = this.named(floor)
    let target = this.best(now, 'after')
    const least = policy === 'hold' ? state.held : this.rank(state.held) >= this.rank(bottom) ? bottom : null
    if (this.rank(least) > this.rank(target)) target = least
    if (this.rank(target) < this.rank(state.held)) {
      state.drop ??= { due: now + this.grace, to: null }
      if (state.drop.due > now) return
    }
    this.hold(target, now)
  }

  /** L3, C5, C7, L13: whether the held tier is kept by merit. */
  private passes(now: number, seen: Seen): boolean {
    const { held, cycle } = this.state
    const { policy = 'requalify' } = this.ladder.lifecycle?.downgrade ?? {}
    if (cycle !== undefined) {
      const renewal = held?.validity?.renewal
      if (renewal === undefined) return true
      const question = { ...this.question(now, seen), since: cycle.start }
      if (naiveHolds(renewal, (name) => naiveMetric(name, question))) return true
      if (policy !== 'requalify') return false
    } else if (this.review === 'inactivity' && this.readings.lapseSpares === 'nobody') {
      if (policy === 'one_step' || policy === 'to_base') return false
    }
    return this.rank(this.best(now, seen)) >= this.rank(held)
  }

  /** L3, L6, L9, L10, L11, L22. */
  private examine(now: number, seen: Seen, due: number): void {
    const { state } = this
    const { policy, floor } = this.ladder.lifecycle?.downgrade ?? { policy: 'requalify' }
    state.hand = undefined
    const { held } = state
    if (held === null) return
    if (this.passes(now, seen)) {
      state.drop = undefined
      return
    }
    if (state.drop !== undefined || policy === 'hold') return
    const bottom = this.named(floor)
    if (bottom !== null && held.id === bottom.id) return
    const below = this.tiers.findLast(({ rank }) => rank < held.rank) ?? null
    let to = policy === 'one_step' ? below : policy === 'to_base' ? null : this.best(now, seen)
    if (held.rank < this.rank(bottom)) {
      const reading = this.readings.belowFloor ?? 'stays'
      if (reading === 'lifted') this.hold(bottom, now)
      if (reading !== 'drops') return
    } else if (this.rank(to) < this.rank(bottom)) to = bottom
    if (due > now) state.drop = { due, to }
    else this.hold(to, now)
  }

  /** L8. */
  private fall(now: number, seen: Seen): void {
    const { state } = this
    if (state.drop === undefined || state.drop.due > now) return
    const { policy = 'requalify', floor } = this.ladder.lifecycle?.downgrade ?? {}
    const best = this.best(now, seen)
    let { to } = state.drop
    const strict =
      policy !== 'requalify' &&
      (state.cycle !== undefined ||
        (this.review === 'inactivity' && this.readings.lapseSpares === 'nobody' && policy !== 'hold'))
    const reading = strict ? 'as_reviewed' : (this.readings.pendingDrop ?? 'higher')
    if (reading === 'higher' && this.rank(best) > this.rank(to)) to = best
    if (reading === 'as_due' && policy === 'requalify') {
      const bottom = this.named(floor)
      const guarded = this.rank(state.held) > this.rank(bottom) && this.rank(best) < this.rank(bottom)
      to = guarded ? bottom : best
    }
    state.drop = undefined
    if (this.rank(to) < this.rank(state.held)) this.hold(to, now)
    else state.hand = undefined
  }

  /** Enters a tier, or stays there with nothing by hand and nothing pending. */
  private hold(tier: TierLike | null, now: number): void {
    const { state } = this
    if (tier !== state.held)
      state.cycle = tier === null ? undefined : naiveCycle(tier, now, false, this.member)
    state.held = tier
    state.hand = undefined
    state.drop = undefined
  }

  /** L12. */
  private rest(now: number): void {
    const quiet = this.review === 'inactivity' ? this.ladder.lifecycle?.inactivity : undefined
    this.state.quiet = quiet === undefined || this.state.held === null ? never : plus(now, quiet, this.zone)
  }

  /** L4, L20. */
  private isBoundary(now: number): boolean {
    const { window = { kind: 'lifetime' }, lifecycle } = this.ladder
    const matters = this.review === 'period_end' || lifecycle?.rollover !== undefined
    return matters && now > this.first && yearStarts(window, this.zone).includes(now)
  }

  /** L5. */
  private rollOver(now: number, held: TierLike | null): void {
    const { rollover } = this.ladder.lifecycle ?? {}
    for (const counter of rollover?.counters ?? []) {
      const value = naiveMetric(`counter:${counter}`, this.question(now, 'closed'))
      const asked = asks(held?.rule, `counter:${counter}`)
      const excess = rollover?.mode === 'excess' ? asked.map((one) => value - one) : []
      const least = excess.find((one) => excess.every((other) => one <= other)) ?? 0n
      this.carried.push({ at: now, counter, value: least > 0n ? least : 0n })
    }
  }

  private question(asked: number, seen: Seen): Question {
    const now = seen === 'closed' ? asked - 1 : asked
    const until = seen === 'after' ? asked : asked - 1
    const activity = this.activity.filter((entry) => Date.parse(entry.at) <= until)
    return { ladder: this.ladder, readings: this.readings, activity, now, carried: this.carried }
  }

  /** The highest tier whose rule holds. */
  private best(now: number, seen: Seen): TierLike | null {
    const question = this.question(now, seen)
    const metric = (name: Metric) => naiveMetric(name, question)
    return this.tiers.findLast(({ rule }) => rule !== undefined && naiveHolds(rule, metric)) ?? null
  }

  private anyMetricChanged(batch: readonly Activity[], now: number): boolean {
    return batch.some((entry) => {
      if ('points' in entry) return millionths(entry.points) !== 0n
      if (entry.type === 'purchase') return millionths(entry.spend) !== 0n
      if (entry.type === 'visit') return true
      if (entry.type !== 'counter') return false
      if (entry.set === undefined) return millionths(entry.add) !== 0n
      const question = this.question(now, 'after')
      const earlier = question.activity.slice(0, question.activity.indexOf(entry))
      return (
        naiveMetric(`counter:${entry.counter}`, { ...question, activity: earlier }) !== millionths(entry.set)
      )
    })
  }

  private anythingLeaves(now: number): boolean {
    const { window = { kind: 'lifetime' } } = this.ladder
    if (window.kind === 'lifetime') return false
    const before = this.question(now, 'closed')
    const after = this.question(now, 'before')
    return before.activity.some((entry) =>
      (['points.earned', 'spend', 'visits'] as const).some((name) => {
        if (counted(name, entry, this.readings) === 0n) return false
        const one = [entry]
        return (
          naiveMetric(name, { ...before, activity: one }) !== 0n &&
          naiveMetric(name, { ...after, activity: one }) === 0n
        )
      }),
    )
  }

  private get review() {
    return this.ladder.lifecycle?.review ?? 'continuous'
  }

  private get grace() {
    return (this.ladder.lifecycle?.downgrade.graceDays ?? 0) * day
  }

  private get zone() {
    return this.ladder.timeZone ?? 'UTC'
  }

  private get member() {
    return { ladder: this.ladder, registered: this.registered }
  }

  private get tiers(): TierLike[] {
    return this.ladder.tiers
      .filter((tier) => (tier.status ?? 'active') === 'active')
      .sort((a, b) => a.rank - b.rank)
  }

  private extended(now: number): number {
    return monthsLater(now, this.ladder.lifecycle?.extendMonths ?? 0, this.zone) + this.grace
  }

  private ladderAt(now: number): LadderLike {
    return this.versions.findLast(({ from }) => from <= now)?.ladder ?? { tiers: [] }
  }

  /** W6: what is done while the ladder does not count. */
  private asCounted(entry: Activity): Activity {
    const { status = 'active' } = this.ladderAt(Date.parse(entry.at))
    if (this.readings.pausedActivity !== 'ignored' || status === 'active' || entry.type === 'set_tier')
      return entry
    return { at: entry.at, type: 'touch' }
  }

  private named(name: string | null | undefined): TierLike | null {
    const { tiers } = this
    return (
      tiers.find(({ id }) => name != null && id === name) ??
      tiers.find(({ key }) => name != null && key === name) ??
      null
    )
  }

  private rank(tier: TierLike | null): number {
    return tier?.rank ?? 0
  }

  /** Every instant at which anything could change without what is held having a say, and many at which nothing does. */
  private instants(): number[] {
    const found = this.versions.map(({ from }) => from)
    for (const entry of this.activity) {
      found.push(Date.parse(entry.at))
      if (entry.type === 'set_tier' && entry.until !== undefined) found.push(Date.parse(entry.until))
    }
    for (const { ladder } of this.versions) {
      const { window = { kind: 'lifetime' }, timeZone = 'UTC' } = ladder
      found.push(...yearStarts(window, timeZone))
      for (const entry of this.activity) found.push(...leaving(window, timeZone, Date.parse(entry.at)))
    }
    return [...new Set(found)]
  }
}

/** An ISO 8601 duration later: months first, then exact days. */
function plus(at: number, duration: string, zone: string): number {
  const count = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(duration)?.[1] ?? 0)
  return monthsLater(at, count('Y') * 12 + count('M'), zone) + count('D') * day
}
