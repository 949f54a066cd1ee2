import {
  type Activity,
  type Amount,
  addAmounts,
  compareAmounts,
  type Metric,
  subtractAmounts,
  toAmount,
} from '@rungs/model'
import type { LadderLike, RuleLike, TierLike } from '../src/index.js'

/*
 * A second evaluator, as slow and as plain as can be: every question is answered from scratch by looking at the
 * whole activity again. It shares no code with the engine, so that a mistake has to be made twice to pass.
 */

/** Who holds what at an instant under continuous review: the tier's id, `null` for the base tier. */
export function naiveTier(ladder: LadderLike, activity: readonly Activity[], now: number): string | null {
  if ((ladder.status ?? 'active') !== 'active') return null
  const known = activity.filter((entry) => Date.parse(entry.at) <= now)
  const assigned = naiveAssignment(ladder, known, now)
  if (assigned !== undefined) return assigned
  const qualifying = ladder.tiers.filter(
    (tier) =>
      (tier.status ?? 'active') === 'active' &&
      tier.rule !== undefined &&
      naiveHolds(tier.rule, (metric) => naiveMetric(ladder, known, metric, now)),
  )
  const best = qualifying.reduce<TierLike | undefined>(
    (top, tier) => (top === undefined || tier.rank > top.rank ? tier : top),
    undefined,
  )
  return best?.id ?? null
}

/** The value of a metric at an instant. */
export function naiveMetric(
  ladder: LadderLike,
  known: readonly Activity[],
  metric: Metric,
  now: number,
): Amount {
  const inTime = [...known].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
  let total = '0'
  for (const entry of inTime) {
    const at = Date.parse(entry.at)
    const counts = isInside(ladder, at, now)
    if (metric === 'points.balance') {
      if (entry.type === 'earn' || entry.type === 'adjust') total = addAmounts(total, amount(entry.points))
      if (entry.type === 'redeem' || entry.type === 'expire' || entry.type === 'refund') {
        total = subtractAmounts(total, amount(entry.points))
      }
    } else if (metric === 'points.earned') {
      if (counts && (entry.type === 'earn' || entry.type === 'adjust')) {
        total = addAmounts(total, amount(entry.points))
      }
    } else if (metric === 'spend') {
      if (counts && entry.type === 'purchase') total = addAmounts(total, amount(entry.spend))
    } else if (metric === 'visits') {
      if (counts && entry.type === 'visit') total = addAmounts(total, '1')
    } else if (entry.type === 'counter' && metric === `counter:${entry.counter}`) {
      total = entry.set === undefined ? addAmounts(total, amount(entry.add)) : amount(entry.set)
    }
  }
  return total
}

const amount = (value: unknown): Amount => toAmount(value) ?? '0'

function naiveHolds(rule: RuleLike, metric: (name: Metric) => Amount): boolean {
  if ('all' in rule) return rule.all.every((inner) => naiveHolds(inner, metric))
  if ('any' in rule) return rule.any.some((inner) => naiveHolds(inner, metric))
  if ('of' in rule) return rule.of.filter((inner) => naiveHolds(inner, metric)).length >= rule.atLeast
  const sign = compareAmounts(metric(rule.metric), amount(rule.value))
  return { '>=': sign >= 0, '>': sign > 0, '==': sign === 0, '<=': sign <= 0, '<': sign < 0 }[rule.op]
}

/** Whether an event counts: by where the window of `now` opens, not by when the event leaves it. */
function isInside({ window = { kind: 'lifetime' } }: LadderLike, at: number, now: number): boolean {
  if (window.kind === 'lifetime') return true
  if (window.kind === 'rolling') {
    const then = new Date(now)
    const day = then.getUTCDate()
    const opening = new Date(now)
    opening.setUTCMonth(then.getUTCMonth() - window.months)
    // Where the month lacks the day the date has run over into the next one, whose first instant is the end.
    if (opening.getUTCDate() === day) return at > opening.getTime()
    opening.setUTCDate(1)
    return at >= opening.setUTCHours(0, 0, 0, 0)
  }
  return yearOf(window, at) === yearOf(window, now)
}

function yearOf(window: { kind: string; month?: number; day?: number }, ms: number): number {
  const year = new Date(ms).getUTCFullYear()
  const month = (window.month ?? 1) - 1
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return ms >= Date.UTC(year, month, Math.min(window.day ?? 1, last)) ? year : year - 1
}

/** The assignment in force: the last one, unless it is over, or something that changes a metric came after it. */
function naiveAssignment(
  ladder: LadderLike,
  known: readonly Activity[],
  now: number,
): string | null | undefined {
  const sets = known.filter((entry) => entry.type === 'set_tier')
  const latest = Math.max(...sets.map((entry) => Date.parse(entry.at)))
  const last = sets.findLast((entry) => Date.parse(entry.at) === latest)
  if (last === undefined) return undefined
  if (last.until !== undefined && Date.parse(last.until) <= now) return undefined
  const moved = known.some((entry) => Date.parse(entry.at) > latest && changes(ladder, known, entry))
  if (moved) return undefined
  if (last.tier === null) return null
  const tier =
    ladder.tiers.find(({ id }) => id === last.tier) ?? ladder.tiers.find(({ key }) => key === last.tier)
  return tier?.id !== undefined && (tier.status ?? 'active') === 'active' ? tier.id : undefined
}

function changes(ladder: LadderLike, known: readonly Activity[], entry: Activity): boolean {
  if ('points' in entry) return amount(entry.points) !== '0'
  if (entry.type === 'purchase') return amount(entry.spend) !== '0'
  if (entry.type === 'visit') return true
  if (entry.type !== 'counter') return false
  if (entry.set === undefined) return amount(entry.add) !== '0'
  const at = Date.parse(entry.at)
  const earlier = known.filter(
    (other, index) =>
      Date.parse(other.at) < at || (Date.parse(other.at) === at && index < known.indexOf(entry)),
  )
  return naiveMetric(ladder, earlier, `counter:${entry.counter}`, at) !== amount(entry.set)
}

/** Every instant at which anything could change, and many at which nothing does. */
export function naiveInstants(ladder: LadderLike, activity: readonly Activity[]): number[] {
  const instants = activity.flatMap((entry) => {
    const at = Date.parse(entry.at)
    const until = entry.type === 'set_tier' && entry.until !== undefined ? [Date.parse(entry.until)] : []
    return [at, ...until, ...leaving(ladder, at)]
  })
  return [...new Set(instants)].sort((a, b) => a - b)
}

function leaving({ window = { kind: 'lifetime' } }: LadderLike, at: number): number[] {
  if (window.kind === 'lifetime') return []
  const date = new Date(at)
  if (window.kind === 'rolling') {
    const target = date.getUTCMonth() + window.months
    const time = at - Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
    return [
      Date.UTC(date.getUTCFullYear(), target, date.getUTCDate()) + time,
      Date.UTC(date.getUTCFullYear(), target + 1, 1),
    ]
  }
  const month = window.kind === 'fixed_year' ? window.month - 1 : 0
  const starts = [0, 1, 2].flatMap((years) =>
    [28, 29, 30, 31, window.kind === 'fixed_year' ? window.day : 1].map((day) =>
      Date.UTC(date.getUTCFullYear() + years, month, day),
    ),
  )
  return starts
}
