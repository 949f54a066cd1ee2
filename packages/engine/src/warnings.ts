import { compareAmounts, type Issue, toAmount } from '@rungs/model'
import type { LadderLike, RuleLike, TierLike } from './types.js'

/** What of a correct ladder may not be meant. */
export function ladderWarnings(ladder: LadderLike): Issue[] {
  return [
    ...shadowed(ladder),
    ...sameNames(ladder),
    ...ladder.tiers.flatMap((tier, index) => validityWarnings(tier, ladder, `tiers[${index}].validity`)),
    ...windowWarnings(ladder),
    ...lifecycleWarnings(ladder),
    ...rolloverWarnings(ladder),
  ]
}

/** Tiers that nobody holds by qualifying: whoever meets their rule meets that of a higher rank. */
function shadowed({ tiers }: LadderLike): Issue[] {
  return tiers.flatMap((tier, index) => {
    const above = tiers.findIndex(
      (other) => other.rank > tier.rank && counts(other) && implies(tier.rule, other.rule),
    )
    if (above < 0 || !counts(tier)) return []
    const message = `whoever meets this meets the rule of tiers[${above}], which has a higher rank: thresholds should rise with rank`
    return [{ path: `tiers[${index}].rule`, message }]
  })
}

const counts = ({ status = 'active' }: TierLike): boolean => status === 'active'

/** Whether one rule is met wherever another is, as far as rules of `>=` alone, one or all of several, tell. */
function implies(stronger: RuleLike | undefined, weaker: RuleLike | undefined): boolean {
  const given = leastOf(stronger)
  const asked = leastOf(weaker)
  if (given === undefined || asked === undefined) return false
  return asked.every(({ metric, value }) =>
    given.some((one) => one.metric === metric && compareAmounts(one.value, value) >= 0),
  )
}

function leastOf(rule: RuleLike | undefined): { metric: string; value: string }[] | undefined {
  if (rule === undefined) return undefined
  const list = 'all' in rule ? rule.all : [rule]
  const found = list.flatMap((one) => {
    const value = 'metric' in one && one.op === '>=' ? toAmount(one.value) : undefined
    return value === undefined || !('metric' in one) ? [] : [{ metric: one.metric, value }]
  })
  return found.length === list.length ? found : undefined
}

function sameNames({ tiers }: LadderLike): Issue[] {
  return tiers.flatMap((tier, index) => {
    const other = tiers.findIndex((one) => one !== tier && one.id !== undefined && one.id === tier.key)
    if (other < 0) return []
    return [{ path: `tiers[${index}].key`, message: `it is the id of tiers[${other}] too, which wins` }]
  })
}

function validityWarnings({ validity }: TierLike, { lifecycle }: LadderLike, path: string): Issue[] {
  if (validity === undefined) return []
  const { anchor, start, months } = validity
  const warnings: Issue[] = []
  if (lifecycle?.review !== 'period_end') {
    warnings.push({ path, message: "it has an effect only with lifecycle.review 'period_end'" })
  }
  if (start !== undefined && anchor !== 'fixed') {
    warnings.push({ path: `${path}.start`, message: `it has no effect with the anchor '${anchor}'` })
  }
  if (months !== undefined && months !== 12 && anchor === 'registration') {
    warnings.push({ path: `${path}.months`, message: 'a period from registration is always a year' })
  }
  return warnings
}

const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function windowWarnings({ window, lifecycle, tiers }: LadderLike): Issue[] {
  const warnings: Issue[] = []
  if (window?.kind === 'fixed_year' && window.day > (days[window.month - 1] ?? 31)) {
    warnings.push({ path: 'window.day', message: 'no such month has this day: the year starts on its last' })
  }
  const years = window?.kind === 'calendar_year' || window?.kind === 'fixed_year'
  if (lifecycle?.review === 'period_end' && !years && tiers.every(({ validity }) => validity === undefined)) {
    const message = 'nothing ends: the window has no years, and no tier has a validity'
    warnings.push({ path: 'lifecycle.review', message })
  }
  return warnings
}

function lifecycleWarnings({ lifecycle, tiers }: LadderLike): Issue[] {
  if (lifecycle === undefined) return []
  const { review, inactivity, reviewClock, extendMonths, downgrade } = lifecycle
  const warnings: Issue[] = []
  const idle = (path: string, when: string): void => {
    warnings.push({ path: `lifecycle.${path}`, message: `it has no effect with ${when}` })
  }
  if (inactivity !== undefined && review !== 'inactivity') idle('inactivity', `the review '${review}'`)
  if (
    reviewClock === 'month_end' &&
    (review !== 'period_end' || tiers.every((tier) => tier.validity === undefined))
  ) {
    idle('reviewClock', 'tiers without a validity: years end on their own day')
  }
  if (extendMonths && (review === 'inactivity' || review === 'never'))
    idle('extendMonths', `the review '${review}'`)
  const { graceDays, floor, policy } = downgrade
  if (graceDays && (review === 'never' || policy === 'hold'))
    idle('downgrade.graceDays', 'tiers that nobody loses')
  const bottom = tiers.find(({ id, key }) => floor !== undefined && (id === floor || key === floor))
  if (bottom !== undefined && !counts(bottom)) idle('downgrade.floor', 'a tier that is not active')
  return warnings
}

function rolloverWarnings({ lifecycle, window, tiers }: LadderLike): Issue[] {
  const counters = lifecycle?.rollover?.counters
  if (counters === undefined) return []
  if (window?.kind !== 'calendar_year' && window?.kind !== 'fixed_year') {
    return [{ path: 'lifecycle.rollover', message: 'it has no effect: the window has no years that end' }]
  }
  const tested = new Set(tiers.flatMap(({ rule }) => (rule === undefined ? [] : metricsOf(rule))))
  return counters.flatMap((counter, index) => {
    if (tested.has(`counter:${counter}`)) return []
    return [{ path: `lifecycle.rollover.counters[${index}]`, message: 'no rule tests this counter' }]
  })
}

function metricsOf(rule: RuleLike): string[] {
  if ('metric' in rule) return [rule.metric]
  return ('all' in rule ? rule.all : 'any' in rule ? rule.any : rule.of).flatMap(metricsOf)
}
