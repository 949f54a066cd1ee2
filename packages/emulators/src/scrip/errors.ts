import { jsonReply, type Reply } from '../core/call.js'
import type { ScripSwitches } from './switches.js'

/** One field of a refused request, as `details.fields` names it (remove a participant tier page). */
export interface FieldError {
  readonly field: string
  readonly reason: string
  readonly message: string
  readonly expected?: string | undefined
  readonly received?: string | undefined
}

export interface ErrorDetails {
  /** `not_found` and `internal_error` are written by their switches. */
  readonly code: string
  readonly message: string
  readonly fields?: readonly FieldError[]
  readonly headers?: Record<string, string>
}

/** Thrown anywhere in a handler; becomes Scrip's error body. */
export class ScripError extends Error {
  readonly status: number
  readonly details: ErrorDetails

  constructor(status: number, details: ErrorDetails) {
    super(details.message)
    this.status = status
    this.details = details
  }
}

export const badRequest = (...fields: [FieldError, ...FieldError[]]): ScripError =>
  new ScripError(400, { code: 'bad_request', message: fields[0].message, fields })

export const invalidField = (field: string, message: string, expected?: string): ScripError =>
  badRequest({ field, reason: 'invalid', message: `${field} ${message}`, expected })

export const requiredField = (field: string): ScripError =>
  badRequest({ field, reason: 'required', message: `${field} is required` })

export const badBody = (message: string): ScripError => new ScripError(400, { code: 'bad_request', message })

export const notFound = (what: string, name: string): ScripError =>
  new ScripError(404, { code: 'not_found', message: `${what} "${name.slice(0, 100)}" was not found` })

export const conflict = (message: string, field?: string, code = 'conflict', status = 409): ScripError =>
  new ScripError(status, {
    code,
    message,
    ...(field === undefined ? {} : { fields: [{ field, reason: 'conflict', message }] }),
  })

const spelled = (code: string, switches: ScripSwitches): string => {
  if (code === 'not_found') return switches.not_found_code
  if (code === 'internal_error') return switches.internal_error_code
  if (code === 'conflict') return switches.conflict_code
  return code
}

/** The error body of Scrip: `code`, `message`, and `details` where a field is to blame. */
export const errorReply = (
  status: number,
  { code, message, fields, headers }: ErrorDetails,
  switches: ScripSwitches,
): Reply => {
  const [first] = fields ?? []
  const details = first === undefined ? undefined : { ...first, message: undefined, fields }
  return jsonReply(status, { code: spelled(code, switches), message, details }, headers)
}

const byStatus: Readonly<Record<number, ErrorDetails>> = {
  400: { code: 'bad_request', message: 'The request is not valid' },
  401: { code: 'unauthorized', message: 'The API key is missing, invalid or revoked' },
  403: { code: 'forbidden', message: 'The API key does not permit this' },
  404: { code: 'not_found', message: 'The resource was not found' },
  409: { code: 'conflict', message: 'The request conflicts with the current state' },
  429: {
    code: 'too_many_requests',
    message: 'The rate limit is exceeded',
    headers: { 'retry-after': '1' },
  },
}

/** A likely error of a status, for faults that ask for one. */
export const detailsOfStatus = (status: number): ErrorDetails =>
  byStatus[status] ??
  (status >= 500
    ? { code: 'internal_error', message: 'Something went wrong at Scrip; try again later' }
    : { code: 'bad_request', message: `The request failed with status ${status}` })
