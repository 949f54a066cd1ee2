import { errorOfStatus } from './errors.js'
import type { CapillarySwitches } from './switches.js'

const MINUTE_MS = 60_000
/** How many credentials are counted at a time. */
const CALLER_LIMIT = 1_000

/** Requests per minute and credential. It is a meter and no state: it is in no snapshot. */
export class RateMeter {
  readonly #counts = new Map<string, number>()
  #minute = 0

  clear(): void {
    this.#counts.clear()
  }

  /** Counts a request. Throws 429 when the minute has had enough of them. */
  take(caller: string, now: number, { rate_limit_enforced, rate_limit_per_minute }: CapillarySwitches): void {
    if (!rate_limit_enforced) return
    const minute = Math.floor(now / MINUTE_MS)
    if (minute !== this.#minute || this.#counts.size > CALLER_LIMIT) this.#counts.clear()
    this.#minute = minute
    const count = (this.#counts.get(caller) ?? 0) + 1
    this.#counts.set(caller, count)
    if (count <= rate_limit_per_minute) return
    const wait = Math.max(1, Math.ceil(((minute + 1) * MINUTE_MS - now) / 1000))
    throw errorOfStatus(429, { 'retry-after': String(wait) })
  }
}
