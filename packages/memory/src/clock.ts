import {
  type Clock,
  type Duration,
  formatInstant,
  type Instant,
  parseInstant,
  systemClock,
} from '@rungs/model'
import { failureAt } from './errors.js'

/** The clock in a snapshot: standing still at an instant, or running ahead of its source by an offset. */
export type ClockState = { frozenAt: number } | { offsetMs: number }

/** The backend's time: `client.native.clock`. */
export interface MemoryClock {
  /** RFC 3339. */
  now(): Instant
  /** Lets the time stand still at an instant (RFC 3339). @throws RungsError `invalid_input` */
  set(at: Instant): Instant
  /**
   * Moves the time ahead by an ISO 8601 duration such as `P1M` or `PT1H`: calendar months in UTC, clamped to the
   * month's end, then the exact rest. A clock that stands still goes on standing, one that runs goes on running.
   * @throws RungsError `invalid_input`
   */
  advance(by: Duration): Instant
  /** Back to the time of the settings, the client or the machine. */
  reset(): Instant
}

/** The time of a backend: that of its source, until it is set. */
export class BackendClock implements MemoryClock {
  private state: ClockState = { offsetMs: 0 }
  private moved: Clock | undefined

  constructor(private readonly source: Clock = systemClock) {}

  now(): Instant {
    return formatInstant(this.of(this.source).now())
  }

  set(at: Instant): Instant {
    const ms = typeof at === 'string' ? parseInstant(at) : undefined
    if (ms === undefined) throw failureAt('invalid_input', 'at', 'expected an RFC 3339 instant')
    return this.put({ frozenAt: ms })
  }

  advance(by: Duration): Instant {
    const now = this.of(this.source).now()
    const later = addDuration(now, by)
    const { state } = this
    return this.put('frozenAt' in state ? { frozenAt: later } : { offsetMs: state.offsetMs + (later - now) })
  }

  reset(): Instant {
    return this.put({ offsetMs: 0 })
  }

  /** The time of a call that brings a clock of its own: that one, unless this clock was set or moved. */
  of(clock: Clock): Clock {
    const { state } = this
    if ('frozenAt' in state) {
      this.moved ??= { now: () => state.frozenAt, sleep: (ms, signal) => this.source.sleep(ms, signal) }
      return this.moved
    }
    const { offsetMs } = state
    return offsetMs === 0 ? clock : { now: () => clock.now() + offsetMs, sleep: clock.sleep.bind(clock) }
  }

  /** Without a call: the time of the source, unless it was set or moved. */
  get current(): Clock {
    return this.of(this.source)
  }

  snapshot(): ClockState {
    return { ...this.state }
  }

  /** Puts the clock of a snapshot in place. */
  restore(state: ClockState): void {
    this.put({ ...state })
  }

  private put(state: ClockState): Instant {
    this.state = state
    this.moved = undefined
    return this.now()
  }
}

/** Whether a value is the clock of a snapshot. */
export function isClockState(value: unknown): value is ClockState {
  if (typeof value !== 'object' || value === null) return false
  const ms: unknown = 'frozenAt' in value ? value.frozenAt : 'offsetMs' in value ? value.offsetMs : undefined
  return Number.isSafeInteger(ms)
}

const pattern =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

const last = Date.parse('9999-12-31T23:59:59.999Z')

function addDuration(ms: number, text: Duration): number {
  const found = typeof text === 'string' ? pattern.exec(text) : null
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = (found ?? [])
    .slice(1)
    .map((count) => Number(count ?? 0))
  const exact = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000
  const later = addMonths(ms, years * 12 + months) + exact
  if (found !== null && later <= last) return later
  throw failureAt('invalid_input', 'by', 'expected an ISO 8601 duration that ends before the year 10000')
}

function addMonths(ms: number, months: number): number {
  if (months === 0) return ms
  const date = new Date(ms)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const days = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, days))
  return date.getTime()
}
