import type { JsonObject } from '@rungs/model'
import { objectAt } from './json-at.js'
import { present } from './present.js'

/**
 * An object of objects with some parts changed: of each part the fields that are given take the place of those that are
 * there, and `undefined` takes them away. A part that nothing is left of goes. All else stays as it is: parts, and fields
 * of parts, that are not named.
 */
export function withParts(
  whole: JsonObject,
  parts: { readonly [name: string]: object | '' | null | undefined },
): JsonObject {
  const changed = Object.entries(parts).map(([name, fields]) => {
    const part = present({ ...objectAt(whole, name), ...fields })
    return [name, Object.keys(part).length === 0 ? undefined : part]
  })
  return present({ ...whole, ...Object.fromEntries(changed) }) as JsonObject
}
