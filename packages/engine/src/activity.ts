import { type Activity, type Amount, type Issue, parseInstant } from '@rungs/model'
import { unknownKeys } from './check-parts.js'
import { amountOf } from './decimal.js'
import { describe, isObject, refuse } from './refusal.js'

/** One activity, checked, with its instants in milliseconds since 1970 and its amount in canonical form. */
export interface Entry {
  at: number
  activity: Activity
  /** Points, spend, or what a counter is set to or raised by; `'0'` where the kind has none. */
  amount: Amount
  /** When an assignment ends; infinity for one without an end. */
  until: number
}

const keysOf: Readonly<Record<Activity['type'], readonly string[]>> = {
  earn: ['at', 'type', 'points'],
  redeem: ['at', 'type', 'points'],
  adjust: ['at', 'type', 'points'],
  expire: ['at', 'type', 'points'],
  refund: ['at', 'type', 'points'],
  purchase: ['at', 'type', 'spend'],
  visit: ['at', 'type'],
  counter: ['at', 'type', 'counter', 'add', 'set'],
  set_tier: ['at', 'type', 'tier', 'until'],
  touch: ['at', 'type'],
}

/**
 * Checks activity; tiers given by hand are among the names.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function readActivity(names: ReadonlySet<string>, activity: readonly Activity[]): Entry[] {
  const issues: Issue[] = []
  const entries: Entry[] = []
  activity.forEach((one, index) => {
    const reader = new Reader(names, issues, `activity[${index}]`)
    const entry = reader.read(one)
    if (entry !== undefined) entries.push(entry)
  })
  refuse(issues)
  return entries
}

/** Reads one activity, and notes what is wrong with it. */
class Reader {
  constructor(
    private readonly names: ReadonlySet<string>,
    private readonly issues: Issue[],
    private readonly path: string,
  ) {}

  read(entry: unknown): Entry | undefined {
    if (!isObject(entry)) return this.wrong('', `expected an activity, got ${describe(entry)}`)
    const { type } = entry
    if (typeof type !== 'string' || !Object.hasOwn(keysOf, type)) {
      return this.wrong('.type', `expected one of ${Object.keys(keysOf).join(', ')}, got ${describe(type)}`)
    }
    const activity = entry as Activity
    const known = keysOf[activity.type]
    this.issues.push(...unknownKeys(entry, known, this.path))
    const at = this.instant(activity.at)
    const until = activity.type === 'set_tier' ? this.assignment(activity, at) : Number.POSITIVE_INFINITY
    return { at, activity, amount: this.amountOf(activity), until }
  }

  private amountOf(activity: Activity): Amount {
    switch (activity.type) {
      case 'visit':
        return '1'
      case 'touch':
      case 'set_tier':
        return '0'
      case 'purchase':
        return this.amount(activity.spend, '.spend', false)
      case 'counter':
        return this.counter(activity)
      default:
        return this.amount(activity.points, '.points', activity.type === 'adjust')
    }
  }

  private amount(value: unknown, path: string, signed: boolean): Amount {
    const amount = amountOf(value)
    if (amount === undefined) {
      this.wrong(path, `expected a number, or decimal text such as "0.3", got ${describe(value)}`)
    } else if (!signed && amount.startsWith('-')) {
      this.wrong(path, 'expected 0 or more, got a negative amount')
    }
    return amount ?? '0'
  }

  private counter({ counter, add, set }: Activity & { type: 'counter' }): Amount {
    if (typeof counter !== 'string' || counter === '' || counter.length > 100) {
      this.wrong('.counter', `expected the counter's key, 1 to 100 characters, got ${describe(counter)}`)
    }
    if ((add === undefined) !== (set === undefined)) {
      return this.amount(add ?? set, add === undefined ? '.set' : '.add', true)
    }
    this.wrong('.add', 'expected either `add` or `set`')
    return '0'
  }

  private assignment({ tier, until }: Activity & { type: 'set_tier' }, at: number): number {
    if (tier !== null && (typeof tier !== 'string' || !this.names.has(tier))) {
      this.wrong('.tier', `expected the id or key of a tier of the ladder, or null, got ${describe(tier)}`)
    }
    if (until === undefined) return Number.POSITIVE_INFINITY
    const end = typeof until === 'string' ? parseInstant(until) : undefined
    if (end !== undefined && end > at) return end
    this.wrong('.until', `expected an RFC 3339 instant after \`at\`, got ${describe(until)}`)
    return Number.POSITIVE_INFINITY
  }

  private instant(value: unknown): number {
    const at = typeof value === 'string' ? parseInstant(value) : undefined
    if (at === undefined) {
      this.wrong('.at', `expected an RFC 3339 instant such as 2026-03-01T09:30:00Z, got ${describe(value)}`)
    }
    return at ?? Number.NEGATIVE_INFINITY
  }

  private wrong(path: string, message: string): undefined {
    this.issues.push({ path: this.path + path, message })
  }
}
