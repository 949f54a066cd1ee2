import type { Call } from '../core/call.js'
import type { TimeSource } from '../core/clock.js'
import { type Answer, broken, type RawExchange } from './entry.js'

type Fetch = typeof globalThis.fetch
type Keep = (exchange: RawExchange) => void

/**
 * A `fetch` that hands each exchange to `keep`. It answers when the whole body is there, so that what was answered is
 * recorded by then.
 */
export const recordedFetch =
  (fetch: Fetch, clock: TimeSource, keep: Keep): Fetch =>
  async (input, init) => {
    const begunAt = clock.now()
    const request = new Request(input, init)
    const call = await callOf(request.clone())
    const sentAt = clock.now()
    const kept = (answer: Answer, answeredAt = clock.now()): void =>
      keep({
        origin: new URL(request.url).origin,
        call,
        answer,
        begunAt,
        sentAt,
        answeredAt,
        endedAt: clock.now(),
      })
    let response: Response
    try {
      response = await fetch(request)
    } catch (error) {
      kept(broken(reasonOf(error)))
      throw error
    }
    const answeredAt = clock.now()
    kept(await answerOf(response.clone()), answeredAt)
    return response
  }

const callOf = async (request: Request): Promise<Call> => {
  const { pathname, search } = new URL(request.url)
  return {
    method: request.method,
    path: pathname,
    query: search.slice(1),
    headers: Object.fromEntries(request.headers),
    body: request.body === null ? '' : await request.text(),
    oversized: false,
  }
}

const answerOf = async (response: Response): Promise<Answer> => {
  const { status, statusText } = response
  const head = { status, statusText, headers: [...response.headers] }
  try {
    return { ...head, ...textOf(new Uint8Array(await response.arrayBuffer())) }
  } catch (error) {
    return { ...head, body: '', error: reasonOf(error) }
  }
}

/** Text where the bytes are UTF-8, else base64. */
const textOf = (bytes: Uint8Array): Pick<Answer, 'body' | 'base64'> => {
  try {
    return { body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    let binary = ''
    for (const byte of bytes) binary += String.fromCharCode(byte)
    return { body: btoa(binary), base64: true }
  }
}

/** The innermost code or name of what broke, never its message: that may name what was sent. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'failed'
  const { cause } = error
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return error.name
}
