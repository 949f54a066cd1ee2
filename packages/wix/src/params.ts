import type { Json, JsonObject } from '@rungs/model'
import type { WixProgramSettings, WixTier } from './wire.js'

/**
 * A tier as it is sent (Wix Create Tier page): 0 to 9,999,999 `requiredPoints`; an update needs the current `revision`,
 * decimal text. More fields than are typed are sent as they are.
 */
export type TierParams = Partial<WixTier>

/**
 * Settings of the tiers program as they are sent: `ACTIVE`, `PAUSED`, `DISABLED` or `DRAFT`; 12 to 36 months; an update
 * needs the current `revision`, and empties the base tier where `baseTierDefinition` is left out.
 */
export type SettingsParams = SettingsChange & Pick<WixProgramSettings, 'status' | 'rollingWindow'>

/** What changes of the settings of the tiers program; `baseTierDefinition: null` clears the base tier. */
export type SettingsChange = Partial<WixProgramSettings>

/** Points that are earned (Wix Earn Points page), 1 to 9,999,999. A repetition with the same key books nothing. */
export type EarnParams = { [field: string]: Json } & { amount: number; appId: string; idempotencyKey: string }

/** Points that are adjusted, under the account's revision: by `amount`, signed, or to `balance`, which wins. */
export type AdjustParams = { [field: string]: unknown } & {
  revision: string
  amount?: number
  balance?: number
}

/** Which accounts are listed (Wix List Accounts page): of these contacts, or all. */
export interface AccountsQuery {
  contactIds?: readonly string[]
  limit?: number
  cursor?: string
}

/** A query of accounts or transactions, at most 100 a page, 50 when absent; the next page asks by its cursor alone. */
export interface CursorQuery {
  filter?: JsonObject
  sort?: { fieldName: string; order?: 'ASC' | 'DESC' }[]
  cursorPaging?: { limit?: number; cursor?: string }
}
