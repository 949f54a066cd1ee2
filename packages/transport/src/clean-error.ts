import { isRungsError, RungsError, type RungsErrorInit } from '@rungs/model'
import { messageOf, property, textOf } from './any-error.js'
import type { Redactor } from './redact.js'

/** Deeper causes are left out: they may be circular. */
const deepest = 8

/** Makes errors that hold no credential: not in a field, the stack, or anywhere in the chain of causes. */
export class ErrorCleaner {
  private readonly trusted = new WeakSet<object>()

  constructor(private readonly redactor: Redactor) {}

  /** Lets an error be a cause as it is. */
  trust<E extends object>(error: E): E {
    this.trusted.add(error)
    return error
  }

  /** The one way in which the transport makes a {@link RungsError}: nothing gets in that was not redacted. */
  make(init: RungsErrorInit, stack?: string, depth = 0): RungsError {
    const { redactor } = this
    const { code, provider, operation, status, retryable, retryAfterMs } = init
    const error = new RungsError({
      ...{ code, provider, operation, status, retryable, retryAfterMs },
      message: redactor.text(init.message),
      vendorCode: this.text(init.vendorCode),
      requestId: this.text(init.requestId),
      issues: init.issues?.map(({ path, message }) => ({
        path: redactor.text(path),
        message: redactor.text(message),
      })),
      body: init.body === undefined ? undefined : redactor.json(init.body),
      cause: this.cause(init.cause, depth + 1),
    })
    hide(error, 'stack', redactor.text(stack ?? error.stack ?? ''))
    return this.trust(error)
  }

  /** A foreign RungsError, cleaned, with what it does not say filled in. */
  remake(error: RungsError, where: { provider: string; operation: string }, depth = 0): RungsError {
    if (this.trusted.has(error)) return error
    const { message, cause, stack } = error
    return this.make({ ...where, ...error, message, cause }, stack, depth)
  }

  /**
   * Only name, message, code and stack of a foreign error are kept: its other properties may hold the request
   * with its headers.
   */
  private cause(error: unknown, depth: number): Error | undefined {
    if (error === undefined || error === null || depth > deepest) return undefined
    if (isRungsError(error)) {
      if (this.trusted.has(error)) return error
      return this.make({ ...error, message: error.message, cause: error.cause }, error.stack, depth)
    }
    const cause = this.cause(innerOf(error), depth + 1)
    const clean = new Error(this.redactor.text(messageOf(error)), cause === undefined ? undefined : { cause })
    const stack = property(error, 'stack')
    hide(clean, 'name', this.redactor.text(textOf(property(error, 'name')) || 'Error'))
    hide(clean, 'stack', this.redactor.text(typeof stack === 'string' ? stack : messageOf(error)))
    const code = property(error, 'code')
    if (typeof code === 'string' && code !== '') Object.assign(clean, { code: this.redactor.text(code) })
    return clean
  }

  private text(value: string | undefined): string | undefined {
    return value === undefined ? undefined : this.redactor.text(value)
  }
}

/** The cause of an error, or the first of several that it stands for. */
function innerOf(error: unknown): unknown {
  const cause = property(error, 'cause')
  if (cause !== undefined) return cause
  const errors = property(error, 'errors')
  return Array.isArray(errors) ? errors[0] : undefined
}

function hide(error: Error, key: 'name' | 'stack', value: string): void {
  Object.defineProperty(error, key, { value, configurable: true, writable: true, enumerable: false })
}
