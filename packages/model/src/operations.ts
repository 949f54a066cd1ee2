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
  /** One page of the tiers, ascending by rank. */
  'tiers.list': { input: ListQuery; output: Page<Tier> }
  /** One tier. */
  'tiers.get': { input: { id: string }; output: Tier }
  /** A new tier, as the provider holds it. */
  'tiers.create': { input: { tier: TierDraft }; output: Tier }
  /** The tier after a partial change. */
  'tiers.update': { input: { id: string; patch: TierPatch; ifRevision?: string }; output: Tier }
  /** Takes a tier away. */
  'tiers.delete': { input: { id: string; ifRevision?: string }; output: DeletedTier }
  /** The ladder with all its tiers. */
  'ladder.get': { input: Record<never, never>; output: Ladder }
  /** The ladder after a partial change of its own settings. */
  'ladder.update': { input: { patch: LadderPatch; ifRevision?: string }; output: Ladder }
  /** Hands a draft to those who approve. */
  'workflow.submit': { input: { id: string }; output: Tier }
  /** Lets a pending tier count. */
  'workflow.approve': { input: { id: string; comment?: string }; output: Tier }
  /** Sends a pending tier back. */
  'workflow.reject': { input: { id: string; comment?: string }; output: Tier }
  /** Takes a tier through all steps that are left. */
  'workflow.publish': { input: { id: string }; output: Tier }
  /** Makes a member known; does nothing when it is already. */
  'members.enroll': { input: { memberId: string; since?: Instant }; output: Standing }
  /** What a member holds now. */
  'members.standing': { input: { memberId: string }; output: Standing }
  /** At `at`, or now. */
  'members.explain': { input: { memberId: string; at?: Instant }; output: Explanation }
  /** Oldest first. */
  'members.history': { input: { memberId: string } & HistoryQuery; output: Page<TierChange> }
  /** Gives a tier by hand. */
  'members.assign': { input: { memberId: string } & Assignment; output: Standing }
  /** Records something that a member did. */
  'members.record': { input: { memberId: string; activity: ActivityDraft }; output: ActivityReceipt }
}

/** The name of an operation, for example `tiers.create`. */
export type Operation = keyof Operations

/** The names of all operations. */
export const operationNames = [
  'tiers.list',
  'tiers.get',
  'tiers.create',
  'tiers.update',
  'tiers.delete',
  'ladder.get',
  'ladder.update',
  'workflow.submit',
  'workflow.approve',
  'workflow.reject',
  'workflow.publish',
  'members.enroll',
  'members.standing',
  'members.explain',
  'members.history',
  'members.assign',
  'members.record',
] as const satisfies readonly Operation[]

/** What an operation takes. */
export type OperationInput<O extends Operation> = Operations[O]['input']

/** What an operation gives. */
export type OperationOutput<O extends Operation> = Operations[O]['output']
