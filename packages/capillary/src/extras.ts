import type { Issue, JsonObject, Ledger } from '@rungs/model'
import { aValue, callExtras, isJsonObject, present, takeExtras } from '@rungs/transport'
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
const shapes = { ...fields.eligibility, ...fields.validity, ...fields.renewal }

type Part = keyof typeof fields

/** What an input's `vendor.capillary` adds. What is not of the form of `CapillaryInput` is an issue. Total. */
export function extrasOf(
  vendor: JsonObject | undefined,
  ledger: Ledger,
): { parts: { [part in Part]: JsonObject }; issues: Issue[] } {
  const { values, issues } = takeExtras(vendor, 'capillary', shapes, ledger)
  const [eligibility, validity] = [extrasIn('eligibility', values), extrasIn('validity', values)]
  return { parts: { eligibility, validity, renewal: extrasIn('renewal', values) }, issues }
}

/** The same fields of a part of a tier as Capillary returns it, for `vendor.capillary` of outputs. */
export function extrasIn(part: Part, from: object | null | undefined): JsonObject {
  if (from === null || from === undefined) return {}
  return present(Object.fromEntries(Object.keys(fields[part]).map((name) => [name, Reflect.get(from, name)])))
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
