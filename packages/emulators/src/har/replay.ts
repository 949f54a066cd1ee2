import { EmulatorError } from '../core/error.js'
import { networkError } from '../core/network-error.js'
import { type Ask, askOf, differences, recordedAsk } from './ask.js'
import { type ReadEntry, readEntries } from './read.js'

/** How a recording is replayed. */
export interface ReplayOptions {
  /** What `url` is, for MSW; `fetch` answers for any. Default: the origin of the first exchange. */
  origin?: string
  /** Only the exchanges with this vendor's emulator, of a recording of several. */
  vendor?: string
  /** Once a request has had all its recorded answers: the last one again (`true`), or an error (default). */
  repeat?: boolean
  /** Fields of bodies and queries that are not compared, by their last name: those that are new in each run. */
  ignoreFields?: readonly string[]
}

/** A recording that answers. */
export interface Replay {
  /** The origin that `fetch` answers for. */
  readonly url: string
  /**
   * Answers from the recording: of the exchanges with the same method, path, query and body, the first that was not
   * used yet. Orders of parameters and of JSON keys do not matter; what was redacted fits anything. Where the recording
   * has a broken connection, it rejects as `fetch` does. For anything else it rejects with an `EmulatorError` with the
   * code `unrecorded`, which names what was asked and the nearest exchanges.
   */
  fetch(this: void, input: Request | string | URL, init?: RequestInit): Promise<Response>
  /** The exchanges that nobody has asked for yet, as `POST /v1/tiers`. */
  unused(this: void): string[]
  /** What was asked and is not recorded, as `POST /v1/tiers`: a client may hide the error, this does not. */
  unrecorded(this: void): string[]
}

interface Take {
  readonly entry: ReadEntry
  readonly ask: Ask
  used: boolean
}

const NEAREST = 3

/** Names of leaves alone, never values: they may be credentials. */
const SHOWN_DIFFERENCES = 6

/**
 * A `fetch` that answers from a HAR 1.2 document (parsed, or its text): one that this package recorded, or one of a
 * browser or a proxy.
 *
 * @throws EmulatorError `invalid_input` when it is no such document or holds no exchange to answer with.
 */
export function replay(har: unknown, options: ReplayOptions = {}): Replay {
  const { vendor, repeat = false, ignoreFields = [] } = options
  const ignored = new Set(ignoreFields)
  const takes: Take[] = readEntries(har)
    .filter((entry) => vendor === undefined || entry._vendor === vendor)
    .map((entry) => ({ entry, ask: recordedAsk(entry, ignored), used: false }))
  const [first] = takes
  if (first === undefined) {
    const message = `the recording holds no exchange${vendor === undefined ? '' : ` with ${vendor}`}`
    throw new EmulatorError('invalid_input', message, [{ path: 'log.entries', message }])
  }
  const unrecorded: string[] = []
  return {
    url: new URL(options.origin ?? first.entry.request.url).origin,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const ask = await asked(request, ignored)
      request.signal.throwIfAborted()
      const fitting = takes.filter((take) => differences(take.ask, ask).length === 0)
      const take = fitting.find(({ used }) => !used) ?? (repeat ? fitting.at(-1) : undefined)
      if (take === undefined) {
        unrecorded.push(named(ask))
        throw unmatched(ask, takes, fitting.length)
      }
      take.used = true
      return responseOf(take.entry, request)
    },
    unused: () => takes.filter(({ used }) => !used).map(({ ask }) => named(ask)),
    unrecorded: () => [...unrecorded],
  }
}

const named = ({ method, path }: Ask): string => `${method} ${path}`

const asked = async (request: Request, ignored: ReadonlySet<string>): Promise<Ask> => {
  const { method, url, headers, body } = request
  const contentType = headers.get('content-type') ?? ''
  return askOf({ method, url, contentType, body: body === null ? '' : await request.text() }, ignored)
}

const unmatched = (ask: Ask, takes: readonly Take[], used: number): EmulatorError => {
  const params = [...ask.leaves.keys()].filter((leaf) => leaf.startsWith('query.'))
  const asked = `${named(ask)}${params.length === 0 ? '' : ` with ${params.join(', ')}`}`
  const why = used > 0 ? `recorded ${used} times and asked once more` : 'not recorded'
  const message = `${asked}: ${why}. ${nearest(ask, takes)}`
  return new EmulatorError('unrecorded', message, [{ path: named(ask), message: why }])
}

/** The exchanges that differ least, those of the same path before those of the same method. */
const nearest = (ask: Ask, takes: readonly Take[]): string => {
  const weighed = takes.map((take, index) => {
    const differ = differences(take.ask, ask)
    const weight = (differ.includes('path') ? 1e6 : 0) + (differ.includes('method') ? 1e3 : 0) + differ.length
    return { take, index, differ, weight }
  })
  const lines = weighed
    .sort((a, b) => a.weight - b.weight)
    .slice(0, NEAREST)
    .map(({ take, index, differ }) => `[${index}] ${named(take.ask)} (${told(differ, take.used)})`)
  return `The nearest of ${takes.length}: ${lines.join('; ')}`
}

const told = (differ: readonly string[], used: boolean): string => {
  if (differ.length === 0) return 'the same, used'
  const more = differ.length > SHOWN_DIFFERENCES ? ` and ${differ.length - SHOWN_DIFFERENCES} more` : ''
  return `other ${differ.slice(0, SHOWN_DIFFERENCES).join(', ')}${more}${used ? '; used' : ''}`
}

/** Headers that speak of the bytes on the wire, which a recording no longer has, and those that are none in HTTP/1.1. */
const dropped = /^(?::.*|content-encoding|content-length|transfer-encoding|connection)$/i

const responseOf = ({ response }: ReadEntry, request: Request): Response => {
  const { status, statusText, headers, content, _error } = response
  if (status < 200 || (_error ?? '') !== '')
    throw networkError('ECONNRESET', `recorded as broken: ${_error ?? status}`)
  const empty = request.method === 'HEAD' || [204, 205, 304].includes(status)
  const text = content.text ?? ''
  const body =
    content.encoding === 'base64' ? Uint8Array.from(atob(text), (char) => char.charCodeAt(0)) : text
  const answer = new Response(empty ? null : body, {
    status,
    statusText,
    headers: headers
      .filter(({ name }) => !dropped.test(name))
      .map(({ name, value }): [string, string] => [name, value]),
  })
  Object.defineProperty(answer, 'url', { value: request.url })
  return answer
}
