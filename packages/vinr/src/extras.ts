import type { Issue, Json, JsonObject, Ledger } from '@rungs/model'
import { isJsonObject, vendorPart } from '@rungs/transport'
import { failure } from './errors.js'
import type { Params } from './params.js'
import type { VinrScalar } from './vendor.js'

/** Fields that the common model already speaks for. */
const own = /^(name|min_points|benefits)(\[|$)/

/**
 * The form fields of an input's `vendor.vinr`, each accounted for. What is not of the form of `VinrInput` is an
 * issue, and then nothing of it is taken.
 */
export function extraFields(
  vendor: JsonObject | undefined,
  ledger: Ledger,
): { fields: Params; issues: Issue[] } {
  const { values, issues } = vendorPart(vendor, 'vinr', ['form'])
  const value = values.form
  if (value !== undefined && !isJsonObject(value)) {
    issues.push({ path: 'vendor.vinr.form', message: 'expected an object of form fields' })
  }
  const fields: [string, VinrScalar | VinrScalar[]][] = []
  for (const [name, field] of isJsonObject(value) ? Object.entries(value) : []) {
    const path = `vendor.vinr.form.${name}`
    if (own.test(name)) issues.push({ path, message: 'the tier itself has this; leave it out here' })
    else if (isScalar(field) || (Array.isArray(field) && field.every(isScalar))) fields.push([name, field])
    else issues.push({ path, message: 'expected text, a number, true or false, or a list of these' })
  }
  if (issues.length > 0) return { fields: {}, issues }
  ledger.vendor('vendor.vinr')
  return { fields: Object.fromEntries(fields), issues }
}

/**
 * The headers that the per-call option `vendor.vinr` asks for.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function callHeaders(vendor: JsonObject | undefined): Record<string, string> {
  if (vendor === undefined) return {}
  const { values, issues } = vendorPart(vendor, 'vinr', ['version'])
  const value = values.version
  const date = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
  if (value !== undefined && !date) {
    issues.push({ path: 'vendor.vinr.version', message: 'expected a date, YYYY-MM-DD' })
  }
  if (issues.length > 0) throw failure('invalid_input', issues)
  return date ? { 'vinr-version': value } : {}
}

function isScalar(value: Json): value is VinrScalar {
  return value !== null && typeof value !== 'object'
}
