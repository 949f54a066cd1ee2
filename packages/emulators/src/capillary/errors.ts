import { jsonReply, type Reply } from '../core/call.js'
import type { CapillarySwitches } from './switches.js'

/** The numbers of the error table of the Create Tier page, and of the pages of the other operations. */
export const codes = {
  NAME_REQUIRED: 9001,
  NAME_TOO_LONG: 9002,
  PROGRAM_ID_REQUIRED: 9003,
  INVALID_KPI_TYPE: 9004,
  THRESHOLD_MUST_BE_POSITIVE: 9005,
  INVALID_COLOR_CODE: 9006,
  DESCRIPTION_TOO_LONG: 9008,
  INVALID_UPGRADE_TYPE: 9009,
  INVALID_RENEWAL_CRITERIA: 9010,
  CLASS_A_PROGRAM_LEVEL_FIELD: 9011,
  CLASS_B_SCHEDULE_FIELD: 9012,
  ELIGIBILITY_CRITERIA_TYPE: 9013,
  START_DATE_ON_SLAB_UPGRADE: 9014,
  SENTINEL_STRING_MINUS_ONE: 9015,
  SENTINEL_NUMERIC_MINUS_ONE: 9016,
  RENEWAL_CRITERIA_TYPE_DRIFT: 9017,
  FIXED_FAMILY_MISSING_PERIOD_VALUE: 9018,
  RENEWAL_DOWNGRADE_TO_INVALID: 9019,
  RENEWAL_MULTI_TRACKER: 9020,
  RENEWAL_EXPRESSION_INVALID: 9021,
  VALIDITY_RENEWAL_WINDOW_TYPE: 9022,
  VALIDITY_COMPUTATION_WINDOW_ORPHAN: 9023,
  VALIDITY_NUMERIC_NEGATIVE: 9024,
  UPGRADE_VALUE_OUT_OF_RANGE: 9028,
  TRACKER_ID_REQUIRED: 9029,
  PERIOD_VALUE_OVERFLOW: 9030,
  CUSTOM_PERIOD_DELTA_TOO_LARGE: 9033,
  FIXED_DATE_OFFSET_OUT_OF_RANGE: 9034,
  MIN_DURATION_MUST_BE_POSITIVE: 9035,
  PROGRAM_KPI_TYPE_MISMATCH: 9043,
  THRESHOLD_NOT_MONOTONIC: 9044,
  INVALID_PERIOD_UNIT: 9047,
  END_DATE_FORBIDDEN_ON_WRITE: 9048,
  RENEWAL_WINDOW_REQUIRES_FIXED_PERIOD_TYPE: 9049,
  LAST_CALENDAR_YEAR_FORBIDS_OFFSETS: 9050,
  PROGRAM_UPGRADE_MODE_MISMATCH: 9051,
  PROGRAM_DOWNGRADE_STRATEGY_NOT_CONFIGURED: 9052,
  PROGRAM_UPGRADE_STRATEGY_NOT_CONFIGURED: 9053,
  PROGRAM_TIER_CAP_EXCEEDED: 9054,
  DOWNGRADE_START_DATE_MUST_BE_FIRST: 9055,
  NOT_FOUND: 9056,
  STATUS_FILTER_UNSUPPORTED: 9057,
} as const

/** What every conflict carries, and what nothing else says better. */
export const GENERIC = 999_999

type ErrorHeaders = Readonly<Record<string, string>>

interface Details {
  readonly code?: number
  readonly symbol?: string
  readonly headers?: ErrorHeaders
  readonly others?: readonly CapillaryError[]
}

/** Thrown anywhere in a handler; becomes Capillary's error envelope. */
export class CapillaryError extends Error {
  readonly status: number
  /** Undefined: the platform's own errors, whose number is the switch's. */
  readonly code: number | undefined
  /** The symbolic code of a conflict, which has no number of its own. */
  readonly symbol: string | undefined
  readonly headers: ErrorHeaders
  /** What else is wrong, where everything is reported. */
  readonly others: readonly CapillaryError[]

  constructor(status: number, message: string, { code, symbol, headers = {}, others = [] }: Details = {}) {
    super(message)
    this.status = status
    this.code = code
    this.symbol = symbol
    this.headers = headers
    this.others = others
  }
}

/** A validation error: 400 with its number. */
export const refusal = (code: keyof typeof codes, message: string): CapillaryError =>
  new CapillaryError(400, message, { code: codes[code] })

/** What is wrong without a number of its own: an unknown field, a wrong type, no JSON. */
export const badRequest = (message: string, code: number = GENERIC): CapillaryError =>
  new CapillaryError(400, message, { code })

export const notFound = (message: string): CapillaryError =>
  new CapillaryError(404, message, { code: codes.NOT_FOUND })

/** A conflict: 409 with the generic number; only the message tells one from another. */
export const conflict = (symbol: string, message: string): CapillaryError =>
  new CapillaryError(409, message, { code: GENERIC, symbol })

const messageOf = ({ message, symbol }: CapillaryError, switches: CapillarySwitches): string =>
  symbol === undefined || switches.conflict_message === 'text' ? message : `${symbol}: ${message}`

const itemOf = (error: CapillaryError, switches: CapillarySwitches) => ({
  code: error.code ?? (switches.platform_error_code === 'http_status' ? error.status : GENERIC),
  message: messageOf(error, switches),
})

/** The envelope of an error: of v3, or of the customer APIs, whose items say `status: false`. */
export const errorReply = (
  error: CapillaryError,
  version: 'v2' | 'v3',
  switches: CapillarySwitches,
): Reply => {
  const items = [error, ...error.others].map((each) => itemOf(each, switches))
  const withStatus = items.map((item) => ({ status: false, ...item }))
  if (version === 'v2') return jsonReply(error.status, { errors: withStatus, warnings: [] }, error.headers)
  const errors = switches.error_item === 'code_message' ? items : withStatus
  return jsonReply(error.status, { data: null, errors, warnings: null }, error.headers)
}

/** The first of some errors or, where the switch says so, all of them in one. */
export const failureOf = (
  errors: Iterable<CapillaryError>,
  { errors_reported }: CapillarySwitches,
): CapillaryError | undefined => {
  const [first, ...others] = errors_reported === 'all' ? errors : firstOf(errors)
  if (first === undefined || others.length === 0) return first
  const { status, message, code, symbol } = first
  return new CapillaryError(status, message, {
    ...(code === undefined ? {} : { code }),
    ...(symbol === undefined ? {} : { symbol }),
    others,
  })
}

/** Looks no further than the first. */
const firstOf = (errors: Iterable<CapillaryError>): CapillaryError[] => {
  for (const error of errors) return [error]
  return []
}

/** Throws when there are errors. */
export const refuse = (errors: Iterable<CapillaryError>, switches: CapillarySwitches): void => {
  const failure = failureOf(errors, switches)
  if (failure !== undefined) throw failure
}

const byStatus: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Authentication failed',
  403: 'The credentials do not permit this',
  404: 'The resource was not found',
  405: 'The method is not allowed here',
  409: 'The request conflicts with the current state',
  415: 'The media type is not supported; send application/json',
  429: 'Too many requests; wait before the next one',
  461: 'The search engine is busy; try again later',
  521: 'Another action on the same customer is under way; try again later',
}

/** A likely error of a status, for faults that ask for one and for what the platform itself refuses. */
export const errorOfStatus = (status: number, headers: ErrorHeaders = {}): CapillaryError => {
  const message =
    byStatus[status] ?? (status >= 500 ? 'Something went wrong at Capillary' : 'The request failed')
  const retry = status === 429 ? { 'retry-after': '1' } : {}
  const code = status === 404 ? { code: codes.NOT_FOUND } : {}
  return new CapillaryError(status, message, { ...code, headers: { ...retry, ...headers } })
}
