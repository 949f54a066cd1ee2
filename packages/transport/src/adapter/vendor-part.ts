import type { Issue, Json, JsonObject } from '@rungs/model'

/** Our part of a `vendor` object: its values by key, and what is wrong with it. */
export interface VendorPart<Key extends string> {
  /** The known keys, as they were given. */
  values: { [key in Key]?: Json }
  /** What is wrong in it. */
  issues: Issue[]
}

/** What `vendor.<provider>` holds. Keys other than the known ones are issues. Total: it never throws. */
export function vendorPart<Key extends string>(
  vendor: JsonObject | undefined,
  provider: string,
  keys: readonly Key[],
): VendorPart<Key> {
  const at = `vendor.${provider}`
  const given = vendor?.[provider]
  if (given === undefined) return { values: {}, issues: [] }
  if (!isJsonObject(given)) return { values: {}, issues: [{ path: at, message: 'expected an object' }] }
  const unknown = Object.keys(given).filter((name) => !keys.some((key) => key === name))
  const message = `unknown key; only ${keys.join(', ')} is known here`
  const known = keys.flatMap((key) => (Object.hasOwn(given, key) ? [[key, given[key]] as const] : []))
  return {
    values: Object.fromEntries(known) as VendorPart<Key>['values'],
    issues: unknown.map((name) => ({ path: `${at}.${name}`, message })),
  }
}

/** Whether JSON is an object. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
