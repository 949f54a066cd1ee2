import type { Criterion, Rule } from '@rungs/model'

/** A rule as one flat list of criteria; a lone criterion is of no kind. */
export interface FlatRule {
  /** How the criteria are joined; `undefined` for a lone one. */
  kind: 'all' | 'any' | undefined
  /** The criteria, in their order. */
  criteria: readonly Criterion[]
  /** Where a criterion stands in the rule: `rule.all[0]`, or `rule`. */
  pathOf(index: number): string
}

/** A rule for a vendor that has one flat list of criteria; `undefined` where it has groups in groups, or is of `atLeast`. */
export function flatRule(rule: Rule): FlatRule | undefined {
  if ('metric' in rule) return { kind: undefined, criteria: [rule], pathOf: () => 'rule' }
  if ('of' in rule) return undefined
  const [kind, parts] = 'all' in rule ? (['all', rule.all] as const) : (['any', rule.any] as const)
  const criteria = parts.filter((part): part is Criterion => 'metric' in part)
  if (criteria.length < parts.length) return undefined
  return { kind, criteria, pathOf: (index) => `rule.${kind}[${index}]` }
}

/** The rule that a flat list is: all of one are that one; of none there is no rule. */
export function ruleOfCriteria(criteria: Criterion[], kind: 'all' | 'any'): Rule | undefined {
  const [first] = criteria
  if (first === undefined) return undefined
  if (kind === 'any') return { any: criteria }
  return criteria.length === 1 ? first : { all: criteria }
}
