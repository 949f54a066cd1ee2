import type { Call } from '../core/call.js'
import type { TimeSource } from '../core/clock.js'
import type { Outcome } from '../core/outcome.js'
import { Redactor } from '../core/redact.js'
import type { WatchedExchange } from '../core/watch.js'
import { type Emulator, engineOf } from '../emulator.js'
import { answerOf, entryOf, type RawExchange } from './entry.js'
import { recordedFetch } from './fetch.js'
import type { Har, HarEntry } from './har.js'

/** How exchanges are recorded. */
export interface RecordHarOptions {
  /** More that carries credentials, beside what this package and the vendors' emulators know. */
  redact?: {
    /** Names of headers, in any case. */
    headers?: readonly string[]
    /** Names of fields of JSON and form bodies and of queries, as they are spelled. */
    fields?: readonly string[]
  }
  /** Where times and durations come from, milliseconds since 1970. Default: this machine's clock, with fractions. */
  clock?: TimeSource
}

/** A recording that goes on. Several emulators and several `fetch` functions may share one. */
export interface HarRecording {
  /** Records what an emulator answers from now on, in all its forms; returns what ends that. */
  watch(this: void, emulator: Emulator): () => void
  /** A `fetch` that does as the given one does and records it: for a real vendor, to be recorded once. */
  fetch(this: void, fetch: typeof globalThis.fetch): typeof globalThis.fetch
  /** How many exchanges have ended. */
  count(this: void): number
  /** The exchanges that have ended, in the order in which they began, as HAR 1.2. */
  har(this: void): Har
}

/** The version of what is written, beside that of HAR: the meaning of `_vendor` and `_error`. */
const CREATOR = { name: '@rungs/emulators', version: '1' }

const CREDENTIAL_HEADERS = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'api-key',
  'x-auth-token',
]

const CREDENTIAL_FIELDS = [
  'access_token',
  'accessToken',
  'api_key',
  'apiKey',
  'client_secret',
  'clientSecret',
  'id_token',
  'idToken',
  'password',
  'refresh_token',
  'refreshToken',
  'secret',
  'token',
]

const systemClock: TimeSource = { now: () => performance.timeOrigin + performance.now() }

interface Recorded {
  begunAt: number
  entry: HarEntry
}

/**
 * Records exchanges as HAR 1.2, without their credentials: those of headers, and of the fields of bodies and queries
 * that carry them, wherever in the exchange they turn up.
 */
export function recordHar({ redact = {}, clock = systemClock }: RecordHarOptions = {}): HarRecording {
  const headers = [...CREDENTIAL_HEADERS, ...(redact.headers ?? []).map((name) => name.toLowerCase())]
  const fields = [...CREDENTIAL_FIELDS, ...(redact.fields ?? [])]
  const recorded: Recorded[] = []
  const keep = (exchange: RawExchange, redactor: Redactor): void => {
    recorded.push({ begunAt: exchange.begunAt, entry: entryOf(exchange, redactor) })
  }
  return {
    watch: (emulator) => {
      const { definition, watchers } = engineOf(emulator)
      const { vendor, credentialHeaders, credentialFields = [] } = definition
      const redactor = new Redactor([...headers, ...credentialHeaders], [...fields, ...credentialFields])
      return watchers.add({
        begin: (origin) => watched({ origin, vendor }, clock, (exchange) => keep(exchange, redactor)),
      })
    },
    fetch: (fetch) => {
      const redactor = new Redactor(headers, fields)
      return recordedFetch(fetch, clock, (exchange) => keep(exchange, redactor))
    },
    count: () => recorded.length,
    har: () => ({
      log: {
        version: '1.2',
        creator: { ...CREATOR },
        entries: recorded
          .toSorted((a, b) => a.begunAt - b.begunAt)
          .map(({ entry }) => structuredClone(entry)),
      },
    }),
  }
}

/** Times the steps of one exchange of an emulator. What was never sent to its end is none. */
const watched = (
  where: Pick<RawExchange, 'origin' | 'vendor'>,
  clock: TimeSource,
  keep: (exchange: RawExchange) => void,
): WatchedExchange => {
  const begunAt = clock.now()
  let sent: { call: Call; at: number } | undefined
  let answered: { outcome: Outcome; at: number } | undefined
  return {
    sent: (call) => {
      sent = { call, at: clock.now() }
    },
    answered: (outcome) => {
      answered = { outcome, at: clock.now() }
    },
    ended: () => {
      if (sent === undefined) return
      const endedAt = clock.now()
      const answeredAt = answered?.at ?? endedAt
      const answer = answerOf(answered?.outcome)
      keep({ ...where, call: sent.call, answer, begunAt, sentAt: sent.at, answeredAt, endedAt })
    },
  }
}
