import type { Issue } from '@rungs/model'
import { lifecycleIssues } from './check-lifecycle.js'
import { oneOf, unknownKeys, whole } from './check-parts.js'
import { ruleIssues } from './check-rule.js'
import { validityIssues } from './check-validity.js'
import { describe, isObject } from './refusal.js'
import { isTimeZone } from './zone.js'

const ladderKeys = [
  'id',
  'key',
  'name',
  'status',
  'window',
  'lifecycle',
  'baseTier',
  'tiers',
  'retired',
  'timeZone',
  'revision',
  'createdAt',
  'updatedAt',
  'vendor',
]
const tierKeys = [
  'id',
  'key',
  'name',
  'description',
  'color',
  'icon',
  'rank',
  'rule',
  'validity',
  'benefits',
  'status',
  'revision',
  'createdAt',
  'updatedAt',
  'vendor',
]
const tierStatuses = ['draft', 'pending', 'active', 'rejected', 'archived']
const ladderStatuses = ['active', 'paused', 'disabled', 'draft', 'archived']

/** Everything that is wrong with a ladder, path by path. */
export function ladderIssues(ladder: unknown): Issue[] {
  if (!isObject(ladder)) return [{ path: '', message: `expected a ladder, got ${describe(ladder)}` }]
  const issues = unknownKeys(ladder, ladderKeys, '')
  if (!Array.isArray(ladder.tiers)) {
    return [...issues, { path: 'tiers', message: `expected a list of tiers, got ${describe(ladder.tiers)}` }]
  }
  issues.push(...oneOf(ladder.status, ladderStatuses, 'status', true))
  issues.push(...ladder.tiers.flatMap((tier, index) => tierIssues(tier, `tiers[${index}]`)))
  issues.push(...duplicates(ladder.tiers))
  issues.push(...retiredIssues(ladder.retired), ...timeZoneIssues(ladder.timeZone))
  if (ladder.window !== undefined) issues.push(...windowIssues(ladder.window))
  if (ladder.lifecycle !== undefined) issues.push(...lifecycleIssues(ladder.lifecycle, ladder.tiers))
  return issues
}

function tierIssues(tier: unknown, path: string): Issue[] {
  if (!isObject(tier)) return [{ path, message: `expected a tier, got ${describe(tier)}` }]
  const issues = unknownKeys(tier, tierKeys, path)
  if ('threshold' in tier) {
    issues.push({
      path: `${path}.threshold`,
      message: 'write it as a rule: only a provider knows the metric of a bare threshold',
    })
  }
  if (typeof (tier.id ?? tier.key) !== 'string' || (tier.id ?? tier.key) === '') {
    issues.push({ path: `${path}.id`, message: 'expected an id, or a key to go by' })
  }
  if (typeof tier.rank !== 'number' || !Number.isSafeInteger(tier.rank) || tier.rank < 1) {
    const message = `expected a whole number from 1 up (0 is the base tier), got ${describe(tier.rank)}`
    issues.push({ path: `${path}.rank`, message })
  }
  issues.push(...oneOf(tier.status, tierStatuses, `${path}.status`, true))
  if (tier.rule !== undefined) issues.push(...ruleIssues(tier.rule, `${path}.rule`))
  if (tier.validity !== undefined) issues.push(...validityIssues(tier.validity, `${path}.validity`))
  return issues
}

function duplicates(tiers: readonly unknown[]): Issue[] {
  return (['id', 'key', 'rank'] as const).flatMap((name) => {
    const seen = new Map<unknown, number>()
    return tiers.flatMap((tier, index) => {
      const value = isObject(tier) ? tier[name] : undefined
      if (value === undefined) return []
      const first = seen.get(value)
      if (first === undefined) {
        seen.set(value, index)
        return []
      }
      const message = `expected another ${name}: tiers[${first}] has ${describe(value)} too`
      return [{ path: `tiers[${index}].${name}`, message }]
    })
  })
}

function retiredIssues(retired: unknown): Issue[] {
  if (retired === undefined || (Array.isArray(retired) && retired.every((id) => typeof id === 'string')))
    return []
  return [{ path: 'retired', message: `expected a list of ids of tiers, got ${describe(retired)}` }]
}

function timeZoneIssues(timeZone: unknown): Issue[] {
  if (timeZone === undefined || (typeof timeZone === 'string' && isTimeZone(timeZone))) return []
  const message = `expected an IANA time zone that this runtime knows, such as Europe/Berlin, got ${describe(timeZone)}`
  return [{ path: 'timeZone', message }]
}

function windowIssues(window: unknown): Issue[] {
  if (!isObject(window)) return [{ path: 'window', message: `expected a window, got ${describe(window)}` }]
  switch (window.kind) {
    case 'lifetime':
    case 'calendar_year':
      return unknownKeys(window, ['kind'], 'window')
    case 'rolling':
      return [
        ...unknownKeys(window, ['kind', 'months'], 'window'),
        ...whole(window.months, 1, 1200, 'window.months'),
      ]
    case 'fixed_year':
      return [
        ...unknownKeys(window, ['kind', 'month', 'day'], 'window'),
        ...whole(window.month, 1, 12, 'window.month'),
        ...whole(window.day, 1, 31, 'window.day'),
      ]
    default:
      return oneOf(window.kind, ['lifetime', 'rolling', 'calendar_year', 'fixed_year'], 'window.kind')
  }
}
