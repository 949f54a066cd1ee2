import type { ProviderCall } from '@rungs/model'

/** Work of several calls, one at a time, in the order in which it came. */
export class Queue {
  private last: Promise<unknown> = Promise.resolve()

  /** Carries out `work` after all that came before, whatever became of that; not at all when the call is over. */
  run<T>(call: ProviderCall, work: () => Promise<T>): Promise<T> {
    const mine = this.last.then(() => {
      if (call.signal.aborted) throw call.signal.reason
      return work()
    })
    this.last = mine.catch(() => {})
    return mine
  }
}
