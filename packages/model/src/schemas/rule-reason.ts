import * as z from 'zod/mini'
import type { Amount } from '../amount.js'
import type { RuleReason } from '../explanation.js'
import { choose, isRecord, list } from './leaf.js'
import { metric, operator, whole } from './parts.js'

type ReasonSchema = z.ZodMiniType<RuleReason, RuleReason>

/** The tree of a {@link RuleReason}, over amounts of a kind. */
export function ruleReasonWith(amount: z.ZodMiniType<Amount, Amount>): ReasonSchema {
  const met = z.exactOptional(z.boolean())
  const schema: ReasonSchema = choose<ReasonSchema>(
    'ruleReason',
    () => [criterion, all, any, atLeast],
    (given) => {
      if (!isRecord(given)) return ['an object']
      if ('all' in given) return all
      if ('any' in given) return any
      return 'of' in given ? atLeast : criterion
    },
  )
  const reasons = list(schema, 1, 100)
  const criterion: ReasonSchema = z.strictObject({
    metric,
    op: operator,
    value: amount,
    actual: z.exactOptional(amount),
    met,
    missing: z.exactOptional(amount),
  })
  const all: ReasonSchema = z.strictObject({ all: reasons, met })
  const any: ReasonSchema = z.strictObject({ any: reasons, met })
  const atLeast: ReasonSchema = z.strictObject({ atLeast: whole(1, 100), of: reasons, met })
  return schema
}
