import { invalidFields, type Violation } from './errors.js'
import type { Account } from './state.js'

type Scalar = string | number | null
type Predicate = (account: Account) => boolean

interface Column {
  readonly kind: 'text' | 'number' | 'date'
  readonly of: (account: Account) => Scalar
}

/** What accounts can be filtered and sorted by (Loyalty Accounts: supported filters page). */
const columns: Readonly<Record<string, Column>> = {
  id: { kind: 'text', of: (account) => account.id },
  'contact.id': { kind: 'text', of: (account) => account.contactId },
  contactId: { kind: 'text', of: (account) => account.contactId },
  memberId: { kind: 'text', of: (account) => account.memberId },
  'tier.id': { kind: 'text', of: (account) => account.tier.id },
  'points.balance': { kind: 'number', of: (account) => account.balance },
  'points.earned': { kind: 'number', of: (account) => account.earned },
  'points.adjusted': { kind: 'number', of: (account) => account.adjusted },
  'points.redeemed': { kind: 'number', of: (account) => account.redeemed },
  'points.expired': { kind: 'number', of: (account) => account.expired },
  'pointsExpiration.expirationDate': { kind: 'date', of: () => null },
  'pointsExpiration.expiringPointsAmount': { kind: 'number', of: () => null },
  createdDate: { kind: 'date', of: (account) => account.created },
  lastActivityDate: { kind: 'date', of: (account) => account.lastActivity },
}

const refuse = (field: string, description: string, rule: Violation['rule'] = 'FORMAT'): never => {
  throw invalidFields([{ field: field.slice(0, 200), description, rule }])
}

export const columnOf = (name: string, path: string): Column => {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined
  return column ?? refuse(path, `must be one of ${Object.keys(columns).join(', ')}`)
}

const scalarOf = (value: unknown, { kind }: Column, path: string): Scalar => {
  if (value === null) return null
  if (kind === 'number') return typeof value === 'number' ? value : refuse(path, 'must be a number')
  if (typeof value !== 'string') return refuse(path, 'must be text')
  if (kind === 'text') return value
  const instant = Date.parse(value)
  return Number.isNaN(instant) ? refuse(path, 'must be a date') : instant
}

const listOf = (value: unknown, column: Column, path: string): Scalar[] =>
  Array.isArray(value) ? value.map((item) => scalarOf(item, column, path)) : refuse(path, 'must be a list')

type Test = (actual: Scalar) => boolean

/** Only what is there and of one kind can be more or less. */
const ordered = (value: Scalar, test: (order: number) => boolean): Test => {
  if (value === null) return () => false
  return (actual) =>
    actual !== null && typeof actual === typeof value && test(actual < value ? -1 : actual > value ? 1 : 0)
}

const operators: Readonly<Record<string, (value: unknown, column: Column, path: string) => Test>> = {
  $eq: (value, column, path) => {
    const wanted = scalarOf(value, column, path)
    return (actual) => actual === wanted
  },
  $ne: (value, column, path) => {
    const other = scalarOf(value, column, path)
    return (actual) => actual !== other
  },
  $in: (value, column, path) => {
    const wanted = listOf(value, column, path)
    return (actual) => wanted.includes(actual)
  },
  $nin: (value, column, path) => {
    const others = listOf(value, column, path)
    return (actual) => !others.includes(actual)
  },
  $hasSome: (value, column, path) => {
    const wanted = listOf(value, column, path)
    return (actual) => wanted.includes(actual)
  },
  $exists: (value, _, path) => {
    if (typeof value !== 'boolean') return refuse(path, 'must be true or false')
    return (actual) => (actual !== null) === value
  },
  $startsWith: (value, { kind }, path) => {
    if (typeof value !== 'string' || kind !== 'text') return refuse(path, 'must be text, of a field of text')
    return (actual) => typeof actual === 'string' && actual.startsWith(value)
  },
  $lt: (value, column, path) => ordered(scalarOf(value, column, path), (order) => order < 0),
  $lte: (value, column, path) => ordered(scalarOf(value, column, path), (order) => order <= 0),
  $gt: (value, column, path) => ordered(scalarOf(value, column, path), (order) => order > 0),
  $gte: (value, column, path) => ordered(scalarOf(value, column, path), (order) => order >= 0),
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fieldPredicate = (name: string, condition: unknown, path: string): Predicate => {
  const column = columnOf(name, path)
  const conditions = isObject(condition) ? Object.entries(condition) : [['$eq', condition] as const]
  const tests = conditions.map(([operator, value]) => {
    const make = Object.hasOwn(operators, operator) ? operators[operator] : undefined
    if (make === undefined) return refuse(path, `must use one of ${Object.keys(operators).join(', ')}`)
    return make(value, column, `${path}.${operator}`)
  })
  return (account) => tests.every((test) => test(column.of(account)))
}

const groupOf = (value: unknown, path: string): Predicate[] =>
  Array.isArray(value)
    ? value.map((item, index) => compileFilter(item, `${path}[${index}]`))
    : refuse(path, 'must be a list')

/** The predicate that a filter says. Throws 400 that names the field or operator that accounts do not have. */
export const compileFilter = (filter: unknown, path: string): Predicate => {
  if (filter === undefined || filter === null) return () => true
  if (!isObject(filter)) return refuse(path, 'must be an object')
  const parts = Object.entries(filter).map(([name, value]): Predicate => {
    const here = `${path}.${name}`
    if (name === '$and') {
      const all = groupOf(value, here)
      return (account) => all.every((predicate) => predicate(account))
    }
    if (name === '$or') {
      const any = groupOf(value, here)
      return (account) => any.some((predicate) => predicate(account))
    }
    if (name === '$not') {
      const not = compileFilter(value, here)
      return (account) => !not(account)
    }
    return fieldPredicate(name, value, here)
  })
  return (account) => parts.every((predicate) => predicate(account))
}

/** The order of two values of a column; what is not there comes first. */
export const compareScalars = (a: Scalar, b: Scalar): number => {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  return a < b ? -1 : 1
}
