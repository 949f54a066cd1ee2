import type { ErrorCode } from '@rungs/model'
import { adviceOf, isPage, unknownSetting } from './advice.js'
import { breakageOf } from './doctor/connection.js'
import type { Io } from './io.js'
import { writeJson } from './output/json.js'
import { clean, cleanLines } from './output/words.js'
import { type Place, Placed } from './place.js'

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
  body?: unknown
  stack?: string
  [key: string]: unknown
}

/** Codes that the person at the keyboard can mend, by other words, other settings or another host. */
const mendable: readonly string[] = [
  'usage',
  'configuration',
  'invalid_input',
  'authentication',
  'permission',
  'network',
  'port_unavailable',
] satisfies (ErrorCode | 'usage' | 'port_unavailable')[]

/**
 * 2 for what the person at the keyboard can mend: usage, configuration, input, keys, and addresses and ids in the
 * settings that lead nowhere; 1 for everything that failed although it was asked rightly.
 */
export function exitCodeOf(error: unknown): number {
  const told = tell(unplaced(error).error)
  const ours =
    mendable.some((code) => code === told.code) ||
    (told.code === 'unexpected_response' && isPage(told)) ||
    unknownSetting(told) !== undefined
  return ours ? exitCode.usage : exitCode.failed
}

/** Writes an error where people or programs look for it: stderr, never with a stack unless RUNGS_DEBUG is set. */
export function reportError(thrown: unknown, io: Io, json: boolean): void {
  const { error, place } = unplaced(thrown)
  const told = connectionTold(tell(error), error, place)
  const advice = adviceOf(told, place, error)
  const stack = (io.env.RUNGS_DEBUG ?? '') === '' ? undefined : told.stack
  const where = Object.keys(place).length === 0 ? undefined : place
  if (json)
    writeJson(io.stderr, { ...plain(error, told), message: told.message, place: where, advice, stack })
  else io.stderr.write(textOf(told, place, advice) + (stack === undefined ? '' : `${stack}\n`))
}

function textOf(told: Told, { file, path }: Place, advice: string | undefined): string {
  const where = [
    file === undefined ? undefined : path === undefined ? file : `${file}: ${path}`,
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

function unplaced(thrown: unknown): Placed {
  return thrown instanceof Placed ? thrown : new Placed(thrown, {})
}

/** Which part of a connection failed, and at which host; what the libraries below say is for themselves. */
function connectionTold(told: Told, error: unknown, { origin }: Place): Told {
  if (told.code !== 'network') return told
  const { what } = breakageOf(error)
  // OpenSSL's own text is a line of its source.
  const message = clean(told.message.replace(/ [\dA-F]+:error:[^\n]*\n?/, ''))
  return { ...told, message: `${origin === undefined ? '' : `${origin}: `}${what}. ${message}` }
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
