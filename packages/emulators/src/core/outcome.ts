import { jsonReply, type Reply } from './call.js'
import type { Fault } from './faults.js'
import { waited } from './wait.js'

/** What happens to a request, for a shell (fetch, MSW, socket) to carry out. */
export type Outcome =
  | { readonly kind: 'reply' | 'truncate'; readonly reply: Reply }
  | { readonly kind: 'dribble'; readonly reply: Reply; readonly delayMs: number }
  | { readonly kind: 'reset' | 'lost_reply' | 'hang' }

interface Doing {
  /** Does what was asked for. */
  handle(): Reply
  /** The vendor's answer of a status, with nothing done. */
  failure(status: number): Reply
  /** Aborts when what waits is to be dropped: it must not touch the state after a reset. */
  readonly gone: AbortSignal
}

const GATEWAY_PAGE =
  '<!doctype html><html><head><title>Gateway</title></head><body><h1>The service is being looked for</h1></body></html>'
const BROKEN_JSON = '{"id":"broken","name":'
const DEFAULT_DELAY_MS = 100
const DEFAULT_DRIBBLE_MS = 10

const withoutBody = (status: number): boolean => status === 204 || status === 205 || status === 304

const bodyText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body))

const dressed = (reply: Reply, { headers, body }: Fault): Reply => {
  const lowered = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])
  const json = body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' }
  return {
    status: reply.status,
    headers: { ...json, ...reply.headers, ...Object.fromEntries(lowered) },
    body: withoutBody(reply.status) ? null : body === undefined ? reply.body : bodyText(body),
  }
}

const page = (status: number, contentType: string, body: string): Reply => ({
  status,
  headers: { 'content-type': contentType },
  body,
})

/** Below 400 there is no error to tell: an empty object under the headers that each of the vendor's answers has. */
const statusReply = (status: number, failure: Doing['failure']): Reply => {
  const reply = failure(status)
  return status < 400 ? jsonReply(status, {}, reply.headers) : reply
}

const outcomeOf = (fault: Fault, doing: Doing): { outcome: Outcome; status: number | null } => {
  const answer = (reply: Reply) => ({ outcome: { kind: 'reply', reply } as const, status: reply.status })
  const done = (): Reply => {
    const reply = doing.handle()
    return fault.headers === undefined ? reply : dressed(reply, { ...fault, body: undefined })
  }
  switch (fault.kind) {
    case 'status':
      return answer(dressed(statusReply(fault.status ?? 500, doing.failure), fault))
    case 'html':
      return answer(dressed(page(fault.status ?? 200, 'text/html; charset=utf-8', GATEWAY_PAGE), fault))
    case 'malformed':
      return answer(dressed(page(fault.status ?? 200, 'application/json', BROKEN_JSON), fault))
    case 'delay':
      return answer(done())
    case 'truncate': {
      const reply = done()
      return { outcome: { kind: 'truncate', reply }, status: reply.status }
    }
    case 'dribble': {
      const reply = done()
      const delayMs = fault.delayMs ?? DEFAULT_DRIBBLE_MS
      return { outcome: { kind: 'dribble', reply, delayMs }, status: reply.status }
    }
    case 'lost_reply':
      return { outcome: { kind: 'lost_reply' }, status: done().status }
    case 'reset':
    case 'hang':
      return { outcome: { kind: fault.kind }, status: null }
  }
}

const waitOf = ({ kind, delayMs }: Fault): number => {
  if (kind === 'dribble') return 0
  return delayMs ?? (kind === 'delay' ? DEFAULT_DELAY_MS : 0)
}

/** Carries a fault out up to the point where the shells differ; `record` is told the status that was answered. */
export const applyFault = async (
  fault: Fault,
  doing: Doing,
  record: (status: number | null) => void,
): Promise<Outcome> => {
  const wait = waitOf(fault)
  if (wait > 0 && !(await waited(wait, doing.gone))) return { kind: 'reset' }
  const { outcome, status } = outcomeOf(fault, doing)
  record(status)
  return outcome
}
