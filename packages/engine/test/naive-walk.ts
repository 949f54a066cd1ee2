import type { Activity, Amount, Metric } from '@rungs/model'
import { addAmounts, compareAmounts, subtractAmounts, toAmount } from '@rungs/model'
import type { LadderLike, RuleLike, TierLike } from '../src/index.js'
import { naiveHolds, naiveInstants, naiveMetric } from './naive.js'

/*
 * The reviews of a lifecycle, walked in the plainest way: every instant at which anything at all could happen is
 * visited in order of time, and at each of them every metric is computed again from the whole activity. Written
 * from the lines of the semantics, L1 to L22, not from the engine.
 */

const day = 86_400_000
const farthest = Date.UTC(2031, 0, 1)

/** The metrics of an instant: of the period that ends at it, before its events, or after them. */
type Seen = 'closed' | 'before' | 'after'

interface State {
  held: TierLike | null
  hand: { until: number } | undefined
  drop: { due: number; to: TierLike | null } | undefined
  lastActivity: number | undefined
}

/** Every move up to 2031: when, from where, to where. */
export function naiveWalk(
  ladder: LadderLike,
  activity: readonly Activity[],
): [number, string | null, string | null][] {
  const walker = new Walker(ladder, activity)
  return walker.run()
}

class Walker {
  private readonly state: State = { held: null, hand: undefined, drop: undefined, lastActivity: undefined }
  private readonly carried: { at: number; counter: string; value: Amount }[] = []
  private readonly moves: [number, string | null, string | null][] = []
  private readonly tiers: TierLike[]

  constructor(
    private readonly ladder: LadderLike,
    private readonly activity: readonly Activity[],
  ) {
    this.tiers = ladder.tiers
      .filter((tier) => (tier.status ?? 'active') === 'active')
      .sort((a, b) => a.rank - b.rank)
  }

  run() {
    const fixed = [...naiveInstants(this.ladder, this.activity), ...this.boundaries()]
    let now = Number.NEGATIVE_INFINITY
    if (this.review === 'continuous') this.follow(Date.UTC(1970, 0, 1))
    for (;;) {
      const ahead = [...fixed, this.state.drop?.due, this.lapse(now)].filter(
        (at) => at !== undefined && at > now,
      )
      now = Math.min(...(ahead as number[]))
      if (now > farthest) return this.moves
      const before = this.state.held
      this.visit(now)
      const shown = (tier: TierLike | null) => (this.ladder.status === 'paused' ? null : (tier?.id ?? null))
      if (shown(before) !== shown(this.state.held))
        this.moves.push([now, shown(before), shown(this.state.held)])
    }
  }

  private visit(now: number) {
    const { state } = this
    const heldDuring = state.held
    if (state.hand !== undefined && state.hand.until <= now) {
      state.held = null
      state.hand = undefined
      state.drop = undefined
    }
    const lapsed = this.lapse(now - 1) === now
    if (this.boundaries().includes(now)) {
      if (this.review !== 'continuous') this.fall(now, 'closed')
      if (this.review === 'period_end') this.examine(now, 'closed', this.extended(now))
      this.rollOver(now, heldDuring)
    }
    if (this.review !== 'continuous') this.fall(now, 'before')
    if (lapsed) {
      this.examine(now, 'before', now + this.grace)
      state.lastActivity = now
    }
    const batch = this.activity.filter((entry) => Date.parse(entry.at) === now)
    if (batch.length > 0) this.happen(batch, now)
    if (this.review === 'continuous') this.follow(now)
  }

  private get review() {
    return this.ladder.lifecycle?.review ?? 'continuous'
  }

  private get grace() {
    return (this.ladder.lifecycle?.downgrade.graceDays ?? 0) * day
  }

  private happen(batch: readonly Activity[], now: number) {
    const { state } = this
    state.lastActivity = now
    const given = batch.findLast((entry) => entry.type === 'set_tier')
    const tier =
      given?.tier === null
        ? null
        : this.tiers.find(({ id, key }) => id === given?.tier || key === given?.tier)
    if (given !== undefined && tier !== undefined) {
      state.held = tier
      state.hand = { until: given.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(given.until) }
      state.drop = undefined
      return
    }
    if (this.review === 'continuous') {
      if (given !== undefined || this.anyMetricChanged(batch, now)) state.hand = undefined
      return
    }
    const best = this.best(now, 'after')
    if (this.rank(best) > this.rank(state.held)) {
      state.held = best
      state.hand = undefined
      state.drop = undefined
    } else if (this.rank(best) === this.rank(state.held) || this.review === 'inactivity')
      state.drop = undefined
  }

  /** L1, L16, L18. */
  private follow(now: number) {
    const { state } = this
    if (state.hand !== undefined) return
    const { policy = 'requalify', floor } = this.ladder.lifecycle?.downgrade ?? {}
    let target = this.best(now, 'after')
    const least =
      policy === 'hold'
        ? state.held
        : this.rank(state.held) >= this.rank(this.named(floor))
          ? this.named(floor)
          : null
    if (this.rank(least) > this.rank(target)) target = least
    if (this.rank(target) >= this.rank(state.held)) {
      state.held = target
      state.drop = undefined
      return
    }
    state.drop ??= { due: now + this.grace, to: null }
    if (state.drop.due > now) return
    state.held = target
    state.drop = undefined
  }

  /** L3, L6, L9, L10, L11, L13, L22. */
  private examine(now: number, seen: Seen, due: number) {
    const { state } = this
    const { policy, floor } = this.ladder.lifecycle?.downgrade ?? { policy: 'requalify' }
    state.hand = undefined
    if (state.held === null) return
    const best = this.best(now, seen)
    if (this.rank(best) >= this.rank(state.held)) {
      state.drop = undefined
      return
    }
    if (state.drop !== undefined || policy === 'hold') return
    const bottom = this.named(floor)
    if (bottom !== null && this.rank(state.held) <= this.rank(bottom)) return
    const below = this.tiers.findLast(({ rank }) => rank < this.rank(state.held)) ?? null
    let to = policy === 'one_step' ? below : policy === 'to_base' ? null : best
    if (this.rank(to) < this.rank(bottom)) to = bottom
    if (due > now) state.drop = { due, to }
    else state.held = to
  }

  /** L8. */
  private fall(now: number, seen: Seen) {
    const { state } = this
    if (state.drop === undefined || state.drop.due > now) return
    const best = this.best(now, seen)
    const to = this.rank(best) > this.rank(state.drop.to) ? best : state.drop.to
    if (this.rank(to) < this.rank(state.held)) state.held = to
    state.drop = undefined
    state.hand = undefined
  }

  /** L12: when the quiet time that runs at an instant is over. */
  private lapse(now: number): number | undefined {
    const { inactivity } = this.ladder.lifecycle ?? {}
    const { lastActivity, held } = this.state
    if (
      this.review !== 'inactivity' ||
      inactivity === undefined ||
      lastActivity === undefined ||
      held === null
    )
      return undefined
    const [, months, days] = /^P(?:(\d+)M)?(?:(\d+)D)?$/.exec(inactivity) ?? []
    const at = plusMonths(lastActivity, Number(months ?? 0)) + Number(days ?? 0) * day
    return at > now ? at : undefined
  }

  private extended(now: number) {
    return plusMonths(now, this.ladder.lifecycle?.extendMonths ?? 0) + this.grace
  }

  private boundaries(): number[] {
    const { window = { kind: 'lifetime' }, lifecycle } = this.ladder
    const matters = this.review === 'period_end' || lifecycle?.rollover !== undefined
    if (window.kind === 'lifetime' || window.kind === 'rolling' || !matters) return []
    const first = Math.min(...this.activity.map((entry) => Date.parse(entry.at)))
    const [month, wanted] = window.kind === 'fixed_year' ? [window.month - 1, window.day] : [0, 1]
    const years = Array.from({ length: 12 }, (_, index) => 2022 + index)
    return years
      .map((year) =>
        Date.UTC(year, month, Math.min(wanted, new Date(Date.UTC(year, month + 1, 0)).getUTCDate())),
      )
      .filter((at) => at > first)
  }

  /** L5. */
  private rollOver(now: number, held: TierLike | null) {
    const { rollover } = this.ladder.lifecycle ?? {}
    for (const counter of rollover?.counters ?? []) {
      const value = this.metric(`counter:${counter}`, now, 'closed')
      const asked = asks(held?.rule, `counter:${counter}`).sort((a, b) => -compareAmounts(a, b))[0]
      const excess = rollover?.mode === 'excess' && asked !== undefined ? subtractAmounts(value, asked) : '0'
      this.carried.push({ at: now, counter, value: compareAmounts(excess, '0') > 0 ? excess : '0' })
    }
  }

  private metric(name: Metric, asked: number, seen: Seen): Amount {
    const now = seen === 'closed' ? asked - 1 : asked
    const until = seen === 'after' ? now : asked - 1
    const known = this.activity.filter((entry) => Date.parse(entry.at) <= until)
    if (!name.startsWith('counter:')) return naiveMetric(this.ladder, known, name, now)
    const counter = name.slice('counter:'.length)
    const last = this.carried.findLast((entry) => entry.counter === counter && entry.at <= now)
    let total = last?.value ?? '0'
    const inTime = [...known].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    for (const entry of inTime) {
      if (entry.type !== 'counter' || entry.counter !== counter || Date.parse(entry.at) < (last?.at ?? 0))
        continue
      total =
        entry.set === undefined ? addAmounts(total, toAmount(entry.add) ?? '0') : (toAmount(entry.set) ?? '0')
    }
    return total
  }

  private anyMetricChanged(batch: readonly Activity[], now: number): boolean {
    return batch.some((entry) => {
      if ('points' in entry) return toAmount(entry.points) !== '0'
      if (entry.type === 'purchase') return toAmount(entry.spend) !== '0'
      if (entry.type === 'visit') return true
      if (entry.type !== 'counter') return false
      if (entry.set === undefined) return toAmount(entry.add) !== '0'
      const index = this.activity.indexOf(entry)
      const before = this.activity.filter(
        (other, at) => Date.parse(other.at) < now || (Date.parse(other.at) === now && at < index),
      )
      const earlier = new Walker(this.ladder, before)
      earlier.carried.push(...this.carried)
      return earlier.metric(`counter:${entry.counter}`, now, 'after') !== toAmount(entry.set)
    })
  }

  /** The highest tier whose rule holds. */
  private best(now: number, seen: Seen): TierLike | null {
    return (
      this.tiers.findLast(
        ({ rule }) => rule !== undefined && naiveHolds(rule, (name) => this.metric(name, now, seen)),
      ) ?? null
    )
  }

  private named(name: string | undefined): TierLike | null {
    return this.tiers.find(({ id, key }) => name !== undefined && (id === name || key === name)) ?? null
  }

  private rank(tier: TierLike | null): number {
    return tier?.rank ?? 0
  }
}

function asks(rule: RuleLike | undefined, metric: Metric): Amount[] {
  if (rule === undefined) return []
  if ('metric' in rule) {
    return rule.metric === metric && ['>=', '>', '=='].includes(rule.op) ? [toAmount(rule.value) ?? '0'] : []
  }
  return ('all' in rule ? rule.all : 'any' in rule ? rule.any : rule.of).flatMap((inner) =>
    asks(inner, metric),
  )
}

function plusMonths(at: number, months: number): number {
  const date = new Date(at)
  const target = new Date(at)
  target.setUTCDate(1)
  target.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(date.getUTCDate(), last))
  return target.getTime()
}
