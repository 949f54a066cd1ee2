import * as z from 'zod/mini'
import type { AmountInput } from '../amount.js'
import type { Metric, Operator, Rule } from '../rule.js'
import { amount, metric, operator, whole } from './parts.js'

/** A rule as people write it: like {@link Rule}, with amounts as numbers or text. */
export type RuleInput =
  | { metric: Metric; op: Operator; value: AmountInput }
  | { all: RuleInput[] }
  | { any: RuleInput[] }
  | { atLeast: number; of: RuleInput[] }

const rules = z.lazy(() => z.array(ruleSchema).check(z.minLength(1), z.maxLength(100)))

/** A rule tree. Empty groups, and an `atLeast` outside 1 to the group's size, are refused. */
export const ruleSchema: z.ZodMiniType<Rule, RuleInput> = z.union([
  z.strictObject({ metric, op: operator, value: amount }),
  z.strictObject({ all: rules }),
  z.strictObject({ any: rules }),
  z.strictObject({ atLeast: whole(1, 100), of: rules }).check(
    z.refine(({ atLeast, of }) => atLeast <= of.length, {
      path: ['atLeast'],
      error: 'expected no more than the number of rules in `of`',
    }),
  ),
])
