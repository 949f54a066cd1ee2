import type * as z from 'zod/mini'
import type { Issue } from '../errors.js'

type ZodIssue = z.core.$ZodIssue

/** What a schema found wrong, as paths and words. Values are never repeated: they may be secret or huge. */
export function issuesOf(
  found: readonly ZodIssue[],
  value: unknown,
  at: readonly PropertyKey[] = [],
): Issue[] {
  return found.flatMap((issue) => {
    const path = [...at, ...issue.path]
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: pathText([...path, key]), message: 'unknown key' }))
    }
    const branch = issue.code === 'invalid_union' ? closest(issue.errors) : undefined
    if (branch !== undefined) return issuesOf(branch, value, path)
    return [{ path: pathText(path), message: `${expectation(issue)}, got ${describe(valueAt(value, path))}` }]
  })
}

/** `['benefits', 1, 'label']` as `benefits[1].label`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  )
}

/** The branch of a union that the value came nearest to: the one whose complaint lies deepest. */
function closest(branches: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] | undefined {
  const score = (branch: readonly ZodIssue[]): number =>
    Math.max(...branch.map((issue) => issue.path.length)) * 10 -
    branch.filter((issue) => issue.path.length === 1 && issue.code === 'invalid_type').length * 20 -
    branch.length -
    (branch.some((issue) => issue.code === 'unrecognized_keys') ? 5 : 0) -
    (branch.some((issue) => issue.path.length === 0 && issue.code === 'invalid_type') ? 30 : 0)
  return [...branches].sort((a, b) => score(b) - score(a))[0]
}

function expectation(issue: ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${named[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `expected ${issue.values.map((value) => `'${String(value)}'`).join(', ')}`
    case 'too_small':
      return `expected ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${units(issue.origin)}`
    case 'too_big':
      return `expected ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${units(issue.origin)}`
    case 'invalid_union':
      return issue.discriminator === undefined
        ? 'expected another form'
        : `expected a known ${issue.discriminator}`
    default:
      return issue.message.startsWith('expected') ? issue.message : 'expected another form'
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
}

function units(origin: string): string {
  return origin === 'string' ? ' characters' : origin === 'array' ? ' items' : ''
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'string') return value === '' ? 'empty text' : `text of ${value.length} characters`
  if (typeof value === 'number') return String(value)
  return typeof value === 'object' ? 'an object' : String(value)
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  )
}
