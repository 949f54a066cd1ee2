import * as z from 'zod/mini'
import type { Call } from './call.js'
import { parseWith } from './parse.js'

/** What a fault does; see {@link Fault}. */
export type FaultKind = (typeof faultKinds)[number]

const faultKinds = [
  'status',
  'reset',
  'lost_reply',
  'truncate',
  'html',
  'malformed',
  'delay',
  'hang',
  'dribble',
] as const

/**
 * One planned failure. `status` answers so and does nothing; `reset` destroys the connection and does nothing;
 * `lost_reply` does it, then destroys the connection; `truncate` does it and cuts the body short; `html` answers 200
 * with a gateway's page and does nothing; `malformed` answers 200 with broken JSON and does nothing; `delay` waits, then
 * behaves; `hang` never answers and does nothing; `dribble` does it and sends a byte every `delayMs`.
 *
 * Each request takes the first fault of the list that matches it, has let `after` requests pass, and is not used up.
 */
export interface Fault {
  /** What happens. */
  kind: FaultKind
  /** To how many requests it happens. Default 1. */
  times?: number | undefined
  /** How many matching requests it lets pass first. Default 0. */
  after?: number | undefined
  /** Only requests of this method. */
  method?: string | undefined
  /** Only requests whose path begins so. */
  path?: string | undefined
  /** Of `status` (default 500), `html` and `malformed` (default 200). */
  status?: number | undefined
  /** Added to the headers of the reply. */
  headers?: Record<string, string> | undefined
  /** Of `status`, `html` and `malformed`: text is sent as it is, anything else as JSON. */
  body?: unknown
  /**
   * Milliseconds. `delay`: the wait (default 100). `dribble`: the pause between two bytes (default 10). Any other kind:
   * a wait before it happens (default 0).
   */
  delayMs?: number | undefined
}

const headerName = z.string().check(z.regex(/^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/, 'not a header name'))
const headerValue = z.string().check(z.regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'not a header value'))
const count = (least: number) => z.optional(z.int().check(z.gte(least)))

const faultsSchema = z.array(
  z.strictObject({
    kind: z.enum(faultKinds),
    times: count(1),
    after: count(0),
    method: z.optional(z.string().check(z.minLength(1))),
    path: z.optional(z.string().check(z.startsWith('/'))),
    status: z.optional(z.int().check(z.gte(200), z.lte(599))),
    headers: z.optional(z.record(headerName, headerValue)),
    body: z.optional(z.unknown()),
    delayMs: z.optional(z.int().check(z.gte(0), z.lte(600_000))),
  }),
)

interface Planned {
  readonly fault: Fault
  skip: number
  left: number
}

/** The list of planned failures, used up from the front. */
export class FaultList {
  #planned: Planned[] = []

  replace(faults: unknown): void {
    const parsed = parseWith<Fault[]>(faultsSchema, faults, 'Bad faults')
    this.#planned = parsed.map((fault) => ({ fault, skip: fault.after ?? 0, left: fault.times ?? 1 }))
  }

  clear(): void {
    this.#planned = []
  }

  /** The fault that this request meets, if any. */
  take(call: Call): Fault | undefined {
    if (this.#planned.length === 0) return undefined
    for (const planned of this.#planned) {
      if (planned.left === 0 || !matches(planned.fault, call)) continue
      if (planned.skip === 0) {
        planned.left -= 1
        return planned.fault
      }
      planned.skip -= 1
    }
    return undefined
  }
}

const matches = ({ method, path }: Fault, call: Call): boolean =>
  (method === undefined || method.toUpperCase() === call.method) &&
  (path === undefined || call.path.startsWith(path))
