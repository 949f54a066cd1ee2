import type { Json } from './json.js'

/** Every way in which a call can fail. The same cause has the same code on every provider. */
export type ErrorCode =
  /** The settings or the config file are wrong: an unknown key, a missing secret. */
  | 'configuration'
  /** The input is wrong; `issues` name every path. Nothing was changed: we, or the provider, refused it. */
  | 'invalid_input'
  /** The provider cannot do this, or cannot hold these paths. Nothing was sent. */
  | 'unsupported'
  /** The credentials are missing, wrong or expired. */
  | 'authentication'
  /** The credentials are right but may not do this. */
  | 'permission'
  /** There is no such tier, member or ladder. */
  | 'not_found'
  /** The state of the provider forbids it: a stale revision, a taken name or threshold. */
  | 'conflict'
  /** Too many requests. */
  | 'rate_limited'
  /** The provider is down or overloaded. */
  | 'unavailable'
  /** The provider understood the request and refused it for a reason of its own. */
  | 'rejected'
  /** The reply is not what the provider's API promises: a gateway page, broken JSON, too many bytes. */
  | 'unexpected_response'
  /** No connection, or it broke before anything could have changed. */
  | 'network'
  /** The deadline passed before anything could have changed. */
  | 'timeout'
  /** A write was sent and its reply was lost: it may or may not have happened. The message says how to find out. */
  | 'outcome_unknown'
  /** The caller's signal aborted the call before anything could have changed. */
  | 'aborted'

/** One thing that is wrong, and where. */
export interface Issue {
  /** The path in what you gave, for example `benefits[1].label`. */
  path: string
  /** What was expected, and what was found. */
  message: string
}

/** What a {@link RungsError} is made from. */
export interface RungsErrorInit {
  /** What kind of failure it is. */
  code: ErrorCode
  /** What was wrong, where, what was expected and what to do. */
  message: string
  /** The provider's name. */
  provider?: string | undefined
  /** The operation, for example `tiers.create`. */
  operation?: string | undefined
  /** The HTTP status of the reply. */
  status?: number | undefined
  /** The vendor's own error code. */
  vendorCode?: string | undefined
  /** The vendor's id of the request. */
  requestId?: string | undefined
  /** Whether the same call may succeed when made again; `false` when absent. */
  retryable?: boolean | undefined
  /** How long the vendor asked to wait, in milliseconds. */
  retryAfterMs?: number | undefined
  /** What is wrong with the input, path by path; none when absent. */
  issues?: readonly Issue[] | undefined
  /** The vendor's reply, credentials removed. */
  body?: Json | undefined
  /** The error behind this one. */
  cause?: unknown
}

const brand = Symbol.for('rungs.error')

/** The one error class of Rungs. Branch on `code`; test with {@link isRungsError}, not with `instanceof`. */
export class RungsError extends Error {
  /** Always `RungsError`. */
  override readonly name = 'RungsError'
  /** What kind of failure it is; the one thing to branch on. */
  readonly code: ErrorCode
  /** The provider's name, for example `vinr`. */
  declare readonly provider?: string
  /** The operation, for example `tiers.create`. */
  declare readonly operation?: string
  /** The HTTP status of the reply, where there was one. */
  declare readonly status?: number
  /** The vendor's own error code. */
  declare readonly vendorCode?: string
  /** The vendor's id of the request, to give to its support. */
  declare readonly requestId?: string
  /** Whether the same call may succeed when made again. */
  readonly retryable: boolean
  /** How long the vendor asked to wait, in milliseconds. */
  declare readonly retryAfterMs?: number
  /** What is wrong with the input, path by path. */
  readonly issues: readonly Issue[]
  /** The vendor's reply as it came, credentials removed. */
  declare readonly body?: Json

  constructor(init: RungsErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause })
    const { message: _message, cause: _cause, retryable = false, issues = [], ...rest } = init
    for (const [key, value] of Object.entries(rest)) {
      if (value !== undefined)
        Object.defineProperty(this, key, { value, enumerable: true, configurable: true })
    }
    this.code = init.code
    this.retryable = retryable
    this.issues = issues
    Object.defineProperty(this, brand, { value: true })
  }

  /** Plain data for logs: everything but the stack and the cause. */
  toJSON(): object {
    return Object.assign({}, this, { name: this.name, message: this.message })
  }
}

/**
 * Whether a value is a {@link RungsError}, with this code if one is given. Works across two copies of the
 * package, where `instanceof` does not.
 */
export function isRungsError<Code extends ErrorCode>(
  error: unknown,
  code?: Code,
): error is RungsError & { readonly code: Code } {
  if (typeof error !== 'object' || error === null || !(brand in error)) return false
  return code === undefined || ('code' in error && error.code === code)
}
