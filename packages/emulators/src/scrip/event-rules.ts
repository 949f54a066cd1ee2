import * as z from 'zod/mini'
import { decimalOf } from '../core/decimal.js'
import { randomUuid } from '../core/ids.js'
import { ConditionError, checkCondition, isFieldExpression } from './condition.js'
import { type Answer, type Context, timeText } from './context.js'
import { isCounterKey } from './counters.js'
import { badBody, conflict, invalidField, notFound } from './errors.js'
import { instantText, keyText, maybe, readBody, shortText, uuidText } from './input.js'
import { listPage } from './paging.js'
import { writableProgram } from './programs.js'
import type { Program, Rule } from './state.js'
import { targetSchema } from './targets.js'

const counterKey = z.string().check(z.refine(isCounterKey, 'expected a counter key'))
const counterValue = z
  .string()
  .check(
    z.refine(
      (text) => decimalOf(text) !== undefined || isFieldExpression(text),
      'expected a decimal such as "1", or a field such as "event.amount"; other expressions are not emulated',
    ),
  )

const target = maybe(targetSchema)

const actionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('COUNTER'), key: counterKey, value: counterValue, target }),
  z.object({ type: z.literal('SET_TIER'), tier: keyText, level: keyText, target }),
])

const name = shortText(255, 1)
const condition = shortText(4_000, 1)
const actions = z.array(actionSchema).check(z.minLength(1))
const fields = {
  description: maybe(shortText(1000)),
  order: maybe(z.int().check(z.gte(1))),
  stop_after_match: maybe(z.boolean()),
  active_from: maybe(instantText),
  active_to: maybe(instantText),
}

const createSchema = z.object({
  program_id: uuidText,
  name,
  condition,
  actions,
  ...fields,
  status: maybe(z.enum(['ACTIVE', 'SUSPENDED'])),
})

const updateSchema = z.object({
  name: maybe(name),
  condition: maybe(condition),
  actions: maybe(actions),
  ...fields,
  status: maybe(z.enum(['ACTIVE', 'SUSPENDED', 'ARCHIVED'])),
})

const ruleShape = ({ active_from, active_to, description, created_at, updated_at, ...rule }: Rule) => ({
  ...rule,
  description: description ?? undefined,
  active_from: active_from === null ? undefined : timeText(active_from),
  active_to: active_to === null ? undefined : timeText(active_to),
  created_at: timeText(created_at),
  updated_at: timeText(updated_at),
})

/** The steps in which an order is assigned (writing rules guide). */
const ORDER_STEP = 10

/** Throws 409 for an order that another active rule has. */
const checkOrder = ({ rules }: Program, order: number, status: Rule['status'], self?: Rule): void => {
  const taken = Object.values(rules).some(
    (rule) => rule !== self && rule.status === 'ACTIVE' && rule.order === order,
  )
  if (status === 'ACTIVE' && taken) throw conflict(`An active rule has the order ${order}`, 'order')
}

const orderIn = (program: Program, asked: number | null | undefined, status: Rule['status']): number => {
  const orders = Object.values(program.rules).map(({ order }) => order)
  if (asked == null) return orders.length === 0 ? ORDER_STEP : Math.max(...orders) + ORDER_STEP
  checkOrder(program, asked, status)
  return asked
}

const instantOf = (text: string | null | undefined): number | null => (text == null ? null : Date.parse(text))

const refuseOther = (condition: string): void => {
  try {
    checkCondition(condition)
  } catch (cause) {
    if (!(cause instanceof ConditionError)) throw cause
    throw invalidField('condition', cause.message, 'true, comparisons of event fields, in, has, && || !')
  }
}

/** Makes a rule; conditions and actions that are not emulated are a 400 that says so. */
export const createRule = (context: Context): Answer => {
  const { now, switches } = context
  const sent = readBody(createSchema, context.body, switches)
  refuseOther(sent.condition)
  const program = writableProgram(context, sent.program_id)
  const status = sent.status ?? 'ACTIVE'
  const rule: Rule = {
    id: randomUuid(),
    program_id: program.id,
    name: sent.name,
    description: sent.description ?? null,
    condition: sent.condition,
    actions: sent.actions,
    order: orderIn(program, sent.order, status),
    stop_after_match: sent.stop_after_match ?? false,
    active_from: instantOf(sent.active_from),
    active_to: instantOf(sent.active_to),
    status,
    created_at: now,
    updated_at: now,
  }
  program.rules[rule.id] = rule
  return { status: 201, body: ruleShape(rule) }
}

const allRules = ({ state }: Context): Rule[] =>
  Object.values(state.programs).flatMap(({ rules }) => Object.values(rules))

export const ruleOf = (context: Context): Rule => {
  const id = context.path.rule ?? ''
  const rule = allRules(context).find((candidate) => candidate.id === id.toLowerCase())
  if (rule === undefined) throw notFound('Rule', id)
  return rule
}

export const getRule = (context: Context): Answer => ({ status: 200, body: ruleShape(ruleOf(context)) })

/** Null clears the start and the end of the window (update a rule page). */
const windowEnd = (
  { body }: Context,
  name: 'active_from' | 'active_to',
  sent: string | null | undefined,
  before: number | null,
): number | null => (Object.hasOwn(body, name) ? instantOf(sent) : before)

/** Changes what is sent, at least one field; an archived rule stays as it is (update a rule page). */
export const updateRule = (context: Context): Answer => {
  const { body, switches, now } = context
  const sent = readBody(updateSchema, body, switches)
  if (!Object.keys(updateSchema.def.shape).some((field) => Object.hasOwn(body, field)))
    throw badBody('Send at least one field to change')
  if (sent.condition != null) refuseOther(sent.condition)
  const rule = ruleOf(context)
  const program = writableProgram(context, rule.program_id)
  if (rule.status === 'ARCHIVED') throw conflict('The rule is archived')
  const status = sent.status ?? rule.status
  const order = sent.order ?? rule.order
  checkOrder(program, order, status, rule)
  Object.assign(rule, {
    name: sent.name ?? rule.name,
    description: sent.description ?? rule.description,
    condition: sent.condition ?? rule.condition,
    actions: sent.actions ?? rule.actions,
    order,
    stop_after_match: sent.stop_after_match ?? rule.stop_after_match,
    active_from: windowEnd(context, 'active_from', sent.active_from, rule.active_from),
    active_to: windowEnd(context, 'active_to', sent.active_to, rule.active_to),
    status,
    updated_at: now,
  })
  return { status: 200, body: ruleShape(rule) }
}

export const listRules = (context: Context): Answer => {
  const program = context.query.get('program_id')
  const rules = allRules(context).filter(({ program_id }) => program === null || program_id === program)
  return listPage(context, rules, ({ id }) => id, ruleShape)
}
