import * as z from 'zod/mini'
import type { BodySource } from './context.js'
import { badRequest, type CapillaryError, errorOfStatus, failureOf } from './errors.js'
import { tierFields } from './fields.js'
import type { CapillarySwitches } from './switches.js'

/** Deeper than any tier; what is nested deeper could exhaust the stack of what writes it down again. */
const MAX_DEPTH = 50

export type Body = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isTooDeep = (text: string): boolean => {
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]
    if (quoted && char === '\\') at += 1
    else if (char === '"') quoted = !quoted
    else if (!quoted && (char === '{' || char === '[')) depth += 1
    else if (!quoted && (char === '}' || char === ']')) depth -= 1
    if (depth > MAX_DEPTH) return true
  }
  return false
}

/** The JSON object of a body. Throws 415 for another media type, 400 for anything else. */
export const bodyOf = ({ text, mediaType }: BodySource, { bad_body_code }: CapillarySwitches): Body => {
  if (mediaType !== 'application/json' && text !== '') throw errorOfStatus(415)
  const refuse = (message: string): CapillaryError => badRequest(message, bad_body_code)
  if (isTooDeep(text)) throw refuse(`The body is nested more than ${MAX_DEPTH} levels deep`)
  const withoutProto = (key: string, value: unknown): unknown => {
    if (key === '__proto__') throw refuse('Unknown field __proto__')
    return value
  }
  let value: unknown
  try {
    const mayHoldProto = text.includes('__proto__') || text.includes('\\u')
    value = JSON.parse(text, mayHoldProto ? withoutProto : undefined)
  } catch (cause) {
    if (cause instanceof SyntaxError) throw refuse('The body is not valid JSON')
    throw cause
  }
  if (!isObject(value)) throw refuse('The body must be a JSON object')
  return value
}

/** A body without the fields that are null, which count as not sent. */
const withoutNulls = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([, each]) => each !== null)
  return Object.fromEntries(kept.map(([name, each]) => [name, withoutNulls(each)]))
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')

const linesOf = (issue: z.core.$ZodIssue): string[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => `Unknown field ${pathText([...issue.path, key]).slice(0, 100)}`)
    : [`${pathText(issue.path) || 'The body'}: ${issue.message}`]

const english = z.locales.en().localeError

/** What a schema makes of a body. Throws 400: strict mode refuses any unknown field (Create Tier page, note). */
export const bind = <T>(schema: z.ZodMiniType<T>, body: Body, switches: CapillarySwitches): T => {
  const sent = switches.null_fields === 'not_sent' ? withoutNulls(body) : body
  const result = z.safeParse(schema, sent, { error: english })
  if (result.success) return result.data
  const errors = result.error.issues
    .flatMap(linesOf)
    .slice(0, 100)
    .map((line) => badRequest(line, switches.bad_body_code))
  throw failureOf(errors, switches) ?? badRequest('The body is not valid', switches.bad_body_code)
}

export const createSchema = z.strictObject({ programId: z.optional(z.int()), ...tierFields })
export const updateSchema = z.strictObject(tierFields)
export const reviewSchema = z.strictObject({
  approvalStatus: z.optional(z.string()),
  comment: z.optional(z.string()),
})
