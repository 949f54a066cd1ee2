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

/**
 * Whether all that a draft shows is what was sent, or else what was there before: then it is that change, and no other.
 * What it does not show cannot be told. Texts and numbers are the same, and so are an empty text or list and none.
 */
export function follows(shown: unknown, before: unknown, sent: unknown): boolean {
  const expected = sent ?? before ?? ''
  if (typeof shown !== 'object' || shown === null || Array.isArray(shown)) {
    return (shown ?? '') === '' || (contains(shown, expected) && contains(expected, shown))
  }
  return Object.entries(shown).every(([key, value]) => follows(value, at(before, key), at(sent, key)))
}

/** Whether everything in a part is in the whole; in the loose way of {@link follows}. */
export function contains(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return String(whole ?? '') === String(part ?? '')
  if (typeof whole !== 'object' || whole === null) return Array.isArray(part) && part.length === 0
  return Object.entries(part).every(([key, value]) => contains(Reflect.get(whole, key), value))
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
