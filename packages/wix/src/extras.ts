import type { JsonObject, ProviderCall } from '@rungs/model'
import { aValue, callExtras, fieldsBut, isJsonObject, someText } from '@rungs/transport'
import { failure } from './errors.js'
import type { WixRecordOptions } from './vendor.js'

/** Fields that the common model, or the adapter itself, already speaks for. */
const own =
  /^(id|revision|createdDate|updatedDate|tierDefinition|requiredPoints|status|rollingWindow|baseTierDefinition)$/
/** What `vendor.wix` may hold of a change of the ladder. */
export const ofLadder = { fields: fieldsBut(own) }
/** What `vendor.wix` may hold of a tier. */
export const ofTier = { ...ofLadder, icon: aValue<JsonObject>('an object', isJsonObject) }
const ofCall = { siteId: someText }
const ofAdjusting = { ...ofCall, description: someText }
const ofEarning = { ...ofAdjusting, appId: someText, activityType: someText, orderId: someText }

/** The site that the per-call option `vendor.wix` names. @throws RungsError `invalid_input` naming every wrong path. */
export function siteOf({ vendor, operation }: ProviderCall): string | undefined {
  return callExtras(vendor, 'wix', operation === 'members.record' ? ofEarning : ofCall, failure).siteId
}

/** What `vendor.wix` says about points that are earned or adjusted. @throws as {@link siteOf}. */
export function recordOptions({ vendor }: ProviderCall, kind: 'earn' | 'adjust'): WixRecordOptions {
  return callExtras(vendor, 'wix', kind === 'earn' ? ofEarning : ofAdjusting, failure)
}
