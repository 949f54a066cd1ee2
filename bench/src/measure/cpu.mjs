import { measure } from 'mitata'

/** CPU time of this process since it started, user and system, all threads, in nanoseconds. */
function cpuTime() {
  const { user, system } = process.cpuUsage()
  return (user + system) * 1000
}

/**
 * CPU nanoseconds per call of something that takes nanoseconds: mitata's unrolled batches, on the clock of the
 * CPU in place of the wall's.
 * @param {() => unknown} call Returns something, so that nothing of it can be left out.
 * @param {number} milliseconds How long to measure.
 */
export async function cpuPerTinyCall(call, milliseconds) {
  const { avg } = await measure(call, {
    now: cpuTime,
    gc: /** @type {never} */ (false),
    batch_samples: 65_536,
    min_cpu_time: milliseconds * 1e6,
    min_samples: 16,
  })
  return avg
}

/**
 * CPU nanoseconds per call, one call after the other, with all that a call leaves behind (sockets, timers,
 * garbage) counted. No collection is forced before: it would throw away compiled code too, and the calls after it
 * would pay for that.
 * @param {() => Promise<unknown>} call
 * @param {number} milliseconds How long to measure, after a tenth of it unmeasured.
 */
export async function cpuPerCall(call, milliseconds) {
  const warm = await repeat(call, milliseconds / 10, 32)
  // Asking for the CPU time takes microseconds, so it is asked twenty times in all, not once for each call.
  return repeat(call, milliseconds, Math.ceil((milliseconds * 1e6) / 20 / warm))
}

/** Calls in batches until so much CPU time is spent; gives what one call took. */
async function repeat(
  /** @type {() => Promise<unknown>} */ call,
  /** @type {number} */ milliseconds,
  /** @type {number} */ batch,
) {
  const before = cpuTime()
  for (let calls = 0; ; ) {
    for (let n = 0; n < batch; n++) await call()
    calls += batch
    const spent = cpuTime() - before
    if (spent >= milliseconds * 1e6) return spent / calls
  }
}
