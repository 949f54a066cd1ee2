import { type Amount, type Ladder, type Standing, subtractAmounts, thresholdOf } from 'rungs'
import { amountText } from 'rungs/output'
import { amountOf, missingOf } from './words.js'

/** How far the next tier is. */
export interface Progress {
  /** The name of the next tier. */
  to: string
  /** What is missing, in words. Absent where the provider does not say. */
  missing?: string
  /** A bar, where the next tier is one amount of one thing: exact decimals, and what a screen reader says. */
  bar?: { value: Amount; max: Amount; text: string }
}

/** The shopper's way to the next tier; `undefined` at the top, and where the provider does not tell. */
export function progressOf({ tiers }: Ladder, { next }: Standing): Progress | undefined {
  if (next === undefined || next === null) return undefined
  const { tier, remaining } = next
  if (remaining === undefined) return { to: tier.name }
  const rule = tiers.find(({ id }) => id === tier.id)?.rule
  const max = thresholdOf(rule)
  const progress = { to: tier.name, missing: missingOf(remaining, rule) }
  if (typeof remaining !== 'string' || max === undefined || rule === undefined || !('metric' in rule))
    return progress
  const value = subtractAmounts(max, remaining)
  return { ...progress, bar: { value, max, text: `${amountText(value)} of ${amountOf(rule.metric, max)}` } }
}
