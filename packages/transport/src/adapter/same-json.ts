/** Whether two values are the same JSON, whatever the order of their keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(Reflect.get(a, key), Reflect.get(b, key)))
  )
}

/** Whether something has all that was asked of it; what was not asked, or is `undefined`, does not matter. */
export function holdsAll(found: object, asked: object): boolean {
  return Object.entries(asked).every(
    ([name, value]) => value === undefined || sameJson(Reflect.get(found, name), value),
  )
}
