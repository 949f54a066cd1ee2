import { type Json, type ProviderCall, RungsError } from '@rungs/model'
import { abortionOf, whenAborted } from './abortion.js'
import type { Run } from './run.js'
import { Shared } from './shared.js'
import type { Reply, Transport, TransportSettings, WireRequest } from './types.js'

/** Begins a request. Behind it is all that a client does not need before its first call, ky included. */
type Begin = (request: WireRequest, call: ProviderCall) => Run

/**
 * Makes the transport of one client: one base URL, one set of credentials.
 * @throws RungsError `configuration` naming `baseUrl`, `headers.<name>`, `maxBodyBytes` or `fetch`.
 */
export function createTransport(settings: TransportSettings): Transport {
  const shared = new Shared(settings)
  let begin: Begin | undefined
  const load = async (): Promise<Begin> => {
    const { Run, sendOverKy } = await import('./run.js')
    const send = settings.send ?? (await sendOverKy(settings.fetch))
    begin = (request, call) => new Run(shared, send, request, call)
    return begin
  }
  return {
    request: (request, call) => carry(() => begin ?? load(), shared, request, call),
    redact: <T extends Json>(value: T): T => shared.redactor.json(value),
  }
}

function carry(
  ready: () => Begin | Promise<Begin>,
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
    const start = (begin: Begin): void => {
      if (over) return
      run = begin(request, call)
      run.carryOut().then(done(resolve), done(reject))
    }
    const begin = ready()
    if (begin instanceof Promise) begin.then(start, (cause) => done(reject)(notLoaded(cause)))
    else start(begin)
  })
}

function notLoaded(cause: unknown): RungsError {
  return new RungsError({
    code: 'network',
    message:
      'A part of the transport that is loaded at the first call could not be loaded. Nothing was sent.',
    retryable: true,
    cause,
  })
}
