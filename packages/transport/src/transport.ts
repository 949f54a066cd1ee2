import { type Json, type ProviderCall, RungsError } from '@rungs/model'
import { abortionOf, whenAborted } from './abortion.js'
import { Run } from './run.js'
import { sendOverKy } from './send.js'
import { Shared } from './shared.js'
import type { Reply, Send, Transport, TransportSettings, WireRequest } from './types.js'

/**
 * Makes the transport of one client: one base URL, one set of credentials.
 * @throws RungsError `configuration` naming `baseUrl`, `headers.<name>`, `maxBodyBytes` or `fetch`.
 */
export function createTransport(settings: TransportSettings): Transport {
  const shared = new Shared(settings)
  let send = settings.send
  const load = async (): Promise<Send> => {
    send = await sendOverKy(settings.fetch)
    return send
  }
  return {
    request: (request, call) => carry(() => send ?? load(), shared, request, call),
    redact: <T extends Json>(value: T): T => shared.redactor.json(value),
  }
}

function carry(
  ready: () => Send | Promise<Send>,
  shared: Shared,
  request: WireRequest,
  call: ProviderCall,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let run: Run | undefined
    let over = false
    // The one place where the call's end is raced: whatever hangs behind it, a fetch that ignores the signal,
    // a body that never ends, a clock that does not wake, cannot keep the call from settling.
    const release = whenAborted(call, () => {
      over = true
      reject(run === undefined ? abortionOf(call, shared.provider) : run.stop())
    })
    const done = <T>(settle: (value: T) => void) => {
      return (value: T): void => {
        release()
        settle(value)
      }
    }
    const start = (send: Send): void => {
      if (over) return
      run = new Run(shared, send, request, call)
      run.carryOut().then(done(resolve), done(reject))
    }
    const send = ready()
    if (send instanceof Promise) send.then(start, (cause) => done(reject)(notLoaded(cause)))
    else start(send)
  })
}

function notLoaded(cause: unknown): RungsError {
  return new RungsError({
    code: 'network',
    message: 'ky, which is loaded with the first call, could not be loaded. Nothing was sent.',
    retryable: true,
    cause,
  })
}
