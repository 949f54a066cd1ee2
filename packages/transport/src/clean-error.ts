import { isRungsError, RungsError, type RungsErrorInit } from '@rungs/model'
import type { Redactor } from './redact.js'

/** Deeper causes are left out: they may be circular. */
const deepest = 8

/**
 * An error with every field, the stack and the whole chain of causes redacted. Only name, message, code and
 * stack of a foreign error are kept: its other properties may hold the request with its headers.
 */
export function cleanCause(error: unknown, redactor: Redactor, depth = 0): Error | undefined {
  if (error === undefined || depth > deepest) return undefined
  if (isRungsError(error)) return cleanRungsError(error, error.stack, redactor, depth)
  const cause = cleanCause(causeOf(error), redactor, depth + 1)
  const clean = new Error(redactor.text(messageOf(error)), cause === undefined ? undefined : { cause })
  const stack = property(error, 'stack')
  hide(clean, 'name', redactor.text(textOf(property(error, 'name')) || 'Error'))
  hide(clean, 'stack', redactor.text(typeof stack === 'string' ? stack : (clean.stack ?? '')))
  const code = property(error, 'code')
  if (typeof code === 'string' && code !== '') Object.assign(clean, { code: redactor.text(code) })
  return clean
}

/** The one way in which the transport makes a {@link RungsError}: nothing gets in that was not redacted. */
export function cleanRungsError(
  init: RungsErrorInit,
  stack: string | undefined,
  redactor: Redactor,
  depth = 0,
): RungsError {
  const text = (value: string | undefined): string | undefined =>
    value === undefined ? undefined : redactor.text(value)
  const { provider, operation, status, retryable, retryAfterMs } = init
  const error = new RungsError({
    code: init.code,
    message: redactor.text(init.message),
    ...{ provider, operation, status, retryable, retryAfterMs },
    vendorCode: text(init.vendorCode),
    requestId: text(init.requestId),
    issues: init.issues?.map((issue) => ({
      path: redactor.text(issue.path),
      message: redactor.text(issue.message),
    })),
    body: init.body === undefined ? undefined : redactor.json(init.body),
    cause: cleanCause(init.cause, redactor, depth + 1),
  })
  const trace = stack ?? error.stack
  if (trace !== undefined && (stack !== undefined || redactor.finds(trace))) {
    hide(error, 'stack', redactor.text(trace))
  }
  return error
}

/** What an error says, also when it is none. */
export function messageOf(error: unknown): string {
  return textOf(property(error, 'message')) || textOf(error) || 'an error without a message'
}

/** A property of anything, `undefined` when it has none or its getter throws. */
export function property(value: unknown, key: string): unknown {
  try {
    return Object(value)[key]
  } catch {
    return undefined
  }
}

function causeOf(error: unknown): unknown {
  const cause = property(error, 'cause')
  if (cause !== undefined) return cause
  const errors = property(error, 'errors')
  return Array.isArray(errors) ? errors[0] : undefined
}

function textOf(value: unknown): string {
  try {
    return value === undefined || value === null ? '' : String(value)
  } catch {
    return ''
  }
}

function hide(error: Error, key: 'name' | 'stack', value: string): void {
  Object.defineProperty(error, key, { value, configurable: true, writable: true, enumerable: false })
}
