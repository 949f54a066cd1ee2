import { type Issue, RungsError } from '@rungs/model'
import type { CallOptions } from './types.js'

/** Options of any call, with those that only some calls take. */
export interface AnyCallOptions extends CallOptions {
  ifRevision?: string
  comment?: string
  since?: string
  at?: string
}

type Check = (value: unknown) => string | undefined

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const expected =
  (what: string, holds: (value: unknown) => boolean): Check =>
  (value) =>
    holds(value) ? undefined : `expected ${what}`
const textUpTo = (max: number): Check =>
  expected(
    `text of 1 to ${max} characters`,
    (value) => typeof value === 'string' && value.length > 0 && value.length <= max,
  )

const common: Readonly<Record<string, Check>> = {
  signal: expected(
    'an AbortSignal',
    (value) => isObject(value) && 'aborted' in value && 'addEventListener' in value,
  ),
  timeoutMs: expected('milliseconds above 0', (value) => typeof value === 'number' && value > 0),
  retries: expected(
    'a whole number from 0 to 20',
    (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 20,
  ),
  idempotencyKey: expected(
    '1 to 255 printable ASCII characters',
    (value) => typeof value === 'string' && /^[!-~]{1,255}$/.test(value),
  ),
  onLoss: expected("'reject' or 'report'", (value) => value === 'reject' || value === 'report'),
  vendor: expected('an object', (value) => isObject(value) && !Array.isArray(value)),
}

const special: Readonly<Record<string, Check>> = {
  ifRevision: textUpTo(255),
  comment: textUpTo(10_000),
  since: textUpTo(40),
  at: textUpTo(40),
}

/**
 * Checks the options of a call; keys that are there but undefined count as absent.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function checkOptions(options: AnyCallOptions, extra: readonly string[]): void {
  const issues: Issue[] = []
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined) continue
    const check = Object.hasOwn(common, key) ? common[key] : extra.includes(key) ? special[key] : undefined
    const message = check === undefined ? 'unknown option' : check(value)
    if (message !== undefined) issues.push({ path: key, message })
  }
  if (issues.length === 0) return
  const message = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ')
  throw new RungsError({ code: 'invalid_input', message, issues })
}
