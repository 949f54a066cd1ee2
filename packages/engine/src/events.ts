import {
  type Activity,
  type Amount,
  type Instant,
  type Issue,
  type Metric,
  parseInstant,
  toAmount,
} from '@rungs/model'
import { unknownKeys } from './check-rule.js'
import { decimalsOf, powerOfTen, toUnits } from './decimal.js'
import { fixedMetrics, type Plan, type Rung } from './plan.js'
import { describe, isObject, refuse } from './refusal.js'

/** A change of one metric. `window`: it counts only while it is inside the ladder's window. */
export interface Change {
  slot: number
  units: bigint
  window: boolean
}

/** One activity, checked and resolved. */
export type Event =
  | { kind: 'change'; changes: readonly Change[] }
  | { kind: 'set'; slot: number; units: bigint }
  /** `undefined`: the tier does not count, so nothing is assigned. */
  | { kind: 'assign'; rung: Rung | null | undefined; until: number }
  | { kind: 'touch' }

/** The events of one instant, in list order. */
export interface Batch {
  at: number
  events: Event[]
}

/** A member's activity up to an instant, in order of time. */
export interface Timeline {
  batches: Batch[]
  slots: ReadonlyMap<Metric, number>
  scale: number
  factor: bigint
}

/** Milliseconds since 1970 of an instant. @throws RungsError `invalid_input` naming `path`. */
export function instantOf(value: Instant, path: string): number {
  const ms = typeof value === 'string' ? parseInstant(value) : undefined
  if (ms !== undefined) return ms
  const message = `expected an RFC 3339 instant such as 2026-03-01T09:30:00Z, got ${describe(value)}`
  refuse([{ path, message }])
  return 0
}

/**
 * Checks activity, leaves out what lies after `to`, and brings the rest into order of time.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function timelineOf(plan: Plan, activity: readonly Activity[], to: number): Timeline {
  refuse(activity.flatMap((entry, index) => activityIssues(entry, `activity[${index}]`, plan)))
  const scale = activity.reduce(
    (most, entry) => Math.max(most, ...amountsOf(entry).map(decimalsOf)),
    plan.scale,
  )
  const slots = new Map(plan.slots)
  const dated = activity
    .map((entry) => ({ at: parseInstant(entry.at) ?? 0, entry }))
    .filter(({ at }) => at <= to)
    .sort((a, b) => a.at - b.at)
  const batches: Batch[] = []
  for (const { at, entry } of dated) {
    const event = eventOf(entry, plan, slots, scale)
    const last = batches.at(-1)
    if (last?.at === at) last.events.push(event)
    else batches.push({ at, events: [event] })
  }
  return { batches, slots, scale, factor: powerOfTen(scale - plan.scale) }
}

const [balance, earned, spend, visits] = fixedMetrics.map((_, slot) => slot) as [
  number,
  number,
  number,
  number,
]

function eventOf(entry: Activity, plan: Plan, slots: Map<Metric, number>, scale: number): Event {
  const units = (amount: unknown): bigint => toUnits(toAmount(amount) ?? '0', scale)
  switch (entry.type) {
    case 'earn':
    case 'adjust':
      return points(units(entry.points), true)
    case 'redeem':
    case 'expire':
    case 'refund':
      return points(-units(entry.points), false)
    case 'purchase':
      return { kind: 'change', changes: [{ slot: spend, units: units(entry.spend), window: true }] }
    case 'visit':
      return { kind: 'change', changes: [{ slot: visits, units: units(1), window: true }] }
    case 'counter': {
      const metric: Metric = `counter:${entry.counter}`
      const slot = slots.get(metric) ?? slots.size
      slots.set(metric, slot)
      if (entry.set !== undefined) return { kind: 'set', slot, units: units(entry.set) }
      return { kind: 'change', changes: [{ slot, units: units(entry.add), window: false }] }
    }
    case 'set_tier': {
      const rung = entry.tier === null ? null : (plan.named.get(entry.tier) ?? undefined)
      const until = entry.until === undefined ? Number.POSITIVE_INFINITY : (parseInstant(entry.until) ?? 0)
      return { kind: 'assign', rung, until }
    }
    case 'touch':
      return { kind: 'touch' }
  }
}

/** Points change the balance for good; what is earned or adjusted also counts as earned, inside the window. */
function points(units: bigint, qualifies: boolean): Event {
  const change: Change = { slot: balance, units, window: false }
  return { kind: 'change', changes: qualifies ? [change, { slot: earned, units, window: true }] : [change] }
}

const keysOf: Readonly<Record<Activity['type'], readonly string[]>> = {
  earn: ['points'],
  redeem: ['points'],
  adjust: ['points'],
  expire: ['points'],
  refund: ['points'],
  purchase: ['spend'],
  visit: [],
  counter: ['counter', 'add', 'set'],
  set_tier: ['tier', 'until'],
  touch: [],
}

function activityIssues(entry: unknown, path: string, plan: Plan): Issue[] {
  if (!isObject(entry)) return [{ path, message: `expected an activity, got ${describe(entry)}` }]
  const { type } = entry
  if (typeof type !== 'string' || !Object.hasOwn(keysOf, type)) {
    const message = `expected one of ${Object.keys(keysOf).join(', ')}, got ${describe(type)}`
    return [{ path: `${path}.type`, message }]
  }
  const issues = unknownKeys(entry, ['at', 'type', ...keysOf[type as Activity['type']]], path)
  if (typeof entry.at !== 'string' || parseInstant(entry.at) === undefined) {
    const message = `expected an RFC 3339 instant such as 2026-03-01T09:30:00Z, got ${describe(entry.at)}`
    issues.push({ path: `${path}.at`, message })
  }
  if (type === 'set_tier') return [...issues, ...assignmentIssues(entry, path, plan)]
  if (type === 'counter') return [...issues, ...counterIssues(entry, path)]
  const amount = keysOf[type as Activity['type']][0]
  return amount === undefined
    ? issues
    : [...issues, ...amountIssues(entry[amount], `${path}.${amount}`, type === 'adjust')]
}

function assignmentIssues(entry: Record<string, unknown>, path: string, plan: Plan): Issue[] {
  const { tier, until, at } = entry
  const issues: Issue[] = []
  if (tier !== null && (typeof tier !== 'string' || !plan.named.has(tier))) {
    const message = `expected the id or key of a tier of the ladder, or null, got ${describe(tier)}`
    issues.push({ path: `${path}.tier`, message })
  }
  if (until === undefined) return issues
  const end = typeof until === 'string' ? parseInstant(until) : undefined
  const start = typeof at === 'string' ? parseInstant(at) : undefined
  if (end === undefined || (start !== undefined && end <= start)) {
    const message = `expected an RFC 3339 instant after \`at\`, got ${describe(until)}`
    issues.push({ path: `${path}.until`, message })
  }
  return issues
}

function counterIssues(entry: Record<string, unknown>, path: string): Issue[] {
  const { counter, add, set } = entry
  const issues: Issue[] = []
  if (typeof counter !== 'string' || counter === '' || counter.length > 100) {
    const message = `expected the counter's key, 1 to 100 characters, got ${describe(counter)}`
    issues.push({ path: `${path}.counter`, message })
  }
  if ((add === undefined) === (set === undefined)) {
    issues.push({ path: `${path}.add`, message: 'expected either `add` or `set`' })
    return issues
  }
  const name = add === undefined ? 'set' : 'add'
  return [...issues, ...amountIssues(entry[name], `${path}.${name}`, true)]
}

function amountIssues(value: unknown, path: string, signed: boolean): Issue[] {
  const amount = toAmount(value)
  if (amount === undefined) {
    const message = `expected a number, or decimal text such as "0.3", got ${describe(value)}`
    return [{ path, message }]
  }
  if (signed || !amount.startsWith('-')) return []
  return [{ path, message: 'expected 0 or more, got a negative amount' }]
}

function amountsOf(entry: Activity): Amount[] {
  const given =
    'points' in entry
      ? entry.points
      : 'spend' in entry
        ? entry.spend
        : 'counter' in entry
          ? (entry.add ?? entry.set)
          : 0
  return [toAmount(given) ?? '0']
}
