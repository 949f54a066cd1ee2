import { type Issue, toAmount } from '@rungs/model'
import { unknownKeys } from './check-parts.js'
import { describe, isObject } from './refusal.js'

const metricName = /^(points\.balance|points\.earned|spend|visits|counter:.{1,100})$/
const operators = ['>=', '>', '==', '<=', '<']
const maxDepth = 64

/** What is wrong with a rule: an empty group, an amount that is none, an unknown metric, operator or key. */
export function ruleIssues(rule: unknown, path: string, depth = 0): Issue[] {
  if (!isObject(rule)) return [{ path, message: `expected a rule, got ${describe(rule)}` }]
  if (depth > maxDepth) return [{ path, message: `expected at most ${maxDepth} levels` }]
  if ('metric' in rule) return criterionIssues(rule, path)
  if ('all' in rule)
    return [...unknownKeys(rule, ['all'], path), ...groupIssues(rule.all, `${path}.all`, depth)]
  if ('any' in rule)
    return [...unknownKeys(rule, ['any'], path), ...groupIssues(rule.any, `${path}.any`, depth)]
  if ('of' in rule) {
    const issues = [
      ...unknownKeys(rule, ['atLeast', 'of'], path),
      ...groupIssues(rule.of, `${path}.of`, depth),
    ]
    return [...issues, ...atLeastIssues(rule.atLeast, rule.of, path)]
  }
  return [{ path, message: 'expected `metric`, `all`, `any`, or `atLeast` with `of`' }]
}

function criterionIssues(rule: Record<string, unknown>, path: string): Issue[] {
  const issues = unknownKeys(rule, ['metric', 'op', 'value'], path)
  if (typeof rule.metric !== 'string' || !metricName.test(rule.metric)) {
    const message = "expected 'points.balance', 'points.earned', 'spend', 'visits' or 'counter:<key>'"
    issues.push({ path: `${path}.metric`, message: `${message}, got ${describe(rule.metric)}` })
  }
  if (!operators.some((op) => op === rule.op)) {
    const message = `expected one of ${operators.join(' ')}, got ${describe(rule.op)}`
    issues.push({ path: `${path}.op`, message })
  }
  if (toAmount(rule.value) === undefined) {
    const message = `expected a number, or decimal text such as "0.3", got ${describe(rule.value)}`
    issues.push({ path: `${path}.value`, message })
  }
  return issues
}

function groupIssues(group: unknown, path: string, depth: number): Issue[] {
  if (!Array.isArray(group)) return [{ path, message: `expected a list of rules, got ${describe(group)}` }]
  if (group.length === 0) return [{ path, message: 'expected at least one rule, got an empty group' }]
  return group.flatMap((inner, index) => ruleIssues(inner, `${path}[${index}]`, depth + 1))
}

function atLeastIssues(need: unknown, of: unknown, path: string): Issue[] {
  const size = Array.isArray(of) ? of.length : 0
  if (typeof need === 'number' && Number.isInteger(need) && need >= 1 && need <= size) return []
  const message = `expected a whole number from 1 to ${size}, the size of \`of\`, got ${describe(need)}`
  return [{ path: `${path}.atLeast`, message }]
}
