import {
  type Amount,
  type LadderStatus,
  type Metric,
  type TierRef,
  toAmount,
  type Window,
} from '@rungs/model'
import { ladderIssues, unsupportedIssues } from './check.js'
import { decimalsOf, toUnits } from './decimal.js'
import { type PlannedLifecycle, planLifecycle } from './lifecycle.js'
import { refuse, refuseUnsupported } from './refusal.js'
import type { RuleNode, TestNode } from './rule.js'
import type { Rung } from './rung.js'
import type { LadderLike, RuleLike, TierLike } from './types.js'

/** A ladder, checked once and brought into the form that is evaluated. */
export interface Plan {
  status: LadderStatus
  window: Window
  lifecycle: PlannedLifecycle
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

/**
 * Checks a ladder and makes its plan.
 * @throws RungsError `invalid_input`, or `unsupported` for what this version cannot evaluate; both name paths.
 */
export function makePlan(ladder: LadderLike): Plan {
  refuse(ladderIssues(ladder))
  refuseUnsupported(unsupportedIssues(ladder))
  const { tiers, retired = [], status = 'active', window = { kind: 'lifetime' } } = ladder
  const counting = tiers.filter((tier) => (tier.status ?? 'active') === 'active')
  const ordered = [...counting].sort((a, b) => a.rank - b.rank)
  const rules = ordered.flatMap((tier) => (tier.rule === undefined ? [] : [tier.rule]))
  const scale = Math.max(0, ...rules.flatMap(valuesOf).map(decimalsOf))
  const slots = new Map<Metric, number>(fixedMetrics.map((metric, slot) => [metric, slot]))
  const rungs = ordered.map((tier, index): Rung => {
    const rung: Rung = { index, ref: refOf(tier) }
    if (tier.rule !== undefined) rung.rule = nodeOf(tier.rule, slots, scale)
    return rung
  })
  const named = namesOf(tiers, ordered, rungs, retired)
  const amounts = rules.flatMap(valuesOf).map(Number)
  return {
    status,
    window,
    lifecycle: planLifecycle(ladder, named),
    rungs,
    named,
    above: [...rungs, undefined].map((_, place) => rungs.slice(place).find(({ rule }) => rule !== undefined)),
    slots,
    metrics: [...slots.keys()],
    scale,
    whole: scale === 0 && amounts.every((amount) => Math.abs(amount) <= 2 ** 52),
  }
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

function valuesOf(rule: RuleLike): Amount[] {
  if ('metric' in rule) return [toAmount(rule.value) ?? '0']
  return groupOf(rule).flatMap(valuesOf)
}

function groupOf(rule: Exclude<RuleLike, { metric: Metric }>): readonly RuleLike[] {
  return 'all' in rule ? rule.all : 'any' in rule ? rule.any : rule.of
}

function nodeOf(rule: RuleLike, slots: Map<Metric, number>, scale: number): RuleNode {
  if ('metric' in rule) {
    const { metric, op } = rule
    const value = toAmount(rule.value) ?? '0'
    const slot = slots.get(metric) ?? slots.size
    slots.set(metric, slot)
    const test: TestNode = { kind: 'test', metric, slot, op, value, units: toUnits(value, scale) }
    if (toAmount(Number(value)) === value) test.number = Number(value)
    return test
  }
  const of = groupOf(rule).map((inner) => nodeOf(inner, slots, scale))
  if ('all' in rule) return { kind: 'group', form: 'all', need: of.length, of }
  if ('any' in rule) return { kind: 'group', form: 'any', need: 1, of }
  return { kind: 'group', form: 'atLeast', need: rule.atLeast, of }
}
