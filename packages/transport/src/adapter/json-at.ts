import type { Json, JsonObject } from '@rungs/model'
import { isJsonObject } from './vendor-part.js'

/** The object at a key of JSON; `undefined` when there is none. */
export function objectAt(value: Json | undefined, key: string): JsonObject | undefined {
  const inner = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return isJsonObject(inner) ? inner : undefined
}

/** The text at the first key of JSON that has one; `undefined` when there is none, or only empty ones. */
export function textAt(value: Json | undefined, ...keys: readonly string[]): string | undefined {
  return keys
    .map((key) => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined))
    .find((text): text is string => typeof text === 'string' && text !== '')
}

/** The list at a key of JSON; an empty one when there is none. */
export function listAt(value: Json | undefined, key: string): Json[] {
  const list = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return Array.isArray(list) ? list : []
}

/**
 * The objects of the list at a key, wherever in JSON that is, or of the list that is inside of what is there: for a
 * reply whose page shows the items, but not where they stand. An empty list when there is none.
 */
export function objectsNamed(value: Json | undefined, key: string): JsonObject[] {
  if (Array.isArray(value)) return firstFull(value, key)
  if (!isJsonObject(value)) return []
  if (!Object.hasOwn(value, key)) return firstFull(Object.values(value), key)
  const found = value[key]
  const list = [found, ...Object.values(Object(found))].find(Array.isArray)
  return (list ?? []).filter(isJsonObject)
}

function firstFull(values: readonly Json[], key: string): JsonObject[] {
  const inside = values.map((value) => objectsNamed(value, key))
  return inside.find(({ length }) => length > 0) ?? []
}
