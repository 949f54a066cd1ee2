import type { Issue } from '@rungs/model'
import { failure } from '../errors.js'

/**
 * One planned failure, in the words of the emulators. `status` answers so and does nothing; `reset` breaks the
 * connection and does nothing; `lost_reply` does it, then breaks the connection; `delay` waits, then does it; `hang`
 * never answers and does nothing. Each attempt takes the first fault of the list that matches it, has let `after`
 * attempts pass, and is not used up.
 */
export interface ProviderFault {
  /** What happens. */
  kind: 'status' | 'reset' | 'lost_reply' | 'delay' | 'hang'
  /** To how many attempts it happens. 1 when absent. */
  times?: number
  /** How many matching attempts it lets pass first. 0 when absent. */
  after?: number
  /** Only operations whose name begins so: `tiers.create`, or `members.` for all of them. */
  operation?: string
  /** Of `status`, 400 to 599: 429 is `rate_limited`, 5xx `unavailable`. 500 when absent. */
  status?: number
  /** Of `status`: `retry-after` in seconds is read, by any case; all else is taken and means nothing. */
  headers?: Readonly<Record<string, string>>
  /** Milliseconds. Of `delay` the wait, 100 when absent; of any other kind a wait before it happens. */
  delayMs?: number
}

interface Planned {
  readonly fault: ProviderFault
  skip: number
  left: number
}

/** The planned failures of a provider, used up from the front. */
export class FaultList {
  private planned: Planned[] = []

  /** @throws RungsError `configuration` naming every wrong path; the list before stays then. */
  replace(faults: readonly ProviderFault[]): void {
    const issues = listIssues(faults)
    if (issues.length > 0) {
      throw failure(
        'configuration',
        issues.map(({ path, message }) => `${path}: ${message}`).join('; '),
        issues,
      )
    }
    this.planned = faults.map((fault) => ({
      fault: { ...fault },
      skip: fault.after ?? 0,
      left: fault.times ?? 1,
    }))
  }

  /** The fault that an attempt meets, if any. */
  take(operation: string): ProviderFault | undefined {
    for (const planned of this.planned) {
      if (planned.left === 0 || !operation.startsWith(planned.fault.operation ?? '')) continue
      if (planned.skip === 0) {
        planned.left -= 1
        return planned.fault
      }
      planned.skip -= 1
    }
    return undefined
  }
}

const kinds = ['status', 'reset', 'lost_reply', 'delay', 'hang']
const whole = (least: number, most: number) => (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    ? undefined
    : `expected a whole number from ${least} to ${most}`

const checks: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  kind: (value) => (kinds.includes(String(value)) ? undefined : `expected one of ${kinds.join(', ')}`),
  times: whole(1, 1_000_000),
  after: whole(0, 1_000_000),
  operation: (value) => (typeof value === 'string' && value !== '' ? undefined : 'expected text'),
  status: whole(400, 599),
  headers: (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((each) => typeof each === 'string')
      ? undefined
      : 'expected an object of texts',
  delayMs: whole(0, 600_000),
}

function listIssues(faults: unknown): Issue[] {
  if (!Array.isArray(faults)) return [{ path: 'faults', message: 'expected a list' }]
  return faults.flatMap((fault: unknown, index) => faultIssues(fault, `faults[${index}]`))
}

function faultIssues(fault: unknown, path: string): Issue[] {
  if (typeof fault !== 'object' || fault === null) return [{ path, message: 'expected an object' }]
  const found = Object.entries({ kind: undefined, ...fault })
  return found.flatMap(([key, value]) => {
    if (value === undefined && key !== 'kind') return []
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined
    const message =
      check === undefined ? `unknown key; expected ${Object.keys(checks).join(', ')}` : check(value)
    return message === undefined ? [] : [{ path: `${path}.${key}`, message }]
  })
}
