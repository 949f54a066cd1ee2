import type { Criterion, Rule } from './rule.js'

/**
 * A disjunctive normal form over the numbers of conditions, from 1: any of the terms, each of which is all of its
 * numbers; or, with `atLeast`, that many of all conditions.
 */
export interface Formula {
  /** Any of these has to be met; each is the numbers of conditions of which all have to be. */
  terms: number[][]
  /** How many of all conditions have to be met; `terms` is empty then. */
  atLeast?: number
  /** Whether reading it back gives the rule as it was written, not only one that means the same. */
  exact: boolean
}

/** The normal form of a rule tree. `count`: how many conditions there are. */
export function formulaOf(rule: Rule, numberOf: (criterion: Criterion) => number, count: number): Formula {
  const written = asWritten(rule, numberOf, count)
  if (written !== undefined) return written
  const terms = minimal(expand(rule, numberOf))
  return { terms, exact: false }
}

/** A tree that has the shape of a normal form already, in its own order. */
function asWritten(
  rule: Rule,
  numberOf: (criterion: Criterion) => number,
  count: number,
): Formula | undefined {
  const numbers = (rules: readonly Rule[]): number[] =>
    rules.flatMap((part) => ('metric' in part ? [numberOf(part)] : []))
  if ('metric' in rule) return { terms: [[numberOf(rule)]], exact: true }
  if ('of' in rule) {
    const inOrder = numbers(rule.of).join() === Array.from({ length: count }, (_, index) => index + 1).join()
    const whole = rule.of.length === count && inOrder && rule.atLeast < count
    return whole ? { terms: [], atLeast: rule.atLeast, exact: true } : undefined
  }
  const groups = 'all' in rule ? [rule.all] : rule.any.map((part) => ('all' in part ? part.all : [part]))
  const wrapped = 'all' in rule ? rule.all.length < 2 : rule.any.length < 2
  const single = 'any' in rule && rule.any.some((part) => 'all' in part && part.all.length < 2)
  const terms = groups.map(numbers)
  const flat = terms.every((term, index) => term.length === groups[index]?.length)
  const unique = terms.every((term) => new Set(term).size === term.length)
  return flat && unique && !wrapped && !single ? { terms, exact: true } : undefined
}

function expand(rule: Rule, numberOf: (criterion: Criterion) => number): number[][] {
  if ('metric' in rule) return [[numberOf(rule)]]
  if ('any' in rule) return rule.any.flatMap((part) => expand(part, numberOf))
  const parts = ('all' in rule ? rule.all : rule.of).map((part) => minimal(expand(part, numberOf)))
  const need = 'all' in rule ? parts.length : rule.atLeast
  // The ways of meeting the parts so far, by how many of them are met; ever reduced, so that they stay few.
  let ways: number[][][] = [[[]]]
  for (const part of parts) {
    ways = Array.from({ length: Math.min(ways.length, need) + 1 }, (_, met) => {
      const before = met === 0 ? [] : (ways[met - 1] ?? [])
      const joined = before.flatMap((way) => part.map((term) => [...way, ...term]))
      return minimal([...(ways[met] ?? []), ...joined])
    })
  }
  return ways[need] ?? []
}

/** Terms of sorted numbers, without those that another one makes superfluous. */
function minimal(terms: readonly number[][]): number[][] {
  const sorted = terms.map((term) => [...new Set(term)].sort((a, b) => a - b))
  const unique = [...new Map(sorted.map((term) => [term.join(), term])).values()]
  const needed = unique.filter(
    (term) =>
      !unique.some((other) => other.length < term.length && other.every((number) => term.includes(number))),
  )
  return needed.sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1))
}
