import * as z from 'zod/mini'
import { addDuration } from './duration.js'
import { instantMs, instantText, spanMs } from './instant.js'
import { parseWith } from './parse.js'

/** Where the time comes from: `now()` in milliseconds since 1970-01-01T00:00:00Z. */
export interface TimeSource {
  /** Milliseconds since 1970. */
  now(): number
}

/** The clock in a snapshot: frozen at an instant, or running with an offset to the time source. */
export type ClockState = { frozenAt: number } | { offsetMs: number }

export const clockStateSchema = z.union([
  z.strictObject({ frozenAt: instantMs }),
  z.strictObject({ offsetMs: spanMs }),
])

/** Milliseconds since 1970 of an RFC 3339 instant. Throws `EmulatorError` naming `path`. */
const parseInstant = (text: unknown, path: string): number => {
  const schema = z.strictObject({ [path]: instantText })
  const { [path]: instant = '' } = parseWith(schema, { [path]: text }, 'Not an RFC 3339 instant')
  return Date.parse(instant)
}

/** The emulator's time: that of the source plus an offset, or, once set, an instant that stands still. */
export class EmulatorClock {
  readonly #source: TimeSource
  readonly #start: ClockState
  #state: ClockState

  constructor(start: string | TimeSource = Date) {
    this.#source = typeof start === 'string' ? Date : start
    this.#start = typeof start === 'string' ? { frozenAt: parseInstant(start, 'clock') } : { offsetMs: 0 }
    this.#state = this.#start
  }

  /** In whole milliseconds, also where the source has fractions. */
  now(): number {
    if ('frozenAt' in this.#state) return this.#state.frozenAt
    return Math.floor(this.#source.now()) + this.#state.offsetMs
  }

  get frozen(): boolean {
    return 'frozenAt' in this.#state
  }

  set(instant: string): void {
    this.#state = { frozenAt: parseInstant(instant, 'now') }
  }

  advance(duration: string): void {
    const now = this.now()
    const later = addDuration(now, duration)
    this.#state =
      'frozenAt' in this.#state ? { frozenAt: later } : { offsetMs: this.#state.offsetMs + (later - now) }
  }

  reset(): void {
    this.#state = this.#start
  }

  snapshot(): ClockState {
    return { ...this.#state }
  }

  restore(state: ClockState): void {
    this.#state = { ...state }
  }
}
