import { REDACTED } from '../core/redact.js'

const escaped = (text: string): string =>
  text.replace(/["<>[\\\]^`{|}]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** What stands in a URL where a credential was. */
export const REDACTED_IN_URI: string = escaped(REDACTED)

/** A target as it was sent, which need not be one of a URL, as the path and query of an absolute URI (RFC 3986). */
export const targetOf = (target: string): { pathname: string; search: string } => {
  const rooted = target.startsWith('/') ? target : `/${target}`
  const { pathname, search } = new URL(`http://x${rooted}`)
  return { pathname: escaped(pathname), search: escaped(search) }
}
