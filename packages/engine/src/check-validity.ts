import { type Issue, parseInstant } from '@rungs/model'
import { oneOf, unknownKeys, whole } from './check-parts.js'
import { ruleIssues } from './check-rule.js'
import { describe, isObject } from './refusal.js'

const keys = ['anchor', 'months', 'start', 'minimumMonths', 'renewal']
const anchors = ['entry', 'entry_cyclic', 'fixed', 'registration']

/** What is wrong with a tier's validity. */
export function validityIssues(validity: unknown, path: string): Issue[] {
  if (!isObject(validity)) return [{ path, message: `expected a validity, got ${describe(validity)}` }]
  const { anchor, months, start, minimumMonths, renewal } = validity
  return [
    ...unknownKeys(validity, keys, path),
    ...oneOf(anchor, anchors, `${path}.anchor`),
    ...monthsIssues(anchor, months, `${path}.months`),
    ...startIssues(anchor, start, `${path}.start`),
    ...(minimumMonths === undefined ? [] : whole(minimumMonths, 0, 1200, `${path}.minimumMonths`)),
    ...(renewal === undefined ? [] : ruleIssues(renewal, `${path}.renewal`)),
  ]
}

/** Capillary, Create Tier page: a fixed period is 12 months by default; a registration's is always a year. */
function monthsIssues(anchor: unknown, months: unknown, path: string): Issue[] {
  if (months !== undefined) return whole(months, 1, 1200, path)
  if (anchor !== 'entry' && anchor !== 'entry_cyclic') return []
  return [{ path, message: `expected the length of the period in months, because the anchor is ${anchor}` }]
}

function startIssues(anchor: unknown, start: unknown, path: string): Issue[] {
  if (start === undefined) {
    const message = 'expected the first day of a period, because the anchor is fixed'
    return anchor === 'fixed' ? [{ path, message }] : []
  }
  if (typeof start === 'string' && parseInstant(start) !== undefined) return []
  const message = `expected an RFC 3339 instant such as 2026-01-01T00:00:00Z, got ${describe(start)}`
  return [{ path, message }]
}
