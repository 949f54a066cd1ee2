import { isRungsError, type ProviderCall, RungsError } from '@rungs/model'

/** The error of a call that was aborted before anything could have changed: its signal's reason. */
export function abortionOf(call: ProviderCall, provider: string): RungsError {
  const reason: unknown = call.signal.reason
  if (isRungsError(reason)) return reason
  const timeout = reason instanceof Error && reason.name === 'TimeoutError'
  return new RungsError({
    code: timeout ? 'timeout' : 'aborted',
    message: `${call.operation} ${timeout ? 'had not settled when its time was over' : 'was aborted'}.`,
    provider,
    operation: call.operation,
    retryable: timeout,
    cause: reason,
  })
}

/** Has `stop` called when the call is over early, at once if it is, until the returned function is called. */
export function whenAborted(call: ProviderCall, stop: () => void): () => void {
  if (call.onAbort !== undefined) return call.onAbort(stop)
  const { signal } = call
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  return () => signal.removeEventListener('abort', stop)
}
