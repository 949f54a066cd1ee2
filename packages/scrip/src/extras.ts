import type { Issue, JsonObject, Ledger } from '@rungs/model'
import { aValue, callExtras, fieldsBut, isJsonObject, takeExtras } from '@rungs/transport'
import { failure } from './errors.js'

/** What `vendor.scrip` asks for beside the common model. */
export interface Extras {
  fields: JsonObject
  swapRanks: boolean
  issues: Issue[]
}

const shapes = {
  level: {
    level: fieldsBut(/^(key|rank|display_name|color|icon_url|benefits|qualification)$/),
    swapRanks: aValue<boolean>('true or false', (value) => typeof value === 'boolean'),
  },
  tier: { tier: fieldsBut(/^(key|display_name|levels|lifecycle)$/) },
}

/** The fields of a level's `vendor.scrip`, accounted for. What is not of its form is an issue; nothing is taken then. */
export function levelExtras(vendor: JsonObject | undefined, ledger: Ledger): Extras {
  const { values, issues } = takeExtras(vendor, 'scrip', shapes.level, ledger)
  return { fields: values.level ?? {}, swapRanks: values.swapRanks === true, issues }
}

/** The same of a change of the ladder. */
export function ladderExtras(vendor: JsonObject | undefined, ledger: Ledger): Omit<Extras, 'swapRanks'> {
  const { values, issues } = takeExtras(vendor, 'scrip', shapes.tier, ledger)
  return { fields: values.tier ?? {}, issues }
}

const eventData = aValue<JsonObject>('an object', isJsonObject)

/**
 * The `event_data` that the per-call option `vendor.scrip` adds.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function eventExtras(vendor: JsonObject | undefined): JsonObject {
  return callExtras(vendor, 'scrip', { eventData }, failure).eventData ?? {}
}
