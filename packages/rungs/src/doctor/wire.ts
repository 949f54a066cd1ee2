import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/** What went over the network while somebody watched. */
export interface Watch {
  /** Where the last request went, for example `https://api.example.com`; no path and no credential. */
  readonly origin: string | undefined
  /** How far the other clock was ahead of ours at the last reply, in milliseconds; negative when it was behind. */
  readonly skewMs: number | undefined
  stop(): void
}

/** Watches the requests of `fetch`, by the diagnostics channels of Node's own; changes nothing about them. */
export function watchRequests(): Watch {
  let origin: string | undefined
  let skewMs: number | undefined
  const onCreate = (message: unknown): void => {
    const target: unknown = Object(Object(message).request).origin
    if (target !== undefined) origin = String(target)
  }
  const onHeaders = (message: unknown): void => {
    skewMs = skewOf(headersOf(Object(Object(message).response).headers), Date.now()) ?? skewMs
  }
  subscribe('undici:request:create', onCreate)
  subscribe('undici:request:headers', onHeaders)
  return {
    get origin() {
      return origin
    },
    get skewMs() {
      return skewMs
    },
    stop: () => {
      unsubscribe('undici:request:create', onCreate)
      unsubscribe('undici:request:headers', onHeaders)
    },
  }
}

/** Names and values in turn, as bytes. */
function headersOf(raw: unknown): Map<string, string> {
  const parts = Array.isArray(raw) ? raw.map(String) : []
  const pairs = parts.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name.toLowerCase(), parts[index + 1] ?? '']] : [],
  )
  return new Map(pairs)
}

/** A reply out of a cache has an age, and its date tells nothing about now. */
function skewOf(headers: ReadonlyMap<string, string>, now: number): number | undefined {
  const date = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(date) || headers.has('age') ? undefined : date - now
}
