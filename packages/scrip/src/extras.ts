import type { JsonObject } from '@rungs/model'
import { aValue, callExtras, fieldsBut, isJsonObject } from '@rungs/transport'
import { failure } from './errors.js'

/** What `vendor.scrip` may hold of a level. */
export const ofLevel = {
  level: fieldsBut(/^(key|rank|display_name|color|icon_url|benefits|qualification)$/),
  swapRanks: aValue<boolean>('true or false', (value) => typeof value === 'boolean'),
}

/** What `vendor.scrip` may hold of a change of the ladder. */
export const ofLadder = { tier: fieldsBut(/^(key|display_name|levels|lifecycle)$/) }

const ofEvent = { eventData: aValue<JsonObject>('an object', isJsonObject) }

/** The `event_data` that the per-call option `vendor.scrip` adds. @throws RungsError `invalid_input` naming every wrong path. */
export function eventExtras(vendor: JsonObject | undefined): JsonObject {
  return callExtras(vendor, 'scrip', ofEvent, failure).eventData ?? {}
}
