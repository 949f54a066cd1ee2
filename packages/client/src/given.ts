import type { Accounting, Issue, JsonObject } from '@rungs/model'
import { leafPaths } from '@rungs/model'

/** Translates a path of the full form back to the path that the user wrote. */
export type Rename = (path: string) => string

/** The short forms that a tier was written in, so that errors and losses can name what stands there. */
export function renamesOf(given: unknown): Rename {
  if (typeof given !== 'object' || given === null) return (path) => path
  const short = 'threshold' in given && given.threshold !== undefined
  const benefits: unknown = 'benefits' in given ? given.benefits : undefined
  return (path) => {
    if (short && /^rule(\.|$)/.test(path)) return 'threshold'
    const label = /^benefits\[(\d+)\]\.label$/.exec(path)
    const isText = label !== null && Array.isArray(benefits) && typeof benefits[Number(label[1])] === 'string'
    return isText ? `benefits[${label[1]}]` : path
  }
}

/** An accounting in the user's own paths; leaves addressed to other providers count as carried in `vendor`. */
export function renameAccounting(
  accounting: Accounting,
  rename: Rename,
  foreign: readonly string[],
): Accounting {
  return {
    mapped: unique(accounting.mapped.map(rename)),
    emulated: uniqueBy(accounting.emulated.map((entry) => ({ ...entry, path: rename(entry.path) }))),
    vendor: unique([...accounting.vendor, ...foreign]),
    losses: uniqueBy(accounting.losses.map((loss) => ({ ...loss, path: rename(loss.path) }))),
  }
}

/** Issues in the user's own paths, each once: three leaves of a rule may be one `threshold`. */
export function renameIssues(issues: readonly Issue[], rename: Rename): Issue[] {
  const renamed = issues.map((issue) => ({ ...issue, path: rename(issue.path) }))
  return renamed.filter(({ path, message }, index) => {
    return index === renamed.findIndex((other) => other.path === path && other.message === message)
  })
}

/** Splits `vendor` into the part for this provider and the leaves that are addressed to others. */
export function ownVendor<T extends { vendor?: JsonObject }>(
  input: T,
  provider: string,
): { input: T; foreign: string[] } {
  const { vendor, ...rest } = input
  if (vendor === undefined) return { input, foreign: [] }
  const { [provider]: own, ...others } = vendor
  const kept = own === undefined ? {} : { vendor: { [provider]: own } }
  return {
    input: { ...rest, ...kept } as T,
    foreign: Object.keys(others).length === 0 ? [] : leafPaths(others, 'vendor'),
  }
}

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths)]
}

function uniqueBy<T extends { path: string }>(entries: readonly T[]): T[] {
  return [...new Map(entries.map((entry) => [entry.path, entry])).values()]
}
