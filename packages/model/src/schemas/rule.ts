import type * as z from 'zod/mini'
import { type Amount, type AmountInput, isWhole, toAmount } from '../amount.js'
import type { Metric, Operator, Rule } from '../rule.js'
import { choose, complain, exactly, isRecord, list } from './leaf.js'
import { amount, metric, operator, whole } from './parts.js'

/** A rule as people write it: like {@link Rule}, with amounts as numbers or text. */
export type RuleInput =
  | { metric: Metric; op: Operator; value: AmountInput }
  | { all: RuleInput[] }
  | { any: RuleInput[] }
  | { atLeast: number; of: RuleInput[] }

type RuleSchema = z.ZodMiniType<Rule, RuleInput>

/**
 * A rule tree. Refused are empty groups, an `atLeast` outside 1 to the group's size, thresholds below zero, and
 * fractions of points and visits; a counter may count anything.
 */
export function ruleWith(value: z.ZodMiniType<Amount, AmountInput>): RuleSchema {
  const schema: RuleSchema = choose<RuleSchema>(
    'rule',
    () => [criterion, all, any, atLeast],
    (given) => {
      if (!isRecord(given)) return ['an object']
      if ('all' in given) return all
      if ('any' in given) return any
      if ('atLeast' in given || 'of' in given) return atLeast
      const isCriterion = 'metric' in given || 'op' in given || 'value' in given
      return isCriterion
        ? criterion
        : ['`metric`, `op` and `value`, or `all`, or `any`, or `atLeast` and `of`']
    },
  )
  const rules = list(schema, 1, 100)
  const criterion: RuleSchema = exactly({ metric, op: operator, value }).check((payload) => {
    const problem = thresholdProblem(payload.value.metric, payload.value.value)
    if (problem !== undefined) complain(payload, problem, ['value'])
  })
  const all: RuleSchema = exactly({ all: rules })
  const any: RuleSchema = exactly({ any: rules })
  const atLeast: RuleSchema = exactly({ atLeast: whole(1, 100), of: rules }).check((payload) => {
    const { atLeast, of } = payload.value
    if (Array.isArray(of) && atLeast > of.length) {
      complain(payload, 'give no more than the number of rules in `of`', ['atLeast'])
    }
  })
  return schema
}

/** The rules that people write. */
export const ruleSchema: RuleSchema = ruleWith(amount)

/** What is wrong with an amount as a threshold on a metric; nothing if it is no amount, which is said elsewhere. */
export function thresholdProblem(metric: unknown, value: unknown): string | undefined {
  const found = toAmount(value)
  const counted = metric === 'points.balance' || metric === 'points.earned' || metric === 'visits'
  if (found === undefined || (!counted && metric !== 'spend')) return undefined
  if (found.startsWith('-')) return 'expected 0 or more'
  return counted && !isWhole(found) ? 'expected a whole number' : undefined
}
