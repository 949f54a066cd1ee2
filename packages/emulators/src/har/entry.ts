import type { Call, Reply } from '../core/call.js'
import type { Outcome } from '../core/outcome.js'
import { REDACTED, type Redactor } from '../core/redact.js'
import type { HarEntry, HarPair, HarRequest, HarResponse } from './har.js'
import { targetOf } from './uri.js'

/** What came back: a reply, what broke before it was whole, or both. */
export interface Answer {
  status: number
  statusText: string
  headers: readonly (readonly [name: string, value: string])[]
  body: string
  /** The body is in base64. */
  base64?: boolean
  error?: string | undefined
}

/** One exchange, still with its credentials. Times are milliseconds since 1970, with fractions. */
export interface RawExchange {
  origin: string
  call: Call
  answer: Answer
  vendor?: string | undefined
  begunAt: number
  sentAt: number
  answeredAt: number
  endedAt: number
}

const HTTP_VERSION = 'HTTP/1.1'

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** To the microsecond: more is noise. */
const elapsed = (from: number, to: number): number => Math.max(0, Math.round((to - from) * 1000) / 1000)

/** What an outcome of an emulator is for a recording. */
export const answerOf = (outcome: Outcome | undefined): Answer => {
  if (outcome === undefined) return broken('aborted')
  if (outcome.kind === 'reply' || outcome.kind === 'dribble') return replied(outcome.reply)
  if (outcome.kind !== 'truncate') return broken(outcome.kind)
  const whole = replied(outcome.reply)
  return { ...whole, body: whole.body.slice(0, Math.floor(whole.body.length / 2)), error: 'truncate' }
}

const replied = ({ status, headers, body }: Reply): Answer => ({
  status,
  statusText: '',
  headers: Object.entries(headers),
  body: body ?? '',
})

/** No response at all, and why. */
export const broken = (error: string): Answer => ({ status: 0, statusText: '', headers: [], body: '', error })

/** One exchange as an entry of a HAR file, without its credentials. */
export const entryOf = (exchange: RawExchange, redactor: Redactor): HarEntry => {
  const { call, answer, vendor, begunAt, sentAt, answeredAt, endedAt } = exchange
  const clean = redactor.cleaner(call, call.query, answer.base64 === true ? '' : answer.body)
  const timings = {
    send: elapsed(begunAt, sentAt),
    wait: elapsed(sentAt, answeredAt),
    receive: elapsed(answeredAt, endedAt),
  }
  return {
    startedDateTime: new Date(begunAt).toISOString(),
    time: Math.round((timings.send + timings.wait + timings.receive) * 1000) / 1000,
    request: requestOf(exchange, redactor, clean),
    response: responseOf(answer, redactor, clean),
    cache: {},
    timings,
    ...(vendor === undefined ? {} : { _vendor: vendor }),
  }
}

type Clean = (text: string) => string

const pairs = (
  headers: readonly (readonly [name: string, value: string])[],
  redactor: Redactor,
  clean: Clean,
): HarPair[] =>
  headers.map(([name, value]) => ({ name, value: redactor.isCredential(name) ? REDACTED : clean(value) }))

const requestOf = ({ origin, call }: RawExchange, redactor: Redactor, clean: Clean): HarRequest => {
  const { method, path, query, headers, body } = call
  const sent = Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    if (value === undefined) return []
    return (Array.isArray(value) ? value : [value]).map((one) => [name, one])
  })
  const mimeType = String(headers['content-type'] ?? '')
  const { pathname, search } = targetOf(clean(`${path}${query === '' ? '' : `?${query}`}`))
  return {
    method,
    url: `${origin}${pathname}${search}`,
    httpVersion: HTTP_VERSION,
    cookies: [],
    headers: pairs(sent, redactor, clean),
    queryString: [...new URLSearchParams(query)].map(([name, value]) => ({
      name: clean(name),
      value: redactor.isField(name) ? REDACTED : clean(value),
    })),
    ...(body === '' ? {} : { postData: { mimeType, text: clean(body) } }),
    headersSize: -1,
    bodySize: bytesOf(body),
  }
}

const responseOf = (answer: Answer, redactor: Redactor, clean: Clean): HarResponse => {
  const { status, statusText, headers, body, base64 = false, error } = answer
  const headerOf = (wanted: string): string => headers.find(([name]) => name === wanted)?.[1] ?? ''
  const size = base64 ? atob(body).length : bytesOf(body)
  return {
    status,
    statusText,
    httpVersion: HTTP_VERSION,
    cookies: [],
    headers: pairs(headers, redactor, clean),
    content: {
      size,
      mimeType: headerOf('content-type'),
      ...(body === '' ? {} : { text: base64 ? body : clean(body) }),
      ...(base64 ? { encoding: 'base64' } : {}),
    },
    redirectURL: clean(headerOf('location')),
    headersSize: -1,
    bodySize: size,
    ...(error === undefined ? {} : { _error: error }),
  }
}
