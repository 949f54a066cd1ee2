import { jsonReply, type Reply } from '../core/call.js'
import type { VinrSwitches } from './switches.js'

/** What an error says beside its status. */
export interface ErrorDetails {
  readonly code: string
  readonly message: string
  readonly param?: string | undefined
  readonly headers?: Record<string, string>
}

/** Thrown anywhere in a handler; becomes VINR's error body. */
export class VinrError extends Error {
  readonly status: number
  readonly details: ErrorDetails

  constructor(status: number, details: ErrorDetails) {
    super(details.message)
    this.status = status
    this.details = details
  }
}

export const badRequest = (code: string, message: string, param?: string): VinrError =>
  new VinrError(400, { code, message, param })

/** The thing of a path that does not exist. */
export const notFound = (what: string, id: string, param: string | null): VinrError =>
  new VinrError(404, {
    code: 'resource_missing',
    message: `There is no ${what} "${id.slice(0, 100)}".`,
    param: param ?? undefined,
  })

/** The thing that a parameter refers to and that does not exist. */
export const missingReference = (what: string, id: string, param: string): VinrError =>
  badRequest('resource_missing', `There is no ${what} "${id.slice(0, 100)}".`, param)

/** Codes that VINR's own pages state; the others are Stripe's words for the same thing. */
const statedCodes = new Set(['invalid_api_key', 'expired_api_key', 'rate_limited'])

/** Errors page: types by status, where the status does not say invalid_request_error. */
const errorsPageTypes: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  409: 'idempotency_error',
  429: 'rate_limit_error',
}

/** Error codes page: the other set of types. */
const errorCodesPageTypes: Readonly<Record<number, string>> = {
  400: 'validation_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'validation_error',
  409: 'billing_error',
  422: 'billing_error',
  429: 'rate_limit_error',
}

const typeOf = (status: number, code: string, switches: VinrSwitches): string => {
  if (status >= 500) return 'api_error'
  if (switches.error_types === 'error_codes') return errorCodesPageTypes[status] ?? 'validation_error'
  if (status === 409 && code === 'resource_already_exists') return 'invalid_request_error'
  return errorsPageTypes[status] ?? 'invalid_request_error'
}

/** The error body of VINR: one `error` object; what is not there is left out. */
export const errorReply = (
  status: number,
  { code, message, param, headers }: ErrorDetails,
  requestId: string,
  switches: VinrSwitches,
): Reply => {
  const told = switches.error_codes === 'stripe' || statedCodes.has(code)
  const error = {
    type: typeOf(status, code, switches),
    code: told ? code : undefined,
    message,
    param,
    doc_url: `https://docs.vinr.com/api-reference/errors${told ? `#${code}` : ''}`,
    request_id: requestId,
  }
  return jsonReply(status, { error }, headers)
}

const byStatus: Readonly<Record<number, Omit<ErrorDetails, 'param'>>> = {
  400: { code: 'parameter_invalid', message: 'The request is not valid.' },
  401: { code: 'invalid_api_key', message: 'The API key is not valid.' },
  403: { code: 'permission_denied', message: 'The API key does not allow this.' },
  404: { code: 'resource_missing', message: 'There is no such resource.' },
  409: { code: 'idempotency_key_in_use', message: 'The idempotency key was used with another payload.' },
  422: { code: 'unprocessable', message: 'The request cannot be carried out in the current state.' },
  429: {
    code: 'rate_limited',
    message: 'Too many requests. Wait before the next one.',
    headers: { 'retry-after': '1' },
  },
  503: { code: 'service_unavailable', message: 'The service is not available. Try again later.' },
}

/** A likely error of a status, for faults that ask for one. */
export const detailsOfStatus = (status: number): ErrorDetails =>
  byStatus[status] ??
  (status >= 500
    ? {
        code: 'internal_error',
        message: 'Something went wrong at VINR. Try again with the same idempotency key.',
      }
    : { code: 'request_failed', message: `The request failed with status ${status}.` })
