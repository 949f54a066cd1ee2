import type { Json } from '@rungs/model'
import { formsOf } from './secret-forms.js'

/** Fixed text in place of a credential; the first whose characters no credential contains. */
const markers = ['***', '[-]', '___', '~~~', '']

/** Nothing shorter is taken for a credential only because a credential header carries it. */
const shortestLearned = 8
/** So many learned credentials are kept: enough for calls that still run with an older token. */
const mostLearned = 4

/** Removes credentials from what leaves the transport in an error or as `raw`. */
export class Redactor {
  /** Each credential with the spellings in which it may come back. */
  private readonly secrets = new Map<string, readonly string[]>()
  private readonly learned = new Map<string, readonly string[]>()
  private lastLearned = ''
  private stale = true
  private pattern: RegExp | undefined
  private marker = ''

  constructor(secrets: Iterable<string>) {
    for (const secret of secrets) if (secret !== '') this.secrets.set(secret, formsOf(secret))
  }

  /** Treats the value of a credential header, and what follows its scheme, as a credential from now on. */
  learn(value: string): void {
    if (value === this.lastLearned) return
    this.lastLearned = value
    const token = value.slice(value.indexOf(' ') + 1)
    if (token.length < shortestLearned || this.secrets.has(token) || this.learned.has(value)) return
    this.learned.set(value, [...formsOf(value), ...formsOf(token)])
    for (const oldest of this.learned.keys()) {
      if (this.learned.size <= mostLearned) break
      this.learned.delete(oldest)
    }
    this.stale = true
  }

  /** How many credentials are known. */
  get size(): number {
    return this.secrets.size + this.learned.size
  }

  /** Whether the text holds a credential. */
  finds(text: string): boolean {
    if (this.stale) this.compile()
    return this.pattern !== undefined && text.search(this.pattern) >= 0
  }

  /** The text without credentials. */
  text(text: string): string {
    if (this.stale) this.compile()
    if (this.pattern === undefined) return text
    let clean = text.replace(this.pattern, this.marker)
    // With an empty marker, what stood around a credential may itself join to one.
    while (this.marker === '' && this.finds(clean)) clean = clean.replace(this.pattern, '')
    return clean
  }

  /** The value without credentials in any text, key or number; the same object when there are none. */
  json<T extends Json>(value: T): T
  json(value: Json): Json {
    if (this.stale) this.compile()
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
    const forms = new Set([...this.secrets.values(), ...this.learned.values()].flat())
    const longestFirst = [...forms].sort((a, b) => b.length - a.length)
    const used = longestFirst.join('')
    this.marker = markers.find((marker) => ![...marker].some((letter) => used.includes(letter))) ?? ''
    this.pattern = forms.size === 0 ? undefined : new RegExp(longestFirst.map(escapePattern).join('|'), 'g')
    this.stale = false
  }
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
