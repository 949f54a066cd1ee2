import { EmulatorError, type EmulatorIssue } from './error.js'

/** What a switch may be set to. */
export type SwitchValue = string | number | boolean | null

/** One behaviour that the vendor does not document, and the guesses that the emulator can be set to. */
export interface SwitchDefinition {
  /** What the switch decides. */
  readonly meaning: string
  /** The best guess. */
  readonly default: SwitchValue
  /** The values that it takes, or the range of whole numbers. */
  readonly allowed: readonly SwitchValue[] | { readonly from: number; readonly to: number }
  /** Where the question comes from, for example `tiers page, update`. */
  readonly source: string
}

export type SwitchTable = Readonly<Record<string, SwitchDefinition>>

/** The values of a table of switches, typed by what each one takes. */
export type SwitchValues<T extends SwitchTable> = {
  -readonly [K in keyof T]: T[K]['allowed'] extends readonly (infer V)[] ? V : number
}

/** A switch with its name, as {@link SwitchDefinition} describes it. */
export interface SwitchInfo extends SwitchDefinition {
  /** Its name. */
  readonly name: string
}

const allows = ({ allowed }: SwitchDefinition, value: unknown): boolean => {
  if ('from' in allowed)
    return (
      typeof value === 'number' && Number.isInteger(value) && value >= allowed.from && value <= allowed.to
    )
  return allowed.some((choice) => choice === value)
}

const expected = ({ allowed }: SwitchDefinition): string =>
  'from' in allowed
    ? `a whole number from ${allowed.from} to ${allowed.to}`
    : allowed.map((choice) => JSON.stringify(choice)).join(' or ')

/** The switches of one emulator: values by name, changed all or none. */
export class SwitchBoard {
  readonly #table: SwitchTable
  readonly #start: Readonly<Record<string, SwitchValue>>
  #values: Readonly<Record<string, SwitchValue>>

  constructor(table: SwitchTable, overrides: Record<string, unknown> = {}) {
    this.#table = table
    this.#values = Object.fromEntries(
      Object.entries(table).map(([name, { default: value }]) => [name, value]),
    )
    this.set(overrides)
    this.#start = this.#values
  }

  get values(): Readonly<Record<string, SwitchValue>> {
    return this.#values
  }

  /** Sets some switches. Throws `EmulatorError` that names each unknown switch and each bad value; then none is set. */
  set(values: unknown): void {
    if (typeof values !== 'object' || values === null || Array.isArray(values))
      throw new EmulatorError('invalid_input', 'Bad switches: expected an object of switch names and values')
    const entries = Object.entries(values)
    const issues = entries.flatMap(([name, value]) => this.#check(name, value))
    if (issues.length > 0) {
      const text = issues.map(({ path, message }) => `${path}: ${message}`).join('; ')
      throw new EmulatorError('invalid_input', `Bad switches: ${text}`, issues)
    }
    this.#values = { ...this.#values, ...Object.fromEntries(entries) }
  }

  reset(): void {
    this.#values = this.#start
  }

  #check(name: string, value: unknown): EmulatorIssue[] {
    const definition = Object.hasOwn(this.#table, name) ? this.#table[name] : undefined
    if (definition === undefined) {
      const known = Object.keys(this.#table).sort().join(', ')
      return [{ path: name, message: `unknown switch; there are ${known}` }]
    }
    if (allows(definition, value)) return []
    return [{ path: name, message: `expected ${expected(definition)}, got ${JSON.stringify(value)}` }]
  }
}
