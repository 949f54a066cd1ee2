/** A call that must settle by a deadline. */
export interface Expiring {
  /** Milliseconds of `performance.now()`. */
  readonly expiresAt: number
  /** Where it stands among the watched; only the watch changes it. */
  place: number
  expire(): void
}

/**
 * Watches the deadlines of all running calls with one timer. A timer of its own for each call would cost more
 * than a whole call to a backend in memory.
 */
export class Deadlines {
  /** In no order, each at its `place`. A set makes garbage of each call, and keeps it through many collections. */
  private readonly running: Expiring[] = []
  private timer: ReturnType<typeof setTimeout> | undefined
  private firesAt = Number.POSITIVE_INFINITY

  watch(call: Expiring): void {
    call.place = this.running.push(call) - 1
    if (call.expiresAt < this.firesAt) this.arm(call.expiresAt)
    else if (this.running.length === 1) hold(this.timer, true)
  }

  settled(call: Expiring): void {
    if (this.running[call.place] !== call) return
    const last = this.running.pop()
    if (last !== undefined && last !== call) {
      this.running[call.place] = last
      last.place = call.place
    }
    // A process must be able to end while the timer still waits for calls that are long done.
    if (this.running.length === 0) hold(this.timer, false)
  }

  private arm(at: number): void {
    clearTimeout(this.timer)
    this.firesAt = at
    // Longer than a 32-bit timer can wait: look again then.
    this.timer = setTimeout(() => this.fire(), Math.min(Math.max(0, at - performance.now()), 2_147_483_647))
  }

  private fire(): void {
    const now = performance.now()
    this.firesAt = Number.POSITIVE_INFINITY
    this.timer = undefined
    let next = Number.POSITIVE_INFINITY
    for (const call of [...this.running]) {
      if (call.expiresAt <= now) {
        this.settled(call)
        call.expire()
      } else {
        next = Math.min(next, call.expiresAt)
      }
    }
    if (next < this.firesAt) this.arm(next)
  }
}

/** Whether a timer keeps the process alive; only Node's timers can. */
function hold(timer: unknown, alive: boolean): void {
  if (typeof timer !== 'object' || timer === null) return
  if (alive && 'ref' in timer && typeof timer.ref === 'function') timer.ref()
  if (!alive && 'unref' in timer && typeof timer.unref === 'function') timer.unref()
}
