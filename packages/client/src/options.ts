import { type ErrorCode, type Issue, RungsError } from '@rungs/model'
import type { CallOptions } from './types.js'

/** Options of any call, with those that only some calls take. */
export interface AnyCallOptions extends CallOptions {
  ifRevision?: string | undefined
  comment?: string | undefined
  since?: string | undefined
  at?: string | undefined
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

const checks = {
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
  clock: expected(
    'a clock with now() and sleep()',
    (value) => isObject(value) && 'now' in value && 'sleep' in value,
  ),
  ifRevision: textUpTo(255),
  comment: textUpTo(10_000),
  since: textUpTo(40),
  at: textUpTo(40),
} satisfies { readonly [option: string]: Check }

/** The name of an option of a call or a client. */
export type Option = keyof typeof checks

const ofCalls: readonly Option[] = ['signal', 'timeoutMs', 'retries', 'idempotencyKey', 'onLoss', 'vendor']
const ofClients: readonly Option[] = ['timeoutMs', 'retries', 'onLoss', 'clock']

/**
 * Checks the options of a call; keys that are there but undefined count as absent.
 * @param extra what this call takes beside the options of every call.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function checkOptions(options: AnyCallOptions, extra: readonly Option[]): void {
  refuse(wrong(options, [...ofCalls, ...extra]), 'invalid_input')
}

/** Checks the defaults of a client. @throws RungsError `configuration` naming every wrong path. */
export function checkDefaults(defaults: unknown): void {
  refuse(wrongDefaults(defaults), 'configuration')
}

/** What is wrong with the defaults of a client. */
export function wrongDefaults(defaults: unknown): Issue[] {
  if (isObject(defaults)) return wrong(defaults, ofClients)
  return [{ path: 'options', message: 'expected an object' }]
}

function wrong(options: object, known: readonly Option[]): Issue[] {
  return Object.entries(options).flatMap(([key, value]) => {
    if (value === undefined) return []
    const option = known.find((name) => name === key)
    const message =
      option === undefined ? `unknown option; known are ${known.join(', ')}` : checks[option](value)
    return message === undefined ? [] : { path: key, message }
  })
}

function refuse(issues: readonly Issue[], code: ErrorCode): void {
  if (issues.length === 0) return
  const message = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ')
  throw new RungsError({ code, message, issues })
}
