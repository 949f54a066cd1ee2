import type { Call } from './call.js'
import type { Outcome } from './outcome.js'

/** One exchange as a shell sees it; each step is told when it happens. */
export interface WatchedExchange {
  /** The request has been read to its end. */
  sent(call: Call): void
  /** What happens to it is known. */
  answered(outcome: Outcome): void
  /** The answer has been sent to its end, or the caller is gone. */
  ended(): void
}

/** Somebody who follows the exchanges of an emulator. */
export interface Watcher {
  /** A request begins to come in. `origin` is where it was sent to, for example `http://127.0.0.1:41001`. */
  begin(origin: string): WatchedExchange
}

/** The watchers of one emulator. Without any, an exchange costs nothing more. */
export class WatcherList {
  readonly #watchers = new Set<Watcher>()

  add(watcher: Watcher): () => void {
    this.#watchers.add(watcher)
    return () => {
      this.#watchers.delete(watcher)
    }
  }

  begin(origin: () => string): WatchedExchange | undefined {
    if (this.#watchers.size === 0) return undefined
    const begun = [...this.#watchers].map((watcher) => watcher.begin(origin()))
    return {
      sent: (call) => {
        for (const exchange of begun) exchange.sent(call)
      },
      answered: (outcome) => {
        for (const exchange of begun) exchange.answered(outcome)
      },
      ended: () => {
        for (const exchange of begun) exchange.ended()
      },
    }
  }
}
