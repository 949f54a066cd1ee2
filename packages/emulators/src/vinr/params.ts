import { badRequest } from './errors.js'
import type { VinrSwitches } from './switches.js'

const clip = (name: string): string => name.slice(0, 100)

const refuse = (name: string, message: string): never => {
  throw badRequest('parameter_invalid', `${clip(name)} ${message}.`, clip(name))
}

const wholeNumber = /^(0|-?[1-9]\d*)$/

/** Named values of a query, a form or a JSON body, read by what a route expects; whatever does not fit is a 400. */
export class Params {
  readonly #values: ReadonlyMap<string, unknown>
  readonly #typed: boolean
  readonly #switches: VinrSwitches

  /** `typed` values are JSON, where 5000 is a number; otherwise every scalar is text. */
  constructor(values: ReadonlyMap<string, unknown>, typed: boolean, switches: VinrSwitches) {
    this.#values = values
    this.#typed = typed
    this.#switches = switches
  }

  get size(): number {
    return this.#values.size
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** Refuses the first parameter that is not among these. */
  only(...names: readonly string[]): void {
    if (this.#switches.unknown_parameters === 'ignored') return
    for (const name of this.#values.keys()) if (!names.includes(name)) this.refuseUnknown(name)
  }

  refuseUnknown(name: string): never {
    throw badRequest('parameter_unknown', `Received unknown parameter: ${clip(name)}.`, clip(name))
  }

  required(name: string): void {
    if (!this.#values.has(name))
      throw badRequest('parameter_missing', `Missing required parameter: ${name}.`, name)
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name)
    if (value === undefined) return undefined
    return typeof value === 'string' ? value : refuse(name, 'must be text')
  }

  /** Text that must not be empty. */
  filledText(name: string): string | undefined {
    const value = this.text(name)
    if (value === '') this.#refuseEmpty(name)
    return value
  }

  choice<const T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.filledText(name)
    if (value === undefined) return undefined
    return choices.find((choice) => choice === value) ?? refuse(name, `must be ${choices.join(' or ')}`)
  }

  /** A whole number that is held exactly; past 2^53 it would not be, so it is refused. */
  integer(name: string): number | undefined {
    const value = this.#values.get(name)
    if (value === undefined) return undefined
    if (value === '') this.#refuseEmpty(name)
    const number = this.#typed
      ? value
      : typeof value === 'string' && wholeNumber.test(value)
        ? Number(value)
        : null
    if (typeof number === 'number' && Number.isSafeInteger(number)) return number
    return this.refuseInteger(name, 'must be a whole number')
  }

  refuseInteger(name: string, message: string): never {
    throw badRequest('parameter_invalid_integer', `${name} ${message}.`, name)
  }

  /** A list of texts, none of them empty; `name=` is the empty list where the switch says so. */
  texts(name: string): string[] | undefined {
    const value = this.#values.get(name)
    if (value === undefined) return undefined
    if (value === '' && this.#switches.empty_array_parameter === 'clears') return []
    if (value === '') this.#refuseEmpty(name)
    if (!Array.isArray(value)) return refuse(name, 'must be a list')
    return value.map((item, index) => {
      if (item === '') this.#refuseEmpty(`${name}[${index}]`)
      return typeof item === 'string' ? item : refuse(`${name}[${index}]`, 'must be text')
    })
  }

  /** The parameters in one spelling, whatever their order and encoding. */
  canonical(): string {
    return JSON.stringify(
      [...this.#values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, asText(v)]),
    )
  }

  #refuseEmpty(name: string): never {
    throw badRequest('parameter_invalid_empty', `${name} must not be empty.`, name)
  }
}

/** Nothing valid is nested deeper than a list of texts, so what is nested deeper need not be told apart. */
const leafText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? typeof value : String(value)

const asText = (value: unknown): unknown => (Array.isArray(value) ? value.map(leafText) : leafText(value))

interface ListItem {
  readonly index: number
  readonly value: string
}

const bracketed = /^([^[\]]+)\[(\d{0,6})\]$/

/** Form text as VINR writes it: `name=..`, and `benefits[]=..` or `benefits[0]=..` for each item of a list. */
export const decodeForm = (text: string, switches: VinrSwitches): Map<string, unknown> => {
  const scalars = new Map<string, unknown>()
  if (text === '') return scalars
  const lists = new Map<string, ListItem[]>()
  for (const [key, value] of new URLSearchParams(text)) {
    const [, name, index] = bracketed.exec(key) ?? []
    const isItem = name !== undefined && (index === '' || switches.indexed_arrays === 'accepted')
    if (isItem) addItem(lists, name, { index: index === '' ? -1 : Number(index), value })
    else if (scalars.has(key)) refuse(key, 'was sent more than once')
    else scalars.set(key, value)
  }
  for (const [name, items] of lists) {
    if (scalars.has(name)) refuse(name, 'was sent both as one value and as a list')
    scalars.set(name, ordered(name, items))
  }
  return scalars
}

const addItem = (lists: Map<string, ListItem[]>, name: string, item: ListItem): void => {
  const items = lists.get(name)
  if (items === undefined) lists.set(name, [item])
  else items.push(item)
}

const ordered = (name: string, items: readonly ListItem[]): string[] => {
  const indexes = items.map(({ index }) => index).filter((index) => index >= 0)
  if (indexes.length > 0 && (indexes.length < items.length || new Set(indexes).size < items.length))
    refuse(name, 'has items with mixed or repeated indexes')
  return [...items].sort((a, b) => a.index - b.index).map(({ value }) => value)
}

/** The fields of a JSON body, which must be an object. */
export const decodeJson = (text: string): Map<string, unknown> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw badRequest('invalid_json', 'The request body is not valid JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badRequest('invalid_json', 'The request body must be a JSON object.')
  return new Map(Object.entries(value))
}
