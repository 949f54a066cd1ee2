import {
  type Amount,
  type LadderStatus,
  type Metric,
  parseInstant,
  type TierRef,
  toAmount,
  type Window,
} from '@rungs/model'
import { Calendar } from './calendar.js'
import { decimalsOf, toUnits } from './decimal.js'
import { type PlannedLifecycle, planLifecycle } from './lifecycle.js'
import type { ChosenReadings } from './readings.js'
import type { RuleNode, TestNode } from './rule.js'
import type { Rung } from './rung.js'
import type { LadderLike, RuleLike, TierLike } from './types.js'
import type { PlannedValidity } from './validity.js'

/** A ladder, checked once and brought into the form that is evaluated. */
export interface Plan {
  status: LadderStatus
  window: Window
  calendar: Calendar
  lifecycle: PlannedLifecycle
  readings: ChosenReadings
  /** The tiers that count, ascending by rank. */
  rungs: readonly Rung[]
  /** By id and by key; `null` for a tier that does not count. */
  named: ReadonlyMap<string, Rung | null>
  /** By place + 1, so that the base tier is first: the lowest tier above it that has a rule. */
  above: readonly (Rung | undefined)[]
  /** The slot of every metric that a rule tests or that always exists. */
  slots: ReadonlyMap<Metric, number>
  /** The same metrics in the order of their slots. */
  metrics: readonly Metric[]
  /** Decimals of the finest amount in the rules. */
  scale: number
  /** Whether every amount in the rules is a whole number of at most 2^52. */
  whole: boolean
}

/** The metrics that every member has, in the order of their slots; counters follow. */
export const fixedMetrics = ['points.balance', 'points.earned', 'spend', 'visits'] as const

/** The slots of the metrics that a window applies to. */
export const windowed = [1, 2, 3] as const

/** What the plans of all versions of a ladder share. */
export interface Common {
  slots: Map<Metric, number>
  scale: number
  readings: ChosenReadings
}

/** What plans of these checked ladders share. */
export function commonOf(ladders: readonly LadderLike[], readings: ChosenReadings): Common {
  const rules = ladders.flatMap(({ tiers }) => tiers.filter(counts).flatMap(rulesOf))
  const slots = new Map<Metric, number>(fixedMetrics.map((metric, slot) => [metric, slot]))
  for (const { metric } of rules.flatMap(testsOf)) if (!slots.has(metric)) slots.set(metric, slots.size)
  return {
    slots,
    scale: Math.max(0, ...rules.flatMap(testsOf).map(({ value }) => decimalsOf(value))),
    readings,
  }
}

/** Makes the plan of a checked ladder. */
export function makePlan(ladder: LadderLike, { slots, scale, readings }: Common): Plan {
  const { tiers, retired = [], status = 'active', window = { kind: 'lifetime' } } = ladder
  const calendar = calendarOf(ladder.timeZone)
  const ordered = tiers.filter(counts).sort((a, b) => a.rank - b.rank)
  const rungs = ordered.map((tier, index): Rung => {
    const rung: Rung = { index, ref: refOf(tier) }
    if (tier.rule !== undefined) rung.rule = nodeOf(tier.rule, slots, scale)
    const validity = validityOf(tier, ladder, calendar, (rule) => nodeOf(rule, slots, scale))
    if (validity !== undefined) rung.validity = validity
    return rung
  })
  const named = namesOf(tiers, ordered, rungs, retired)
  const amounts = ordered
    .flatMap(rulesOf)
    .flatMap(testsOf)
    .map(({ value }) => Number(value))
  return {
    status,
    window,
    calendar,
    lifecycle: planLifecycle(ladder, named),
    readings,
    rungs,
    named,
    above: [...rungs, undefined].map((_, place) => rungs.slice(place).find(({ rule }) => rule !== undefined)),
    slots,
    metrics: [...slots.keys()],
    scale,
    whole: scale === 0 && amounts.every((amount) => Math.abs(amount) <= 2 ** 52),
  }
}

const calendars = new Map<string, Calendar>()

/** The calendar of a zone; made once, for its clocks are looked up. */
function calendarOf(timeZone = 'UTC'): Calendar {
  const known = calendars.get(timeZone)
  if (known !== undefined) return known
  const calendar = new Calendar(timeZone)
  calendars.set(timeZone, calendar)
  return calendar
}

/** A validity counts where tiers are reviewed when their period ends, and nowhere else. */
function validityOf(
  { validity }: TierLike,
  { lifecycle }: LadderLike,
  calendar: Calendar,
  resolve: (rule: RuleLike) => RuleNode,
): PlannedValidity | undefined {
  if (validity === undefined || lifecycle?.review !== 'period_end') return undefined
  const { anchor, months = 12, start = '', minimumMonths = 0, renewal } = validity
  const planned: PlannedValidity = {
    anchor,
    months,
    start: parseInstant(start) ?? 0,
    minimumMonths,
    monthEnd: lifecycle.reviewClock === 'month_end',
    calendar,
  }
  if (renewal !== undefined) planned.renewal = resolve(renewal)
  return planned
}

/** A tier that is not active counts for nobody. */
function counts({ status = 'active' }: TierLike): boolean {
  return status === 'active'
}

function refOf(tier: TierLike): TierRef {
  const id = tier.id ?? tier.key ?? ''
  const ref: TierRef = { id, name: tier.name ?? tier.key ?? id, rank: tier.rank }
  if (tier.key !== undefined) ref.key = tier.key
  return ref
}

/** An id wins over another tier's key that reads the same. */
function namesOf(
  tiers: readonly TierLike[],
  ordered: readonly TierLike[],
  rungs: readonly Rung[],
  retired: readonly string[],
): Map<string, Rung | null> {
  const named = new Map<string, Rung | null>(retired.map((id) => [id, null]))
  const put = (name: string | undefined, tier: TierLike): void => {
    if (name !== undefined) named.set(name, rungs[ordered.indexOf(tier)] ?? null)
  }
  for (const tier of tiers) put(tier.key, tier)
  for (const tier of tiers) put(tier.id, tier)
  return named
}

function rulesOf({ rule, validity }: TierLike): RuleLike[] {
  return [rule, validity?.renewal].filter((one) => one !== undefined)
}

/** Every comparison of a rule, its value in canonical form. */
function testsOf(rule: RuleLike): { metric: Metric; value: Amount }[] {
  if ('metric' in rule) return [{ metric: rule.metric, value: toAmount(rule.value) ?? '0' }]
  return groupOf(rule).flatMap(testsOf)
}

function groupOf(rule: Exclude<RuleLike, { metric: Metric }>): readonly RuleLike[] {
  return 'all' in rule ? rule.all : 'any' in rule ? rule.any : rule.of
}

function nodeOf(rule: RuleLike, slots: ReadonlyMap<Metric, number>, scale: number): RuleNode {
  if ('metric' in rule) {
    const { metric, op } = rule
    const value = toAmount(rule.value) ?? '0'
    const slot = slots.get(metric) ?? 0
    const test: TestNode = { kind: 'test', metric, slot, op, value, units: toUnits(value, scale) }
    if (toAmount(Number(value)) === value) test.number = Number(value)
    return test
  }
  const of = groupOf(rule).map((inner) => nodeOf(inner, slots, scale))
  if ('all' in rule) return { kind: 'group', form: 'all', need: of.length, of }
  if ('any' in rule) return { kind: 'group', form: 'any', need: 1, of }
  return { kind: 'group', form: 'atLeast', need: rule.atLeast, of }
}
