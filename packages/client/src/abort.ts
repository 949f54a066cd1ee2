/** Something that a caller's signal can end. */
export interface Abortable {
  abort(reason: unknown): void
}

const listening = new WeakMap<AbortSignal, Set<Abortable>>()

/**
 * Ends `call` when `signal` aborts, until the returned function is called. One listener serves all calls of a
 * signal: an app may hand the same one to hundreds of calls, and Node warns of the eleventh listener.
 */
export function abortWith(signal: AbortSignal, call: Abortable): () => void {
  const calls = listening.get(signal) ?? listen(signal)
  calls.add(call)
  return () => calls.delete(call)
}

function listen(signal: AbortSignal): Set<Abortable> {
  const calls = new Set<Abortable>()
  listening.set(signal, calls)
  signal.addEventListener('abort', () => {
    for (const call of [...calls]) call.abort(signal.reason)
  })
  return calls
}
