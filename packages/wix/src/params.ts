import type { Json, JsonObject } from '@rungs/model'
import type { WixImage } from './vendor.js'

/** Name, description and icon as they are sent; `icon: null` clears. */
export interface DefinitionParams {
  name?: string | null | undefined
  description?: string | null | undefined
  icon?: WixImage | object | null | undefined
}

/** A tier as it is sent (Wix Create Tier page); more fields than are typed are sent as they are. */
export interface TierParams {
  tierDefinition?: DefinitionParams
  /** 0 to 9,999,999. */
  requiredPoints?: number
  /** Decimal text; an update needs the current one. */
  revision?: string
  [field: string]: unknown
}

/** Settings of the tiers program as they are sent. An update without `baseTierDefinition` empties the base tier. */
export interface SettingsParams {
  /** `ACTIVE`, `PAUSED`, `DISABLED` or `DRAFT`. */
  status: string
  /** 12 to 36 months. */
  rollingWindow: { durationInMonths: number }
  /** Decimal text; an update needs the current one. */
  revision?: string
  baseTierDefinition?: DefinitionParams
  [field: string]: unknown
}

/** Points that are earned (Wix Earn Points page). */
export interface EarnParams {
  /** 1 to 9,999,999. */
  amount: number
  /** Any text: what the points are booked under. */
  appId: string
  /** Any text: a repetition with the same one books nothing. */
  idempotencyKey: string
  [field: string]: Json
}

/** Points that are adjusted (Wix Adjust Points page): by `amount`, signed, or to `balance`, which wins. */
export interface AdjustParams {
  /** Decimal text: the current one of the account. */
  revision: string
  amount?: number
  balance?: number
  [field: string]: unknown
}

/** A query of accounts or transactions (Wix Query pages); the next page asks by its cursor alone. */
export interface CursorQuery {
  filter?: JsonObject
  sort?: { fieldName: string; order?: 'ASC' | 'DESC' }[]
  /** At most 100 a page; 50 when absent. */
  cursorPaging?: { limit?: number; cursor?: string }
}
