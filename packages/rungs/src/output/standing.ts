import { type Amount, addAmounts, type Remaining, type Standing } from '@rungs/model'
import pc from 'picocolors'
import type { Style } from './style.js'
import { amountText, clean, measureText, metricText } from './words.js'

const barLength = 24

/** A member's standing in words, with a bar that shows how far the next tier is. Ends with a line break. */
export function drawStanding(standing: Standing, style: Style = {}): string {
  const colors = pc.createColors(style.color === true)
  const metrics = Object.entries(standing.metrics).flatMap(([metric, amount]) =>
    amount === undefined ? [] : [measureText(metric, amount)],
  )
  const rows: [string, string | undefined][] = [
    ['member', clean(standing.memberId)],
    ['tier', colors.bold(standing.tier === null ? 'none' : clean(standing.tier.name))],
    ['since', standing.since],
    ['until', standing.expiresAt],
    ['has', metrics.length === 0 ? undefined : metrics.join(', ')],
    ['next', nextText(standing)],
    ['', progressOf(standing, style)],
    ['as of', standing.asOf],
  ]
  const shown = rows.filter((row): row is [string, string] => row[1] !== undefined)
  return shown.map(([name, text]) => `${colors.dim(name.padEnd(8))}${text}\n`).join('')
}

/** What is missing, for example `1,300` or `5 visits, 300 spend`. */
export function remainingText(remaining: Remaining): string {
  if (typeof remaining === 'string') return amountText(remaining)
  return Object.entries(remaining)
    .flatMap(([metric, amount]) => (amount === undefined ? [] : [measureText(metric, amount)]))
    .join(', ')
}

function nextText({ next }: Standing): string | undefined {
  if (next === undefined) return undefined
  if (next === null) return 'nothing above: this is the top'
  const name = clean(next.tier.name)
  return next.remaining === undefined ? name : `${name}, ${remainingText(next.remaining)} to go`
}

/** A bar for the one metric that the next tier asks for, when the standing has just one. */
function progressOf({ metrics, next }: Standing, { unicode }: Style): string | undefined {
  const remaining = next?.remaining
  const known = Object.entries(metrics).filter((entry): entry is [string, Amount] => entry[1] !== undefined)
  const [only] = known
  if (typeof remaining !== 'string' || only === undefined || known.length > 1) return undefined
  const [metric, value] = only
  const goal = addAmounts(value, remaining)
  const share = Math.min(1, Math.max(0, Number(value) / Number(goal)))
  if (!Number.isFinite(share)) return undefined
  const full = Math.floor(share * barLength)
  const bar =
    unicode === true
      ? '█'.repeat(full) + '░'.repeat(barLength - full)
      : `[${'#'.repeat(full)}${'-'.repeat(barLength - full)}]`
  return `${bar} ${amountText(value)} of ${amountText(goal)} ${metricText(metric)}`
}
