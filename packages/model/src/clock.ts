/** Where the time comes from. Every client and backend takes one, so that tests can set it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** Settles after `ms` milliseconds; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** A timer that is set for longer, 24 days, fires at once. */
const longestMs = 2_147_483_647

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const stop = (): void => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const wait = (left: number): ReturnType<typeof setTimeout> => {
        const now = Math.min(left, longestMs)
        return setTimeout(() => {
          if (left > now) {
            timer = wait(left - now)
            return
          }
          signal?.removeEventListener('abort', stop)
          resolve()
        }, now)
      }
      let timer = wait(ms)
      signal?.addEventListener('abort', stop, { once: true })
    }),
}
