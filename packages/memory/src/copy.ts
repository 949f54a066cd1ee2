import type { Benefit, Json, Ladder, Lifecycle, Rule, Tier, Validity } from '@rungs/model'

/*
 * Copies by hand: what comes out never shares an object with the state, and structuredClone costs microseconds.
 */

/** A copy of plain JSON. */
function copyJson<T extends Json>(value: T): T
function copyJson(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => copyJson(item))
  const copy: { [key: string]: Json } = {}
  for (const key of Object.keys(value)) copy[key] = copyJson(value[key] ?? null)
  return copy
}

/** A copy of a tier. */
export function copyTier(tier: Tier): Tier {
  const copy: Tier = { ...tier, benefits: tier.benefits.map(copyBenefit) }
  if (tier.rule !== undefined) copy.rule = copyRule(tier.rule)
  if (tier.validity !== undefined) copy.validity = copyValidity(tier.validity)
  if (tier.vendor !== undefined) copy.vendor = structuredClone(tier.vendor)
  return copy
}

/** A copy of a benefit. */
export function copyBenefit(benefit: Benefit): Benefit {
  if ('label' in benefit) return { label: benefit.label }
  return { key: benefit.key, value: copyJson(benefit.value) }
}

/** A copy of a rule. */
export function copyRule(rule: Rule): Rule {
  if ('metric' in rule) return { metric: rule.metric, op: rule.op, value: rule.value }
  if ('all' in rule) return { all: rule.all.map(copyRule) }
  if ('any' in rule) return { any: rule.any.map(copyRule) }
  return { atLeast: rule.atLeast, of: rule.of.map(copyRule) }
}

/** A copy of a validity. */
export function copyValidity(validity: Validity): Validity {
  const copy = { ...validity }
  if (validity.renewal !== undefined) copy.renewal = copyRule(validity.renewal)
  return copy
}

/** A copy of a lifecycle. */
function copyLifecycle(lifecycle: Lifecycle): Lifecycle {
  const copy: Lifecycle = { ...lifecycle, downgrade: { ...lifecycle.downgrade } }
  const { rollover } = lifecycle
  if (rollover !== undefined) copy.rollover = { mode: rollover.mode, counters: [...rollover.counters] }
  return copy
}

/** A copy of a ladder's own settings. */
export function copySettings(settings: Omit<Ladder, 'tiers'>): Omit<Ladder, 'tiers'> {
  const copy = { ...settings, window: { ...settings.window }, lifecycle: copyLifecycle(settings.lifecycle) }
  if (settings.baseTier !== undefined) copy.baseTier = { ...settings.baseTier }
  return copy
}
