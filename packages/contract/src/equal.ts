/** The first place where two values differ. */
export interface Difference {
  path: string
  actual: unknown
  expected: unknown
}

/**
 * Where two plain values differ first, or `undefined` when they are equal. A key that is there with the value
 * `undefined` differs from a key that is absent, and a `Date` or a `Map` from the plain object that looks like it.
 */
export function difference(actual: unknown, expected: unknown, path = ''): Difference | undefined {
  if (Object.is(actual, expected)) return undefined
  if (typeof actual !== 'object' || typeof expected !== 'object' || actual === null || expected === null)
    return { path, actual, expected }
  if (kindOf(actual) !== kindOf(expected)) return { path, actual, expected }
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)])
  for (const key of keys) {
    const at = Array.isArray(expected) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`
    if (!Object.hasOwn(actual, key) || !Object.hasOwn(expected, key))
      return { path: at, actual: presence(actual, key), expected: presence(expected, key) }
    const found = difference(Reflect.get(actual, key), Reflect.get(expected, key), at)
    if (found !== undefined) return found
  }
  return undefined
}

/** Short text of any value, for messages. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : printed(value)
  return text.length > 300 ? `${text.slice(0, 300)}... (${text.length} characters)` : text
}

function kindOf(value: object): string {
  if (Array.isArray(value)) return 'list'
  const prototype: unknown = Object.getPrototypeOf(value)
  // Another realm (a test runner's sandbox) has an Object of its own.
  const plain = prototype === null || Object.getPrototypeOf(prototype) === null
  return plain ? 'object' : 'instance'
}

function presence(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : 'nothing'
}

function printed(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function')
    return String(value)
  try {
    return JSON.stringify(value) ?? 'undefined'
  } catch {
    return Object.prototype.toString.call(value)
  }
}
