import type { Tier } from '@rungs/model'
import type { Style } from '../output/style.js'
import type { Drawing } from './run.js'

/** Tiers as a table. */
export function tierTable(
  tiers: readonly Tier[],
  { drawTable, ruleText, benefitText }: Drawing,
  style: Style,
): string {
  const revisions = tiers.some((tier) => tier.revision !== undefined)
  const rows = tiers.map((tier) => [
    tier.id,
    tier.name,
    ruleText(tier.rule),
    tier.status,
    ...(revisions ? [tier.revision ?? ''] : []),
    tier.benefits.map(benefitText).join(', '),
  ])
  return drawTable(
    ['id', 'name', 'from', 'status', ...(revisions ? ['revision'] : []), 'benefits'],
    rows,
    style,
  )
}
