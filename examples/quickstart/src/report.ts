import { amountText, drawLadder, drawTable, remainingText, type Style } from 'rungs/output'
import type { Outcome } from './app.js'

/** One provider's ladder, with the member on the step that they hold. */
export function pictureOf({ provider, changes, ladder, standing }: Outcome, style: Style): string {
  const marker = { label: standing.memberId, tierId: standing.tier?.id ?? null }
  const done = changes.length === 0 ? 'as it was' : changes.join(', ')
  return `${provider}: ${done}\n\n${drawLadder(ladder, style, [marker])}`
}

/** All providers side by side. */
export function tableOf(outcomes: readonly Outcome[], style: Style): string {
  const rows = outcomes.map(({ provider, ladder, standing }) => [
    provider,
    ladder.tiers.map((tier) => tier.name).join(' < '),
    standing.memberId,
    amountText(standing.metrics['points.balance'] ?? '0'),
    standing.tier?.name ?? 'none',
    standing.next?.tier.name ?? 'none above',
    standing.next?.remaining === undefined ? '' : remainingText(standing.next.remaining),
  ])
  return drawTable(['provider', 'ladder', 'member', 'points', 'tier', 'next', 'missing'], rows, style)
}
