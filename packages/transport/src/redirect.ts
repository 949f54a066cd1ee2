import type { Base } from './base-url.js'
import type { SendReply } from './types.js'

const maxRedirects = 3

/** Where a redirect is followed to, or why it is not. */
export type Redirect = { readonly to: string } | { readonly problem: string }

/**
 * Judges a 3xx reply: only a request that changes nothing follows, only within the origin, at most three times.
 * Elsewhere the credentials would go along, and a write might be carried out twice.
 */
export function judgeRedirect(
  reply: SendReply,
  from: string,
  base: Base,
  safe: boolean,
  followed: number,
): Redirect {
  // A browser hides where a redirect leads, and even its status.
  if (reply.status === 0)
    return { problem: 'it redirects, and a browser does not say where to; check baseUrl' }
  const location = reply.headers.get('location')
  if (location === null || !URL.canParse(location, from)) {
    return { problem: `a ${reply.status} that names no place to go to is no answer` }
  }
  const target = new URL(location, from)
  const problem = (why: string): Redirect => ({
    problem: `it redirects to ${target.origin}, and ${why}; check baseUrl`,
  })
  if (target.origin !== base.origin) return problem('credentials are never sent to another origin')
  if (target.username !== '' || target.password !== '') return problem('credentials in a URL are never sent')
  if (!safe) return problem('a write is not sent to a second place')
  if (followed >= maxRedirects) return problem(`no more than ${maxRedirects} redirects are followed`)
  return { to: target.href }
}
