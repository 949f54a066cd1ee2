import type { Issue } from '../errors.js'

const maxDepth = 64

/**
 * What keeps a value from being plain data: a class instance, a function, a cycle, more than 64 levels, or
 * `__proto__` as a key. Checked before any schema sees it, so that no schema can be tricked or overflowed.
 */
export function plainIssues(value: unknown, path = '', above: readonly object[] = []): Issue[] {
  if (value === null || typeof value !== 'object') return scalarIssues(value, path)
  if (above.includes(value)) return [{ path, message: 'expected plain data, got a cycle' }]
  if (above.length >= maxDepth) return [{ path, message: `expected at most ${maxDepth} levels` }]
  const below = [...above, value]
  if (Array.isArray(value))
    return value.flatMap((item, index) => plainIssues(item, `${path}[${index}]`, below))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype) {
    return [{ path, message: `expected a plain object, got an instance of ${nameOf(prototype)}` }]
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const at = path === '' ? key : `${path}.${key}`
    return key === '__proto__' ? [{ path: at, message: 'unknown key' }] : plainIssues(item, at, below)
  })
}

function scalarIssues(value: unknown, path: string): Issue[] {
  const kind = typeof value
  if (kind === 'function' || kind === 'symbol' || kind === 'bigint') {
    return [{ path, message: `expected plain data, got a ${kind}` }]
  }
  return []
}

function nameOf(prototype: unknown): string {
  const made = typeof prototype === 'object' && prototype !== null ? prototype.constructor : undefined
  return typeof made === 'function' && made.name !== '' ? made.name : 'a class'
}

/** A copy without the keys that are there but undefined, so that absent means one thing. */
export function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      item === undefined ? [] : [[key, withoutUndefined(item)]],
    ),
  )
}
