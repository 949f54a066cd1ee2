import { jsonReply, type Reply } from '../core/call.js'
import type { WixSwitches } from './switches.js'

/** One field that is not as it must be; `field` is its whole path in the body. */
export interface Violation {
  readonly field: string
  readonly description: string
  readonly rule:
    | 'FORMAT'
    | 'REQUIRED_FIELD'
    | 'MIN'
    | 'MAX'
    | 'MIN_LENGTH'
    | 'MAX_LENGTH'
    | 'MIN_SIZE'
    | 'MAX_SIZE'
  /** The limit that was passed. */
  readonly threshold?: number
}

/** An error of the application: a code and what it is about. */
export interface ApplicationError {
  readonly code: string
  readonly description: string
  readonly data?: object
}

type Details =
  | { readonly application: ApplicationError; readonly headers?: Record<string, string> }
  | { readonly violations: readonly Violation[] }

/** Thrown anywhere in a handler; becomes Wix's error body (About Errors page). */
export class WixError extends Error {
  readonly status: number
  readonly details: Details

  constructor(status: number, details: Details) {
    super('application' in details ? details.application.description : 'The request is not valid')
    this.status = status
    this.details = details
  }
}

/** An error with a code of the application. */
export const refusal = (status: number, code: string, description: string, data?: object): WixError =>
  new WixError(status, { application: { code, description, ...(data === undefined ? {} : { data }) } })

export const invalidFields = (violations: readonly Violation[]): WixError => new WixError(400, { violations })

/** A request that cannot be read at all. */
export const unreadable = (description: string): WixError => refusal(400, 'INVALID_ARGUMENT', description)

export const notFound = (): WixError => refusal(404, 'NOT_FOUND', 'Entity not found')

/** Another entity of the site has what must be unique. */
export const alreadyExists = (): WixError => refusal(409, 'ALREADY_EXISTS', 'Already exists')

export const denied = (description = 'Insufficient Permissions'): WixError =>
  refusal(403, 'PERMISSION_DENIED', description)

/** The revision that was sent is not the current one (Troubleshooting page). */
export const outdated = (entityId: string, { revision_violation }: WixSwitches): WixError =>
  refusal(
    409,
    'INVALID_REVISION',
    'Outdated revision for entity id',
    revision_violation === 'entity' ? { revisionViolation: { entityId } } : undefined,
  )

export const quotaReached = (quota: number): WixError =>
  refusal(428, 'BASIC_TIERS_LIMIT_REACHED', `Tiers limit reached [${quota}]`)

const isEmptied = (status: number, code: string, switches: WixSwitches): boolean =>
  (status === 401 && switches.unauthenticated_body === 'empty') ||
  (code === 'NOT_FOUND' && switches.not_found_body === 'empty') ||
  (code === 'ALREADY_EXISTS' && switches.duplicate_body === 'empty') ||
  (status === 429 && switches.rate_limit_body === 'empty')

const violationShape = ({ field, description, rule, threshold }: Violation, named: boolean) => ({
  field,
  description,
  violatedRule: named ? rule : 'FORMAT',
  ...(threshold === undefined ? {} : { data: { threshold } }),
})

const bodyOf = ({ status, details }: WixError, switches: WixSwitches): object => {
  if ('violations' in details) {
    const named = switches.violated_rules === 'named'
    const fieldViolations = details.violations.map((violation) => violationShape(violation, named))
    const message = details.violations.map(({ field, description }) => `"${field}" ${description}`).join(', ')
    return { message, details: { validationError: { fieldViolations } } }
  }
  const { application } = details
  if (isEmptied(status, application.code, switches)) return { message: '', details: {} }
  return { message: application.description, details: { applicationError: application } }
}

/** What one item of a bulk request failed of. */
export const itemErrorOf = ({ details }: WixError): ApplicationError => {
  if ('application' in details) return details.application
  const description = details.violations.map((one) => `"${one.field}" ${one.description}`).join(', ')
  return { code: 'INVALID_ARGUMENT', description }
}

export const errorReply = (error: WixError, switches: WixSwitches): Reply =>
  jsonReply(error.status, bodyOf(error, switches), 'headers' in error.details ? error.details.headers : {})

const byStatus: Readonly<Record<number, readonly [code: string, description: string]>> = {
  400: ['INVALID_ARGUMENT', 'The request is not valid'],
  401: ['UNAUTHENTICATED', 'Unauthenticated'],
  403: ['PERMISSION_DENIED', 'Insufficient Permissions'],
  404: ['NOT_FOUND', 'Entity not found'],
  405: ['METHOD_NOT_ALLOWED', 'Method not allowed'],
  409: ['INVALID_REVISION', 'Outdated revision for entity id'],
  413: ['PAYLOAD_TOO_LARGE', 'The request body may have 1 MiB'],
  428: ['BASIC_TIERS_LIMIT_REACHED', 'Tiers limit reached [0]'],
  429: ['RESOURCE_EXHAUSTED', 'Too many requests'],
}

/** A likely error of a status. */
export const errorOfStatus = (status: number, headers: Record<string, string> = {}): WixError => {
  const [code, description] = byStatus[status] ?? ['FAILED', `The request failed with status ${status}`]
  return new WixError(status, { application: { code, description }, headers })
}

/** Errors of the server say nothing (About Errors page). */
export const emptyFailure = (status: number): Reply => ({ status, headers: {}, body: null })
