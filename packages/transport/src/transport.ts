import { type Json, type ProviderCall, RungsError } from '@rungs/model'
import { abortionOf } from './abortion.js'
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
    const { signal } = call
    let run: Run | undefined
    const start = (begin: Begin): Promise<Reply> => {
      run = begin(request, call)
      return run.carryOut()
    }
    // The one place where the signal is raced: whatever hangs behind it, a fetch that ignores the signal,
    // a body that never ends, a clock that does not wake, cannot keep the call from settling.
    const stop = (): void => reject(run === undefined ? abortionOf(call, shared.provider) : run.stop())
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    const settle = <T>(settled: (value: T) => void) => {
      return (value: T): void => {
        signal.removeEventListener('abort', stop)
        settled(value)
      }
    }
    const begin = ready()
    const carried = begin instanceof Promise ? begin.then(start, notLoaded) : start(begin)
    carried.then(settle(resolve), settle(reject))
  })
}

function notLoaded(cause: unknown): never {
  throw new RungsError({
    code: 'network',
    message:
      'A part of the transport that is loaded at the first call could not be loaded. Nothing was sent.',
    retryable: true,
    cause,
  })
}
