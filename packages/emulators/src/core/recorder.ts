import type { Call } from './call.js'
import { REDACTED, type Redactor } from './redact.js'

/** One request that reached the emulator, credentials redacted. */
export interface RecordedRequest {
  /** `GET`, `POST` and so on. */
  method: string
  /** As sent, percent-encoded, without the query. */
  path: string
  /** Decoded; a name that was sent several times has an array. */
  query: Record<string, string | string[]>
  /** Names in lower case. */
  headers: Record<string, string>
  /** The text as sent, or null when there was none or it passed the size cap. */
  body: string | null
  /** What was answered, or null when no answer was made. */
  status: number | null
}

export interface RecordedEntry {
  readonly call: Call
  status: number | null
}

/** How many requests are kept, and how many characters of bodies: the oldest go first. */
const RECORD_LIMIT = 10_000
const RECORD_BODY_LIMIT = 32 * 1024 * 1024

/** The last requests, oldest first, bounded in number and in size. */
export class Recorder {
  readonly #redactor: Redactor
  #entries: (RecordedEntry | undefined)[] = []
  #first = 0
  #bodyChars = 0

  constructor(redactor: Redactor) {
    this.#redactor = redactor
  }

  add(call: Call): RecordedEntry {
    const entry = { call, status: null }
    this.#entries.push(entry)
    this.#bodyChars += call.body.length
    while (this.#entries.length - this.#first > RECORD_LIMIT || this.#bodyChars > RECORD_BODY_LIMIT) {
      this.#bodyChars -= this.#entries[this.#first]?.call.body.length ?? 0
      this.#entries[this.#first] = undefined
      this.#first += 1
    }
    if (this.#first > RECORD_LIMIT) {
      this.#entries = this.#entries.slice(this.#first)
      this.#first = 0
    }
    return entry
  }

  clear(): void {
    this.#entries = []
    this.#first = 0
    this.#bodyChars = 0
  }

  list(): RecordedRequest[] {
    return this.#entries.flatMap((entry) => (entry === undefined ? [] : [this.#present(entry)]))
  }

  #present({ call, status }: RecordedEntry): RecordedRequest {
    const clean = this.#redactor.cleaner(call, call.query)
    const headers: Record<string, string> = {}
    for (const [name, value] of Object.entries(call.headers)) {
      if (value === undefined) continue
      headers[name] = this.#redactor.isCredential(name) ? REDACTED : clean(String(value))
    }
    return {
      method: call.method,
      path: clean(call.path),
      query: this.#query(call.query, clean),
      headers,
      body: call.body === '' ? null : clean(call.body),
      status,
    }
  }

  #query(query: string, clean: (text: string) => string): Record<string, string | string[]> {
    const grouped = new Map<string, string[]>()
    for (const [name, value] of new URLSearchParams(query)) {
      const shown = this.#redactor.isField(name) ? REDACTED : clean(value)
      grouped.set(clean(name), [...(grouped.get(clean(name)) ?? []), shown])
    }
    return Object.fromEntries(
      [...grouped].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
    )
  }
}
