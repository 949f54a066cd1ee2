import type { Json, JsonObject } from '@rungs/model'
import { isJsonObject } from './vendor-part.js'

/** The object at a key of JSON; `undefined` when there is none. */
export function objectAt(value: Json | undefined, key: string): JsonObject | undefined {
  const inner = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return isJsonObject(inner) ? inner : undefined
}

/** The text at a key of JSON; `undefined` when there is none, or an empty one. */
export function textAt(value: Json | undefined, key: string): string | undefined {
  const text = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return typeof text === 'string' && text !== '' ? text : undefined
}

/** The list at a key of JSON; an empty one when there is none. */
export function listAt(value: Json | undefined, key: string): Json[] {
  const list = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return Array.isArray(list) ? list : []
}
