import type {
  Explanation,
  Keep,
  Reason,
  RuleReason,
  TierChange,
  TierExplanation,
  TierRef,
} from '@rungs/model'
import pc from 'picocolors'
import { drawStanding, remainingText } from './standing.js'
import type { Style } from './style.js'
import { drawTable } from './table.js'
import { amountText, clean, ruleText } from './words.js'

const reasons: { readonly [reason in Reason]: string } = {
  met: 'the member qualifies for it',
  none: 'the member qualifies for none',
  manual: 'it was given by hand',
  grace: 'a drop is due, and put off',
  floor: 'nobody drops below it',
  kept: 'the member qualified once, and no review was due since',
  paused: 'the ladder is paused',
  disabled: 'the ladder is not active',
}

/** Why a member holds their tier: the standing, and what became of every criterion of every tier. Ends with a line break. */
export function drawExplanation(explanation: Explanation, style: Style = {}): string {
  const { reason, keep, tiers } = explanation
  const colors = pc.createColors(style.color === true)
  const rows: [string, string | undefined][] = [
    ['because', reason === undefined ? 'the provider does not say why' : reasons[reason]],
    ['kept', keep === undefined ? undefined : keepText(keep)],
  ]
  const lines = rows.flatMap(([name, text]) =>
    text === undefined ? [] : [`${colors.dim(name.padEnd(8))}${text}\n`],
  )
  const table = drawTable(
    ['tier', 'asks for', 'has', 'missing', ''],
    [...tiers].reverse().flatMap(tierRows),
    style,
  )
  const ladder = tiers.length === 0 ? 'The ladder has no tiers yet.\n' : table
  return `${drawStanding(explanation, style)}${lines.join('')}\n${ladder}`
}

/** A member's moves between tiers, one on a line. Ends with a line break. */
export function drawHistory(moves: readonly TierChange[], style: Style = {}): string {
  if (moves.length === 0) return 'The member has not moved between tiers.\n'
  const nameOf = (tier: TierRef | null): string => tier?.name ?? 'none'
  const rows = moves.map(({ at, from, to, reason }) => [
    at,
    nameOf(from),
    nameOf(to),
    reason === undefined ? '' : reasons[reason],
  ])
  return drawTable(['at', 'from', 'to', 'because'], rows, style)
}

function keepText({ until, remaining }: Keep): string {
  const safe = until === undefined ? 'as it is' : `until ${until}`
  return remaining === undefined ? safe : `${safe}, ${remainingText(remaining)} to renew it`
}

function tierRows({ tier, held, qualifies, rule }: TierExplanation): string[][] {
  const outcome = held ? 'held' : qualifies === undefined ? 'not known' : qualifies ? 'met' : 'not met'
  if (rule === undefined) return [[clean(tier.name), 'by hand', '', '', held ? 'held' : '']]
  const [first = [], ...rest] = ruleRows(rule, '')
  return [[clean(tier.name), ...first, outcome], ...rest.map((row) => ['', ...row, ''])]
}

/** One row for each node of the tree: what it asks for, what the member has, what is missing. */
function ruleRows(reason: RuleReason, indent: string): string[][] {
  if ('metric' in reason) {
    const { actual, missing } = reason
    const has = actual === undefined ? 'not told' : amountText(actual)
    return [[indent + ruleText(reason), has, missing === undefined ? '' : amountText(missing)]]
  }
  const inner = 'all' in reason ? reason.all : 'any' in reason ? reason.any : reason.of
  const name = 'all' in reason ? 'all of' : 'any' in reason ? 'any of' : `${reason.atLeast} of`
  return [[indent + name, '', ''], ...inner.flatMap((one) => ruleRows(one, `${indent}- `))]
}
