import { ScripError } from './errors.js'
import type { ScripSwitches } from './switches.js'

/** Authentication page: 10 requests per second, bursts of 30, for the whole organization. */
const PER_SECOND = 10
const BURST = 30

const headersOf = (tokens: number, now: number): Record<string, string> => ({
  'x-ratelimit-limit': String(BURST),
  'x-ratelimit-remaining': String(Math.floor(tokens)),
  'x-ratelimit-reset': String(Math.ceil(now / 1000 + (BURST - tokens) / PER_SECOND)),
})

/** The bucket of the organization. It is a meter and no state: it is in no snapshot. */
export class RateMeter {
  #tokens = BURST
  #at = Number.NEGATIVE_INFINITY

  clear(): void {
    this.#tokens = BURST
    this.#at = Number.NEGATIVE_INFINITY
  }

  /** Takes a token and returns the rate headers. Throws 429 when there is none and the switch says to refuse. */
  take(now: number, switches: ScripSwitches): Record<string, string> {
    const elapsed = Math.max(0, now - this.#at)
    const tokens = Math.min(BURST, this.#tokens + (elapsed / 1000) * PER_SECOND)
    const enough = tokens >= 1
    this.#tokens = enough ? tokens - 1 : tokens
    this.#at = now
    const headers = headersOf(this.#tokens, now)
    if (enough || !switches.rate_limit_enforced) return headers
    throw new ScripError(429, {
      code: 'too_many_requests',
      message: 'The rate limit is exceeded',
      headers: { ...headers, 'retry-after': '1' },
    })
  }
}

/** The rate headers of an answer that no token pays for, such as a 401. */
export const unmetered = (now: number): Record<string, string> => headersOf(BURST, now)
