/** A call that must settle by a deadline. */
export interface Expiring {
  /** Milliseconds of `performance.now()`. */
  readonly expiresAt: number
  expire(): void
}

/** Longer than this no timer can wait: 24 days. */
const longestMs = 2_147_483_647

/**
 * Ends a call when its time is over, unless it has settled. Each has a timer of its own: where a platform ties timers
 * to the request that set them, as Cloudflare Workers do, a timer that calls share dies with the request of the first,
 * and all others would wait for ever.
 */
export class Deadline {
  private settled = false
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly call: Expiring) {
    this.watch()
  }

  settle(): void {
    this.settled = true
    if (this.timer !== undefined) clearTimeout(this.timer)
  }

  /** A backend in memory settles within these turns of the queue, and a timer would cost as much as its whole call. */
  private async watch(): Promise<void> {
    await undefined
    await undefined
    await undefined
    this.look()
  }

  private look(): void {
    if (this.settled) return
    const left = this.call.expiresAt - performance.now()
    if (left > 0) this.timer = setTimeout(() => this.look(), Math.min(left, longestMs))
    else this.call.expire()
  }
}
