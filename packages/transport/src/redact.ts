import type { Json } from '@rungs/model'
import { formsOf } from './secret-forms.js'

/** Fixed text in place of a credential; the first whose characters no credential contains. */
const markers = ['***', '[-]', '___', '~~~', '']

/** Nothing shorter is taken for a credential only because a credential header carries it. */
const shortestLearned = 8

/** Removes credentials from what leaves the transport in an error or as `raw`. */
export class Redactor {
  private readonly secrets = new Set<string>()
  private pattern: RegExp | undefined
  private marker = ''

  constructor(secrets: Iterable<string>) {
    for (const secret of secrets) if (secret !== '') this.secrets.add(secret)
    this.compile()
  }

  /** Treats the value of a credential header, and what follows its scheme, as credentials from now on. */
  learn(value: string): void {
    if (this.secrets.has(value) || value.length < shortestLearned) return
    this.secrets.add(value)
    const blank = value.indexOf(' ')
    if (value.length - blank > shortestLearned) this.secrets.add(value.slice(blank + 1))
    this.compile()
  }

  /** Whether the text holds a credential. */
  finds(text: string): boolean {
    return this.pattern !== undefined && text.search(this.pattern) >= 0
  }

  /** The text without credentials. */
  text(text: string): string {
    if (this.pattern === undefined) return text
    let clean = text.replace(this.pattern, this.marker)
    // With an empty marker, what stood around a credential may itself join to one.
    while (this.marker === '' && this.finds(clean)) clean = clean.replace(this.pattern, '')
    return clean
  }

  /** The value without credentials in any text, key or number; the same object when there are none. */
  json<T extends Json>(value: T): T
  json(value: Json): Json {
    try {
      return this.walk(value)
    } catch {
      // Nested deeper than the stack: nobody can print it either.
      return this.marker
    }
  }

  private walk(value: Json): Json {
    if (typeof value === 'string') return this.text(value)
    if (typeof value === 'number') return this.finds(String(value)) ? this.marker : value
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) {
      const items = value.map((item) => this.walk(item))
      return items.some((item, index) => item !== value[index]) ? items : value
    }
    let changed = false
    const entries = Object.entries(value).map(([key, item]): [string, Json] => {
      const clean: [string, Json] = [this.text(key), this.walk(item)]
      changed ||= clean[0] !== key || clean[1] !== item
      return clean
    })
    return changed ? Object.fromEntries(entries) : value
  }

  private compile(): void {
    const forms = new Set([...this.secrets].flatMap(formsOf))
    if (forms.size === 0) return
    const longestFirst = [...forms].sort((a, b) => b.length - a.length)
    this.pattern = new RegExp(longestFirst.map(escapePattern).join('|'), 'g')
    const used = longestFirst.join('')
    this.marker = markers.find((marker) => ![...marker].some((letter) => used.includes(letter))) ?? ''
  }
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
