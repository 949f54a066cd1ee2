import type { Issue, JsonObject, Ledger } from '@rungs/model'
import { aValue, callExtras, fieldsBut, isJsonObject, takeExtras } from '@rungs/transport'
import { failure } from './errors.js'

const ofLevel = {
  level: fieldsBut(/^(key|rank|display_name|color|icon_url|benefits|qualification)$/),
  swapRanks: aValue<boolean>('true or false', (value) => typeof value === 'boolean'),
}
const ofLadder = { tier: fieldsBut(/^(key|display_name|levels|lifecycle)$/) }
const ofEvent = { eventData: aValue<JsonObject>('an object', isJsonObject) }

/** What a level's `vendor.scrip` asks for, accounted for. What is not of its form is an issue; nothing is taken then. */
export function levelExtras(
  vendor: JsonObject | undefined,
  ledger: Ledger,
): { fields: JsonObject; swapRanks: boolean; issues: Issue[] } {
  const { values, issues } = takeExtras(vendor, 'scrip', ofLevel, ledger)
  return { fields: values.level ?? {}, swapRanks: values.swapRanks === true, issues }
}

/** The same of a change of the ladder. */
export function ladderExtras(
  vendor: JsonObject | undefined,
  ledger: Ledger,
): { fields: JsonObject; issues: Issue[] } {
  const { values, issues } = takeExtras(vendor, 'scrip', ofLadder, ledger)
  return { fields: values.tier ?? {}, issues }
}

/** The `event_data` that the per-call option `vendor.scrip` adds. @throws RungsError `invalid_input` naming every wrong path. */
export function eventExtras(vendor: JsonObject | undefined): JsonObject {
  return callExtras(vendor, 'scrip', ofEvent, failure).eventData ?? {}
}
