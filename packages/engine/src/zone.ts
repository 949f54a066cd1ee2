const dayMs = 86_400_000

/** What a zone's clocks do within one UTC day: they are never changed twice in one. */
interface Day {
  /** Milliseconds by which the clocks are ahead of UTC, before the change. */
  before: number
  /** The first instant of the new offset; infinity on a day without a change. */
  change: number
  after: number
}

/** How many days are remembered at most: some 54 years. */
const mostDays = 20_000

/**
 * The clocks of an IANA time zone, as the runtime's own time zone data has them. A wall time is written as the
 * milliseconds since 1970 of the same date and time in UTC.
 */
export class Zone {
  private readonly format: Intl.DateTimeFormat
  private readonly days = new Map<number, Day>()

  /** @throws RangeError when the runtime does not know the zone. */
  constructor(name: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  }

  /** What the clocks show at an instant. */
  wall(ms: number): number {
    return ms + this.offset(ms)
  }

  /**
   * The instant at which the clocks show a wall time: the first one where they show it twice, and where they skip
   * it the instant that it would have been without the change (RFC 5545, section 3.3.5).
   */
  instant(wall: number): number {
    return this.instants(wall)[0] ?? wall - this.offset(wall - dayMs)
  }

  /** The first instant at which the clocks show a wall time or, where they skip it, what comes after it. */
  first(wall: number): number {
    return this.instants(wall)[0] ?? this.changeBefore(this.instant(wall))
  }

  /**
   * The wall time at an instant, of clocks that never go back: while a stretch of time is shown for the second
   * time, the end of it.
   */
  onward(ms: number): number {
    const wall = this.wall(ms)
    const [first, second] = this.instants(wall)
    if (first === undefined || second !== ms) return wall
    const change = this.changeBefore(ms)
    return change + this.offset(change - 1)
  }

  /** Every instant at which the clocks show a wall time, in order: one, two or none. */
  private instants(wall: number): number[] {
    const before = wall - this.offset(wall - dayMs)
    const after = wall - this.offset(wall + dayMs)
    const all = before === after ? [before] : before < after ? [before, after] : [after, before]
    return all.filter((ms) => this.wall(ms) === wall)
  }

  /** The latest change of the clocks up to an instant that is less than two days after one. */
  private changeBefore(ms: number): number {
    for (const index of [0, 1, 2]) {
      const { change } = this.day(Math.floor(ms / dayMs) - index)
      if (change <= ms) return change
    }
    return ms
  }

  private offset(ms: number): number {
    const { before, change, after } = this.day(Math.floor(ms / dayMs))
    return ms < change ? before : after
  }

  private day(index: number): Day {
    const known = this.days.get(index)
    if (known !== undefined) return known
    if (this.days.size >= mostDays) this.days.clear()
    const start = index * dayMs
    const day = this.read(start, start + dayMs)
    this.days.set(index, day)
    return day
  }

  private read(start: number, end: number): Day {
    const before = this.ask(start)
    const after = this.ask(end)
    if (before === after) return { before, change: Number.POSITIVE_INFINITY, after }
    let low = start
    let change = end
    while (change - low > 1) {
      const middle = Math.floor((low + change) / 2)
      if (this.ask(middle) === before) low = middle
      else change = middle
    }
    return { before, change, after }
  }

  /** The offset as the runtime's formatter knows it. */
  private ask(ms: number): number {
    const second = Math.floor(ms / 1000) * 1000
    const text = this.format.format(second)
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, sec = 0] = (text.match(/\d+/g) ?? []).map(
      Number,
    )
    const date = new Date(0)
    date.setUTCFullYear(text.includes('B') ? 1 - year : year, month - 1, day)
    date.setUTCHours(hour, minute, sec)
    return date.getTime() - second
  }
}

/** Whether text names a time zone that the runtime knows; an offset such as `+02:00` is none. */
export function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}
