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
