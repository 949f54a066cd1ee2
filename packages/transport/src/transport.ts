import type { Json, ProviderCall } from '@rungs/model'
import { prepare } from './prepare.js'
import { Run } from './run.js'
import { Shared } from './shared.js'
import type { Reply, Transport, TransportSettings, WireRequest } from './types.js'

/**
 * Makes the transport of one client: one base URL, one set of credentials.
 * @throws RungsError `configuration` naming `baseUrl`, `headers.<name>`, `maxBodyBytes` or `fetch`.
 */
export function createTransport(settings: TransportSettings): Transport {
  const shared = new Shared(settings)
  return {
    request: (request, call) => carry(shared, request, call),
    redact: <T extends Json>(value: T): T => shared.redactor.json(value),
  }
}

function carry(shared: Shared, request: WireRequest, call: ProviderCall): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const prepared = prepare(request, call, shared.base, shared.headers, shared.provider)
    const run = new Run(shared, prepared, call)
    const { signal } = call
    if (signal.aborted) return reject(run.stop(signal.reason))
    // The one place where the signal is raced: whatever hangs behind it, a fetch that ignores the signal,
    // a body that never ends, a clock that does not wake, cannot keep the call from settling.
    const stop = (): void => reject(run.stop(signal.reason))
    signal.addEventListener('abort', stop, { once: true })
    run.carryOut().then(
      (reply) => {
        signal.removeEventListener('abort', stop)
        resolve(reply)
      },
      (error) => {
        signal.removeEventListener('abort', stop)
        reject(error)
      },
    )
  })
}
