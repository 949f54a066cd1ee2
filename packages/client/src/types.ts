import type {
  Accounting,
  ActivityInput,
  ActivityReceipt,
  Assignment,
  Capabilities,
  CapabilityKey,
  Clock,
  DeletedTier,
  Explanation,
  HistoryQuery,
  Json,
  JsonObject,
  Ladder,
  LadderPatchInput,
  ListQuery,
  Loss,
  Page,
  Standing,
  Tier,
  TierChange,
  TierInput,
  TierPatchInput,
  TierProvider,
  VendorCallOptions,
} from '@rungs/model'

/** What every call takes beside its own input. What is `undefined` counts as absent. */
export interface CallOptions {
  /** Aborts the call; it then rejects with `aborted`, or with `outcome_unknown` when a write had been sent. */
  signal?: AbortSignal | undefined
  /** Milliseconds after which the call has settled, retries included. */
  timeoutMs?: number | undefined
  /** How many times a failed attempt is repeated. 0 means one request. */
  retries?: number | undefined
  /** Makes a repeated write one write, where the provider supports it. Made by the client when not given. */
  idempotencyKey?: string | undefined
  /** What to do with paths that the provider cannot hold: refuse before any request, or go on and report. */
  onLoss?: 'reject' | 'report' | undefined
  /** Vendor-only extras of this one call. */
  vendor?: (VendorCallOptions & JsonObject) | undefined
}

/** {@link CallOptions} of a change. */
export interface ChangeOptions extends CallOptions {
  /**
   * The `revision` that you read; when it is stale the call is a `conflict` and changes nothing. Where the provider
   * has no revisions, what it gives as `revision` is `undefined`, and the last write wins.
   */
  ifRevision?: string | undefined
}

/** What a call tells beside its data. */
export interface Details<T> {
  /** What the call gives when it is awaited. */
  data: T
  /** What the provider could not hold; empty unless `onLoss` is `report`. */
  losses: Loss[]
  /** What became of every leaf of the input; absent for calls without a translated input. */
  accounting?: Accounting
  /** The vendor's id of the last request. */
  requestId?: string
  /** How many requests were sent, retries included. */
  attempts: number
  /** The vendor's last reply as it came, parsed. */
  raw?: Json
}

/** A running call: a promise of its data, which can also tell its details. It runs whether awaited or not. */
export interface Call<T> extends Promise<T> {
  /** The data with losses, request id, number of attempts and the vendor's own reply. */
  withDetails(): Promise<Details<T>>
}

/** A list: one page when awaited, everything when iterated. */
export interface ListCall<T> extends Call<Page<T>>, AsyncIterable<T> {
  /** Everything as one array. @throws RungsError `rejected` when there are more than `max` items. */
  toArray(options: { max: number }): Promise<T[]>
}

/** Tiers: the steps of the ladder. */
export interface Tiers {
  /** Tiers ascending by rank: one page when awaited, all when iterated. The base tier is never among them. */
  list(query?: ListQuery, options?: CallOptions): ListCall<Tier>
  /** One tier by its id. @throws RungsError `not_found` */
  get(id: string, options?: CallOptions): Call<Tier>
  /** Makes a tier and gives it as the provider holds it. */
  create(tier: TierInput, options?: CallOptions): Call<Tier>
  /** What a `create` would make of every leaf: held, emulated or lost. Nothing is written. */
  preview(tier: TierInput, options?: CallOptions): Call<Accounting>
  /** Changes what is given; `null` clears, `benefits` takes the place of all benefits. */
  update(id: string, change: TierPatchInput, options?: ChangeOptions): Call<Tier>
  /** Takes a tier away. What becomes of its holders, the capability's note says. */
  delete(id: string, options?: ChangeOptions): Call<DeletedTier>
}

/** The ladder as a whole. */
export interface LadderApi {
  /** The ladder with its settings and all its tiers. */
  get(options?: CallOptions): Call<Ladder>
  /** Changes the ladder's own settings; what is not given stays. */
  update(change: LadderPatchInput, options?: ChangeOptions): Call<Ladder>
  /** What an `update` would make of every leaf: held, emulated or lost. Nothing is written. */
  preview(change: LadderPatchInput, options?: CallOptions): Call<Accounting>
}

/** Draft, submit, approve, reject, publish, where the provider has such a workflow. */
export interface Workflow {
  /** Hands a draft to those who approve. */
  submit(id: string, options?: CallOptions): Call<Tier>
  /** Lets a pending tier count. */
  approve(id: string, options?: CallOptions & { comment?: string | undefined }): Call<Tier>
  /** Sends a pending tier back. */
  reject(id: string, options?: CallOptions & { comment?: string | undefined }): Call<Tier>
  /** Takes a draft all the way; can be called again after any cut. */
  publish(id: string, options?: CallOptions): Call<Tier>
}

/** Members: who holds which tier. */
export interface Members {
  /** Makes the member known to the loyalty program; does nothing when it is already. */
  enroll(memberId: string, options?: CallOptions & { since?: string | undefined }): Call<Standing>
  /** The tier that the member holds now, what is missing for the next one, and what keeps this one. */
  standing(memberId: string, options?: CallOptions): Call<Standing>
  /**
   * Why the member holds this tier, now or at an instant (RFC 3339): what became of every criterion of every
   * tier, what is missing for the next tier, what keeps this one and until when.
   */
  explain(memberId: string, options?: CallOptions & { at?: string | undefined }): Call<Explanation>
  /**
   * The member's moves between tiers, oldest first: one page when awaited, all when iterated. `from` and `to`
   * (RFC 3339) are included.
   */
  history(memberId: string, query?: HistoryQuery, options?: CallOptions): ListCall<TierChange>
  /** Gives a tier by hand: a tier id, or `null` for the base tier. */
  assign(memberId: string, assignment: Assignment, options?: CallOptions): Call<Standing>
  /** Records something that the member did. */
  record(memberId: string, activity: ActivityInput, options?: CallOptions): Call<ActivityReceipt>
}

/** One typed client for loyalty tiers, whichever backend runs them. */
export interface Client<Native = unknown> {
  /** The provider's name. */
  readonly provider: string
  /** Tiers: the steps of the ladder. */
  readonly tiers: Tiers
  /** The ladder as a whole. */
  readonly ladder: LadderApi
  /** Draft, submit, approve, reject, publish. */
  readonly workflow: Workflow
  /** Members: who holds which tier. */
  readonly members: Members
  /** What the provider can do, how, and why not; one for every key. */
  readonly capabilities: Capabilities
  /** The vendor's own operations, typed, with the same manners on the wire; `undefined` where there are none. */
  readonly native: Native
  /** Whether something works on this provider, natively or emulated. */
  supports(key: CapabilityKey): boolean
  /** Releases what the provider holds open. */
  close(): Promise<void>
}

/** Defaults of all calls of a client; each call may override them. They win over the adapter's settings. */
export interface ClientOptions {
  /** Milliseconds after which a call has settled, retries included; 30,000 when absent here and in the settings. */
  timeoutMs?: number | undefined
  /** How many times a failed attempt is repeated; 2 when absent here and in the settings. */
  retries?: number | undefined
  /** What to do with paths that the provider cannot hold; `reject` when absent. */
  onLoss?: 'reject' | 'report' | undefined
  /** Where the time comes from; the machine's when absent here and in the settings. */
  clock?: Clock | undefined
}

/** What {@link Client} is made from. */
export type AnyProvider<Native = unknown> = TierProvider<Native>
