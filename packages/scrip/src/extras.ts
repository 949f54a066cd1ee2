import type { Issue, JsonObject, Ledger } from '@rungs/model'
import { isJsonObject, vendorPart } from '@rungs/transport'
import { failure } from './errors.js'

/** What `vendor.scrip` asks for beside the common model. */
export interface Extras {
  fields: JsonObject
  swapRanks: boolean
  issues: Issue[]
}

/** Fields that the common model already speaks for. */
const own = {
  level: ['key', 'rank', 'display_name', 'color', 'icon_url', 'benefits', 'qualification'],
  tier: ['key', 'display_name', 'levels', 'lifecycle'],
} as const

/** The fields of an input's `vendor.scrip`, accounted for. What is not of its form is an issue; nothing is taken then. */
export function extraFields(vendor: JsonObject | undefined, of: 'level' | 'tier', ledger: Ledger): Extras {
  const { values, issues } = vendorPart(vendor, 'scrip', of === 'level' ? ['level', 'swapRanks'] : ['tier'])
  const { swapRanks = false } = values
  const fields = values[of] ?? {}
  const at = `vendor.scrip.${of}`
  if (typeof swapRanks !== 'boolean') {
    issues.push({ path: 'vendor.scrip.swapRanks', message: 'expected true or false' })
  }
  if (!isJsonObject(fields)) issues.push({ path: at, message: 'expected an object of fields' })
  for (const name of isJsonObject(fields) ? Object.keys(fields) : []) {
    const taken = own[of].some((field) => field === name)
    if (taken)
      issues.push({ path: `${at}.${name}`, message: 'the common model itself has this; leave it out here' })
  }
  if (issues.length > 0 || !isJsonObject(fields)) return { fields: {}, swapRanks: false, issues }
  ledger.vendor('vendor.scrip')
  return { fields, swapRanks: swapRanks === true, issues }
}

/**
 * The `event_data` that the per-call option `vendor.scrip` adds.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function eventExtras(vendor: JsonObject | undefined): JsonObject {
  const { values, issues } = vendorPart(vendor, 'scrip', ['eventData'])
  const data = values.eventData ?? {}
  if (!isJsonObject(data)) issues.push({ path: 'vendor.scrip.eventData', message: 'expected an object' })
  if (issues.length > 0 || !isJsonObject(data)) throw failure('invalid_input', issues)
  return data
}
