/** A request in plain data, the same whichever way it came in: `fetch`, MSW or a socket. */
export interface Call {
  readonly method: string
  /** The path as sent, still percent-encoded, without the query. */
  readonly path: string
  /** The query as sent, without the question mark. */
  readonly query: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
  /** The body passed the size cap and was thrown away. */
  readonly oversized: boolean
}

/** A response in plain data. `body` is null where the status allows none. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** The largest request body that a vendor route takes, in bytes. */
const BODY_LIMIT = 1024 * 1024

/** The largest body that a control route takes, in bytes: a whole state can be large. */
const CONTROL_BODY_LIMIT = 64 * 1024 * 1024

/** Where the control routes live; no vendor has this prefix. */
export const CONTROL_PREFIX = '/__rungs/'

export const bodyLimitOf = (path: string): number =>
  path.startsWith(CONTROL_PREFIX) ? CONTROL_BODY_LIMIT : BODY_LIMIT

/** One header of a call; several of one name are joined as HTTP joins them. */
export const headerOf = (call: Call, name: string): string | undefined => {
  const value = call.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

export const jsonReply = (status: number, value: unknown, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
})

export const emptyReply = (status: number): Reply => ({ status, headers: {}, body: null })
