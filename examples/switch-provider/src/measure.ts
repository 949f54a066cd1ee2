import type { Client, Ladder, Metric, Rule } from 'rungs'

const points = ['points.balance', 'points.earned'] as const

/** One rule whose metric was exchanged for its nearest kin. */
export interface Exchange {
  tier: string
  from: Metric
  to: Metric
}

/**
 * Points at hand and points earned are different things, and most providers count only one of them. Where the target
 * does not have the ladder's, its tiers count the other. That changes who qualifies, so it is told.
 */
export function remeasured(ladder: Ladder, target: Client): { ladder: Ladder; exchanges: Exchange[] } {
  const exchanges: Exchange[] = []
  const kinOf = (metric: Metric): Metric => {
    const kin = points.find((one) => one !== metric && target.supports(`metric.${one}`))
    const own = points.find((one) => one === metric)
    return own === undefined || kin === undefined || target.supports(`metric.${own}`) ? metric : kin
  }
  const tiers = ladder.tiers.map((tier) => {
    if (tier.rule === undefined) return tier
    const rule = exchanged(tier.rule, kinOf)
    for (const metric of metricsIn(tier.rule)) {
      if (kinOf(metric) !== metric) exchanges.push({ tier: tier.name, from: metric, to: kinOf(metric) })
    }
    return { ...tier, rule }
  })
  return { ladder: { ...ladder, tiers }, exchanges }
}

/** The metric of points that a ladder's tiers count. */
export function pointsOf({ tiers }: Ladder): (typeof points)[number] {
  const metrics = tiers.flatMap(({ rule }) => (rule === undefined ? [] : metricsIn(rule)))
  return points.find((one) => metrics.includes(one)) ?? 'points.balance'
}

function exchanged(rule: Rule, kinOf: (metric: Metric) => Metric): Rule {
  const inner = (rules: Rule[]): Rule[] => rules.map((one) => exchanged(one, kinOf))
  if ('metric' in rule) return { ...rule, metric: kinOf(rule.metric) }
  if ('all' in rule) return { all: inner(rule.all) }
  return 'any' in rule ? { any: inner(rule.any) } : { ...rule, of: inner(rule.of) }
}

function metricsIn(rule: Rule): Metric[] {
  if ('metric' in rule) return [rule.metric]
  const inner = 'all' in rule ? rule.all : 'any' in rule ? rule.any : rule.of
  return inner.flatMap(metricsIn)
}
