import { add, compare, type Decimal, writtenDecimal, ZERO } from '../core/decimal.js'
import type { World } from './context.js'
import { addMonths } from './dates.js'
import { type Expression, holds, parseAira, parseLegacy } from './expression.js'
import type { RenewalConditions, Validity } from './fields.js'
import { amountOf } from './qualification.js'
import type { Customer, Entry, Standing } from './state.js'

interface Measured {
  readonly kind: Entry['kind']
  readonly wanted: string | undefined
  /** The names that a tracker goes by. */
  readonly names?: readonly string[]
}

const documentedOrder = ['purchase', 'numVisits', 'points', 'tracker'] as const

/** The conditions that were sent, in the order in which an expression numbers them. */
export const numberedConditions = (
  conditions: RenewalConditions,
  { switches }: Pick<World, 'switches'>,
): Measured[] => {
  const order =
    switches.renewal_condition_order === 'documented' ? documentedOrder : documentedOrder.toSorted()
  return order.flatMap((kind): Measured[] => {
    if (kind !== 'tracker') return conditions[kind] === undefined ? [] : [{ kind, wanted: conditions[kind] }]
    return (conditions.tracker ?? []).map(({ value, trackerName, trackerId }) => ({
      kind,
      wanted: value,
      names: [trackerName ?? '', String(trackerId)],
    }))
  })
}

interface Span {
  readonly from: number
  readonly to: number
}

/** What a check measures: the whole cycle, or the months before the check that the window's type names. */
const windowOf = ({ now, switches }: World, validity: Validity, { cycleStart }: Standing): Span => {
  const {
    renewalWindowType: type,
    computationWindowStartValue: start,
    computationWindowEndValue: end = 0,
  } = validity
  if (type === undefined || switches.renewal_window === 'cycle') return { from: cycleStart, to: now }
  if (type === 'LAST_CALENDAR_YEAR') {
    const year = new Date(now).getUTCFullYear()
    return { from: Date.UTC(year - 1, 0, 1), to: Date.UTC(year, 0, 1) }
  }
  if (start === undefined) return { from: cycleStart, to: now }
  return { from: addMonths(now, -start), to: addMonths(now, -end) }
}

const measure = ({ log }: Customer, { kind, names }: Measured, { from, to }: Span): Decimal =>
  log
    .filter((entry) => entry.kind === kind && entry.at >= from && entry.at < to)
    .filter(({ tracker }) => names === undefined || names.includes(tracker ?? ''))
    .reduce((sum, { amount }) => add(sum, amountOf(amount)), ZERO)

const expressionOf = (
  { expressionRelation, expressionRelationAIRA }: Expressions,
  count: number,
): Expression => {
  const all: Expression = { atLeast: count }
  if (expressionRelation !== undefined) return parseLegacy(expressionRelation, count) ?? all
  return parseAira(expressionRelationAIRA ?? 'ALL', count) ?? all
}

type Expressions = Pick<NonNullable<Validity['renewal']>, 'expressionRelation' | 'expressionRelationAIRA'>

/** A renewal condition with what a customer has of it. */
interface Checked {
  readonly kind: Measured['kind']
  readonly wanted: string
  readonly value: Decimal
  readonly met: boolean
}

/** The renewal conditions of a tier, each with what a customer has of it now. */
export const checkedConditions = (
  world: World,
  customer: Customer,
  validity: Validity,
  standing: Standing,
): Checked[] => {
  const span = windowOf(world, validity, standing)
  return numberedConditions(validity.renewal?.conditions ?? {}, world).map((condition) => {
    const { kind, wanted = '0' } = condition
    const value = measure(customer, condition, span)
    const threshold = writtenDecimal(condition.wanted ?? '')
    return { kind, wanted, value, met: threshold !== undefined && compare(value, threshold) >= 0 }
  })
}

/** Whether a customer meets the renewal conditions of a tier; undefined where it has none. */
export const meetsConditions = (
  world: World,
  customer: Customer,
  validity: Validity,
  standing: Standing,
): boolean | undefined => {
  const checked = checkedConditions(world, customer, validity, standing)
  if (checked.length === 0) return undefined
  const met = checked.map((condition) => condition.met)
  return holds(expressionOf(validity.renewal ?? {}, checked.length), met)
}
