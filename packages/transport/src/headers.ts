import { type ErrorCode, RungsError } from '@rungs/model'

const token = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i
/** Visible ASCII, blanks and Latin-1: what `fetch` can send. No line breaks, no NUL. */
const sendable = /^[\t\x20-\x7e\x80-\xff]*$/
/** Headers that belong to the connection; `fetch` drops them, sets them itself or fails on them. */
const ofConnection = new Set(
  'connection content-length expect host keep-alive proxy-connection te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
)

/** Who gave the headers, for the error. */
export interface Giver {
  readonly code: ErrorCode & ('configuration' | 'invalid_input')
  /** The path before the header's name. */
  readonly at: string
  readonly provider: string
}

/**
 * Adds headers under lower-case names, each checked. Values are never repeated in an error.
 * @throws RungsError with the giver's code, naming `headers.<name>`.
 */
export function addHeaders(
  target: Record<string, string>,
  source: Record<string, string>,
  giver: Giver,
): void {
  for (const name of Object.keys(source)) {
    const value: unknown = source[name]
    const lower = name.toLowerCase()
    if (!token.test(name)) throw refused(giver, name, 'expected a header name without blanks or line breaks')
    if (ofConnection.has(lower)) throw refused(giver, name, 'belongs to the connection and cannot be set')
    if (typeof value !== 'string') throw refused(giver, name, `expected text, got ${typeof value}`)
    if (!sendable.test(value)) {
      throw refused(giver, name, 'the value has a character that a header cannot carry, such as a line break')
    }
    target[lower] = value
  }
}

function refused(giver: Giver, name: string, message: string): RungsError {
  // A name that is no name could be anything, even a credential in the wrong place.
  const path = `${giver.at}.${token.test(name) ? name : '?'}`
  return new RungsError({
    code: giver.code,
    message: `${path}: ${message}. Nothing was sent.`,
    provider: giver.provider,
    issues: [{ path, message }],
  })
}
