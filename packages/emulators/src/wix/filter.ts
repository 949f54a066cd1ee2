import { invalidFields, type Violation } from './errors.js'

type Scalar = string | number | null
type Predicate<T> = (item: T) => boolean

/** Something that items can be filtered and sorted by. */
export interface Column<T> {
  readonly kind: 'text' | 'number' | 'date'
  readonly of: (item: T) => Scalar
}

export type Columns<T> = Readonly<Record<string, Column<T>>>

type Kind = Pick<Column<never>, 'kind'>

const refuse = (field: string, description: string, rule: Violation['rule'] = 'FORMAT'): never => {
  throw invalidFields([{ field: field.slice(0, 200), description, rule }])
}

export const columnOf = <T>(columns: Columns<T>, name: string, path: string): Column<T> => {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined
  return column ?? refuse(path, `must be one of ${Object.keys(columns).join(', ')}`)
}

const scalarOf = (value: unknown, { kind }: Kind, path: string): Scalar => {
  if (value === null) return null
  if (kind === 'number') return typeof value === 'number' ? value : refuse(path, 'must be a number')
  if (typeof value !== 'string') return refuse(path, 'must be text')
  if (kind === 'text') return value
  const instant = Date.parse(value)
  return Number.isNaN(instant) ? refuse(path, 'must be a date') : instant
}

const listOf = (value: unknown, column: Kind, path: string): Scalar[] =>
  Array.isArray(value) ? value.map((item) => scalarOf(item, column, path)) : refuse(path, 'must be a list')

type Test = (actual: Scalar) => boolean

/** Only what is there and of one kind can be more or less. */
const ordered = (value: Scalar, test: (order: number) => boolean): Test => {
  if (value === null) return () => false
  return (actual) =>
    actual !== null && typeof actual === typeof value && test(actual < value ? -1 : actual > value ? 1 : 0)
}

const operators: Readonly<Record<string, (value: unknown, column: Kind, path: string) => Test>> = {
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

const fieldPredicate = <T>(
  columns: Columns<T>,
  name: string,
  condition: unknown,
  path: string,
): Predicate<T> => {
  const column = columnOf(columns, name, path)
  const conditions = isObject(condition) ? Object.entries(condition) : [['$eq', condition] as const]
  const tests = conditions.map(([operator, value]) => {
    const make = Object.hasOwn(operators, operator) ? operators[operator] : undefined
    if (make === undefined) return refuse(path, `must use one of ${Object.keys(operators).join(', ')}`)
    return make(value, column, `${path}.${operator}`)
  })
  return (item) => tests.every((test) => test(column.of(item)))
}

const groupOf = <T>(columns: Columns<T>, value: unknown, path: string): Predicate<T>[] =>
  Array.isArray(value)
    ? value.map((item, index) => compileFilter(columns, item, `${path}[${index}]`))
    : refuse(path, 'must be a list')

/** The predicate that a filter says. Throws 400 that names the field or operator that the items do not have. */
export const compileFilter = <T>(columns: Columns<T>, filter: unknown, path: string): Predicate<T> => {
  if (filter === undefined || filter === null) return () => true
  if (!isObject(filter)) return refuse(path, 'must be an object')
  const parts = Object.entries(filter).map(([name, value]): Predicate<T> => {
    const here = `${path}.${name}`
    if (name === '$and') {
      const all = groupOf(columns, value, here)
      return (item) => all.every((predicate) => predicate(item))
    }
    if (name === '$or') {
      const any = groupOf(columns, value, here)
      return (item) => any.some((predicate) => predicate(item))
    }
    if (name === '$not') {
      const not = compileFilter(columns, value, here)
      return (item) => !not(item)
    }
    return fieldPredicate(columns, name, value, here)
  })
  return (item) => parts.every((predicate) => predicate(item))
}

/** The order of two values of a column; what is not there comes first. */
export const compareScalars = (a: Scalar, b: Scalar): number => {
  if (a === b) return 0
  if (a === null) return -1
  if (b === null) return 1
  return a < b ? -1 : 1
}
