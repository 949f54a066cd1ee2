import type { Activity, Metric } from '@rungs/model'
import type { LadderLike, Readings, RuleLike } from '../src/index.js'
import { isInside } from './naive-calendar.js'

/*
 * Metrics and rules, summed up and judged from scratch at every question. Amounts are counted in millionths.
 */

const known = new Map<unknown, bigint>()

/** An amount in millionths: no test has finer ones. */
export function millionths(value: unknown): bigint {
  const found = known.get(value)
  if (found !== undefined) return found
  const [whole = '', fraction = ''] = String(value ?? 0).split('.')
  const units = BigInt(whole + fraction.padEnd(6, '0'))
  known.set(value, units)
  return units
}

/** What may be asked of a member's past. */
export interface Question {
  ladder: LadderLike
  readings: Readings
  /** The activity that counts, in order of time. */
  activity: readonly Activity[]
  /** The instant at which the window is looked at. */
  now: number
  /** Counters that were carried over, the latest last. */
  carried: readonly { at: number; counter: string; value: bigint }[]
  /** Counts since this instant instead of in the window. */
  since?: number
}

export function naiveMetric(name: Metric, question: Question): bigint {
  if (name.startsWith('counter:')) return counter(name.slice('counter:'.length), question)
  let total = 0n
  for (const entry of question.activity) {
    if (name === 'points.balance') total += balance(entry, question.readings)
    else {
      const amount = counted(name, entry, question.readings)
      if (amount !== 0n && inside(entry, question)) total += amount
    }
  }
  return total
}

function balance(entry: Activity, { refund }: Readings): bigint {
  if (!('points' in entry)) return 0n
  const points = millionths(entry.points)
  if (entry.type === 'earn' || entry.type === 'adjust') return points
  return entry.type === 'refund' && refund === 'raises' ? points : -points
}

/** What an activity adds to a metric that a window applies to. */
export function counted(name: Metric, entry: Activity, { negativeAdjustment }: Readings): bigint {
  if (name === 'spend') return entry.type === 'purchase' ? millionths(entry.spend) : 0n
  if (name === 'visits') return entry.type === 'visit' ? 1_000_000n : 0n
  if (entry.type !== 'earn' && entry.type !== 'adjust') return 0n
  const points = millionths(entry.points)
  return points < 0n && negativeAdjustment === 'ignored' ? 0n : points
}

function inside(entry: Activity, { ladder, readings, now, since }: Question): boolean {
  const at = Date.parse(entry.at)
  if (since !== undefined) return at >= since
  const { window = { kind: 'lifetime' }, timeZone = 'UTC' } = ladder
  return isInside(window, timeZone, readings.rollingEdge === 'counts', at, now)
}

function counter(key: string, { activity, carried, now }: Question): bigint {
  const last = carried.findLast((one) => one.counter === key && one.at <= now)
  let total = last?.value ?? 0n
  for (const entry of activity) {
    if (entry.type !== 'counter' || entry.counter !== key || Date.parse(entry.at) < (last?.at ?? 0)) continue
    total = entry.set === undefined ? total + millionths(entry.add) : millionths(entry.set)
  }
  return total
}

export function naiveHolds(rule: RuleLike, metric: (name: Metric) => bigint): boolean {
  if ('all' in rule) return rule.all.every((inner) => naiveHolds(inner, metric))
  if ('any' in rule) return rule.any.some((inner) => naiveHolds(inner, metric))
  if ('of' in rule) return rule.of.filter((inner) => naiveHolds(inner, metric)).length >= rule.atLeast
  const value = metric(rule.metric)
  const asked = millionths(rule.value)
  return {
    '>=': value >= asked,
    '>': value > asked,
    '==': value === asked,
    '<=': value <= asked,
    '<': value < asked,
  }[rule.op]
}

/** Every value that a rule asks of a metric with >=, > or ==. */
export function asks(rule: RuleLike | undefined, metric: Metric): bigint[] {
  if (rule === undefined) return []
  if ('metric' in rule) {
    return rule.metric === metric && ['>=', '>', '=='].includes(rule.op) ? [millionths(rule.value)] : []
  }
  const group = 'all' in rule ? rule.all : 'any' in rule ? rule.any : rule.of
  return group.flatMap((inner) => asks(inner, metric))
}
