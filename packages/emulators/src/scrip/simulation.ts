import * as z from 'zod/mini'
import { add, type Decimal, decimalOf, decimalOfNumber, decimalText } from '../core/decimal.js'
import { ConditionError, checkCondition, conditionOutcome } from './condition.js'
import type { Answer, Context } from './context.js'
import { ruleOf } from './event-rules.js'
import { freeObject, maybe, readBody, shortText } from './input.js'
import { amountIn } from './processing.js'
import type { Rule } from './state.js'

const validateSchema = z.object({ condition: shortText(4_000, 1) })

/** Whether a condition can be read; one outside of what is emulated cannot, though Scrip may well take it. */
export const validateCondition = (context: Context): Answer => {
  const { condition } = readBody(validateSchema, context.body, context.switches)
  try {
    checkCondition(condition)
  } catch (cause) {
    if (!(cause instanceof ConditionError)) throw cause
    return { status: 200, body: { valid: false, message: `The condition ${cause.message}` } }
  }
  const note = 'The syntax alone was looked at, not whether events have these fields'
  return { status: 200, body: { valid: true, message: 'The condition is valid', note } }
}

const simulateSchema = z.object({
  event: freeObject,
  participant_state: maybe(
    z.object({
      tags: maybe(z.array(z.string())),
      counters: maybe(freeObject),
      attributes: maybe(freeObject),
    }),
  ),
})

type Sample = z.infer<typeof simulateSchema>

const zero = decimalOfNumber(0)

const counterIn = ({ participant_state }: Sample, key: string): Decimal => {
  const counters = participant_state?.counters ?? {}
  const value = Object.hasOwn(counters, key) ? counters[key] : undefined
  if (typeof value === 'number') return decimalOfNumber(value)
  return (typeof value === 'string' ? decimalOf(value) : undefined) ?? zero
}

/** What an action would do (simulate a rule page, table of result fields). */
const resultOf = (action: Rule['actions'][number], sample: Sample): object => {
  if (action.type === 'SET_TIER')
    return { description: `Set tier ${action.tier} to ${action.level} for participant` }
  const amount = amountIn(action.value, sample.event)
  if (amount === undefined) return { description: `${action.value} is no number in this event` }
  const current = counterIn(sample, action.key)
  return {
    current_value: decimalText(current),
    projected_value: decimalText(add(current, amount)),
    value: decimalText(amount),
    description: `Add ${decimalText(amount)} to counter ${action.key} of participant`,
  }
}

const evaluationOf = ({ condition, actions }: Rule, sample: Sample, { switches }: Context): object => {
  const outcome = conditionOutcome(condition, sample.event)
  if (outcome === undefined && switches.simulated_missing_field === 'condition_failed')
    return { matched: false, status: 'condition_failed', reason: 'the event lacks a field of the condition' }
  if (outcome !== true) return { matched: false, status: 'evaluated' }
  const results = actions.map((action) => ({ action, result: resultOf(action, sample) }))
  return { matched: true, status: 'evaluated', results }
}

/** Looks at a rule with a sample, and changes nothing. */
export const simulateRule = (context: Context): Answer => {
  const sample = readBody(simulateSchema, context.body, context.switches)
  const rule = ruleOf(context)
  const { id, name, condition, order, stop_after_match } = rule
  return {
    status: 200,
    body: {
      rule: { id, name, condition, order, stop_after_match },
      evaluation: evaluationOf(rule, sample, context),
    },
  }
}
