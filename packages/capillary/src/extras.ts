import type { Issue, Json, JsonObject, Ledger } from '@rungs/model'
import { isJsonObject, vendorPart } from '@rungs/transport'
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

/** The extra fields of a tier, by the part of Capillary's body that they belong to. */
export interface Extras {
  eligibility: JsonObject
  validity: JsonObject
  renewal: JsonObject
  issues: Issue[]
}

/** What an input's `vendor.capillary` adds. What is not of the form of `CapillaryInput` is an issue. Total. */
export function extrasOf(vendor: JsonObject | undefined, ledger: Ledger): Extras {
  const { values, issues } = vendorPart(vendor, 'capillary', names)
  const extras: Extras = { eligibility: {}, validity: {}, renewal: {}, issues }
  for (const name of names) {
    const value = values[name]
    const [part, type] = fields[name]
    if (value === undefined) continue
    const path = `vendor.capillary.${name}`
    const article = type === 'string' ? 'text' : type === 'number' ? 'a number' : 'true or false'
    if (typeof value !== type) issues.push({ path, message: `expected ${article}` })
    else extras[part][name] = value
  }
  if (issues.length === 0) ledger.vendor('vendor.capillary')
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

/**
 * The headers that the per-call option `vendor.capillary` asks for (API overview: attribution).
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function callHeaders(vendor: JsonObject | undefined): Record<string, string> {
  if (vendor === undefined) return {}
  const { values, issues } = vendorPart(vendor, 'capillary', ['attribution'])
  const { attribution } = values
  const { entityType, entityCode } = isJsonObject(attribution) ? attribution : {}
  const right = typeof entityType === 'string' && typeof entityCode === 'string'
  if (attribution !== undefined && !right) {
    issues.push({
      path: 'vendor.capillary.attribution',
      message: 'expected entityType and entityCode, both texts',
    })
  }
  if (issues.length > 0) throw failure('invalid_input', issues)
  if (!right) return {}
  return {
    'x-cap-api-attribution-entity-type': entityType,
    'x-cap-api-attribution-entity-code': entityCode,
  }
}
