import { compareAmounts, subtractAmounts } from './amount.js'
import type { CriterionReason, Explanation, RuleReason, TierExplanation } from './explanation.js'
import type { Criterion, Metric, Operator, Rule } from './rule.js'
import type { NextTier, Remaining, Standing } from './standing.js'
import type { Tier, TierRef } from './tier.js'

type Metrics = Standing['metrics']

/**
 * Explains a standing by the tiers of its ladder, for a provider that gives no more than metrics such as a
 * balance. Amounts are exact. What a metric that is not in the standing would decide stays open: neither `met`
 * nor `qualifies` is made up. `reason` is `met`, `none`, or `manual` for a held tier that has no rule; absent
 * where the metrics do not account for the held tier (given by hand, or not judged again yet). `next` is the
 * standing's own, or {@link nextTierOf}. Nothing in it is shared with what is given.
 * @param tiers in any order; those that are not `active` are left out.
 */
export function explainStanding(tiers: readonly Tier[], standing: Standing): Explanation {
  const explained = inOrder(tiers).map((tier): TierExplanation => {
    const shown = { tier: refOf(tier), held: standing.tier?.id === tier.id }
    if (tier.rule === undefined) return { ...shown, qualifies: false }
    const rule = reasonOf(tier.rule, standing.metrics)
    return rule.met === undefined ? { ...shown, rule } : { ...shown, qualifies: rule.met, rule }
  })
  const explanation: Explanation = { ...structuredClone(standing), tiers: explained }
  if (standing.next === undefined) {
    const next = nextTierOf(tiers, standing)
    if (next !== undefined) explanation.next = next
  }
  const reason = whyOf(standing, explained)
  return reason === undefined ? explanation : { ...explanation, reason }
}

/**
 * The lowest tier above the held one that has a rule, and what is missing for it; `null` at the top. `undefined`
 * where the held tier's place is not known: rank 0, which no listed tier has. `remaining` is one amount for a
 * rule that is one `>=`, an object of what is unmet for an `all` of them, and absent for any other rule and where
 * a metric is not in the standing.
 * @param tiers in any order; those that are not `active` are left out.
 */
export function nextTierOf(
  tiers: readonly Tier[],
  { tier: held, metrics }: Pick<Standing, 'tier' | 'metrics'>,
): NextTier | null | undefined {
  if (held?.rank === 0) return undefined
  const rank = held?.rank ?? 0
  const next = inOrder(tiers).find((tier) => tier.rank > rank && tier.rule !== undefined)
  if (next?.rule === undefined) return null
  const remaining = remainingOf(reasonOf(next.rule, metrics))
  return remaining === undefined ? { tier: refOf(next) } : { tier: refOf(next), remaining }
}

function inOrder(tiers: readonly Tier[]): Tier[] {
  return tiers.filter(({ status }) => status === 'active').sort((a, b) => a.rank - b.rank)
}

function refOf({ id, key, name, rank }: Tier): TierRef {
  return key === undefined ? { id, name, rank } : { id, key, name, rank }
}

function whyOf({ tier }: Standing, tiers: readonly TierExplanation[]): Explanation['reason'] {
  if (tier === null) return tiers.every(({ qualifies }) => qualifies === false) ? 'none' : undefined
  const held = tiers.find((entry) => entry.held)
  if (held === undefined) return undefined
  if (held.rule === undefined) return 'manual'
  return held.qualifies ? 'met' : undefined
}

function reasonOf(rule: Rule, metrics: Metrics): RuleReason {
  if ('metric' in rule) return criterionReason(rule, metrics)
  const inner = ('all' in rule ? rule.all : 'any' in rule ? rule.any : rule.of).map((part) =>
    reasonOf(part, metrics),
  )
  const need = 'all' in rule ? inner.length : 'any' in rule ? 1 : rule.atLeast
  const outcome = outcomeOf(inner, need)
  if ('all' in rule) return { all: inner, ...outcome }
  return 'any' in rule ? { any: inner, ...outcome } : { atLeast: need, of: inner, ...outcome }
}

function outcomeOf(inner: readonly RuleReason[], need: number): { met?: boolean } {
  const met = inner.filter((reason) => reason.met === true).length
  const open = inner.filter((reason) => reason.met === undefined).length
  if (met >= need) return { met: true }
  return met + open < need ? { met: false } : {}
}

function criterionReason({ metric, op, value }: Criterion, metrics: Metrics): CriterionReason {
  const actual = metrics[metric]
  if (actual === undefined) return { metric, op, value }
  const met = holds(op, compareAmounts(actual, value))
  if (met || op !== '>=') return { metric, op, value, actual, met }
  return { metric, op, value, actual, met, missing: subtractAmounts(value, actual) }
}

function holds(op: Operator, order: number): boolean {
  switch (op) {
    case '>=':
      return order >= 0
    case '>':
      return order > 0
    case '==':
      return order === 0
    case '<=':
      return order <= 0
    case '<':
      return order < 0
  }
}

function remainingOf(reason: RuleReason): Remaining | undefined {
  if ('metric' in reason) return missingOf(reason)
  if (!('all' in reason)) return undefined
  const unmet: { [metric in Metric]?: string } = {}
  for (const inner of reason.all) {
    const missing = 'metric' in inner ? missingOf(inner) : undefined
    if (missing === undefined || !('metric' in inner)) return undefined
    if (compareAmounts(missing, unmet[inner.metric] ?? '0') > 0) unmet[inner.metric] = missing
  }
  return unmet
}

/** What is missing of a `>=` whose metric is known; nothing is `'0'`. */
function missingOf({ op, met, missing }: CriterionReason): string | undefined {
  return op === '>=' && met !== undefined ? (missing ?? '0') : undefined
}
