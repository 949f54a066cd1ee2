import type { ErrorCode } from '@rungs/model'
import type { Io } from './io.js'
import { writeJson } from './output/json.js'
import { cleanLines } from './output/words.js'

/** What a process ends with. */
export const exitCode = { ok: 0, failed: 1, usage: 2 } as const

/** A command line that makes no sense; its message says what would. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code = 'usage'
}

/** Ends a command whose output has said already what is wrong. */
export class Reported extends Error {
  override readonly name = 'Reported'
  constructor(readonly exitCode: number) {
    super('reported')
  }
}

/** An error as far as it tells about itself: a RungsError, an emulator's, or one of Node. */
interface Told {
  name: string
  message: string
  code?: string
  provider?: string
  operation?: string
  status?: number
  vendorCode?: string
  requestId?: string
  stack?: string
  [key: string]: unknown
}

/** What advice depends on. */
interface Advised extends Pick<Told, 'code' | 'provider' | 'operation'> {
  retryAfterMs?: unknown
  issues?: unknown
}

/** Codes that the person at the keyboard can mend, by other words, other settings or another host. */
const mendable: readonly string[] = [
  'usage',
  'configuration',
  'invalid_input',
  'authentication',
  'network',
  'port_unavailable',
] satisfies (ErrorCode | 'usage' | 'port_unavailable')[]

/** 2 for usage, configuration and invalid input; 1 for everything that failed although it was asked rightly. */
export function exitCodeOf(error: unknown): number {
  const { code } = tell(error)
  return code !== undefined && mendable.includes(code) ? exitCode.usage : exitCode.failed
}

/** What to do about an error, where its own message does not say. */
export function adviceOf({ code, provider, operation, retryAfterMs, issues }: Advised): string | undefined {
  const settings = `the options of the ${provider ?? 'chosen'} provider in rungs.config`
  switch (code) {
    case 'configuration':
      return provider === undefined ? undefined : `Mend ${settings}, or the environment.`
    case 'authentication':
      return `Check the key: in ${settings}, or in the environment variable that it is read from.`
    case 'permission':
      return `Use a key that may do this: see ${settings}.`
    case 'network':
      return `Check baseUrl in ${settings}, and that the host is up and can be reached from here.`
    case 'not_found':
      return operation?.startsWith('members.') === true
        ? 'Check the id of the member, or make it known with `rungs members enroll`.'
        : 'Check the id: `rungs tiers list` shows those that there are.'
    case 'conflict':
      return 'Read it again, and repeat with its present revision, or another name or threshold.'
    case 'unsupported':
      return Array.isArray(issues) && issues.length > 0
        ? 'Leave out what is named, or go on without it with --on-loss report.'
        : '`rungs capabilities` shows what this provider can do.'
    case 'rate_limited':
      return typeof retryAfterMs === 'number'
        ? `Try again in ${Math.ceil(retryAfterMs / 1000)} s.`
        : 'Try again later.'
    case 'unavailable':
      return 'Try again later; nothing is wrong at your end.'
    case 'timeout':
      return 'Try again, or allow more time with --timeout.'
    case 'outcome_unknown':
      return 'Look with `rungs tiers list` or `rungs members standing` before you repeat it.'
    case 'unexpected_response':
      return `Check that baseUrl in ${settings} is the API, and not a proxy or a web page.`
    case 'port_unavailable':
      return 'Choose another --port, or leave it out to get a free one.'
    default:
      return undefined
  }
}

/** Writes an error where people or programs look for it: stderr, never with a stack unless RUNGS_DEBUG is set. */
export function reportError(error: unknown, io: Io, json: boolean): void {
  const told = tell(error)
  const advice = adviceOf(told)
  const stack = (io.env.RUNGS_DEBUG ?? '') === '' ? undefined : told.stack
  if (json) writeJson(io.stderr, { ...plain(error, told), advice, stack })
  else io.stderr.write(textOf(told, advice) + (stack === undefined ? '' : `${stack}\n`))
}

function textOf(told: Told, advice: string | undefined): string {
  const where = [
    told.provider === undefined ? undefined : `provider ${told.provider}`,
    told.operation,
    told.status === undefined ? undefined : `HTTP ${told.status}`,
    told.vendorCode,
    told.requestId === undefined ? undefined : `request ${told.requestId}`,
  ].filter((part) => part !== undefined)
  const lines = [
    `error: ${told.message}`,
    ...(where.length === 0 ? [] : [`where: ${where.join(', ')}`]),
    ...(advice === undefined ? [] : [`to do: ${advice}`]),
  ]
  return `${cleanLines(lines.join('\n'))}\n`
}

function plain(error: unknown, { stack: _stack, ...told }: Told): object {
  const own = typeof error === 'object' && error !== null && 'toJSON' in error ? error.toJSON : undefined
  const fields: unknown = typeof own === 'function' ? own.call(error) : undefined
  return typeof fields === 'object' && fields !== null ? fields : told
}

function tell(error: unknown): Told {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const { name, message, stack } = error
  return { ...error, name, message, ...(stack === undefined ? {} : { stack }) }
}
