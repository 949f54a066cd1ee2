import { errorOfStatus } from './errors.js'
import type { WixSwitches } from './switches.js'

/** Rate Limits page: requests per minute of one app on one site. */
const LIMIT = 200
const MINUTE_MS = 60_000

/** Counts the requests of each minute. It is a meter and no state, so it is in no snapshot. */
export class RateMeter {
  #minute = 0
  #count = 0

  clear(): void {
    this.#count = 0
  }

  /** Counts one request. Throws 429 when there were 200 in this minute and the switch says to refuse. */
  take(now: number, switches: WixSwitches): void {
    const minute = Math.floor(now / MINUTE_MS)
    if (minute !== this.#minute) this.#count = 0
    this.#minute = minute
    this.#count += 1
    if (this.#count <= LIMIT || !switches.rate_limit_enforced) return
    const wait = Math.ceil(((minute + 1) * MINUTE_MS - now) / 1000)
    throw errorOfStatus(429, switches.retry_after ? { 'retry-after': String(wait) } : {})
  }
}
