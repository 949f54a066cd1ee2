import type { AdapterSettings, Json, ProviderCall, RungsErrorInit } from '@rungs/model'

/** What an adapter knows about a failure; what is missing or `undefined` is filled in from the status. */
export type Explanation = { readonly [Key in keyof RungsErrorInit]?: RungsErrorInit[Key] | undefined }

/** What a {@link Transport} is made from: one per client, not one per call. */
export interface TransportSettings extends AdapterSettings {
  /** The provider's name, as it stands in errors. */
  provider: string
  /** Where the backend is: `https:`, or `http:` on loopback. May have a path. */
  baseUrl: string
  /**
   * Credentials. They are removed from every error and from `exchange.raw`, also in their URL-encoded, base64
   * and JSON-escaped forms. The values of {@link TransportSettings.auth} count as credentials by themselves.
   */
  secrets: readonly string[]
  /** Headers that carry the credentials, asked for before each attempt. They win over `headers`. */
  auth(): Record<string, string> | Promise<Record<string, string>>
  /** Reply headers that may hold the vendor's id of the request, the first found wins. */
  requestIdHeaders?: readonly string[]
  /** The longest reply body in bytes; 10 MiB when not given. */
  maxBodyBytes?: number
  /**
   * What the vendor means by a reply that is not 2xx. What it leaves out is filled in from the status alone.
   * `retryable: false` keeps a failure from being repeated; `true` repeats one whose status would not be, as
   * long as the repetition is harmless.
   */
  explain(reply: Reply): Explanation
  /** Carries one HTTP exchange; ky when not given. */
  send?: Send
}

/**
 * One HTTP request as data, so that a stub needs neither `Request` nor `Response`. Hand it on as it is: a copy by
 * `{ ...request }` has no `signal`, which is made when it is read.
 */
export interface SendRequest {
  /** Absolute, with the query. */
  readonly url: string
  /** The HTTP method. */
  readonly method: Method
  /** Lower-case names. */
  readonly headers: Record<string, string>
  /** The body as text, where there is one. */
  readonly body: string | undefined
  /** Aborts when the call is over. A `Send` may ignore it: the call settles all the same. */
  readonly signal: AbortSignal
}

/** One HTTP reply: redirects not followed, the body not yet read. */
export interface SendReply {
  /** The HTTP status. */
  readonly status: number
  /** The headers of the reply. */
  readonly headers: ReplyHeaders
  /** The body, whole or as a stream; `null` where there is none. */
  readonly body: string | ReadableStream<Uint8Array> | null
}

/** One HTTP exchange: no retry, no timeout, no redirect, no error for a status. Rejects as `fetch` does. */
export type Send = (request: SendRequest) => Promise<SendReply>

/** Reply headers; a `Headers` is one. */
export interface ReplyHeaders {
  /** The value by name in any case, or `null`. */
  get(name: string): string | null
}

/** The methods that adapters send. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Names and values in the order in which they are sent; a name may stand more than once. */
export type Pairs = readonly (readonly [string, string])[]

/**
 * What repeating a request does, when its first reply was lost:
 * - `safe`: it changes nothing (GET).
 * - `idempotent`: twice is the same as once (DELETE, PUT, an update that sets absolute values).
 * - `{ header }`: the call's `idempotencyKey` goes along under this name, and the vendor then carries it out once.
 * - `none`: it may be carried out twice, so a lost reply is never repeated.
 */
export type Idempotency = 'safe' | 'idempotent' | { readonly header: string } | 'none'

/** One logical request, without what is equal for all of them. */
export interface WireRequest {
  /** The HTTP method. */
  method: Method
  /** From the root of `baseUrl`, made with {@link path}. */
  path: string
  /** Parameters of the URL, in this order. */
  query?: Pairs
  /** Beside those of the settings. */
  headers?: Record<string, string>
  /** A form or JSON. */
  body?: { form: Pairs } | { json: Json }
  /** `safe` for GET, `idempotent` for PUT and DELETE, `none` for POST and PATCH when not given. */
  idempotency?: Idempotency
  /** What a 2xx must hold; `json` when not given. `empty` lets JSON pass too, but hands nothing over. */
  expect?: 'json' | 'empty' | 'either'
  /**
   * Replies that are a success although their status is not 2xx, for example a 404 to a DELETE whose first
   * reply was lost (`afterLoss`).
   */
  accept?(reply: Reply): boolean
  /** A sentence for `outcome_unknown`: how to find out whether the change was made. */
  howToFindOut?: string
}

/** A complete reply. */
export interface Reply {
  /** The HTTP status. */
  status: number
  /** The headers of the reply. */
  headers: ReplyHeaders
  /**
   * The parsed body as the vendor sent it; `undefined` when it is empty or cannot be read. A number that
   * JavaScript cannot hold exactly, such as an integer past 2^53, is its digits as text.
   */
  body: Json | undefined
  /** The vendor's id of the request, where a header has it. */
  requestId?: string
  /** Whether an earlier attempt of this request was sent and its reply lost, so that it may have been carried out. */
  afterLoss: boolean
  /** Requests that were sent for this reply, retries and redirects included. */
  attempts: number
}

/** Carries logical requests of one client. */
export interface Transport {
  /**
   * Carries out one logical request, repeating it where that is harmless.
   * @returns The reply, which is 2xx or accepted by `request.accept`.
   * @throws RungsError in every other case, by the call's deadline.
   */
  request(request: WireRequest, call: ProviderCall): Promise<Reply>
  /** The same text or JSON without credentials: for errors that an adapter makes of a 2xx reply. */
  redact<T extends Json>(value: T): T
}
