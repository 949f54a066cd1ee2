/** A header, or a parameter of a query. */
export interface HarPair {
  name: string
  value: string
}

/** A cookie. Recordings of this package hold none: cookies are credentials. */
export interface HarCookie extends HarPair {
  [field: string]: unknown
}

/** A request of a HAR file. Sizes are bytes, -1 where they are not known. */
export interface HarRequest {
  method: string
  /** Absolute, with the query. */
  url: string
  httpVersion: string
  cookies: HarCookie[]
  headers: HarPair[]
  queryString: HarPair[]
  postData?: { mimeType: string; text: string }
  headersSize: number
  bodySize: number
}

/** A response of a HAR file. `status` 0: there was none, and `_error` says what broke. */
export interface HarResponse {
  status: number
  statusText: string
  httpVersion: string
  cookies: HarCookie[]
  headers: HarPair[]
  /** `text` is in base64 when `encoding` says so. */
  content: { size: number; mimeType: string; text?: string; encoding?: string }
  redirectURL: string
  headersSize: number
  bodySize: number
  _error?: string
}

/** One exchange of a HAR file. Durations are milliseconds; `time` is their sum. */
export interface HarEntry {
  /** RFC 3339. */
  startedDateTime: string
  time: number
  request: HarRequest
  response: HarResponse
  cache: Record<string, never>
  timings: { send: number; wait: number; receive: number }
  /** The vendor whose emulator answered. */
  _vendor?: string
}

/** An HTTP archive, HAR 1.2. */
export interface Har {
  log: {
    version: '1.2'
    creator: { name: string; version: string }
    entries: HarEntry[]
  }
}
