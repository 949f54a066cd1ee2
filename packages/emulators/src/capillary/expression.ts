/** Some of the conditions, or groups of them: a group holds when all of its conditions do, the whole when a group does. */
export type Expression = { readonly atLeast: number } | { readonly groups: readonly (readonly number[])[] }

/** Whether an expression holds of conditions that are met or not, numbered from 1. */
export const holds = (expression: Expression, met: readonly boolean[]): boolean =>
  'atLeast' in expression
    ? met.filter(Boolean).length >= expression.atLeast
    : expression.groups.some((group) => group.every((number) => met[number - 1] === true))

const groupOf = (text: string, count: number): number[] | undefined => {
  const bare = /^\((.*)\)$/.exec(text)?.[1]?.trim() ?? text
  const parts = bare.split(/\s+AND\s+/)
  if (!parts.every((part) => /^[1-9]\d{0,3}$/.test(part))) return undefined
  const numbers = parts.map(Number)
  return numbers.every((number) => number <= count) ? numbers : undefined
}

/**
 * `expressionRelationAIRA` (Create Tier page): `ALL`, `ANYn`, or groups of condition numbers joined with AND, joined
 * with OR, for example `(1 AND 2) OR 3`. Undefined where the text is none, or names a condition that there is not.
 */
export const parseAira = (text: string, count: number): Expression | undefined => {
  const trimmed = text.trim()
  if (trimmed === 'ALL') return { atLeast: count }
  const any = /^ANY([1-9]\d{0,3})$/.exec(trimmed)?.[1]
  if (any !== undefined) return Number(any) <= count ? { atLeast: Number(any) } : undefined
  const groups = trimmed.split(/\s+OR\s+/).map((part) => groupOf(part.trim(), count))
  const known = groups.filter((group) => group !== undefined)
  return known.length === groups.length ? { groups: known } : undefined
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => Number.isInteger(item))

/** `expressionRelation` as tiers made elsewhere have it: `[[1,2],[3]]` is `(1 AND 2) OR 3` (customer pages). */
export const parseLegacy = (text: string, count: number): Expression | undefined => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!Array.isArray(value) || value.length === 0 || !value.every(isNumbers)) return undefined
  const valid = value.flat().every((number) => number >= 1 && number <= count)
  return valid ? { groups: value } : undefined
}
