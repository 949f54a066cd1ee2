import type { Issue } from '@rungs/model'
import { oneOf, unknownKeys, whole } from './check-parts.js'
import { parseDuration } from './duration.js'
import { describe, isObject } from './refusal.js'

const keys = ['review', 'inactivity', 'downgrade', 'extendMonths', 'rollover', 'reviewClock']
const reviews = ['continuous', 'period_end', 'inactivity', 'never']
const policies = ['requalify', 'one_step', 'to_base', 'hold']

/** What is wrong with a lifecycle. */
export function lifecycleIssues(lifecycle: unknown, tiers: readonly unknown[]): Issue[] {
  if (!isObject(lifecycle)) {
    return [{ path: 'lifecycle', message: `expected a lifecycle, got ${describe(lifecycle)}` }]
  }
  const { review, inactivity, downgrade, extendMonths, rollover, reviewClock } = lifecycle
  return [
    ...unknownKeys(lifecycle, keys, 'lifecycle'),
    ...oneOf(review, reviews, 'lifecycle.review'),
    ...inactivityIssues(review, inactivity),
    ...downgradeIssues(review, downgrade, tiers),
    ...extensionIssues(review, extendMonths),
    ...(rollover === undefined ? [] : rolloverIssues(rollover)),
    ...oneOf(reviewClock, ['daily', 'month_end'], 'lifecycle.reviewClock', true),
  ]
}

function inactivityIssues(review: unknown, inactivity: unknown): Issue[] {
  const path = 'lifecycle.inactivity'
  if (inactivity === undefined) {
    return review === 'inactivity'
      ? [{ path, message: 'expected a duration, because review is inactivity' }]
      : []
  }
  if (typeof inactivity === 'string' && parseDuration(inactivity) !== undefined) return []
  const message = `expected an ISO 8601 duration above zero such as P90D or PT2160H, got ${describe(inactivity)}`
  return [{ path, message }]
}

function downgradeIssues(review: unknown, downgrade: unknown, tiers: readonly unknown[]): Issue[] {
  const path = 'lifecycle.downgrade'
  if (!isObject(downgrade)) {
    return [{ path, message: `expected an object with a policy, got ${describe(downgrade)}` }]
  }
  const { policy, graceDays, floor } = downgrade
  return [
    ...unknownKeys(downgrade, ['policy', 'graceDays', 'floor'], path),
    ...oneOf(policy, policies, `${path}.policy`),
    ...policyIssues(review, policy),
    ...(graceDays === undefined ? [] : whole(graceDays, 0, 36_500, `${path}.graceDays`)),
    ...floorIssues(floor, tiers),
  ]
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

function extensionIssues(review: unknown, extendMonths: unknown): Issue[] {
  const path = 'lifecycle.extendMonths'
  if (extendMonths === undefined) return []
  if (review === 'continuous' && extendMonths !== 0) {
    return [{ path, message: 'has no meaning with a continuous review, which has no period to outlive' }]
  }
  return whole(extendMonths, 0, 1200, path)
}

function rolloverIssues(rollover: unknown): Issue[] {
  const path = 'lifecycle.rollover'
  if (!isObject(rollover)) {
    return [{ path, message: `expected an object with mode and counters, got ${describe(rollover)}` }]
  }
  const { mode, counters } = rollover
  const issues = [
    ...unknownKeys(rollover, ['mode', 'counters'], path),
    ...oneOf(mode, ['reset', 'excess'], `${path}.mode`),
  ]
  if (!Array.isArray(counters)) {
    const message = `expected a list of counter keys, got ${describe(counters)}`
    return [...issues, { path: `${path}.counters`, message }]
  }
  return [
    ...issues,
    ...counters.flatMap((counter, index) => counterIssues(counter, `${path}.counters[${index}]`)),
  ]
}

function counterIssues(counter: unknown, path: string): Issue[] {
  if (typeof counter === 'string' && counter !== '' && counter.length <= 100) return []
  return [{ path, message: `expected a counter's key, 1 to 100 characters, got ${describe(counter)}` }]
}
