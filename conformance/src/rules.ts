import { type Amount, addAmounts, compareAmounts, type Rule } from '@rungs/model'
import * as fc from 'fast-check'

type Criterion = Extract<Rule, { op: string }>

/** Whether two rules hold for the same members: tried with each metric at, below and above what it is compared with. */
export function meansTheSame(a: Rule | undefined, b: Rule | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  const criteria = [...criteriaOf(a), ...criteriaOf(b)]
  const metrics = new Map<string, Amount[]>()
  for (const { metric, value } of criteria)
    metrics.set(metric, [
      ...(metrics.get(metric) ?? ['0']),
      value,
      addAmounts(value, '-1'),
      addAmounts(value, '1'),
    ])
  const members = fc.record(
    Object.fromEntries([...metrics].map(([metric, amounts]) => [metric, fc.constantFrom(...amounts)])),
  )
  return fc.sample(members, { numRuns: 60, seed: 7 }).every((has) => holds(a, has) === holds(b, has))
}

function criteriaOf(rule: Rule): Criterion[] {
  return 'metric' in rule ? [rule] : partsOf(rule).flatMap(criteriaOf)
}

function partsOf(rule: Exclude<Rule, Criterion>): Rule[] {
  if ('all' in rule) return rule.all
  return 'any' in rule ? rule.any : rule.of
}

function holds(rule: Rule, has: { readonly [metric: string]: Amount }): boolean {
  if (!('metric' in rule)) {
    const parts = partsOf(rule)
    const least = 'all' in rule ? parts.length : 'any' in rule ? 1 : rule.atLeast
    return parts.filter((part) => holds(part, has)).length >= least
  }
  const order = compareAmounts(has[rule.metric] ?? '0', rule.value)
  const outcomes = { '>=': order >= 0, '>': order > 0, '==': order === 0, '<=': order <= 0, '<': order < 0 }
  return outcomes[rule.op]
}
