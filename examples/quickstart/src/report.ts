import { amountText, drawLadder, drawTable, remainingText, type Style } from 'rungs/output'
import type { View } from './app.js'
import type { Done } from './ladder.js'

/** What one run of the app did and saw. */
export type Outcome = View & Done

/** One provider's ladder, with the member on the step that they hold, and what the provider could not hold of it. */
export function pictureOf({ provider, changes, losses, ladder, standing }: Outcome, style: Style): string {
  const marker = { label: standing.memberId, tierId: standing.tier?.id ?? null }
  const done = changes.length === 0 ? 'as it was' : changes.join(', ')
  return `${provider}: ${done}\n\n${drawLadder(ladder, style, [marker])}\n${lossesText(losses)}`
}

function lossesText(losses: Outcome['losses']): string {
  if (losses.length === 0) return 'Nothing was lost.\n'
  const reasons = [...new Set(losses.map(({ reason }) => reason))]
  const lines = reasons.map((reason) => {
    const paths = losses.filter((loss) => loss.reason === reason).map(({ path }) => path)
    return `  ${reason}: ${paths.join(', ')}\n`
  })
  return `Lost:\n${lines.join('')}`
}

/** All providers side by side. */
export function tableOf(outcomes: readonly Outcome[], style: Style): string {
  const rows = outcomes.map(({ provider, ladder, standing, losses }) => [
    provider,
    ladder.tiers.map((tier) => tier.name).join(' < '),
    amountText(standing.metrics['points.earned'] ?? standing.metrics['points.balance'] ?? '0'),
    standing.tier?.name ?? 'none',
    standing.next === undefined ? 'not told' : (standing.next?.tier.name ?? 'none above'),
    standing.next?.remaining === undefined ? '' : remainingText(standing.next.remaining),
    String(losses.length),
  ])
  return drawTable(['provider', 'ladder', 'points', 'tier', 'next', 'missing', 'lost'], rows, style)
}
