import type {
  ActivityDraft,
  Assignment,
  HistoryQuery,
  LadderPatch,
  ListQuery,
  TierDraft,
  TierPatch,
} from './drafts.js'
import type { Explanation, TierChange } from './explanation.js'
import type { Ladder } from './ladder.js'
import type { ActivityReceipt, Standing } from './standing.js'
import type { DeletedTier, Page, Tier } from './tier.js'
import type { Instant } from './time.js'

/** Every operation with what goes in, already checked and normalised, and what comes out. */
export interface Operations {
  'tiers.list': { input: ListQuery; output: Page<Tier> }
  'tiers.get': { input: { id: string }; output: Tier }
  'tiers.create': { input: { tier: TierDraft }; output: Tier }
  'tiers.update': { input: { id: string; patch: TierPatch; ifRevision?: string }; output: Tier }
  'tiers.delete': { input: { id: string; ifRevision?: string }; output: DeletedTier }
  'ladder.get': { input: Record<never, never>; output: Ladder }
  'ladder.update': { input: { patch: LadderPatch; ifRevision?: string }; output: Ladder }
  'workflow.submit': { input: { id: string }; output: Tier }
  'workflow.approve': { input: { id: string; comment?: string }; output: Tier }
  'workflow.reject': { input: { id: string; comment?: string }; output: Tier }
  'workflow.publish': { input: { id: string }; output: Tier }
  'members.enroll': { input: { memberId: string; since?: Instant }; output: Standing }
  'members.standing': { input: { memberId: string }; output: Standing }
  /** At `at`, or now. */
  'members.explain': { input: { memberId: string; at?: Instant }; output: Explanation }
  /** Oldest first. */
  'members.history': { input: { memberId: string } & HistoryQuery; output: Page<TierChange> }
  'members.assign': { input: { memberId: string } & Assignment; output: Standing }
  'members.record': { input: { memberId: string; activity: ActivityDraft }; output: ActivityReceipt }
}

/** The name of an operation, for example `tiers.create`. */
export type Operation = keyof Operations

/** What an operation takes. */
export type OperationInput<O extends Operation> = Operations[O]['input']

/** What an operation gives. */
export type OperationOutput<O extends Operation> = Operations[O]['output']
