import type { Issue, Json, JsonObject, Ledger } from '@rungs/model'
import { aValue, callExtras, fieldsBut, takeExtras } from '@rungs/transport'
import { failure } from './errors.js'
import type { Params } from './params.js'

const isScalar = (value: Json): boolean => value !== null && typeof value !== 'object'
const scalars = aValue(
  'text, a number, true or false, or a list of these',
  (value) => isScalar(value) || (Array.isArray(value) && value.every(isScalar)),
)
const form = fieldsBut(/^(name|min_points|benefits)(\[|$)/, scalars)
const version = aValue<string>(
  'a date, YYYY-MM-DD',
  (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
)

/** The form fields of an input's `vendor.vinr`, each accounted for. */
export function extraFields(
  vendor: JsonObject | undefined,
  ledger: Ledger,
): { fields: Params; issues: Issue[] } {
  const { values, issues } = takeExtras(vendor, 'vinr', { form }, ledger)
  return { fields: (values.form ?? {}) as Params, issues }
}

/**
 * The headers that the per-call option `vendor.vinr` asks for.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function callHeaders(vendor: JsonObject | undefined): Record<string, string> {
  const { version: date } = callExtras(vendor, 'vinr', { version }, failure)
  return date === undefined ? {} : { 'vinr-version': date }
}
