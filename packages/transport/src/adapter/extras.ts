import type { Issue, Json, JsonObject, Ledger } from '@rungs/model'
import type { Failure } from './failure.js'
import { isJsonObject, vendorPart } from './vendor-part.js'

/** Says what is wrong with a value at a path; nothing where it is as it has to be. */
export type Shape<Value extends Json = Json> = ((value: Json, path: string) => Issue[]) & {
  readonly of?: Value
}

/** What a part of `vendor` may hold, by key. */
export type Shapes = { readonly [key: string]: Shape }
type ValueOf<Of> = Of extends Shape<infer Value> ? Value : never
type Values<Of extends Shapes> = { [key in keyof Of]?: ValueOf<Of[key]> }

/** A value of one kind, which the words describe. */
export function aValue<Value extends Json>(expected: string, holds: (value: Json) => boolean): Shape<Value> {
  return (value, path) => (holds(value) ? [] : [{ path, message: `expected ${expected}` }])
}

/** Text that is not empty. */
export const someText: Shape<string> = /* @__PURE__ */ aValue(
  'text',
  (value) => typeof value === 'string' && value !== '',
)

/** An object of the vendor's own fields, but for those that the common model, or the adapter, speaks for. */
export function fieldsBut(own: RegExp, holds: Shape = () => []): Shape<JsonObject> {
  return (value, path) => {
    if (!isJsonObject(value)) return [{ path, message: 'expected an object' }]
    return Object.entries(value).flatMap(([name, field]) => {
      const at = `${path}.${name}`
      if (own.test(name)) return [{ path: at, message: 'the input itself has this; leave it out here' }]
      return holds(field, at)
    })
  }
}

/**
 * Our part of an input's `vendor`, accounted for. What is not of its shape is an issue, and then nothing of it is taken.
 */
export function takeExtras<Of extends Shapes>(
  vendor: JsonObject | undefined,
  provider: string,
  shapes: Of,
  ledger?: Ledger,
): { values: Values<Of>; issues: Issue[] } {
  const { values, issues } = vendorPart(vendor, provider, Object.keys(shapes))
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) issues.push(...(shapes[key]?.(value, `vendor.${provider}.${key}`) ?? []))
  }
  if (issues.length > 0) return { values: {}, issues }
  ledger?.vendor(`vendor.${provider}`)
  return { values: values as Values<Of>, issues }
}

/**
 * What the per-call option `vendor` says to us.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function callExtras<Of extends Shapes>(
  vendor: JsonObject | undefined,
  provider: string,
  shapes: Of,
  failure: Failure,
): Values<Of> {
  if (vendor === undefined) return {}
  const { values, issues } = takeExtras(vendor, provider, shapes)
  if (issues.length > 0) throw failure('invalid_input', issues)
  return values
}
