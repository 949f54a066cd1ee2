import * as z from 'zod/mini'
import { add, type Decimal, decimalOf, decimalText } from '../core/decimal.js'
import type { Answer, Context, World } from './context.js'
import { goDurationMs } from './durations.js'
import { invalidField, notFound } from './errors.js'
import { holderOf } from './groups.js'
import { maybe, readBody } from './input.js'
import { listPage } from './paging.js'
import { counterValue, counterWindowEnd } from './qualification.js'
import { evaluateTier, isEnrolled } from './rules.js'
import { counterShape } from './shapes.js'
import { type Counter, entryOf, type Participant } from './state.js'

const writeSchema = z.object({ value: z.string(), reset_after: maybe(z.string()) })

const counterKey = /^[A-Za-z][\w.:-]{0,254}$/

const keyOf = ({ path }: Context): string => {
  const key = path.counter ?? ''
  if (!counterKey.test(key))
    throw invalidField('key', 'must begin with a letter and have at most 255 characters')
  return key
}

export const isCounterKey = (key: string): boolean => counterKey.test(key)

/** The counter of a participant, at 0 where there was none; one whose window has passed starts anew. */
const writable = ({ now }: World, { counters }: Participant, key: string): Counter => {
  const known = entryOf(counters, key)
  if (known === undefined) {
    const counter = {
      key,
      value: '0',
      reset_after: null,
      last_reset_at: null,
      created_at: now,
      updated_at: now,
    }
    counters[key] = counter
    return counter
  }
  const end = counterWindowEnd(known)
  if (end !== undefined && now >= end) Object.assign(known, { value: '0', last_reset_at: now })
  known.updated_at = now
  return known
}

export const setCounter = (world: World, participant: Participant, key: string, value: Decimal): Counter => {
  const counter = writable(world, participant, key)
  counter.value = decimalText(value)
  // A window counts from when the counter was last set (state management guide).
  if (counter.reset_after !== null) counter.last_reset_at = world.now
  return counter
}

export const addToCounter = (
  world: World,
  participant: Participant,
  key: string,
  value: Decimal,
): Counter => {
  const counter = writable(world, participant, key)
  counter.value = decimalText(add(counterValue(counter, world.now), value))
  return counter
}

/** Raises by counters alone, for the switch that says so; otherwise that waits for an event. */
const counterWritten = (world: World, participant: Participant): void => {
  if (!world.switches.counter_write_evaluates) return
  for (const program of Object.values(world.state.programs))
    if (program.status === 'ACTIVE' && isEnrolled(participant, program.id))
      for (const tier of Object.values(program.tiers)) evaluateTier(world, participant, tier, null)
}

/** Sets a counter absolutely, and creates it if need be; `reset_after` of "" removes its window. */
export const putCounter = (context: Context): Answer => {
  const { value: text, reset_after } = readBody(writeSchema, context.body, context.switches)
  const key = keyOf(context)
  const value = decimalOf(text)
  if (value === undefined) throw invalidField('value', 'must be a decimal such as "42" or "12.50"')
  if (reset_after != null && reset_after !== '' && goDurationMs(reset_after) === undefined)
    throw invalidField('reset_after', 'must be a positive duration such as "720h"')
  const participant = holderOf(context)
  const counter = setCounter(context, participant, key, value)
  if (reset_after != null) {
    counter.reset_after = reset_after === '' ? null : reset_after
    counter.last_reset_at = reset_after === '' ? counter.last_reset_at : context.now
  }
  counterWritten(context, participant)
  return { status: 200, body: counterShape(context, counter) }
}

const counterIn = (context: Context): { participant: Participant; counter: Counter } => {
  const participant = holderOf(context)
  const key = context.path.counter ?? ''
  const counter = entryOf(participant.counters, key)
  if (counter === undefined) throw notFound('Counter', key)
  return { participant, counter }
}

export const getCounter = (context: Context): Answer => ({
  status: 200,
  body: counterShape(context, counterIn(context).counter),
})

export const deleteCounter = (context: Context): Answer => {
  const { participant, counter } = counterIn(context)
  delete participant.counters[counter.key]
  return { status: 204 }
}

export const listCounters = (context: Context): Answer => {
  const { counters } = holderOf(context)
  return listPage(
    context,
    Object.values(counters),
    ({ key }) => key,
    (counter) => counterShape(context, counter),
  )
}
