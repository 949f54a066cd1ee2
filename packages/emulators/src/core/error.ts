/** One thing that was wrong with a control call: `path` names the field, for example `[0].kind`. */
export interface EmulatorIssue {
  /** The field. */
  path: string
  /** What was expected, and what was found. */
  message: string
}

/**
 * What went wrong: a bad value, an unknown id, a thing that exists already, a port that cannot be had, or a request that
 * a replayed recording does not hold.
 */
export type EmulatorErrorCode = 'invalid_input' | 'not_found' | 'exists' | 'port_unavailable' | 'unrecorded'

/** Thrown by the control methods and by the starting functions; `issues` names every bad field. */
export class EmulatorError extends Error {
  /** What went wrong; the one thing to branch on. */
  readonly code: EmulatorErrorCode
  /** Every bad field. */
  readonly issues: readonly EmulatorIssue[]

  constructor(code: EmulatorErrorCode, message: string, issues: readonly EmulatorIssue[] = []) {
    super(message)
    this.name = 'EmulatorError'
    this.code = code
    this.issues = issues
  }
}

/** An `invalid_input` error about one field. */
export const invalidInput = (path: string, message: string): EmulatorError =>
  new EmulatorError('invalid_input', path === '' ? message : `${path}: ${message}`, [{ path, message }])
