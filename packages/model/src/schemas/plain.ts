import type { Issue } from '../errors.js'
import { joinPath } from '../path.js'

const maxDepth = 64
const maxKey = 255
const maxValues = 1_000_000

/** A value as plain data of its own, with nothing shared, and what of it was none. */
export interface Plain {
  /** Without the keys that hold `undefined`; `null` stands where an issue was found. */
  copy: unknown
  /** What was no plain data, and where. */
  issues: Issue[]
}

/**
 * Copies plain data: JSON values, at most 64 levels and 1,000,000 values. Class instances, functions, symbols,
 * big integers, numbers that are not finite, cycles, gaps in lists, keys of over 255 characters, `__proto__` as
 * a key, text that is not well-formed Unicode and whatever throws when it is read are issues. Runs before any
 * schema sees the value, so that no schema can be tricked or overflowed, and reads everything once.
 */
export function plainCopy(value: unknown, path = ''): Plain {
  const walk = new Walk(path)
  return { copy: walk.copy(value), issues: walk.issues }
}

/** What keeps a value from being plain data: the issues of {@link plainCopy}. */
export function plainIssues(value: unknown, path = ''): Issue[] {
  return plainCopy(value, path).issues
}

class Walk {
  readonly issues: Issue[] = []
  private readonly above: object[] = []
  private readonly keys: PropertyKey[] = []
  private left = maxValues

  constructor(private readonly root: string) {}

  copy(value: unknown): unknown {
    switch (typeof value) {
      case 'string':
        return value.isWellFormed()
          ? value
          : this.refuse('expected well-formed Unicode, got a lone surrogate')
      case 'number':
        // JSON has no negative zero.
        return Number.isFinite(value) ? value + 0 : this.refuse(`expected a finite number, got ${value}`)
      case 'object':
        return value === null ? null : this.below(value)
      case 'boolean':
      case 'undefined':
        return value
      case 'bigint':
        return this.refuse('expected plain data, got a bigint; write it as text')
      default:
        return this.refuse(`expected plain data, got a ${typeof value}`)
    }
  }

  private below(value: object): unknown {
    if (this.above.includes(value)) return this.refuse('expected plain data, got a cycle')
    if (this.above.length >= maxDepth) return this.refuse(`expected at most ${maxDepth} levels`)
    this.above.push(value)
    const depth = this.keys.length
    try {
      return Array.isArray(value) ? this.list(value) : this.record(value)
    } catch {
      // A getter or a proxy of the caller's.
      this.keys.length = depth
      return this.refuse('expected plain data, but reading it failed')
    } finally {
      this.above.pop()
    }
  }

  private list(value: readonly unknown[]): unknown {
    if (!this.spend(value.length)) return this.refuse(`expected at most ${maxValues} values`)
    // A gap has no key, and a list may carry keys that are no index: both would be lost in silence.
    if (Object.keys(value).length !== value.length)
      return this.refuse('expected a list without gaps or other keys')
    const copy: unknown[] = []
    for (let index = 0; index < value.length; index += 1) copy.push(this.at(index, value[index]))
    return copy
  }

  private record(value: object): unknown {
    const prototype: unknown = Object.getPrototypeOf(value)
    // The root of any realm, so that what another realm parsed is plain too.
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      const name = nameOf(prototype)
      const advice = name === 'Date' ? '; write it as text, as toISOString() does' : ''
      return this.refuse(`expected a plain object, got an instance of ${name}${advice}`)
    }
    if (
      Object.getOwnPropertySymbols(value).some((symbol) =>
        Object.prototype.propertyIsEnumerable.call(value, symbol),
      )
    )
      return this.refuse('expected text as keys, got a symbol')
    const keys = Object.keys(value)
    if (!this.spend(keys.length)) return this.refuse(`expected at most ${maxValues} values`)
    const copy: Record<string, unknown> = {}
    for (const key of keys) {
      if (key.length > maxKey || !key.isWellFormed()) {
        this.refuse(`expected keys of at most ${maxKey} characters of well-formed Unicode`)
      } else if (key === '__proto__') {
        this.issues.push({ path: this.path(key), message: 'unknown key' })
      } else {
        const item: unknown = Reflect.get(value, key)
        if (item !== undefined) copy[key] = this.at(key, item)
      }
    }
    return copy
  }

  private at(key: PropertyKey, value: unknown): unknown {
    this.keys.push(key)
    const copy = value === undefined ? this.refuse('expected a value, got nothing') : this.copy(value)
    this.keys.pop()
    return copy
  }

  private spend(values: number): boolean {
    this.left -= values
    return this.left >= 0
  }

  private refuse(message: string): null {
    this.issues.push({ path: this.path(), message })
    return null
  }

  private path(...more: PropertyKey[]): string {
    return [...this.keys, ...more].reduce<string>(joinPath, this.root)
  }
}

function nameOf(prototype: unknown): string {
  const made: unknown =
    typeof prototype === 'object' && prototype !== null ? Reflect.get(prototype, 'constructor') : undefined
  return typeof made === 'function' && made.name !== '' ? made.name : 'a class'
}
