import type { CapabilityKey, Field, Json, Metric, TierProvider } from '@rungs/model'

/** How a wire can be made to fail for the next matching requests. */
export interface WireFault {
  /**
   * `status`: answer so and do nothing. `reset`: destroy the connection and do nothing. `lost_reply`: do it, then
   * destroy the connection. `truncate`: do it, cut the body short. `html`: 200 with a gateway's page, do nothing.
   * `malformed`: 200 with broken JSON, do nothing. `delay`: wait, then behave. `hang`: never answer.
   * `dribble`: do it, then send one byte every `delayMs`.
   */
  kind: 'status' | 'reset' | 'lost_reply' | 'truncate' | 'html' | 'malformed' | 'delay' | 'hang' | 'dribble'
  /** How many matching requests it hits; 1 when absent. */
  times?: number
  /** How many matching requests it lets pass first; 0 when absent. */
  after?: number
  /** Only requests of this method. */
  method?: string
  /** Only requests whose path begins so. */
  path?: string
  /** Of `status`: what is answered. */
  status?: number
  /** Of `status`: headers of the reply. */
  headers?: Record<string, string>
  /** Of `status`: the body of the reply. */
  body?: Json
  /** Milliseconds, of `delay` and `dribble`. */
  delayMs?: number
}

/** A request that reached the backend. */
export interface WireRequest {
  /** `GET`, `POST` and so on. */
  method: string
  /** From the origin, with the query. */
  path: string
  /** By lower-case name. */
  headers: Record<string, string>
  /** As it arrived, parsed where it is JSON or a form. */
  body: unknown
  /** What was answered; absent or null when nothing was. */
  status?: number | null
}

/** The wire behind a provider: where faults are put in and requests are counted. */
export interface Wire {
  /** Replaces the list of faults; an empty list clears it. */
  setFaults(faults: WireFault[]): Promise<void>
  /** Every request since the last reset, oldest first. */
  requests(): Promise<WireRequest[]>
}

/** What a backend does not let one do where its capabilities only say in words that it does the rest. */
export interface Limits {
  /** `drafts`: only a tier that is a draft can be deleted. */
  deletes?: 'drafts'
  /** `upwards`: a new tier goes on top of the ladder, and none passes another. */
  grows?: 'upwards'
  /** Fields that can be changed, but not taken away again. */
  keeps?: readonly Field[]
  /** The metric that may stand beside the default one in `all` and `any`, where it is not held by itself. */
  beside?: Metric
}

/** What the suite is run against: a provider, and what a test needs to know of the backend behind it. */
export interface Subject {
  /** What is tested. */
  provider: TierProvider
  /** Back to a state with no tiers that the suite may fill and empty. Called before every case. */
  reset(): Promise<void>
  /** Makes a member known to the backend out of band, where the vendor needs that; gives the memberId for the client. */
  member?(id: string): Promise<string>
  /** Makes somebody known to the backend who is no member yet, where enrolling needs that; gives the memberId. */
  person?(id: string): Promise<string>
  /** Makes the backend's pending evaluations happen, where it judges members with a lag. */
  evaluate?(): Promise<void>
  /** What the backend does not let one do, where no capability tells it apart. */
  limits?: Limits
  /** The wire behind the provider, where there is one. */
  wire?: Wire
  /** The same provider with credentials that the backend refuses. */
  wrongCredentials?: TierProvider
  /** Credential values that must never show up anywhere. */
  secrets?: string[]
  /** Releases what the subject holds open. Called once, after the last case. */
  close?(): Promise<void>
}

/** The number of a law of the contract; the README states them. */
export type Law = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9

/** What a case needs of the subject beside capabilities. */
export type Need = 'wire' | 'member' | 'secrets' | 'wrongCredentials'

/** One case of the suite, as it is listed. */
export interface CaseInfo {
  /** Stable: it never changes its meaning, for example `L5.stale-update-is-conflict`. */
  id: string
  /** What holds, in one sentence. */
  title: string
  /** The law that it belongs to. */
  law: Law
  /** What it is about; cases are grouped by it. */
  topic: string
  /** It runs when none of these is `unsupported`. */
  requires: readonly CapabilityKey[]
  /** It runs when this is `unsupported`: it proves the refusal. */
  refuses?: CapabilityKey
  /** The parts of the subject without which it is skipped. */
  needs: readonly Need[]
}

/** How a case ended. `known_gap`: it failed, as was expected of it. */
export type Outcome = 'passed' | 'failed' | 'skipped' | 'known_gap'

/** The result of one case. */
export interface CaseResult {
  /** The id of the case. */
  id: string
  /** What holds, in one sentence. */
  title: string
  /** The law that it belongs to. */
  law: Law
  /** What it is about. */
  topic: string
  /** How it ended. */
  outcome: Outcome
  /** Why it was skipped, what failed, or why the gap is known. */
  reason?: string
  /** How long it took, in milliseconds. */
  durationMs: number
}

/** The results of a run. */
export interface Report {
  /** The name given to the run. */
  name: string
  /** The provider's name; empty when the subject could not be made. */
  provider: string
  /** How many cases ended so. */
  counts: Record<Outcome, number>
  /** Every case, in the order of the suite. */
  results: CaseResult[]
}
