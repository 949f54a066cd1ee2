import { invalidFields, type Violation } from './errors.js'

const guid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

export const isGuid = (text: string): boolean => guid.test(text)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Characters as people count them; long text is not counted out. */
const lengthOf = (text: string, limit: number): number =>
  text.length > limit * 2 ? text.length : [...text].length

interface Limits {
  readonly min?: number
  readonly max?: number
}

/**
 * The fields of one object of a body, read by what a route expects. What does not fit is noted with its whole path and
 * refused by `check`, all at once. A null is a field that was not sent, except for `nullableText`.
 */
export class Fields {
  readonly #values: Readonly<Record<string, unknown>>
  readonly #path: string
  readonly #violations: Violation[]

  constructor(values: Readonly<Record<string, unknown>>, path: string, violations: Violation[] = []) {
    this.#values = values
    this.#path = path
    this.#violations = violations
  }

  /** Throws 400 when anything that was read so far does not fit. */
  check(): void {
    if (this.#violations.length > 0) throw invalidFields(this.#violations)
  }

  has(name: string): boolean {
    return this.raw(name) !== undefined && this.raw(name) !== null
  }

  raw(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? this.#values[name] : undefined
  }

  refuse(name: string, rule: Violation['rule'], description: string, threshold?: number): void {
    const field = this.#path === '' ? name : `${this.#path}.${name}`
    this.#violations.push({ field, description, rule, ...(threshold === undefined ? {} : { threshold }) })
  }

  required(name: string): void {
    if (!this.has(name)) this.refuse(name, 'REQUIRED_FIELD', 'is required')
  }

  text(name: string, { min = 0, max = Number.POSITIVE_INFINITY }: Limits = {}): string | undefined {
    const value = this.raw(name)
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'string') {
      this.refuse(name, 'FORMAT', 'must be text')
      return undefined
    }
    const length = lengthOf(value, max)
    if (length < min) this.refuse(name, 'MIN_LENGTH', `must have ${min} characters or more`, min)
    if (length > max) this.refuse(name, 'MAX_LENGTH', `must have ${max} characters or fewer`, max)
    return value
  }

  /** Text, or null where null was sent. */
  nullableText(name: string, limits: Limits): string | null | undefined {
    return this.raw(name) === null ? null : this.text(name, limits)
  }

  guid(name: string): string | undefined {
    const value = this.text(name)
    if (value !== undefined && !isGuid(value)) this.refuse(name, 'FORMAT', 'must be a GUID')
    return value?.toLowerCase()
  }

  integer(name: string, { min, max }: Required<Limits>): number | undefined {
    const value = this.raw(name)
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      this.refuse(name, 'FORMAT', 'must be a whole number')
      return undefined
    }
    if (value < min) this.refuse(name, 'MIN', `must be ${min} or more`, min)
    if (value > max) this.refuse(name, 'MAX', `must be ${max} or less`, max)
    return value === 0 ? 0 : value
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.raw(name)
    if (value === undefined || value === null) return undefined
    const found = choices.find((choice) => choice === value)
    if (found === undefined) this.refuse(name, 'FORMAT', `must be one of ${choices.join(', ')}`)
    return found
  }

  /** A revision: decimal text, or the number that it says (Tier object page: a uint64 as text). */
  revision(name: string): bigint | undefined {
    const value = this.raw(name)
    if (value === undefined || value === null) return undefined
    const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value
    if (typeof text === 'string' && /^\d{1,20}$/.test(text)) return BigInt(text)
    this.refuse(name, 'FORMAT', 'must be a revision in decimal text')
    return undefined
  }

  object(name: string): Fields | undefined {
    const value = this.raw(name)
    if (value === undefined || value === null) return undefined
    if (isObject(value)) return new Fields(value, this.#join(name), this.#violations)
    this.refuse(name, 'FORMAT', 'must be an object')
    return undefined
  }

  /** The objects of a list, each with its own violations, so that one can fail without the others. */
  objects(name: string, { min, max }: Required<Limits>): Fields[] {
    const value = this.raw(name) ?? []
    if (!Array.isArray(value)) {
      this.refuse(name, 'FORMAT', 'must be a list')
      return []
    }
    if (value.length < min) this.refuse(name, 'MIN_SIZE', `must have ${min} items or more`, min)
    if (value.length > max) this.refuse(name, 'MAX_SIZE', `must have ${max} items or fewer`, max)
    if (!value.every(isObject)) this.refuse(name, 'FORMAT', 'must be a list of objects')
    return value.filter(isObject).map((item, index) => new Fields(item, `${this.#join(name)}[${index}]`))
  }

  #join(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`
  }
}
