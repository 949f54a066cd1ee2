import type { Clock } from '@rungs/model'
import type { Explanation, Reply } from '../types.js'

/** The headers that carry credentials. */
export interface Auth {
  /** The headers that authenticate a request. */
  headers(): Record<string, string> | Promise<Record<string, string>>
  /** Told that the credentials were refused: whether others are to be had now. */
  refused(): boolean
}

/**
 * Basic authentication (RFC 7617, in UTF-8), put together when first needed.
 * @param password gives what is sent for one.
 */
export function basicAuth(username: string, password: () => string): Auth {
  let made: Record<string, string> | undefined
  const make = (): Record<string, string> => {
    const bytes = new TextEncoder().encode(`${username}:${password()}`)
    return { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` }
  }
  return {
    headers: () => {
      made ??= make()
      return made
    },
    refused: () => false,
  }
}

/** A token is renewed so long before it ends: what is on its way has to arrive with it. */
const marginMs = 20_000

/**
 * Tokens that last for a while, each shared by all calls and fetched anew when it is about to end, or is refused.
 * @param fetchToken gets one, and says for how many seconds it is good.
 */
export function tokens(
  fetchToken: () => Promise<{ headers: Record<string, string>; seconds: number }>,
  clock: Clock,
): Auth {
  let token: { until: number; headers: Record<string, string>; uses: number } | undefined
  let coming: Promise<Record<string, string>> | undefined
  const renew = async (): Promise<Record<string, string>> => {
    const { headers, seconds } = await fetchToken()
    token = { until: clock.now() + Math.max(seconds * 1000 - marginMs, 1000), headers, uses: 1 }
    return headers
  }
  return {
    headers: () => {
      if (token !== undefined && clock.now() < token.until) {
        token.uses += 1
        return token.headers
      }
      coming ??= renew().finally(() => {
        coming = undefined
      })
      return coming
    },
    refused: () => {
      const old = token !== undefined && token.uses > 1
      token = undefined
      return old
    },
  }
}

/** What a refusal means where others may be had of the credentials that were refused: then it is worth a repetition. */
export function renewing(auth: Auth, explain: (reply: Reply) => Explanation): (reply: Reply) => Explanation {
  return (reply) => {
    const explained = explain(reply)
    return reply.status === 401 && auth.refused() ? { ...explained, retryable: true } : explained
  }
}
