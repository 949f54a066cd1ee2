import {
  add,
  compare,
  type Decimal,
  decimalOf,
  decimalOfNumber,
  decimalText,
  subtract,
  ZERO,
} from '../core/decimal.js'
import { invalidInput } from '../core/error.js'
import type { MemberActivity } from '../core/vendor.js'
import type { World } from './context.js'
import { amountOf } from './qualification.js'
import { type Customer, type Entry, entryOf } from './state.js'

const exact = (path: string, amount: number | string): Decimal => {
  const value =
    typeof amount === 'string'
      ? decimalOf(amount)
      : Number.isFinite(amount)
        ? decimalOfNumber(amount)
        : undefined
  if (value === undefined)
    throw invalidInput(path, `expected a decimal of at most 200 characters, got ${amount}`)
  return value
}

/** The exact decimal that an activity names. Throws for one below zero. */
export const notNegative = (path: string, amount: number | string): Decimal => {
  const value = exact(path, amount)
  if (value.units < 0n) throw invalidInput(path, `expected 0 or more, got ${amount}`)
  return value
}

type Total = 'currentPoints' | 'earnedPoints' | 'redeemed' | 'expired' | 'returned' | 'adjusted' | 'visits'

const raise = (customer: Customer, totals: readonly Total[], by: Decimal): void => {
  for (const total of totals) customer[total] = decimalText(add(amountOf(customer[total]), by))
}

/** Writes down what renewal conditions are measured on. */
export const log = (
  customer: Customer,
  { at, kind, amount, tracker }: Pick<Entry, 'at' | 'kind'> & { amount: Decimal; tracker?: string },
): void => {
  customer.log.push({ at, kind, tracker: tracker ?? null, amount: decimalText(amount) })
}

type PointsActivity = Extract<MemberActivity, { points: unknown }>

/** The totals that lost points go to. */
const lost = { redeem: 'redeemed', expire: 'expired', refund: 'returned' } as const

/** Earning and adjusting change what was ever earned; redeeming, expiring and returning only the balance. */
const changePoints = (world: World, customer: Customer, activity: PointsActivity): void => {
  const { type } = activity
  const points = type === 'adjust' ? exact('points', activity.points) : notNegative('points', activity.points)
  const gains = type === 'earn' || type === 'adjust'
  const change = gains ? points : subtract(ZERO, points)
  if (compare(add(amountOf(customer.currentPoints), change), ZERO) < 0)
    throw invalidInput('points', `a balance of ${customer.currentPoints} points does not allow this`)
  raise(customer, ['currentPoints'], change)
  if (!gains) {
    raise(customer, [lost[type]], points)
    return
  }
  raise(customer, type === 'adjust' ? ['earnedPoints', 'adjusted'] : ['earnedPoints'], points)
  log(customer, { at: world.now, kind: 'points', amount: points })
}

const visit = (world: World, customer: Customer): void => {
  const once = decimalOfNumber(1)
  raise(customer, ['visits'], once)
  log(customer, { at: world.now, kind: 'numVisits', amount: once })
}

const track = (
  world: World,
  customer: Customer,
  { counter, add: by, set }: MemberActivity & { type: 'counter' },
): void => {
  if ((by === undefined) === (set === undefined))
    throw invalidInput('counter', 'expected either "add" or "set"')
  if (counter === '__proto__') throw invalidInput('counter', 'no tracker can have this name')
  const before = amountOf(entryOf(customer.trackers, counter))
  const after = set === undefined ? add(before, exact('add', by ?? 0)) : exact('set', set)
  customer.trackers[counter] = decimalText(after)
  log(customer, { at: world.now, kind: 'tracker', amount: subtract(after, before), tracker: counter })
}

/** What an activity counts, before anybody is evaluated. */
export const count = (world: World, customer: Customer, activity: MemberActivity): void => {
  if ('points' in activity) changePoints(world, customer, activity)
  else if (activity.type === 'visit') visit(world, customer)
  else if (activity.type === 'counter') track(world, customer, activity)
}
