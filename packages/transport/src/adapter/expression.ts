import { type Criterion, type Formula, formulaOf, type Rule } from '@rungs/model'

/** A rule as a vendor has it that numbers conditions, from 1, and joins them by an expression over the numbers. */
export interface Expression {
  /** In disjunctive normal form: `1`, `1 AND 2`, `(1 AND 2) OR 3`; `ANY2` for two of all. */
  text: string
  /** Whether reading it back gives the rule as it was written, not only one that means the same. */
  exact: boolean
}

/** All criteria of a rule, from left to right. */
export function criteriaOf(rule: Rule): Criterion[] {
  if ('metric' in rule) return [rule]
  return ('all' in rule ? rule.all : 'any' in rule ? rule.any : rule.of).flatMap(criteriaOf)
}

/** The expression of a rule over numbered conditions. @param count how many conditions there are. */
export function expressionOf(
  rule: Rule,
  numberOf: (criterion: Criterion) => number,
  count: number,
): Expression {
  const { terms, atLeast, exact } = formulaOf(rule, numberOf, count)
  if (atLeast !== undefined) return { text: `ANY${atLeast}`, exact }
  const joined = terms.map((term) => term.join(' AND '))
  const grouped = joined.map((term, index) => ((terms[index] ?? []).length > 1 ? `(${term})` : term))
  return { text: (terms.length > 1 ? grouped : joined).join(' OR '), exact }
}

/** The rule that an expression over these criteria, the first of which is 1, means; see {@link parseExpression}. */
export function ruleOfExpression(text: string, criteria: readonly Criterion[]): Rule | undefined {
  const formula = parseExpression(text, criteria.length)
  if (formula?.atLeast !== undefined) return { atLeast: formula.atLeast, of: [...criteria] }
  const groups = formula?.terms.map((numbers): Rule | undefined => {
    const all = numbers.flatMap((number) => criteria[number - 1] ?? [])
    return all.length > 1 ? { all } : all[0]
  })
  const found = groups?.filter((group) => group !== undefined)
  return found !== undefined && found.length > 1 ? { any: found } : found?.[0]
}

/**
 * Reads an expression over `count` conditions: `ALL`, `ANYn`, groups of AND joined by OR, or lists of lists of numbers,
 * `[[1,2],[3]]`. `undefined` for anything else, and for numbers of conditions that there are not.
 */
export function parseExpression(text: string, count: number): Omit<Formula, 'exact'> | undefined {
  const every = Array.from({ length: count }, (_, index) => index + 1)
  if (/^\s*ALL\s*$/i.test(text)) return { terms: [every] }
  const any = /^\s*ANY\s*(\d+)\s*$/i.exec(text)
  if (any !== null) {
    const atLeast = Number(any[1])
    if (atLeast < 1 || atLeast > count) return undefined
    return atLeast === count ? { terms: [every] } : { terms: [], atLeast }
  }
  const terms = /^\s*\[/.test(text) ? nested(text) : text.split(/\bOR\b/i).map(termOf)
  const right = terms?.every((term) => term.length > 0 && term.every((number) => every.includes(number)))
  return terms !== undefined && terms.length > 0 && right ? { terms } : undefined
}

function termOf(text: string): number[] {
  const inner = /^\s*(?:\(([^()]*)\)|([^()]*))\s*$/.exec(text)
  const numbers = (inner?.[1] ?? inner?.[2] ?? '').split(/\bAND\b/i).map((part) => part.trim())
  return numbers.every((number) => /^\d+$/.test(number)) ? numbers.map(Number) : []
}

function nested(text: string): number[][] | undefined {
  if (!/^[\s\d,[\]]*$/.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    const lists = Array.isArray(value) ? value : []
    return lists.every((list) => Array.isArray(list) && list.every(Number.isInteger)) ? lists : undefined
  } catch {
    return undefined
  }
}
