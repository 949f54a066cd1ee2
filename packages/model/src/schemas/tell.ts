import type * as z from 'zod/mini'
import type { Issue } from '../errors.js'
import { joinPath } from '../path.js'

export type ZodIssue = z.core.$ZodIssue

/** Says what an issue is about: in words, or by the issues that it stands for. */
export type Words = (issue: ZodIssue, here: unknown) => string | readonly ZodIssue[]

/**
 * What a schema of this package found wrong: its own checks have words of their own, and of zod's types it has
 * only objects.
 */
export const ownWords: Words = (issue) =>
  issue.code === 'invalid_type' ? 'expected an object' : issue.message

/**
 * Issues as paths and words. Words that begin with `expected` are completed by the kind of thing that was
 * there, and never by the value: it may be secret or huge.
 */
export function tell(
  found: readonly ZodIssue[],
  value: unknown,
  words: Words,
  at: readonly PropertyKey[] = [],
): Issue[] {
  return found.flatMap((issue) => {
    const path = [...at, ...issue.path]
    if (issue.code === 'unrecognized_keys') {
      const known = issue.message.startsWith('known are ') ? `; ${issue.message}` : ''
      return issue.keys.map((key) => ({ path: pathText([...path, key]), message: `unknown key${known}` }))
    }
    const here = valueAt(value, path)
    const said = words(issue, here)
    if (typeof said !== 'string') return tell(said, value, words, path)
    const message = said.startsWith('expected') ? `${said}, got ${describe(here)}` : said
    return [{ path: pathText(path), message }]
  })
}

/** `['benefits', 1, 'label']` as `benefits[1].label`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(joinPath, '')
}

/** What is at a path, if it is the value's own. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? Reflect.get(inner, key)
        : undefined,
    value,
  )
}

/** `1 character`, `2 characters`. */
export function count(howMany: number | bigint, unit: string): string {
  return `${howMany} ${unit}${Number(howMany) === 1 ? '' : 's'}`
}

/** What kind of thing a value is, and never the value. */
function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return `a list of ${value.length}`
  switch (typeof value) {
    case 'string':
      if (value === '') return 'empty text'
      return /\S/.test(value) ? `text of ${count(value.length, 'character')}` : 'blank text'
    case 'number':
      if (!Number.isFinite(value)) return `${value}`
      return `a ${value < 0 ? 'negative ' : ''}${Number.isInteger(value) ? 'number' : 'fraction'}`
    case 'object':
      return 'an object'
    default:
      return `a ${typeof value}`
  }
}
