import type { Operation } from './operations.js'

/** What a provider can do about one thing. */
export type Capability =
  | { support: 'native'; note?: string }
  | { support: 'emulated'; note: string }
  | { support: 'unsupported'; reason: string }

/** Parts of the common model that a provider may or may not hold. */
export type Field =
  | 'tier.key'
  | 'tier.name'
  | 'tier.description'
  | 'tier.color'
  | 'tier.icon'
  | 'tier.rank'
  | 'tier.rule'
  | 'tier.validity'
  | 'tier.benefits.label'
  | 'tier.benefits.value'
  | 'tier.status'
  | 'rule.all'
  | 'rule.any'
  | 'rule.atLeast'
  | 'rule.operators'
  | 'metric.points.balance'
  | 'metric.points.earned'
  | 'metric.spend'
  | 'metric.visits'
  | 'metric.counter'
  | 'ladder.name'
  | 'ladder.status'
  | 'ladder.window'
  | 'ladder.lifecycle'
  | 'ladder.baseTier'
  | 'ladder.timeZone'
  | 'standing.since'
  | 'standing.expiresAt'
  | 'standing.next'
  | 'standing.keep'
  | 'activity.earn'
  | 'activity.redeem'
  | 'activity.adjust'
  | 'activity.expire'
  | 'activity.refund'
  | 'activity.purchase'
  | 'activity.visit'
  | 'activity.counter'
  | 'activity.touch'
  | 'activity.at'
  | 'assign.until'
  | 'explain.at'

/** Promises beyond single operations. */
export type Guarantee =
  /** A stale `ifRevision` is a `conflict` and changes nothing. */
  | 'guarantee.revisions'
  /** A retried create ends with one tier. */
  | 'guarantee.exactlyOnce'
  /** Two tiers may not have the same name. */
  | 'guarantee.uniqueName'
  /** Two tiers may not have the same threshold. */
  | 'guarantee.uniqueThreshold'

/** Everything that a provider declares a capability for. */
export type CapabilityKey = Operation | Field | Guarantee

/** A provider's capabilities, complete: one for every key. */
export type Capabilities = { readonly [key in CapabilityKey]: Capability }

/** A capability that the provider has of its own. */
export const native = (note?: string): Capability =>
  note === undefined ? { support: 'native' } : { support: 'native', note }

/** A capability that is built from what the provider has; the note says how and what to mind. */
export const emulated = (note: string): Capability => ({ support: 'emulated', note })

/** Something that the provider cannot do, and why. */
export const unsupported = (reason: string): Capability => ({ support: 'unsupported', reason })
