import { isRungsError, type ProviderCall, RungsError } from '@rungs/model'
import type { Reply, Transport, WireRequest } from '../types.js'

/**
 * A transport for writes without an idempotency key, which the vendor's own rules (unique names, revisions) keep from
 * happening twice. Such a repetition meets its own doing: a 409 after a reply that was lost may be about the
 * name or the revision that the first attempt took. It says nothing about the outcome, so it becomes
 * `outcome_unknown` (with its status and vendor code), for the adapter to look up: {@link isOwnConflict}. A conflict
 * under a key is what it says: the first attempt would have been answered again.
 */
export function truthful(transport: Transport): Transport {
  return {
    ...transport,
    request: (request, call) =>
      request.method === 'GET' || typeof request.idempotency === 'object'
        ? transport.request(request, call)
        : guarded(transport, request, call),
  }
}

async function guarded(transport: Transport, request: WireRequest, call: ProviderCall): Promise<Reply> {
  let lost = false
  const accept: WireRequest['accept'] = (reply) => {
    lost = reply.afterLoss
    return request.accept?.(reply) ?? false
  }
  try {
    return await transport.request({ ...request, accept }, call)
  } catch (error) {
    throw lost && isRungsError(error, 'conflict') ? unknown(error, request) : error
  }
}

/** Whether the vendor refused a repetition with a conflict: what the first attempt did is to be looked up. */
export function isOwnConflict(error: unknown): error is RungsError {
  return isRungsError(error, 'outcome_unknown') && error.status === 409
}

function unknown(
  error: RungsError,
  { howToFindOut = 'Read the state before you repeat it.' }: WireRequest,
): RungsError {
  const { provider, operation, status, vendorCode, requestId, body, issues } = error
  return new RungsError({
    ...{ code: 'outcome_unknown', provider, operation, status, vendorCode, requestId, body, issues },
    message: `${error.message} That answered a repetition: the reply to the first attempt was lost, and that one may have been carried out. ${howToFindOut}`,
    cause: error,
  })
}

/** A 404 to a deletion whose first reply was lost: that attempt has deleted it. */
export function goneAfterLoss({ status, afterLoss }: Reply): boolean {
  return status === 404 && afterLoss
}
