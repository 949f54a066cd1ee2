import { type ErrorCode, isRungsError, type ProviderCall, RungsError } from '@rungs/model'
import type { Reply, Transport, WireRequest } from '../types.js'

/**
 * A transport for writes without an idempotency key, which the vendor's own rules (unique names, revisions) keep from
 * happening twice. Such a repetition meets its own doing: a 409 after a reply that was lost, or after a failure of the
 * server's own, may be about the name or the revision that the first attempt took. It says nothing about the outcome, so
 * it becomes `outcome_unknown` (with its status and vendor code), for the adapter to look up: {@link isOwnConflict}. A
 * conflict under a key is what it says: the first attempt would have been answered again.
 * @param ownDoing the refusals that may be of the first attempt's making: also `rejected` where it may use up a limit.
 */
export function truthful(transport: Transport, ownDoing: readonly ErrorCode[] = ['conflict']): Transport {
  return {
    ...transport,
    request: (request, call) =>
      request.method === 'GET' || typeof request.idempotency === 'object'
        ? transport.request(request, call)
        : guarded(transport, ownDoing, request, call),
  }
}

async function guarded(
  transport: Transport,
  ownDoing: readonly ErrorCode[],
  request: WireRequest,
  call: ProviderCall,
): Promise<Reply> {
  let [failed, open] = [false, false]
  const accept: WireRequest['accept'] = (reply) => {
    open = reply.afterLoss || failed
    failed ||= reply.status >= 500
    return request.accept?.({ ...reply, afterLoss: open }) ?? false
  }
  try {
    return await transport.request({ ...request, accept }, call)
  } catch (error) {
    throw open && isRungsError(error) && ownDoing.includes(error.code) ? unknown(error, request) : error
  }
}

/** Whether the vendor refused a repetition for what may be its own doing: what the first attempt did is to be looked up. */
export function isOwnConflict(error: unknown): error is RungsError {
  return (
    isRungsError(error, 'outcome_unknown') && (error.status === 409 || isRungsError(error.cause, 'rejected'))
  )
}

function unknown(
  error: RungsError,
  { howToFindOut = 'Read the state before you repeat it.' }: WireRequest,
): RungsError {
  const { provider, operation, status, vendorCode, requestId, body, issues } = error
  return new RungsError({
    ...{ code: 'outcome_unknown', provider, operation, status, vendorCode, requestId, body, issues },
    message: `${error.message} That answered a repetition: the reply to the first attempt was lost, or a failure, and that one may have been carried out. ${howToFindOut}`,
    cause: error,
  })
}

/** A 404 to a deletion whose first reply was lost, or over {@link truthful} a failure: that attempt has deleted it. */
export function goneAfterLoss({ status, afterLoss }: Reply): boolean {
  return status === 404 && afterLoss
}
