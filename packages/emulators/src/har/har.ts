/** A header, or a parameter of a query. */
export interface HarPair {
  /** Its name. */
  name: string
  /** Its value, decoded. */
  value: string
}

/** A cookie. Recordings of this package hold none: cookies are credentials. */
export interface HarCookie extends HarPair {
  [field: string]: unknown
}

/** A request of a HAR file. Sizes are bytes, -1 where they are not known. */
export interface HarRequest {
  /** `GET`, `POST` and so on. */
  method: string
  /** Absolute, with the query. */
  url: string
  /** As `HTTP/1.1`. */
  httpVersion: string
  /** Empty in recordings of this package. */
  cookies: HarCookie[]
  /** Without credentials in recordings of this package. */
  headers: HarPair[]
  /** The parameters of the URL. */
  queryString: HarPair[]
  /** The body, where there is one. */
  postData?: { mimeType: string; text: string }
  /** Bytes of the head. */
  headersSize: number
  /** Bytes of the body. */
  bodySize: number
}

/** A response of a HAR file. `status` 0: there was none, and `_error` says what broke. */
export interface HarResponse {
  /** The HTTP status. */
  status: number
  /** The words of the status. */
  statusText: string
  /** As `HTTP/1.1`. */
  httpVersion: string
  /** Empty in recordings of this package. */
  cookies: HarCookie[]
  /** Without credentials in recordings of this package. */
  headers: HarPair[]
  /** `text` is in base64 when `encoding` says so. */
  content: { size: number; mimeType: string; text?: string; encoding?: string }
  /** Where a redirect leads; empty when it is none. */
  redirectURL: string
  /** Bytes of the head. */
  headersSize: number
  /** Bytes of the body. */
  bodySize: number
  /** What broke, where there was no response. */
  _error?: string
}

/** One exchange of a HAR file. Durations are milliseconds; `time` is their sum. */
export interface HarEntry {
  /** RFC 3339. */
  startedDateTime: string
  /** How long it took, in milliseconds. */
  time: number
  /** What was sent. */
  request: HarRequest
  /** What came back. */
  response: HarResponse
  /** Nothing: no cache is looked at. */
  cache: Record<string, never>
  /** What the time was taken by, in milliseconds. */
  timings: { send: number; wait: number; receive: number }
  /** The vendor whose emulator answered. */
  _vendor?: string
}

/** An HTTP archive, HAR 1.2. */
export interface Har {
  /** The recording. */
  log: {
    version: '1.2'
    creator: { name: string; version: string }
    entries: HarEntry[]
  }
}
