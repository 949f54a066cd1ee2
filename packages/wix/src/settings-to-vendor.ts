import { type JsonObject, type LadderPatch, Ledger } from '@rungs/model'
import { lossReasons } from '@rungs/transport'
import { fixed, reasonOf } from './capabilities.js'
import { extrasOf } from './extras.js'
import { statuses } from './from-vendor.js'
import type { CheckedSettings } from './settings.js'
import { type DefinitionChange, definitionOf, type Translation } from './to-vendor.js'

/** The longest rolling window in months (Wix Tiers Program Settings page). */
const longestWindow = 36

/** What changes of the settings of the tiers program; `base: null` clears the base tier. */
export interface SettingsChange {
  status?: string
  months?: number
  base?: DefinitionChange | null
  /** Those of `vendor.wix`. */
  fields: JsonObject
}

/** Translates a change of the ladder; what is absent stays. Total: it never throws. */
export function settingsOfPatch(
  patch: LadderPatch,
  { shortestWindow }: Pick<CheckedSettings, 'shortestWindow'>,
): Translation<SettingsChange> {
  const { vendor, status, window, baseTier, lifecycle } = patch
  const ledger = new Ledger(patch)
  const { fields, issues } = extrasOf(vendor, ledger, 'ladder')
  const change: SettingsChange = { fields }
  if (status !== undefined && status !== 'archived') {
    ledger.mapped('status')
    change.status = statuses[status]
  }
  if (window?.kind === 'rolling' && window.months >= shortestWindow && window.months <= longestWindow) {
    ledger.mapped('window')
    change.months = window.months
  }
  if (baseTier === null) ledger.mapped('baseTier')
  if (baseTier !== undefined) change.base = baseTier && definitionOf(baseTier, ledger, issues, 'baseTier.')
  // Wix has one lifecycle and no setting for it, so the one that it has is held, and no other.
  if (lifecycle?.review === 'continuous') ledger.mapped('lifecycle.review')
  if (lifecycle?.downgrade.policy === 'requalify') ledger.mapped('lifecycle.downgrade.policy')
  return { change, accounting: ledger.close(lossReason), issues }
}

/** The reason of the leaves that nobody spoke for: what the program of a Wix site has not got. */
const lossReason = lossReasons(fixed, 'ladder', 'Wix has no place for it', {
  'baseTier.color': reasonOf('tier.color'),
})
