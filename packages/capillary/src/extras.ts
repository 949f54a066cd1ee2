import type { Issue, Json, JsonObject, Ledger } from '@rungs/model'
import { aValue, callExtras, isJsonObject, takeExtras } from '@rungs/transport'
import { failure } from './errors.js'

/** Where each extra field of a tier goes in Capillary's body, and what it has to be. */
const fields = {
  upgradeType: ['eligibility', 'string'],
  isFixedTypeWithoutYear: ['validity', 'boolean'],
  renewalWindowType: ['validity', 'string'],
  computationWindowStartValue: ['validity', 'number'],
  computationWindowEndValue: ['validity', 'number'],
  downgradeTo: ['renewal', 'string'],
  shouldDowngrade: ['renewal', 'boolean'],
  expressionRelation: ['renewal', 'string'],
} as const

type Extra = keyof typeof fields
const names = Object.keys(fields) as Extra[]
const words = { string: 'text', number: 'a number', boolean: 'true or false' }
const shapes = Object.fromEntries(
  names.map((name) => [name, aValue(words[fields[name][1]], (value) => typeof value === fields[name][1])]),
)

/** The extra fields of a tier, by the part of Capillary's body that they belong to. */
export interface Extras {
  eligibility: JsonObject
  validity: JsonObject
  renewal: JsonObject
  issues: Issue[]
}

/** What an input's `vendor.capillary` adds. What is not of the form of `CapillaryInput` is an issue. Total. */
export function extrasOf(vendor: JsonObject | undefined, ledger: Ledger): Extras {
  const { values, issues } = takeExtras(vendor, 'capillary', shapes, ledger)
  const extras: Extras = { eligibility: {}, validity: {}, renewal: {}, issues }
  for (const name of names) {
    const value = values[name]
    if (value !== undefined) extras[fields[name][0]][name] = value
  }
  return extras
}

/** The same fields of a tier as Capillary returns it, for `vendor.capillary` of outputs. */
export function extrasIn(parts: { [part in (typeof fields)[Extra][0]]: JsonObject }): JsonObject {
  const found = names.flatMap((name): [string, Json][] => {
    const value = parts[fields[name][0]][name]
    return value === undefined || value === null ? [] : [[name, value]]
  })
  return Object.fromEntries(found)
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
