import type { Issue } from '../errors.js'
import { count, tell, valueAt, type ZodIssue } from './tell.js'

/**
 * What any zod schema found wrong, as paths and words: what was expected, and what kind of thing was there.
 * Values are never repeated: they may be secret or huge. Messages of a check's own that begin with `expected`
 * are completed by what was there; others are given as they are. Of a union, the form that the value was meant
 * to be is spoken of.
 */
export function issuesOf(
  found: readonly ZodIssue[],
  value: unknown,
  at: readonly PropertyKey[] = [],
): Issue[] {
  return tell(
    found,
    value,
    (issue, here) =>
      (issue.code === 'invalid_union' ? closest(issue.errors, here) : undefined) ?? expectation(issue),
    at,
  )
}

type Branches = readonly (readonly ZodIssue[])[]

/** What a value of another kind altogether weighs; no number of wrong keys comes near it. */
const alien = 1e6

/** The branch of a union that the value was meant to be: the one that is least at odds with its shape, if any. */
function closest(branches: Branches, value: unknown): readonly ZodIssue[] | undefined {
  let [best, least]: [readonly ZodIssue[] | undefined, number] = [undefined, alien]
  for (const branch of branches) {
    const distance = distanceOf(branch, value)
    if (distance < least) [best, least] = [branch, distance]
  }
  return best
}

/** Keys that are missing or too many weigh more than wrong values. */
function distanceOf(branch: readonly ZodIssue[], value: unknown): number {
  return branch.reduce((sum, issue) => {
    const here = valueAt(value, issue.path)
    if (issue.code === 'unrecognized_keys') return sum + 2 * issue.keys.length
    if (issue.code === 'invalid_union' && issue.path.length === 0)
      return sum + Math.min(alien, ...issue.errors.map((inner) => distanceOf(inner, here)))
    if (issue.code === 'invalid_type' && issue.path.length === 0) return sum + alien
    return sum + (here === undefined ? 3 : 1)
  }, 0)
}

/** The kinds of value that a union takes. */
function kindsOf(branches: Branches): string[] {
  const kinds = branches.flat().flatMap((issue) => {
    if (issue.code === 'invalid_union') return kindsOf(issue.errors)
    return issue.code === 'invalid_type' ? [named[issue.expected] ?? issue.expected] : []
  })
  return [...new Set(kinds)]
}

function expectation(issue: ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${named[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return oneOf(issue.values)
    case 'too_small':
      return issue.inclusive
        ? `expected ${limit(issue.minimum, issue.origin)} or more`
        : `expected more than ${limit(issue.minimum, issue.origin)}`
    case 'too_big':
      return `expected ${issue.inclusive ? 'at most' : 'less than'} ${limit(issue.maximum, issue.origin)}`
    case 'invalid_union':
      if ('options' in issue && issue.options !== undefined) return oneOf(issue.options)
      return `expected ${kindsOf(issue.errors).join(' or ') || 'another form'}`
    default:
      return issue.message === 'Invalid input' ? 'expected another form' : issue.message
  }
}

const named: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  nonoptional: 'a value',
}

function oneOf(known: readonly unknown[]): string {
  return `expected ${known.map((value) => `'${String(value)}'`).join(' or ')}`
}

function limit(bound: number | bigint, origin: string): string {
  return origin === 'string'
    ? count(bound, 'character')
    : origin === 'array'
      ? count(bound, 'item')
      : `${bound}`
}
