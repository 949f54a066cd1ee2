import type { Capabilities } from './capability.js'
import type { Clock } from './clock.js'
import type { Json, JsonObject } from './json.js'
import type { Accounting, Loss } from './loss.js'
import type { Operation, OperationInput, OperationOutput } from './operations.js'
import type { Metric } from './rule.js'

/** What a provider tells about the exchange behind a call; it fills this in as it goes, also when it fails. */
export interface Exchange {
  /** Requests that were sent, retries included. */
  attempts: number
  /** Whether a request that may change something has left this process. */
  sent: boolean
  /** The vendor's id of the last request. */
  requestId?: string
  /** The vendor's last reply as it came, parsed. */
  raw?: Json
}

/** One logical call, as a provider sees it. */
export interface ProviderCall {
  /** The operation, or `native.` and the vendor's own name of a call through {@link TierProvider.native}. */
  readonly operation: Operation | `native.${string}`
  /** Aborts when the caller aborts or the deadline passes. Made when first read. */
  readonly signal: AbortSignal
  /**
   * Has `stop` called when `signal` aborts, at once if it has, until the returned function is called. A client that
   * has this spares a call the making of a signal that nobody else reads; where it is absent, listen to `signal`.
   */
  onAbort?(stop: () => void): () => void
  /** When the call must have settled, in milliseconds since 1970 by `clock`. */
  readonly deadline: number
  /** How many times a failed attempt may be repeated. 0 means one request. */
  readonly retries: number
  /** One per logical call, made before the first attempt and equal on all. */
  readonly idempotencyKey: string
  /** Where the time of this call comes from. */
  readonly clock: Clock
  /** Vendor-only extras of this one call. */
  readonly vendor: JsonObject | undefined
  /** What to tell of the requests behind the call. */
  readonly exchange: Exchange
  /**
   * Hands over what became of every leaf of the input. To be called before the first request: with
   * `onLoss: 'reject'` (the default) losses end the call here, with nothing sent.
   * @param missing What the provider cannot do without, such as a threshold: the call ends here whatever `onLoss` says.
   * @throws RungsError `unsupported` naming every lost path, or with `onLoss: 'report'` what is missing.
   */
  settle(accounting: Accounting, missing?: Loss): void
}

/** How a provider carries out one operation. */
export type OperationHandler<O extends Operation> = (
  input: OperationInput<O>,
  call: ProviderCall,
) => Promise<OperationOutput<O>>

/**
 * A loyalty backend behind the common model: version 1 of the interface between the client and adapters.
 * Within version 1, new operations are optional and come with a capability.
 */
export interface TierProvider<Native = unknown> {
  /** The version of this interface. */
  readonly specificationVersion: 'v1'
  /** The provider's name, as it stands in errors and under `vendor`. */
  readonly name: string
  /** The metric of a bare `threshold`. */
  readonly defaultMetric: Metric
  /** What it can do, how, and why not; one for every key. */
  readonly capabilities: Capabilities
  /** One handler for every operation whose capability is not `unsupported`. */
  readonly operations: { readonly [O in Operation]?: OperationHandler<O> }
  /** What the adapter's settings say about calls; the client's own options win. */
  readonly defaults?: { readonly timeoutMs?: number; readonly retries?: number; readonly clock?: Clock }
  /** The vendor's own operations, with the same manners on the wire. */
  readonly native?: Native
  /** Releases what the provider holds open. */
  close?(): Promise<void>
}

/** The settings that every adapter takes beside its own. */
export interface AdapterSettings {
  /** Where the backend is; `https:` except on loopback. */
  baseUrl?: string
  /** Used in place of `globalThis.fetch`, which is otherwise looked up at every call. */
  fetch?: typeof globalThis.fetch
  /** Sent with every request. */
  headers?: Record<string, string>
  /** Where the time comes from; the machine's when absent. */
  clock?: Clock
  /** Milliseconds after which a call has settled, retries included. 30,000 when not given. */
  timeoutMs?: number
  /** How many times a failed attempt is repeated. 2 when not given; 0 means one request. */
  retries?: number
}
