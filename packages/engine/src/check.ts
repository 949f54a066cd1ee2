import type { Issue } from '@rungs/model'
import { ruleIssues, unknownKeys } from './check-rule.js'
import { describe, isObject } from './refusal.js'
import type { LadderLike } from './types.js'

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
const lifecycleKeys = ['review', 'inactivity', 'downgrade', 'extendMonths', 'rollover', 'reviewClock']
const tierStatuses = ['draft', 'pending', 'active', 'rejected', 'archived']
const ladderStatuses = ['active', 'paused', 'disabled', 'draft', 'archived']
const reviews = ['continuous', 'period_end', 'inactivity', 'never']
const policies = ['requalify', 'one_step', 'to_base', 'hold']

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

function lifecycleIssues(lifecycle: unknown, tiers: readonly unknown[]): Issue[] {
  if (!isObject(lifecycle)) {
    return [{ path: 'lifecycle', message: `expected a lifecycle, got ${describe(lifecycle)}` }]
  }
  const issues = [
    ...unknownKeys(lifecycle, lifecycleKeys, 'lifecycle'),
    ...oneOf(lifecycle.review, reviews, 'lifecycle.review'),
  ]
  if (lifecycle.review === 'inactivity' && lifecycle.inactivity === undefined) {
    issues.push({
      path: 'lifecycle.inactivity',
      message: 'expected a duration, because review is inactivity',
    })
  }
  const { downgrade } = lifecycle
  if (!isObject(downgrade)) {
    const message = `expected an object with a policy, got ${describe(downgrade)}`
    return [...issues, { path: 'lifecycle.downgrade', message }]
  }
  issues.push(...unknownKeys(downgrade, ['policy', 'graceDays', 'floor'], 'lifecycle.downgrade'))
  issues.push(...oneOf(downgrade.policy, policies, 'lifecycle.downgrade.policy'))
  issues.push(...policyIssues(lifecycle.review, downgrade.policy), ...floorIssues(downgrade.floor, tiers))
  return issues
}

/** One step down, or to the base, at every instant would empty the ladder at once: the two have no meaning together. */
function policyIssues(review: unknown, policy: unknown): Issue[] {
  if (review !== 'continuous' || (policy !== 'one_step' && policy !== 'to_base')) return []
  const message = `expected 'requalify' or 'hold' with a continuous review, got '${policy}'`
  return [{ path: 'lifecycle.downgrade.policy', message }]
}

function floorIssues(floor: unknown, tiers: readonly unknown[]): Issue[] {
  if (floor === undefined) return []
  if (tiers.some((tier) => isObject(tier) && (tier.id === floor || tier.key === floor))) return []
  const message = `expected the id or key of one of the tiers, got ${describe(floor)}`
  return [{ path: 'lifecycle.downgrade.floor', message }]
}

function whole(value: unknown, min: number, max: number, path: string): Issue[] {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return []
  return [{ path, message: `expected a whole number from ${min} to ${max}, got ${describe(value)}` }]
}

function oneOf(value: unknown, allowed: readonly string[], path: string, optional = false): Issue[] {
  if ((optional && value === undefined) || allowed.some((word) => word === value)) return []
  const words = allowed.map((word) => `'${word}'`).join(', ')
  return [{ path, message: `expected one of ${words}, got ${describe(value)}` }]
}

/** What this version cannot evaluate yet, path by path; such a ladder is refused, never half evaluated. */
export function unsupportedIssues({ window, lifecycle, tiers, timeZone }: LadderLike): Issue[] {
  const issues: Issue[] = []
  const not = (path: string, what: string): void => {
    issues.push({ path, message: `${what} cannot be evaluated by this version` })
  }
  tiers.forEach((tier, index) => {
    if (tier.validity !== undefined) not(`tiers[${index}].validity`, 'a validity')
  })
  if (timeZone !== undefined && timeZone !== 'UTC') not('timeZone', 'a time zone other than UTC')
  if (lifecycle === undefined) return issues
  const { review, downgrade, extendMonths, rollover, reviewClock } = lifecycle
  if (review !== 'continuous') not('lifecycle.review', `the review '${review}'`)
  if (downgrade.policy !== 'requalify') not('lifecycle.downgrade.policy', `the policy '${downgrade.policy}'`)
  if ((downgrade.graceDays ?? 0) > 0) not('lifecycle.downgrade.graceDays', 'grace')
  if (downgrade.floor !== undefined) not('lifecycle.downgrade.floor', 'a floor')
  if ((extendMonths ?? 0) > 0) not('lifecycle.extendMonths', 'an extension')
  if (rollover !== undefined) not('lifecycle.rollover', 'a rollover')
  if (reviewClock === 'month_end') not('lifecycle.reviewClock', 'a month-end review')
  if (window?.kind === undefined) return issues
  return issues
}
