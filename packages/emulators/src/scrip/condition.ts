/*
 * A small subset of CEL: literals, fields of the event, comparison, `in`, `has`, `&&`, `||`, `!` and parentheses. What
 * is outside of it is refused when a rule is written, rather than misread when an event comes.
 */

/** A condition that is no part of the subset; `at` is where in the text. */
export class ConditionError extends Error {}

type Scalar = string | number | boolean | null
type Value = Scalar | readonly Value[] | { readonly [name: string]: unknown }
type Data = Readonly<Record<string, unknown>>
type Expression = (data: Data) => unknown

/** A field that the event does not have: the whole condition is false then (CEL expressions guide). */
class Missing extends Error {}

const token =
  /\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(&&|\|\||==|!=|>=|<=|[<>!()[\],.-]))/y

interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'sign'
  readonly text: string
}

const MAX_LENGTH = 4_000

const tokensOf = (source: string): Token[] => {
  const tokens: Token[] = []
  const text = source.trimEnd()
  if (text.length > MAX_LENGTH) throw new ConditionError(`has more than ${MAX_LENGTH} characters`)
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const at = token.lastIndex
    const [, quoted, number, name, sign] = token.exec(text) ?? []
    if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.slice(1, -1).replace(/\\(.)/g, '$1') })
    else if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
    else throw new ConditionError(`cannot be read from position ${at}`)
  }
  return tokens
}

const fieldOf = (data: Data, path: readonly string[]): unknown => {
  let value: unknown = data
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) throw new Missing()
    value = Object.getOwnPropertyDescriptor(value, name)?.value
  }
  return value
}

const compared = (sign: string, a: unknown, b: unknown): boolean => {
  if (sign === '==') return a === b
  if (sign === '!=') return a !== b
  const ordered =
    (typeof a === 'number' && typeof b === 'number') || (typeof a === 'string' && typeof b === 'string')
  if (!ordered) throw new Missing()
  const order = a < b ? -1 : a > b ? 1 : 0
  return sign === '<' ? order < 0 : sign === '<=' ? order <= 0 : sign === '>' ? order > 0 : order >= 0
}

const MAX_NESTING = 50

class Parser {
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  whole(): Expression {
    const expression = this.#or()
    if (this.#at < this.#tokens.length) this.#refuse()
    return expression
  }

  #refuse(): never {
    const { text } = this.#tokens[this.#at] ?? { text: 'its end' }
    throw new ConditionError(`is not supported at "${text.slice(0, 40)}"`)
  }

  #takes(text: string): boolean {
    const next = this.#tokens[this.#at]
    const found = next !== undefined && next.kind !== 'text' && next.text === text
    if (found) this.#at += 1
    return found
  }

  #expect(text: string): void {
    if (!this.#takes(text)) this.#refuse()
  }

  #or(): Expression {
    this.#depth += 1
    if (this.#depth > MAX_NESTING) throw new ConditionError('is nested too deep')
    const parts = [this.#and()]
    while (this.#takes('||')) parts.push(this.#and())
    this.#depth -= 1
    const [only] = parts
    return parts.length === 1 && only !== undefined
      ? only
      : (data) => parts.some((part) => part(data) === true)
  }

  #and(): Expression {
    const parts = [this.#relation()]
    while (this.#takes('&&')) parts.push(this.#relation())
    const [only] = parts
    return parts.length === 1 && only !== undefined
      ? only
      : (data) => parts.every((part) => part(data) === true)
  }

  #relation(): Expression {
    const left = this.#unary()
    for (const sign of ['==', '!=', '>=', '<=', '>', '<'])
      if (this.#takes(sign)) {
        const right = this.#unary()
        return (data) => compared(sign, left(data), right(data))
      }
    if (!this.#takes('in')) return left
    const items = this.#unary()
    return (data) => {
      const list = items(data)
      return Array.isArray(list) && list.includes(left(data))
    }
  }

  #unary(): Expression {
    if (this.#takes('!')) {
      const inner = this.#unary()
      return (data) => inner(data) !== true
    }
    if (this.#takes('(')) {
      const inner = this.#or()
      this.#expect(')')
      return inner
    }
    return this.#operand()
  }

  #operand(): Expression {
    if (this.#takes('[')) return this.#list()
    const negative = this.#takes('-')
    const next = this.#tokens[this.#at]
    if (next === undefined || next.kind === 'sign') return this.#refuse()
    if (negative && next.kind !== 'number') return this.#refuse()
    this.#at += 1
    if (next.kind === 'text') return () => next.text
    if (next.kind === 'number') return () => (negative ? -Number(next.text) : Number(next.text))
    if (next.text === 'true' || next.text === 'false') return () => next.text === 'true'
    if (next.text === 'has') return this.#has()
    this.#at -= 1
    const path = this.#field()
    return (data) => fieldOf(data, path)
  }

  #list(): Expression {
    const items: Expression[] = []
    if (!this.#takes(']')) {
      do items.push(this.#operand())
      while (this.#takes(','))
      this.#expect(']')
    }
    return (data) => items.map((item) => item(data))
  }

  #has(): Expression {
    this.#expect('(')
    const path = this.#field()
    this.#expect(')')
    return (data) => {
      try {
        fieldOf(data, path)
        return true
      } catch {
        return false
      }
    }
  }

  /** `event.a.b`: the names after `event`. */
  #field(): string[] {
    if (!this.#takes('event')) return this.#refuse()
    const path: string[] = []
    while (this.#takes('.')) {
      const name = this.#tokens[this.#at]
      if (name?.kind !== 'name') return this.#refuse()
      path.push(name.text)
      this.#at += 1
    }
    return path.length === 0 ? this.#refuse() : path
  }
}

const compile = (source: string): Expression => new Parser(tokensOf(source)).whole()

/** Throws `ConditionError` for what the subset does not have. */
export const checkCondition = (source: string): void => {
  compile(source)
}

/** Whether a condition that was checked holds for the data of an event; undefined where they lack a field of it. */
export const conditionOutcome = (source: string, data: Data): boolean | undefined => {
  try {
    return compile(source)(data) === true
  } catch (cause) {
    if (cause instanceof Missing) return undefined
    throw cause
  }
}

/** The value of a field expression such as `event.amount`; undefined when the event does not have it. */
export const fieldValue = (source: string, data: Data): Value | undefined => {
  const path = /^\s*event((?:\.[A-Za-z_]\w*)+)\s*$/.exec(source)?.[1]?.slice(1).split('.')
  if (path === undefined) return undefined
  try {
    return fieldOf(data, path) as Value
  } catch {
    return undefined
  }
}

export const isFieldExpression = (source: string): boolean => /^\s*event(?:\.[A-Za-z_]\w*)+\s*$/.test(source)
