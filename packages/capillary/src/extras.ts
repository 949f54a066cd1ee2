import type { Json, JsonObject } from '@rungs/model'
import { aValue, callExtras, isJsonObject } from '@rungs/transport'
import { failure } from './errors.js'

const text = aValue('text', (value) => typeof value === 'string')
const number = aValue('a number', (value) => typeof value === 'number')
const flag = aValue('true or false', (value) => typeof value === 'boolean')

/** The extra fields of a tier, by the part of Capillary's body that they belong to. */
const fields = {
  eligibility: { upgradeType: text },
  validity: {
    isFixedTypeWithoutYear: flag,
    renewalWindowType: text,
    computationWindowStartValue: number,
    computationWindowEndValue: number,
  },
  renewal: { downgradeTo: text, shouldDowngrade: flag, expressionRelation: text },
} as const
/** What an input's `vendor.capillary` may hold: the form of `CapillaryInput`. */
export const extras = { ...fields.eligibility, ...fields.validity, ...fields.renewal }

/** The extra fields of one part of a tier, of those that are given, or that Capillary returned. */
export function extrasIn(part: keyof typeof fields, from: object | null | undefined): JsonObject {
  if (from === null || from === undefined) return {}
  const found: JsonObject = {}
  for (const name of Object.keys(fields[part])) {
    const value: Json | undefined = Reflect.get(from, name)
    if (value !== undefined && value !== null) found[name] = value
  }
  return found
}

const attribution = aValue<{ entityType: string; entityCode: string }>(
  'entityType and entityCode, both texts',
  (value) =>
    isJsonObject(value) && typeof value.entityType === 'string' && typeof value.entityCode === 'string',
)

/**
 * The headers that the per-call option `vendor.capillary` asks for (API overview: attribution).
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function callHeaders(vendor: JsonObject | undefined): Record<string, string> {
  const { attribution: to } = callExtras(vendor, 'capillary', { attribution }, failure)
  if (to === undefined) return {}
  return {
    'x-cap-api-attribution-entity-type': to.entityType,
    'x-cap-api-attribution-entity-code': to.entityCode,
  }
}
