import * as z from 'zod/mini'
import { type Call, headerOf } from '../core/call.js'
import { badBody, badRequest, type FieldError, invalidField } from './errors.js'
import type { ScripSwitches } from './switches.js'

/** Deeper than any configuration; what is nested deeper could exhaust the stack of what writes it down again. */
const MAX_DEPTH = 100

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

const withoutProto = (key: string, value: unknown): unknown => {
  if (key === '__proto__') throw invalidField('__proto__', 'is not allowed as a name')
  return value
}

const mayHoldProto = (text: string): boolean => text.includes('__proto__') || text.includes('\\u')

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The JSON object of a body; none where there is no body. Throws 400 for anything else. */
export const bodyOf = (call: Call): Readonly<Record<string, unknown>> => {
  if (call.body === '') return {}
  const mediaType = (headerOf(call, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (mediaType !== 'application/json')
    throw badBody(`Content-Type must be application/json, got "${mediaType.slice(0, 100)}"`)
  if (isTooDeep(call.body)) throw badBody(`The body is nested more than ${MAX_DEPTH} levels deep`)
  let value: unknown
  try {
    value = JSON.parse(call.body, mayHoldProto(call.body) ? withoutProto : undefined)
  } catch (cause) {
    if (cause instanceof SyntaxError) throw badBody('The body is not valid JSON')
    throw cause
  }
  if (!isObject(value)) throw badBody('The body must be a JSON object')
  return value
}

const typeName = (value: unknown): string => {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, part) => {
    if (typeof inner !== 'object' || inner === null) return undefined
    return Object.getOwnPropertyDescriptor(inner, part)?.value
  }, value)

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')

const fieldError = (body: unknown, issue: z.core.$ZodIssue): FieldError => {
  const field = pathText(issue.path) || 'body'
  const value = valueAt(body, issue.path)
  if (value === undefined || value === null)
    return { field, reason: 'required', message: `${field} is required` }
  return {
    field,
    reason: 'invalid',
    message: `${field}: ${issue.message}`,
    expected: issue.code === 'invalid_type' ? issue.expected : undefined,
    received: typeName(value),
  }
}

const english = z.locales.en().localeError

/** The fields of a body as the schema says. Throws 400 that names every field that does not fit. */
export const readBody = <T extends z.ZodMiniObject>(
  schema: T,
  body: Readonly<Record<string, unknown>>,
  switches: ScripSwitches,
): z.infer<T> => {
  const known = schema.def.shape
  const unknown = switches.unknown_fields === 'refused' ? Object.keys(body) : []
  const extra = unknown.find((name) => !Object.hasOwn(known, name))
  if (extra !== undefined) throw invalidField(extra.slice(0, 100), 'is not a field of this request')
  const result = z.safeParse(schema, body, { error: english })
  if (result.success) return result.data
  const [first, ...rest] = result.error.issues.slice(0, 100).map((issue) => fieldError(body, issue))
  throw first === undefined ? badBody('The body is not valid') : badRequest(first, ...rest)
}

/** Optional in Scrip's bodies means absent or null (update a tier page, for `lifecycle` and `qualification`). */
export const maybe = <T extends z.ZodMiniType>(schema: T) => z.nullish(schema)

export const freeObject = z.custom<Record<string, unknown>>(isObject, 'expected an object')

export const shortText = (most: number, least = 0) => z.string().check(z.minLength(least), z.maxLength(most))

export const instantText = z.iso.datetime({ offset: true, error: 'expected an RFC 3339 time' })

export const uuidText = z
  .string()
  .check(z.regex(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i, 'expected a UUID'))

/** What a tier, a level or a counter is called. */
export const keyText = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(100),
    z.regex(/^[a-z][a-z0-9_]*$/, 'expected lower-case letters, digits and underscores after a letter'),
  )
