import { VinrError } from './errors.js'
import type { VinrSwitches } from './switches.js'

/** Rate limits page: requests per second, and the burst that a bucket holds. */
const plans = {
  sandbox: { perSecond: 25, burst: 50 },
  production: { perSecond: 100, burst: 200 },
  scale: { perSecond: 500, burst: 1000 },
} as const

interface Bucket {
  tokens: number
  at: number
}

/** How many keys are metered at a time; the one that was seen first is forgotten first. */
const KEY_LIMIT = 1_000

/**
 * One token bucket for reads and one for writes, for each key. It is a meter and no state: it is in no snapshot, since
 * the keys are credentials.
 */
export class RateMeter {
  readonly #reads = new Map<string, Bucket>()
  readonly #writes = new Map<string, Bucket>()

  clear(): void {
    this.#reads.clear()
    this.#writes.clear()
  }

  /** Takes a token and returns the rate headers. Throws 429 when there is none and the switch says to refuse. */
  take(key: string, method: string, now: number, switches: VinrSwitches): Record<string, string> {
    const { perSecond, burst } = plans[switches.rate_limit_plan]
    const bucket = bucketOf(method === 'GET' ? this.#reads : this.#writes, key, burst, now)
    const elapsed = Math.max(0, now - bucket.at)
    bucket.tokens = Math.min(burst, bucket.tokens + (elapsed / 1000) * perSecond)
    bucket.at = now
    const enough = bucket.tokens >= 1
    if (enough) bucket.tokens -= 1
    const headers = headersOf(burst, bucket.tokens, perSecond, now)
    if (enough || !switches.rate_limit_enforced) return headers
    const wait = Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond))
    throw new VinrError(429, {
      code: 'rate_limited',
      message: 'Too many requests. Wait before the next one.',
      headers: { ...headers, 'retry-after': String(wait) },
    })
  }
}

const bucketOf = (buckets: Map<string, Bucket>, key: string, burst: number, now: number): Bucket => {
  const known = buckets.get(key)
  if (known !== undefined) return known
  const bucket = { tokens: burst, at: now }
  buckets.set(key, bucket)
  const [oldest] = buckets.size > KEY_LIMIT ? buckets.keys() : []
  if (oldest !== undefined) buckets.delete(oldest)
  return bucket
}

const headersOf = (
  burst: number,
  tokens: number,
  perSecond: number,
  now: number,
): Record<string, string> => ({
  'x-ratelimit-limit': String(burst),
  'x-ratelimit-remaining': String(Math.floor(tokens)),
  'x-ratelimit-reset': String(Math.ceil(now / 1000 + (burst - tokens) / perSecond)),
})

/** The rate headers of an answer that no bucket pays for, such as a 401. */
export const unmetered = (now: number, switches: VinrSwitches): Record<string, string> => {
  const { perSecond, burst } = plans[switches.rate_limit_plan]
  return headersOf(burst, burst, perSecond, now)
}
