import type { Issue, JsonObject, Ledger, ProviderCall } from '@rungs/model'
import { isJsonObject, vendorPart } from '@rungs/transport'
import { failure } from './errors.js'
import type { WixImage, WixRecordOptions } from './vendor.js'

/** Fields that the common model, or the adapter itself, already speaks for. */
const own =
  /^(id|revision|createdDate|updatedDate|tierDefinition|requiredPoints|status|rollingWindow|baseTierDefinition)$/

/** What `vendor.wix` of an input asks for beside the common model. */
export interface Extras {
  icon?: WixImage
  fields: JsonObject
  issues: Issue[]
}

/**
 * The extras of an input's `vendor.wix`, each accounted for; `icon` belongs to tiers only. What is not of the form of
 * `WixInput` is an issue, and then nothing of it is taken.
 */
export function extrasOf(
  vendor: JsonObject | undefined,
  ledger: Ledger,
  keys: readonly ('icon' | 'fields')[],
): Extras {
  const { values, issues } = vendorPart(vendor, 'wix', keys)
  for (const [key, value] of Object.entries(values)) {
    if (!isJsonObject(value)) issues.push({ path: `vendor.wix.${key}`, message: 'expected an object' })
  }
  const { icon, fields = {} } = values
  for (const name of isJsonObject(fields) ? Object.keys(fields) : []) {
    const message = 'the input itself has this; leave it out here'
    if (own.test(name)) issues.push({ path: `vendor.wix.fields.${name}`, message })
  }
  if (issues.length > 0 || !isJsonObject(fields)) return { fields: {}, issues }
  ledger.vendor('vendor.wix')
  return isJsonObject(icon) ? { icon, fields, issues } : { fields, issues }
}

/**
 * The headers that the per-call option `vendor.wix` asks for.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function callHeaders(call: ProviderCall): Record<string, string> {
  if (call.vendor === undefined) return {}
  const { siteId } = call.operation === 'members.record' ? recordOptions(call) : textsOf(call, ['siteId'])
  return siteId === undefined ? {} : { 'wix-site-id': siteId }
}

/**
 * What the per-call option `vendor.wix` says about points that are earned or adjusted.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function recordOptions(call: ProviderCall, kind: 'earn' | 'adjust' = 'earn'): WixRecordOptions {
  if (kind === 'adjust') return textsOf(call, ['siteId', 'description'])
  return textsOf(call, ['siteId', 'description', 'appId', 'activityType', 'orderId'])
}

function textsOf<Key extends string>(call: ProviderCall, keys: readonly Key[]): { [key in Key]?: string } {
  const { values, issues } = vendorPart(call.vendor, 'wix', keys)
  const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
  for (const [key, value] of Object.entries(values)) {
    if (!isText(value)) issues.push({ path: `vendor.wix.${key}`, message: 'expected text' })
  }
  if (issues.length > 0) throw failure('invalid_input', issues)
  return values as { [key in Key]?: string }
}
