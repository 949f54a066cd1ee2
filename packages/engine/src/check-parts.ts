import { type Issue, joinPath } from '@rungs/model'
import { describe } from './refusal.js'

/** An issue for every key that is not known. */
export function unknownKeys(value: object, known: readonly string[], path: string): Issue[] {
  const issues: Issue[] = []
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) issues.push({ path: joinPath(path, key), message: 'unknown key' })
  }
  return issues
}

/** An issue unless a value is a whole number from `min` to `max`. */
export function whole(value: unknown, min: number, max: number, path: string): Issue[] {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return []
  return [{ path, message: `expected a whole number from ${min} to ${max}, got ${describe(value)}` }]
}

/** An issue unless a value is one of some words; `optional` lets it be absent. */
export function oneOf(value: unknown, allowed: readonly string[], path: string, optional = false): Issue[] {
  if ((optional && value === undefined) || allowed.some((word) => word === value)) return []
  const words = allowed.map((word) => `'${word}'`).join(', ')
  return [{ path, message: `expected one of ${words}, got ${describe(value)}` }]
}
